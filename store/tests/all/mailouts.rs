//! Updates by mail: to whom, once, and never to who left.

use std::{collections::BTreeMap, time::Duration};

use domain::{
    clock::{Clock, Timestamp},
    email::EmailAddress,
    exposure::Category,
    ids::{DeliveryId, IncidentId, PersonId, ProposalId, UpdateId},
    incident::UpdateKind,
    leave::LeaveToken,
    mail::MailState,
    notice::{NoticeState, Purpose},
    publishing::{Correction, NewUpdate, PerLang, PostText, Proposal, UpdateAudience, Withdrawal},
};
use store::{
    Store,
    lease::{Outcome, Tried},
    mailouts::MailoutWords,
    notices::{Notice, Queued},
    suppressions::WhySuppressed,
    testing::{
        TestClock, TestEntropy, add_test_incident,
        listed::{add_listed_people, listed_person},
        stores,
    },
};
use uuid::Uuid;

const ANA: &str = "0190a000-0000-7000-8000-00000000000a";
const BEN: &str = "0190a000-0000-7000-8000-00000000000b";
const SENT: Outcome = Outcome::Sent { sha256: [7; 32] };

fn now() -> Timestamp {
    TestClock::at("2031-03-09T14:20:00Z").now()
}

fn email(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@example.org")).unwrap()
}

async fn add_people(store: &Store, incident: IncidentId, names: &[&str]) -> Vec<PersonId> {
    let people: Vec<_> = names.iter().map(|name| listed_person(name, Some(&format!("{name}@example.org")))).collect();
    add_listed_people(store, incident, &people, now()).await
}

async fn queue_all(store: &Store, notice: &Notice) -> u64 {
    let mut new = 0;
    while let Queued::More(more) = store.queue_chunk(notice, now()).await.unwrap() {
        new += more;
    }
    new
}

/// Queues and sends a mail-out to its end; who got what.
async fn send_all(store: &Store, notice: &Notice, outcome: impl Fn(&str) -> Outcome) -> Vec<String> {
    queue_all(store, notice).await;
    let (worker, mut sent) = (Uuid::from_u128(7), Vec::new());
    loop {
        let leased = store.lease_deliveries(notice, worker, 64, now()).await.unwrap();
        if leased.is_empty() {
            break;
        }
        let mut tried = Vec::new();
        for one in &leased {
            let name = one.person.as_ref().map(|person| person.contact.external_id.clone()).unwrap_or_default();
            let outcome = if one.is_unwanted { Outcome::Suppressed } else { outcome(&name) };
            if outcome == SENT {
                sent.push(name);
            }
            tried.push((Tried::<DeliveryId> { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome }, None));
        }
        assert_eq!(store.record_deliveries(notice, worker, &tried, now()).await.unwrap(), tried.len() as u64);
    }
    store.finish_notice(notice, now()).await.unwrap();
    sent.sort();
    sent
}

/// Tells everybody on the list by the notice.
async fn tell(store: &Store, incident: IncidentId) -> Notice {
    let mut tx = store.write().await.unwrap();
    let notice = store.add_notice(&mut tx, incident, "First notice", "1", now()).await.unwrap();
    assert!(store.start_notice(&mut tx, &notice, now()).await.unwrap());
    tx.commit().await.unwrap();
    send_all(store, &notice, |_| SENT).await;
    notice
}

fn update(audience: UpdateAudience) -> NewUpdate {
    let text = |text: &str| PostText { title: text.to_owned(), body: format!("{text}.") };
    NewUpdate {
        kind: UpdateKind::Facts,
        texts: PerLang { en: text("Old orders were taken"), es: text("Se llevaron pedidos antiguos") },
        next_update_at: Some(now().plus(Duration::from_secs(86_400))),
        audience,
        by_mail: true,
    }
}

async fn publish(store: &Store, incident: IncidentId, proposal: Proposal) -> ProposalId {
    let mut tx = store.write().await.unwrap();
    let id = store.propose(&mut tx, ANA, incident, &proposal, now()).await.unwrap();
    store.approve_proposal(&mut tx, BEN, incident, id, None, now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Publishes, and gives the mail-out.
async fn mail_out(store: &Store, incident: IncidentId, proposal: Proposal) -> Notice {
    let id = publish(store, incident, proposal).await;
    store.mailout_of_proposal(incident, id).await.unwrap().unwrap()
}

fn correction(update_id: UpdateId) -> Proposal {
    let NewUpdate { texts, .. } = update(UpdateAudience::Everybody);
    let what_changed = PerLang { en: "Not old: all.".to_owned(), es: "No antiguos: todos.".to_owned() };
    Proposal::CorrectUpdate(Correction { update_id, texts, what_changed, based_on: 0 })
}

fn only(place: &str) -> UpdateAudience {
    UpdateAudience::Affected {
        categories: [Category::parse("ssn").unwrap()].into_iter().collect(),
        places: vec![place.to_owned()],
        langs: vec![],
    }
}

#[tokio::test]
async fn an_update_is_mailed_to_those_of_its_audience_whom_a_notice_has_told() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        add_people(store, incident, &["ana", "ben"]).await;
        add_listed_people(store, incident, &[listed_person("letter", None)], now()).await;
        tell(store, incident).await;
        add_people(store, incident, &["not-told-yet"]).await;

        let proposal = Proposal::Update(update(UpdateAudience::Everybody));
        let whom = store.would_mail(incident, &proposal).await.unwrap().unwrap();
        assert_eq!(store.count_reached(&whom).await.unwrap(), 2, "said before it is approved");
        let notice = mail_out(store, incident, proposal).await;
        assert_eq!((notice.purpose, notice.state, notice.name.as_str()), (Purpose::Update, NoticeState::Queueing, "Old orders were taken"));
        assert!(
            matches!(store.mailout_words(&notice).await.unwrap(), MailoutWords::Update(words) if words.texts.es.body.contains("pedidos"))
        );
        assert_eq!(send_all(store, &notice, |_| SENT).await, ["ana", "ben"]);
        assert_eq!(store.find_notice(notice.notice_id).await.unwrap().unwrap().state, NoticeState::Done);
        assert_eq!(store.count_told(incident).await.unwrap(), 2, "an update tells nobody for the first time");

        let nobody = mail_out(store, incident, Proposal::Update(update(only("US-NY")))).await;
        assert!(send_all(store, &nobody, |_| SENT).await.is_empty());
        let some = mail_out(store, incident, Proposal::Update(update(only("US-CA")))).await;
        assert_eq!(send_all(store, &some, |_| SENT).await, ["ana", "ben"]);
        assert_eq!(store.notices(incident).await.unwrap().len(), 1, "only the notice is one that the law wants");

        let silent = publish(store, incident, Proposal::Update(NewUpdate { by_mail: false, ..update(UpdateAudience::Everybody) })).await;
        assert_eq!(store.mailout_of_proposal(incident, silent).await.unwrap(), None);
    }
}

#[tokio::test]
async fn twenty_who_publish_at_once_mail_it_once() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        add_people(store, incident, &["ana"]).await;
        tell(store, incident).await;
        let mut tx = store.write().await.unwrap();
        let id = store.propose(&mut tx, ANA, incident, &Proposal::Update(update(UpdateAudience::Everybody)), now()).await.unwrap();
        tx.commit().await.unwrap();
        let presses = (0..20).map(|_| async {
            let mut tx = store.write().await.unwrap();
            let approved = store.approve_proposal(&mut tx, BEN, incident, id, None, now()).await;
            if approved.is_ok() {
                tx.commit().await.unwrap();
            }
            approved.is_ok()
        });
        let pressed = futures::future::join_all(presses).await;
        assert_eq!(pressed.into_iter().filter(|is_ok| *is_ok).count(), 1);
        let under_way = store.notices_under_way().await.unwrap();
        assert_eq!(under_way.iter().map(|notice| notice.purpose).collect::<Vec<_>>(), [Purpose::Update]);
        assert_eq!(send_all(store, &under_way[0], |_| SENT).await, ["ana"]);
    }
}

#[tokio::test]
async fn killed_between_two_pieces_nobody_is_missed_or_written_to_twice() {
    const PEOPLE: usize = 1300;
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let people: Vec<_> = (0..PEOPLE).map(|at| listed_person(&format!("p{at}"), Some(&format!("p{at}@example.org")))).collect();
        add_listed_people(store, incident, &people, now()).await;
        tell(store, incident).await;
        let notice = mail_out(store, incident, Proposal::Update(update(UpdateAudience::Everybody))).await;
        assert!(matches!(store.queue_chunk(&notice, now()).await.unwrap(), Queued::More(500)));
        // Another life on the same database goes on, and so does a second server at the same time.
        let other = Store::open(&test.address, test.master.clone(), TestEntropy::fresh()).await.unwrap();
        let (one, two) = tokio::join!(queue_all(store, &notice), queue_all(&other, &notice));
        assert_eq!(one + two, PEOPLE as u64 - 500);
        let sent = send_all(&other, &notice, |_| SENT).await;
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for name in sent {
            *times.entry(name).or_default() += 1;
        }
        assert_eq!((times.len(), times.values().max()), (PEOPLE, Some(&1)));
    }
}

#[tokio::test]
async fn who_left_gets_no_update_but_the_notice_until_they_come_back() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let people = add_people(store, incident, &["ana", "ben", "eva"]).await;
        tell(store, incident).await;
        let leave = async |person| {
            let mut tx = store.write().await.unwrap();
            let left = store.leave_updates(&mut tx, incident, person, now()).await.unwrap();
            tx.commit().await.unwrap();
            left
        };
        assert!(leave(people[0]).await);
        assert!(!leave(people[0]).await, "once");
        let notice = mail_out(store, incident, Proposal::Update(update(UpdateAudience::Everybody))).await;
        assert_eq!(queue_all(store, &notice).await, 2);
        // Ben leaves when his is queued already.
        assert!(leave(people[1]).await);
        assert_eq!(send_all(store, &notice, |_| SENT).await, ["eva"]);
        assert_eq!(store.notice_counts(&notice).await.unwrap().of(MailState::Suppressed), 1);
        assert_eq!(store.left_updates_at(incident, people[1]).await.unwrap(), Some(now()));

        let mut tx = store.write().await.unwrap();
        let second = store.add_notice(&mut tx, incident, "Second notice", "1", now()).await.unwrap();
        store.start_notice(&mut tx, &second, now()).await.unwrap();
        assert!(store.return_to_updates(&mut tx, incident, people[0]).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(send_all(store, &second, |_| SENT).await, ["ana", "ben", "eva"], "nobody leaves what the law wants");
        let notice = mail_out(store, incident, Proposal::Update(update(UpdateAudience::Everybody))).await;
        assert_eq!(send_all(store, &notice, |_| SENT).await, ["ana", "eva"]);
    }
}

#[tokio::test]
async fn a_correction_reaches_who_was_sent_the_wrong_words_and_what_was_not_sent_of_them_never_is() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let mut people: Vec<_> =
            ["ana", "ben", "eva", "leo"].map(|name| listed_person(name, Some(&format!("{name}@example.org")))).to_vec();
        // Eva has nothing to do with it.
        people[2].region = domain::place::Region::parse("US-NY", people[2].country);
        let ids = add_listed_people(store, incident, &people, now()).await;
        tell(store, incident).await;
        let wrong = mail_out(store, incident, Proposal::Update(update(only("US-CA")))).await;
        queue_all(store, &wrong).await;
        // Ana has it; Ben's bounced; Leo's is still queued when the mistake is found. Ana has moved out of the audience since.
        let worker = Uuid::from_u128(7);
        let mut leased = store.lease_deliveries(&wrong, worker, 64, now()).await.unwrap();
        leased.sort_by_key(|one| one.person.as_ref().unwrap().contact.external_id.clone());
        let outcomes = [SENT, Outcome::Bounced { reply_code: 554, is_no_mailbox: false }, Outcome::NotTried];
        let tried: Vec<_> = leased
            .iter()
            .zip(outcomes)
            .map(|(one, outcome)| (Tried { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome }, None))
            .collect();
        store.record_deliveries(&wrong, worker, &tried, now()).await.unwrap();
        let mut tx = store.write().await.unwrap();
        for (who, region) in [(ids[0], "US-NY"), (ids[1], "US-NY")] {
            let sql = "update people set region = $1 where person_id = $2";
            store::on!(&mut tx, |db| sqlx::query(sql).bind(region).bind(who.0).execute(&mut **db).await.map(|_| ())).unwrap();
        }
        tx.commit().await.unwrap();

        let update_id = wrong.update_id.unwrap();
        let whom = store.would_mail(incident, &correction(update_id)).await.unwrap().unwrap();
        assert_eq!((whom.purpose, store.count_reached(&whom).await.unwrap()), (Purpose::Correction, 2), "said before it is approved");
        let right = mail_out(store, incident, correction(update_id)).await;
        assert!(
            matches!(store.mailout_words(&right).await.unwrap(), MailoutWords::Correction(words) if words.what_changed.en == "Not old: all.")
        );
        let replaced = store.find_notice(wrong.notice_id).await.unwrap().unwrap();
        assert_eq!((replaced.state, replaced.replaced_at), (NoticeState::Done, Some(now())));
        assert!(store.lease_deliveries(&wrong, worker, 64, now()).await.unwrap().is_empty(), "Leo never gets the wrong words");
        let mut tx = store.write().await.unwrap();
        assert!(!store.start_notice(&mut tx, &wrong, now()).await.unwrap(), "nor does anybody send them again");
        drop(tx);
        assert_eq!(send_all(store, &right, |_| SENT).await, ["ana", "leo"]);

        let reason = PerLang { en: "It was all wrong.".to_owned(), es: "Todo era falso.".to_owned() };
        let gone = mail_out(store, incident, Proposal::WithdrawUpdate(Withdrawal { update_id, reason })).await;
        let words = store.mailout_words(&gone).await.unwrap();
        assert!(matches!(words, MailoutWords::Withdrawal(_, was) if was.en.title == "Old orders were taken"));
        assert_eq!(send_all(store, &gone, |_| SENT).await, ["ana", "leo"]);

        let silent = NewUpdate { by_mail: false, ..update(UpdateAudience::Everybody) };
        publish(store, incident, Proposal::Update(silent)).await;
        let words = store.incident_words(incident, domain::lang::Lang::En).await.unwrap();
        let id = publish(store, incident, correction(words.updates[0].update_id)).await;
        assert_eq!(store.mailout_of_proposal(incident, id).await.unwrap(), None, "nobody was mailed the wrong words");
    }
}

#[tokio::test]
async fn an_address_without_a_mailbox_gets_only_what_the_law_wants() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        add_people(store, incident, &["ana", "ben", "eva"]).await;
        tell(store, incident).await;
        let first = mail_out(store, incident, Proposal::Update(update(UpdateAudience::Everybody))).await;
        let outcome = |name: &str| match name {
            "ana" => Outcome::Bounced { reply_code: 550, is_no_mailbox: true },
            // About us or the message, not about Ben.
            "ben" => Outcome::Bounced { reply_code: 550, is_no_mailbox: false },
            _ => SENT,
        };
        assert_eq!(send_all(store, &first, outcome).await, ["eva"]);
        assert!(store.is_suppressed(&email("ana")).await.unwrap() && !store.is_suppressed(&email("ben")).await.unwrap());
        // Eva calls it spam when the next one is queued already; and an incident that comes later knows of both.
        let second = mail_out(store, incident, Proposal::Update(update(UpdateAudience::Everybody))).await;
        assert_eq!(queue_all(store, &second).await, 2);
        let mut tx = store.write().await.unwrap();
        store.suppress(&mut tx, &email("eva"), WhySuppressed::Complained, now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(send_all(store, &second, |_| SENT).await, ["ben"]);
        let later = add_test_incident(store, "april-2031", false, now()).await.incident_id;
        add_people(store, later, &["ana", "leo"]).await;
        let notice = tell(store, later).await;
        assert_eq!(store.notice_counts(&notice).await.unwrap().of(MailState::Sent), 2, "the law wants a try");
        let third = mail_out(store, later, Proposal::Update(update(UpdateAudience::Everybody))).await;
        assert_eq!(send_all(store, &third, |_| SENT).await, ["leo"]);
    }
}

#[tokio::test]
async fn of_ten_thousand_changed_tokens_none_is_anybodys() {
    let test = store::testing::sqlite_store().await;
    let store = &test.store;
    let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
    let people = add_people(store, incident, &["ana", "ben"]).await;
    let token = store.leave_token(incident, people[0]).await.unwrap();
    assert_eq!(store.find_leaver(&token).await.unwrap(), Some((incident, people[0])));
    let text = token.to_text();
    let others = store.leave_token(incident, people[1]).await.unwrap();
    let mixed = LeaveToken { person_id: people[0], ..others };
    assert_eq!(store.find_leaver(&mixed).await.unwrap(), None, "one person's MAC is not another's");
    for at in 0..10_000_usize {
        let place = at % text.len();
        let digit = char::from_digit(
            (text[place..=place].chars().next().unwrap().to_digit(16).unwrap() + 1 + (at / text.len()) as u32 % 15) % 16,
            16,
        )
        .unwrap();
        let changed = format!("{}{digit}{}", &text[..place], &text[place + 1..]);
        assert_ne!(changed, text);
        let token = LeaveToken::parse(&changed).unwrap();
        assert_eq!(store.find_leaver(&token).await.unwrap(), None, "{place}");
    }
}
