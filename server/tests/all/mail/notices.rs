//! A notice in trouble, a notice that is stopped while the relay is slow, two servers on one notice, and a message written again.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use candor::mail::{Writer, room};
use domain::{guidance::Catalogue, ids::IncidentId, lang::Lang, mail::MailState, notice::NoticeState, person::Kind};
use store::{
    Store,
    notices::Notice,
    testing::{TestClock, sqlite_store, stores},
};

use super::{
    sink::{Mood, Sink},
    support::{Message, add_incident, add_person, config_with, now, settings, start_notice, until, worker},
};

const NOW: &str = "2031-03-09T14:20:00Z";

async fn people(store: &Store, incident: IncidentId, count: usize, clock: &TestClock) {
    for at in 0..count {
        add_person(store, incident, &format!("P{at}"), Kind::Adult, Lang::En, now(clock)).await;
    }
}

async fn found(store: &Store, notice: &Notice) -> Notice {
    store.find_notice(notice.notice_id).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notice_of_which_too_much_comes_back_stops_by_itself_and_the_log_says_why() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let sink = Sink::start(|to| if to.starts_with("p1") { Mood::RefusesRecipient("550 5.7.1 no") } else { Mood::Takes }).await;
    let incident = add_incident(&test.store, "march-2031", false, now(&clock)).await;
    people(&test.store, incident, 600, &clock).await;
    let notice = start_notice(&test.store, incident, now(&clock)).await;
    let handle = worker(&test.store, clock.clone(), Some(&sink), "Harbour Supply");
    until("it stops", || async { found(&test.store, &notice).await.state == NoticeState::Paused }).await;
    until("nothing is in flight", || async { test.store.notice_counts(&notice).await.unwrap().of(MailState::Sending) == 0 }).await;
    handle.stop().await;
    let counts = test.store.notice_counts(&notice).await.unwrap();
    let tried = counts.of(MailState::Bounced) + counts.of(MailState::Sent);
    assert!(counts.of(MailState::Bounced) > 5 && (100..600).contains(&tried), "{counts:?}");
    let sql = "select actor, details from audit where chain = $1 and act = 'notice.pause'";
    let rows: Vec<(String, String)> = store::on!(test.store.read(), |db| sqlx::query_as(sql).bind(incident.0).fetch_all(db).await).unwrap();
    assert!(matches!(rows.as_slice(), [(by, why)] if by == "schedule" && why.contains("bounces")), "{rows:?}");
    assert_eq!(test.store.notice_handling(&notice).await.unwrap().stopped.map(|(why, _)| why).as_deref(), Some("bounces"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_holds_within_five_seconds_also_when_the_relay_is_slow_and_going_on_reaches_everybody_once() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let is_slow = Arc::new(std::sync::atomic::AtomicBool::new(true));
    let mood = is_slow.clone();
    let slow =
        move |_: &str| if mood.load(std::sync::atomic::Ordering::SeqCst) { Mood::IsSlow(Duration::from_secs(2)) } else { Mood::Takes };
    let sink = Sink::start(slow).await;
    let incident = add_incident(&test.store, "march-2031", false, now(&clock)).await;
    people(&test.store, incident, 200, &clock).await;
    let notice = start_notice(&test.store, incident, now(&clock)).await;
    let handle = worker(&test.store, clock.clone(), Some(&sink), "Harbour Supply");
    until("some have it", || async { !sink.taken().is_empty() }).await;
    let pressed = Instant::now();
    let mut tx = test.store.write().await.unwrap();
    assert!(test.store.pause_notice(&mut tx, &notice, now(&clock)).await.unwrap());
    tx.commit().await.unwrap();
    until("nothing is in flight", || async { test.store.notice_counts(&notice).await.unwrap().of(MailState::Sending) == 0 }).await;
    assert!(pressed.elapsed() < Duration::from_secs(5), "{:?}", pressed.elapsed());
    let at_stop = sink.taken().len();
    assert!(at_stop < 100, "{at_stop}");
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    assert_eq!(sink.taken().len(), at_stop, "nobody is written to after a stop");
    is_slow.store(false, std::sync::atomic::Ordering::SeqCst);
    let mut tx = test.store.write().await.unwrap();
    assert!(test.store.resume_notice(&mut tx, &notice, now(&clock)).await.unwrap());
    tx.commit().await.unwrap();
    until("it is done", || async { found(&test.store, &notice).await.state == NoticeState::Done }).await;
    handle.stop().await;
    assert_eq!(once(&sink), 200);
}

/// How many were written to; everybody once.
fn once(sink: &Sink) -> usize {
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for one in sink.taken() {
        *told.entry(one.rcpt.join(" ")).or_default() += 1;
    }
    assert!(told.values().all(|count| *count == 1), "somebody was written to twice");
    told.len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_servers_on_one_database_write_to_nobody_twice() {
    for test in stores().await {
        let clock = TestClock::at(NOW);
        let sink = Sink::start(|_| Mood::Takes).await;
        let incident = add_incident(&test.store, "march-2031", false, now(&clock)).await;
        people(&test.store, incident, 300, &clock).await;
        let notice = start_notice(&test.store, incident, now(&clock)).await;
        let first = worker(&test.store, clock.clone(), Some(&sink), "Harbour Supply");
        let second = worker(&test.store, clock.clone(), Some(&sink), "Harbour Supply");
        until("it is done", || async { found(&test.store, &notice).await.state == NoticeState::Done }).await;
        first.stop().await;
        second.stop().await;
        assert_eq!(once(&sink), 300);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_is_written_again_masked_and_unmasked_its_bytes_are_those_that_went_out() {
    for test in stores().await {
        let (clock, store) = (TestClock::at(NOW), &test.store);
        let sink = Sink::start(|_| Mood::Takes).await;
        let incident = add_incident(store, "march-2031", false, now(&clock)).await;
        let person = add_person(store, incident, "Canary", Kind::Adult, Lang::En, now(&clock)).await;
        let own = settings(Some(&sink), "Harbour Supply");
        let writer = Writer::new(store.clone(), Arc::new(own.clone()), Catalogue::bundled()).unwrap();
        let mut tx = store.write().await.unwrap();
        let notice = store.add_notice(&mut tx, incident, "First notice", "", now(&clock)).await.unwrap();
        tx.commit().await.unwrap();
        let words = writer.words_now(&store.incident(incident).await.unwrap(), None).await.unwrap();
        let mut tx = store.write().await.unwrap();
        store.fix_words(&mut tx, &notice, &words, writer.version(), now(&clock)).await.unwrap();
        assert!(store.start_notice(&mut tx, &notice, now(&clock)).await.unwrap());
        tx.commit().await.unwrap();
        let handle = worker(store, clock.clone(), Some(&sink), "Harbour Supply");
        until("it is done", || async { found(store, &notice).await.state == NoticeState::Done }).await;
        handle.stop().await;
        let taken = Message::read(&sink.taken()[0]);
        let token = taken.text.split_once("/open#").unwrap().1.split_whitespace().next().unwrap().to_owned();
        assert_eq!(token.len(), 22);

        // The incident says something else by now; the message does not.
        let sql = "update incident_texts set body = 'Quite another title' where incident_id = $1 and section = 'title'";
        let mut tx = store.write().await.unwrap();
        store::on!(&mut tx, |db| sqlx::query(sql).bind(incident.0).execute(&mut **db).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        let config = config_with(Some(&sink), "Harbour Supply", |_| ());
        let room = room(store.clone(), &config, Catalogue::bundled()).unwrap();
        let delivery = store.deliveries_to(incident, person).await.unwrap()[0].delivery_id;
        let sent = store.sent_message(incident, person, delivery).await.unwrap().unwrap();
        let notice = found(store, &notice).await;
        let listed = store.person(incident, person).await.unwrap().unwrap();
        let again = room.again(&notice, &sent, &listed).await.unwrap();
        assert!(again.is_same, "its bytes have the SHA-256 that was kept");
        assert!(again.mail.text.contains("Dear Canary Example,") && again.mail.text.contains("Title en & more"));
        for part in [&again.mail.text, &again.mail.html, &again.mail.subject] {
            assert!(!part.contains(&token) && !part.contains("Quite another title"));
        }
        // What it was made of is another person now: that is said, and not passed over.
        let moved = domain::person::Person { lang: Lang::Es, ..listed };
        assert!(!room.again(&notice, &sent, &moved).await.unwrap().is_same);
    }
}
