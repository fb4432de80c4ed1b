//! Bad relays, slow relays, and a pause.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use domain::{lang::Lang, mail::MailState, notice::NoticeState, person::Kind};
use store::{
    outbox::OutgoingMail,
    testing::{TestClock, sqlite_store},
};

use super::{
    sink::{Mood, Sink},
    support::{Message, add_incident, add_person, now, start_notice, until, worker},
};

const NOW: &str = "2031-03-09T14:20:00Z";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refused_for_good_is_bounced_at_once_and_put_off_comes_again_with_the_same_message_id() {
    for pipelines in [true, false] {
        let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
        let is_bad = std::sync::Arc::new(AtomicBool::new(true));
        let mood = is_bad.clone();
        let decide = move |to: &str| match to.get(..2) {
            Some("p0") => Mood::RefusesRecipient("550 5.1.1 no such user"),
            Some("p1") if mood.load(Ordering::SeqCst) => Mood::RefusesRecipient("451 later"),
            Some("p2") if mood.load(Ordering::SeqCst) => Mood::HangsUpAfterData,
            _ => Mood::Takes,
        };
        let sink = Sink::with(decide, pipelines).await;
        let incident = add_incident(&test.store, "march-2031", false, now(&clock)).await;
        for at in 0..40 {
            add_person(&test.store, incident, &format!("P{}x{at}", at % 4), Kind::Adult, Lang::En, now(&clock)).await;
        }
        let notice = start_notice(&test.store, incident, now(&clock)).await;
        let handle = worker(&test.store, clock.clone(), Some(&sink), "Harbour Supply");
        let counts = || async { test.store.notice_counts(&notice).await.unwrap() };
        until("all were tried", || async {
            let counts = counts().await;
            counts.of(MailState::Sent) == 10 && counts.of(MailState::Bounced) == 10 && counts.of(MailState::Sending) == 0
        })
        .await;
        assert_eq!(counts().await.of(MailState::Queued), 20);
        assert_eq!(counts().await.next_due, Some(now(&clock).plus(Duration::from_secs(60))));
        is_bad.store(false, Ordering::SeqCst);
        clock.advance(Duration::from_secs(61));
        until("the rest arrived", || async { counts().await.of(MailState::Sent) == 30 }).await;
        until("the notice is done", || async {
            test.store.find_notice(notice.notice_id).await.unwrap().unwrap().state == NoticeState::Done
        })
        .await;
        handle.stop().await;
        let messages: Vec<Message> = sink.taken().iter().map(Message::read).collect();
        let ids: BTreeSet<_> = messages.iter().map(|message| message.message_id.clone()).collect();
        assert_eq!((messages.len(), ids.len()), (40, 30), "those it hung up on came twice, under one id");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_relay_that_refuses_us_bounces_nobody() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let is_bad = std::sync::Arc::new(AtomicBool::new(true));
    let mood = is_bad.clone();
    let sink = Sink::start(move |_| if mood.load(Ordering::SeqCst) { Mood::RefusesSender("530 sign in first") } else { Mood::Takes }).await;
    let incident = add_incident(&test.store, "march-2031", false, now(&clock)).await;
    for at in 0..20 {
        add_person(&test.store, incident, &format!("P{at}"), Kind::Adult, Lang::En, now(&clock)).await;
    }
    let notice = start_notice(&test.store, incident, now(&clock)).await;
    let handle = worker(&test.store, clock.clone(), Some(&sink), "Harbour Supply");
    tokio::time::sleep(Duration::from_millis(600)).await;
    let counts = test.store.notice_counts(&notice).await.unwrap();
    assert_eq!((counts.of(MailState::Bounced), counts.of(MailState::Sent)), (0, 0));
    is_bad.store(false, Ordering::SeqCst);
    until("all arrived", || async { sink.taken().len() == 20 }).await;
    handle.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_does_not_wait_behind_a_notice_and_a_pause_stops_what_was_leased() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let sink = Sink::start(|to| if to.starts_with("ana") { Mood::Takes } else { Mood::IsSlow(Duration::from_millis(100)) }).await;
    let incident = add_incident(&test.store, "march-2031", false, now(&clock)).await;
    for at in 0..600 {
        add_person(&test.store, incident, &format!("P{at}"), Kind::Adult, Lang::En, now(&clock)).await;
    }
    let notice = start_notice(&test.store, incident, now(&clock)).await;
    let handle = worker(&test.store, clock.clone(), Some(&sink), "Harbour Supply");
    until("the notice is under way", || async { sink.taken().len() > 16 }).await;
    let mut tx = test.store.write().await.unwrap();
    let code = OutgoingMail::one_time_code("ana@example.org", Lang::En, "123456");
    test.store.enqueue(&mut tx, Some(incident), &code, None, now(&clock)).await.unwrap();
    tx.commit().await.unwrap();
    let begun = std::time::Instant::now();
    until("the code arrived", || async { sink.taken().iter().any(|one| one.rcpt == ["ana@example.org"]) }).await;
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert!(sink.taken().len() < 300);

    let in_flight = test.store.notice_counts(&notice).await.unwrap().of(MailState::Sending);
    assert!((1..=256).contains(&in_flight), "{in_flight}");
    let mut tx = test.store.write().await.unwrap();
    assert!(test.store.pause_notice(&mut tx, &notice, now(&clock)).await.unwrap());
    tx.commit().await.unwrap();
    until("nothing is in flight", || async { test.store.notice_counts(&notice).await.unwrap().of(MailState::Sending) == 0 }).await;
    assert!(begun.elapsed() < Duration::from_secs(5));
    let at_pause = sink.taken().len();
    assert!(at_pause < 601);
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!(sink.taken().len(), at_pause, "nobody is written to after a pause");
    handle.stop().await;
}
