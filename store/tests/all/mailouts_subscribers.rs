//! Updates to subscribers: by topic and pace, once to an address, and one mail a day for who wants that.

use std::{collections::BTreeSet, time::Duration};

use domain::{
    clock::Timestamp,
    email::EmailAddress,
    ids::{DeliveryId, IncidentId},
    incident::UpdateKind,
    lang::Lang,
    mail::MailState,
    notice::{NoticeState, Purpose},
    publishing::{Correction, NewUpdate, PerLang, PostText, Proposal, UpdateAudience, Withdrawal},
    subscriber::{Pace, Preferences, Scope, Topic, TopicSet},
};
use store::{
    Store,
    lease::{Outcome, Tried},
    mailouts::MailoutWords,
    notices::{Notice, Queued},
    subscribers::Subscriber,
    testing::{
        TestEntropy, add_test_incident,
        listed::{add_listed_people, listed_person},
        stores,
        subscribers::{add_subscriber, fill_subscribers},
    },
};
use uuid::Uuid;

const ANA: &str = "0190a000-0000-7000-8000-00000000000a";
const BEN: &str = "0190a000-0000-7000-8000-00000000000b";
const SENT: Outcome = Outcome::Sent { sha256: [7; 32] };
const HOUR: Duration = Duration::from_secs(3600);

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

async fn subscriber(store: &Store, scope: Scope, name: &str, pace: Pace, topics: TopicSet) -> Subscriber {
    let subscriber = add_subscriber(store, scope, &format!("{name}@example.org"), Lang::En, now()).await;
    assert!(store.choose_preferences(subscriber.key, Preferences { pace, topics, ..subscriber.preferences }).await.unwrap());
    subscriber
}

async fn queue_all(store: &Store, notice: &Notice) -> u64 {
    let mut new = 0;
    while let Queued::More(more) = store.queue_chunk(notice, now()).await.unwrap() {
        new += more;
    }
    new
}

/// Queues and sends a mail-out to its end: as what each address was written to.
async fn send_all(store: &Store, notice: &Notice) -> Vec<String> {
    queue_all(store, notice).await;
    let (worker, mut sent) = (Uuid::from_u128(7), Vec::new());
    loop {
        let leased = store.lease_deliveries(notice, worker, 64, now()).await.unwrap();
        if leased.is_empty() {
            break;
        }
        let mut tried = Vec::new();
        for one in &leased {
            let outcome = if one.is_unwanted { Outcome::Suppressed } else { SENT };
            let who = match (&one.person, &one.subscriber) {
                (Some(person), None) => format!("person {}", person.contact.email.clone().unwrap()),
                (None, Some(subscriber)) => format!("subscriber {}", subscriber.email.as_str()),
                other => panic!("{other:?}"),
            };
            sent.extend((outcome == SENT).then(|| who.replace("@example.org", "")));
            tried.push((Tried::<DeliveryId> { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome }, None));
        }
        store.record_deliveries(notice, worker, &tried, now()).await.unwrap();
    }
    assert!(store.finish_notice(notice, now()).await.unwrap());
    sent.sort();
    sent
}

fn update(kind: UpdateKind) -> NewUpdate {
    let text = |text: &str| PostText { title: text.to_owned(), body: format!("{text}.") };
    NewUpdate {
        kind,
        texts: PerLang { en: text("Old orders were taken"), es: text("Se llevaron pedidos antiguos") },
        next_update_at: Some(now().plus(200 * HOUR)),
        audience: UpdateAudience::Everybody,
        by_mail: true,
    }
}

async fn mail_out_at(store: &Store, incident: IncidentId, proposal: Proposal, at: Timestamp) -> Notice {
    let mut tx = store.write().await.unwrap();
    let id = store.propose(&mut tx, ANA, incident, &proposal, at).await.unwrap();
    store.approve_proposal(&mut tx, BEN, incident, id, None, at).await.unwrap();
    tx.commit().await.unwrap();
    store.mailout_of_proposal(incident, id).await.unwrap().unwrap()
}

async fn mail_out(store: &Store, incident: IncidentId, proposal: Proposal) -> Notice {
    mail_out_at(store, incident, proposal, now()).await
}

async fn tell(store: &Store, incident: IncidentId) {
    let mut tx = store.write().await.unwrap();
    let notice = store.add_notice(&mut tx, incident, "First notice", "1", now()).await.unwrap();
    assert!(store.start_notice(&mut tx, &notice, now()).await.unwrap());
    tx.commit().await.unwrap();
    let told = send_all(store, &notice).await;
    assert!(told.iter().all(|who| who.starts_with("person ")), "the notice is for those on the list");
}

#[tokio::test]
async fn subscribers_hear_at_once_of_their_topics_at_their_pace_and_one_address_hears_once() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let other = add_test_incident(store, "april-2031", false, now()).await.incident_id;
        let here = Scope::Incident(incident);
        add_listed_people(store, incident, &[listed_person("ana", Some("ana@example.org"))], now()).await;
        tell(store, incident).await;
        add_listed_people(store, incident, &[listed_person("untold", Some("untold@example.org"))], now()).await;
        subscriber(store, here, "each", Pace::Each, TopicSet::ALL).await;
        subscriber(store, here, "scams-only", Pace::Each, [Topic::Scams].into_iter().collect()).await;
        subscriber(store, here, "must-act", Pace::MustAct, TopicSet::ALL).await;
        subscriber(store, here, "daily", Pace::Daily, TopicSet::ALL).await;
        subscriber(store, Scope::Every, "every", Pace::Each, TopicSet::ALL).await;
        subscriber(store, Scope::Incident(other), "elsewhere", Pace::Each, TopicSet::ALL).await;
        // Affected and subscribed; subscribed twice; subscribed and on the list, but no notice has told them.
        subscriber(store, here, "ana", Pace::Each, TopicSet::ALL).await;
        subscriber(store, here, "untold", Pace::Each, TopicSet::ALL).await;
        subscriber(store, Scope::Every, "each", Pace::Each, TopicSet::ALL).await;
        // What somebody chose for the incident itself is what counts.
        subscriber(store, Scope::Every, "must-act", Pace::Each, TopicSet::ALL).await;

        let facts = mail_out(store, incident, Proposal::Update(update(UpdateKind::Facts))).await;
        assert_eq!(
            store.count_subscribers_reached(&facts.whom(), None, false).await.unwrap(),
            4,
            "each, every, ana, untold: said beforehand"
        );
        assert_eq!(send_all(store, &facts).await, ["person ana", "subscriber each", "subscriber every", "subscriber untold"]);
        let scam = mail_out(store, incident, Proposal::Update(update(UpdateKind::Scam))).await;
        let all =
            ["person ana", "subscriber each", "subscriber every", "subscriber must-act", "subscriber scams-only", "subscriber untold"];
        assert_eq!(send_all(store, &scam).await, all);

        // The correction of the facts goes to who read them, that of the scam also to who had to act.
        let what_changed = PerLang { en: "All.".to_owned(), es: "Todo.".to_owned() };
        let texts = update(UpdateKind::Facts).texts;
        let fixed = |notice: &Notice| {
            let update_id = notice.update_id.unwrap();
            Proposal::CorrectUpdate(Correction { update_id, texts: texts.clone(), what_changed: what_changed.clone(), based_on: 0 })
        };
        let right = mail_out(store, incident, fixed(&facts)).await;
        assert_eq!(send_all(store, &right).await, ["person ana", "subscriber each", "subscriber every", "subscriber untold"]);
        let right = mail_out(store, incident, fixed(&scam)).await;
        assert_eq!(send_all(store, &right).await, all);
        // What is for some people only is for people on the list.
        let some = UpdateAudience::Affected { categories: Default::default(), places: vec!["US-CA".to_owned()], langs: vec![] };
        let some = mail_out(store, incident, Proposal::Update(NewUpdate { audience: some, ..update(UpdateKind::Facts) })).await;
        assert_eq!(send_all(store, &some).await, ["person ana"]);
    }
}

#[tokio::test]
async fn whoever_left_as_one_of_both_gets_nothing_as_the_other_and_practice_reaches_only_who_asked_for_it() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let people = add_listed_people(store, incident, &[listed_person("ana", Some("ana@example.org"))], now()).await;
        tell(store, incident).await;
        subscriber(store, Scope::Every, "ana", Pace::Each, TopicSet::ALL).await;
        let late = subscriber(store, Scope::Incident(incident), "late", Pace::Each, TopicSet::ALL).await;
        let gone = subscriber(store, Scope::Incident(incident), "gone", Pace::Each, TopicSet::ALL).await;
        subscriber(store, Scope::Every, "gone", Pace::Each, TopicSet::ALL).await;
        store.leave_subscription(gone.key, now()).await.unwrap();
        let mut tx = store.write().await.unwrap();
        assert!(store.leave_updates(&mut tx, incident, people[0], now()).await.unwrap());
        tx.commit().await.unwrap();
        let notice = mail_out(store, incident, Proposal::Update(update(UpdateKind::Facts))).await;
        assert_eq!(queue_all(store, &notice).await, 1, "Ana left, and so did who asked for this incident");
        store.leave_subscription(late.key, now()).await.unwrap();
        assert!(send_all(store, &notice).await.is_empty());
        assert_eq!(store.notice_counts(&notice).await.unwrap().of(MailState::Suppressed), 1);

        let practice = add_test_incident(store, "practice", true, now()).await.incident_id;
        subscriber(store, Scope::Incident(practice), "trainee", Pace::Each, TopicSet::ALL).await;
        let notice = mail_out(store, practice, Proposal::Update(update(UpdateKind::Facts))).await;
        assert_eq!(send_all(store, &notice).await, ["subscriber trainee"]);
    }
}

#[tokio::test]
async fn killed_between_two_pieces_no_subscriber_is_missed_or_written_to_twice() {
    const EACH: usize = 1300;
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        fill_subscribers(store, Scope::Incident(incident), EACH, 0, now()).await;
        // The last three hundred asked for both.
        fill_subscribers(store, Scope::Every, EACH, EACH - 300, now()).await;
        let notice = mail_out(store, incident, Proposal::Update(update(UpdateKind::Facts))).await;
        for _ in 0..3 {
            assert!(matches!(store.queue_chunk(&notice, now()).await.unwrap(), Queued::More(_)));
        }
        let other = Store::open(&test.address, test.master.clone(), TestEntropy::fresh()).await.unwrap();
        tokio::join!(queue_all(store, &notice), queue_all(&other, &notice));
        let sent = send_all(&other, &notice).await;
        let addresses: BTreeSet<&String> = sent.iter().collect();
        assert_eq!((sent.len(), addresses.len()), (2 * EACH - 300, 2 * EACH - 300));
        assert_eq!(store.find_notice(notice.notice_id).await.unwrap().unwrap().state, NoticeState::Done);
    }
}

#[tokio::test]
async fn the_mail_of_a_day_is_made_once_and_tells_what_was_published_since_the_last() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let here = Scope::Incident(incident);
        subscriber(store, here, "daily", Pace::Daily, TopicSet::ALL).await;
        subscriber(store, Scope::Every, "daily-fixes", Pace::Daily, [Topic::Fixes].into_iter().collect()).await;
        subscriber(store, here, "each", Pace::Each, TopicSet::ALL).await;
        let evening = now().plus(6 * HOUR);
        let make = async |day: &str, until| store.make_digest(incident, day, until, until).await.unwrap();
        assert!(!make("2031-03-09", evening).await, "nothing to tell");

        let facts = mail_out(store, incident, Proposal::Update(update(UpdateKind::Facts))).await;
        assert_eq!(send_all(store, &facts).await, ["subscriber each"]);
        let silent = NewUpdate { by_mail: false, ..update(UpdateKind::Scam) };
        let mut tx = store.write().await.unwrap();
        let id = store.propose(&mut tx, ANA, incident, &Proposal::Update(silent), now()).await.unwrap();
        store.approve_proposal(&mut tx, BEN, incident, id, None, now()).await.unwrap();
        tx.commit().await.unwrap();
        // Two servers, ten looks each.
        let other = Store::open(&test.address, test.master.clone(), TestEntropy::fresh()).await.unwrap();
        let looks = (0..20).map(|at| {
            let store = if at % 2 == 0 { store } else { &other };
            async move { store.make_digest(incident, "2031-03-09", evening, evening).await.unwrap() }
        });
        let made = futures::future::join_all(looks).await;
        assert_eq!(made.into_iter().filter(|made| *made).count(), 1);
        let digest = store.notices_under_way().await.unwrap().into_iter().find(|notice| notice.purpose == Purpose::Digest).unwrap();
        let MailoutWords::Digest(items) = store.mailout_words(&digest).await.unwrap() else { panic!("no digest") };
        assert_eq!(items.iter().map(|item| Some(item.update_id)).collect::<Vec<_>>(), [facts.update_id], "what is not mailed is not told");
        assert_eq!(send_all(store, &digest).await, ["subscriber daily"], "the other chose fixes only");
        assert!(!make("2031-03-09", evening).await && !make("2031-03-10", evening.plus(24 * HOUR)).await, "nothing new");

        // The next day: what they were told is corrected, and something else comes and goes.
        let (noon, next) = (now().plus(22 * HOUR), evening.plus(24 * HOUR));
        let what_changed = PerLang { en: "All.".to_owned(), es: "Todo.".to_owned() };
        let texts = update(UpdateKind::Facts).texts;
        let fixed = Correction { update_id: facts.update_id.unwrap(), texts, what_changed: what_changed.clone(), based_on: 0 };
        mail_out_at(store, incident, Proposal::CorrectUpdate(fixed), noon).await;
        let brief = mail_out_at(store, incident, Proposal::Update(update(UpdateKind::Fixes)), noon).await;
        let gone = Withdrawal { update_id: brief.update_id.unwrap(), reason: what_changed };
        mail_out_at(store, incident, Proposal::WithdrawUpdate(gone), noon).await;
        assert!(make("2031-03-10", next).await);
        let under_way = store.notices_under_way().await.unwrap();
        let digest = under_way.into_iter().find(|notice| notice.purpose == Purpose::Digest).unwrap();
        let MailoutWords::Digest(items) = store.mailout_words(&digest).await.unwrap() else { panic!("no digest") };
        assert!(matches!(items.as_slice(), [one] if matches!(one.words, MailoutWords::Correction(_))), "{items:?}");
        assert_eq!(send_all(store, &digest).await, ["subscriber daily"]);
        // One that was mailed late, after its day's hour, waits for the next: nothing is told twice.
        mail_out_at(store, incident, Proposal::Update(update(UpdateKind::Fixes)), next).await;
        assert!(!make("2031-03-10", next).await);
        assert!(make("2031-03-11", next.plus(24 * HOUR)).await);
        let under_way = store.notices_under_way().await.unwrap();
        let digest = under_way.into_iter().find(|notice| notice.purpose == Purpose::Digest).unwrap();
        assert_eq!(send_all(store, &digest).await, ["subscriber daily", "subscriber daily-fixes"]);
    }
}

#[tokio::test]
async fn an_address_that_takes_no_mail_is_not_written_to_as_a_subscriber_either() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        for name in ["ana", "ben"] {
            subscriber(store, Scope::Incident(incident), name, Pace::Each, TopicSet::ALL).await;
        }
        let first = mail_out(store, incident, Proposal::Update(update(UpdateKind::Facts))).await;
        queue_all(store, &first).await;
        let worker = Uuid::from_u128(7);
        let leased = store.lease_deliveries(&first, worker, 9, now()).await.unwrap();
        let bounced = Outcome::Bounced { reply_code: 550, is_no_mailbox: true };
        let tried: Vec<_> = leased
            .iter()
            .map(|one| {
                let outcome = if one.subscriber.as_ref().unwrap().email.as_str() == "ana@example.org" { bounced } else { SENT };
                (Tried { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome }, None)
            })
            .collect();
        store.record_deliveries(&first, worker, &tried, now()).await.unwrap();
        assert!(store.is_suppressed(&EmailAddress::parse("ana@example.org").unwrap()).await.unwrap());
        let second = mail_out(store, incident, Proposal::Update(update(UpdateKind::Facts))).await;
        assert_eq!(send_all(store, &second).await, ["subscriber ben"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_counts_the_deliveries_while_they_are_queued() {
    for test in stores().await {
        let store = &test.store;
        let store::Db::Postgres(db) = store.read() else { continue };
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        fill_subscribers(store, Scope::Incident(incident), 2_500, 0, now()).await;
        let notice = mail_out(store, incident, Proposal::Update(update(UpdateKind::Facts))).await;
        assert_eq!(queue_all(store, &notice).await, 2_500);
        // Within the first minute nobody else counts them: with the plans for an empty table a lease reads all of them.
        let counted: f32 =
            sqlx::query_scalar("select reltuples from pg_class where oid = 'deliveries'::regclass").fetch_one(db).await.unwrap();
        assert!(counted >= 1_000.0, "{counted}");
    }
}
