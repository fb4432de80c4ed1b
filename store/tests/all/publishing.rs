use std::time::Duration;

use domain::{
    clock::{Clock, Timestamp},
    ids::{IncidentId, ProposalId, UpdateId},
    incident::{FactState, Incident, Section, UpdateKind},
    lang::Lang,
    publishing::{
        Correction, FactDraft, NewUpdate, PerLang, PostText, Proposal, ProposalKind, ProposalState, Refusal, UpdateAudience, Withdrawal,
    },
};
use store::{
    Store,
    audit::{Chain, Verdict},
    publishing::{Approved, PublishError},
    testing::{TestClock, TestEntropy, TestStore, add_test_incident, stores},
};

const ANA: &str = "0190a000-0000-7000-8000-00000000000a";
const BEN: &str = "0190a000-0000-7000-8000-00000000000b";
const HOUR: Duration = Duration::from_secs(3600);

fn clock() -> std::sync::Arc<TestClock> {
    TestClock::at("2031-03-09T14:20:00Z")
}

fn both(en: &str, es: &str) -> PerLang<String> {
    PerLang { en: en.to_owned(), es: es.to_owned() }
}

fn post(en: &str, es: &str) -> PerLang<PostText> {
    let text = |text: &str| PostText { title: text.to_owned(), body: format!("{text}.") };
    PerLang { en: text(en), es: text(es) }
}

fn update(now: Timestamp) -> NewUpdate {
    NewUpdate {
        kind: UpdateKind::Facts,
        texts: post("Old orders were taken", "Se llevaron pedidos antiguos"),
        next_update_at: Some(now.plus(24 * HOUR)),
        audience: UpdateAudience::Everybody,
        by_mail: false,
    }
}

async fn propose(store: &Store, incident: &Incident, by: &str, proposal: Proposal, now: Timestamp) -> ProposalId {
    let mut tx = store.write().await.unwrap();
    let id = store.propose(&mut tx, by, incident.incident_id, &proposal, now).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn approve(
    store: &Store,
    incident: IncidentId,
    by: &str,
    id: ProposalId,
    at: Option<Timestamp>,
    now: Timestamp,
) -> Result<Approved, PublishError> {
    let mut tx = store.write().await?;
    let approved = store.approve_proposal(&mut tx, by, incident, id, at, now).await?;
    tx.commit().await?;
    Ok(approved)
}

async fn publish(store: &Store, incident: &Incident, proposal: Proposal, now: Timestamp) -> Result<Approved, PublishError> {
    let id = propose(store, incident, ANA, proposal, now).await;
    approve(store, incident.incident_id, BEN, id, None, now).await
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, PublishError>) -> Refusal {
    match outcome {
        Err(PublishError::Refused(refusal)) => refusal,
        other => panic!("was not refused: {other:?}"),
    }
}

async fn only_update(store: &Store, incident: &Incident, lang: Lang) -> domain::incident::Update {
    let mut updates = store.incident_words(incident.incident_id, lang).await.unwrap().updates;
    assert_eq!(updates.len(), 1);
    updates.remove(0)
}

async fn each() -> Vec<(TestStore, Incident)> {
    let mut all = Vec::new();
    for test in stores().await {
        let incident = add_test_incident(&test.store, "march-2031", false, clock().now()).await;
        all.push((test, incident));
    }
    all
}

#[tokio::test]
async fn nobody_approves_their_own_and_of_twenty_who_approve_at_once_one_publishes() {
    for (test, incident) in each().await {
        let (store, now) = (&test.store, clock().now());
        let id = propose(store, &incident, ANA, Proposal::Update(update(now)), now).await;
        assert_eq!(refusal(approve(store, incident.incident_id, ANA, id, None, now).await), Refusal::OwnProposal);
        assert!(store.incident_words(incident.incident_id, Lang::En).await.unwrap().updates.is_empty());
        let before = store.publication_revision().await.unwrap();
        let presses = (0..20).map(|_| approve(store, incident.incident_id, BEN, id, None, now));
        let outcomes = futures::future::join_all(presses).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for outcome in outcomes.into_iter().filter(Result::is_err) {
            assert_eq!(refusal(outcome), Refusal::AlreadyDecided);
        }
        assert_eq!(only_update(store, &incident, Lang::En).await.title, "Old orders were taken");
        assert_eq!(only_update(store, &incident, Lang::Es).await.title, "Se llevaron pedidos antiguos");
        assert_eq!(store.publication_revision().await.unwrap(), before + 1);
        let revisions = store.revisions(incident.incident_id, true, 10).await.unwrap();
        assert_eq!((revisions.len(), revisions[0].number, revisions[0].kind), (1, 1, ProposalKind::Update));
        assert_eq!(store.incident(incident.incident_id).await.unwrap().next_update_at, Some(now.plus(24 * HOUR)));
        let verdict = store.verify_audit(Chain::Incident(incident.incident_id)).await.unwrap();
        assert_eq!(verdict, Verdict::whole(2));
    }
}

#[tokio::test]
async fn an_update_without_one_language_or_without_a_promise_is_not_taken() {
    for (test, incident) in each().await {
        let (store, now) = (&test.store, clock().now());
        let mut tx = store.write().await.unwrap();
        let mut without_spanish = update(now);
        without_spanish.texts.es.body = "  ".to_owned();
        let without_promise = NewUpdate { next_update_at: None, ..update(now) };
        let late = NewUpdate { next_update_at: Some(now), ..update(now) };
        let elsewhere = IncidentId(uuid::Uuid::from_u128(7));
        for (new, incident, why) in [
            (without_spanish, incident.incident_id, Refusal::MissingText(Lang::Es)),
            (without_promise.clone(), incident.incident_id, Refusal::NoPromise),
            (late, incident.incident_id, Refusal::PromisePassed),
            (update(now), elsewhere, Refusal::NotThere),
        ] {
            assert_eq!(refusal(store.propose(&mut tx, ANA, incident, &Proposal::Update(new), now).await), why);
        }
        let last = NewUpdate { kind: UpdateKind::Closing, ..without_promise };
        assert!(store.propose(&mut tx, ANA, incident.incident_id, &Proposal::Update(last), now).await.is_ok());
    }
}

#[tokio::test]
async fn a_correction_keeps_the_old_words_and_is_refused_when_another_came_first() {
    for (test, incident) in each().await {
        let (store, now) = (&test.store, clock().now());
        publish(store, &incident, Proposal::Update(update(now)), now).await.unwrap();
        let update_id = only_update(store, &incident, Lang::En).await.update_id;
        let correction = |based_on| {
            Proposal::CorrectUpdate(Correction {
                update_id,
                texts: post("All orders were taken", "Se llevaron todos los pedidos"),
                what_changed: both("We wrote old orders. All were taken.", "Escribimos pedidos antiguos. Fueron todos."),
                based_on,
            })
        };
        publish(store, &incident, correction(0), now.plus(HOUR)).await.unwrap();
        assert_eq!(refusal(publish(store, &incident, correction(0), now.plus(HOUR)).await), Refusal::ChangedMeanwhile);
        publish(store, &incident, correction(1), now.plus(2 * HOUR)).await.unwrap();
        let corrected = only_update(store, &incident, Lang::Es).await;
        assert_eq!((corrected.title.as_str(), corrected.published_at), ("Se llevaron todos los pedidos", now));
        let newest = corrected.corrections.first().unwrap();
        assert_eq!((newest.at, newest.earlier_title.as_str()), (now.plus(2 * HOUR), "Se llevaron todos los pedidos"));
        assert_eq!(corrected.corrections[1].earlier_title, "Se llevaron pedidos antiguos");
        assert_eq!(corrected.corrections[1].what_changed, "Escribimos pedidos antiguos. Fueron todos.");
        assert_eq!(store.incident(incident.incident_id).await.unwrap().as_of, now.plus(2 * HOUR));
    }
}

#[tokio::test]
async fn a_withdrawn_update_keeps_its_place_without_its_words() {
    for (test, incident) in each().await {
        let (store, now) = (&test.store, clock().now());
        publish(store, &incident, Proposal::Update(update(now)), now).await.unwrap();
        let update_id = only_update(store, &incident, Lang::En).await.update_id;
        let withdrawal = Proposal::WithdrawUpdate(Withdrawal { update_id, reason: both("It was wrong.", "Estaba mal.") });
        publish(store, &incident, withdrawal.clone(), now.plus(HOUR)).await.unwrap();
        let left = only_update(store, &incident, Lang::Es).await;
        let withdrawn = left.withdrawn.unwrap();
        assert_eq!((withdrawn.at, withdrawn.reason.as_str()), (now.plus(HOUR), "Estaba mal."));
        assert_eq!((left.update_id, left.title.as_str(), left.body.as_str()), (update_id, "", ""));
        assert_eq!(refusal(publish(store, &incident, withdrawal, now).await), Refusal::Withdrawn);
        let nowhere = Withdrawal { update_id: UpdateId(uuid::Uuid::from_u128(9)), reason: both("No.", "No.") };
        assert_eq!(refusal(publish(store, &incident, Proposal::WithdrawUpdate(nowhere), now).await), Refusal::NotThere);
    }
}

#[tokio::test]
async fn what_is_scheduled_becomes_public_once_however_many_servers_look() {
    for (test, incident) in each().await {
        let (store, now) = (&test.store, clock().now());
        let id = propose(store, &incident, ANA, Proposal::Update(update(now)), now).await;
        assert_eq!(refusal(approve(store, incident.incident_id, BEN, id, Some(now), now).await), Refusal::TimePassed);
        let at = now.plus(HOUR);
        assert_eq!(approve(store, incident.incident_id, BEN, id, Some(at), now).await.unwrap(), Approved::Scheduled { at });
        assert!(!store.has_due(at.minus(Duration::from_secs(1))).await.unwrap());
        assert_eq!(store.publish_due(at.minus(Duration::from_secs(1))).await.unwrap(), 0);
        assert!(store.has_due(at).await.unwrap());
        let other = Store::open(&test.address, test.master.clone(), TestEntropy::fresh()).await.unwrap();
        let looks = (0..10).map(|turn| if turn % 2 == 0 { store.publish_due(at) } else { other.publish_due(at) });
        let published: usize = futures::future::join_all(looks).await.into_iter().map(Result::unwrap).sum();
        assert_eq!(published, 1);
        assert_eq!(only_update(store, &incident, Lang::En).await.published_at, at);
        assert_eq!(store.revisions(incident.incident_id, true, 10).await.unwrap().len(), 1);
        let done = store.proposal(incident.incident_id, id).await.unwrap().unwrap();
        assert_eq!((done.state, done.published_at, done.decided_by.as_deref()), (ProposalState::Published, Some(at), Some(BEN)));
        other.close().await;
    }
}

#[tokio::test]
async fn a_server_that_dies_while_it_publishes_has_published_nothing_and_the_next_one_does() {
    for (test, incident) in each().await {
        let (store, now) = (&test.store, clock().now());
        let id = propose(store, &incident, ANA, Proposal::Update(update(now)), now).await;
        let mut dying = store.write().await.unwrap();
        store.approve_proposal(&mut dying, BEN, incident.incident_id, id, None, now).await.unwrap();
        drop(dying);
        assert!(store.incident_words(incident.incident_id, Lang::En).await.unwrap().updates.is_empty());
        assert!(store.revisions(incident.incident_id, true, 10).await.unwrap().is_empty());
        approve(store, incident.incident_id, BEN, id, None, now).await.unwrap();
        only_update(store, &incident, Lang::En).await;
    }
}

#[tokio::test]
async fn what_can_no_longer_be_published_waits_for_staff_and_says_why() {
    for (test, incident) in each().await {
        let (store, now) = (&test.store, clock().now());
        let id = propose(store, &incident, ANA, Proposal::Update(update(now)), now).await;
        approve(store, incident.incident_id, BEN, id, Some(now.plus(HOUR)), now).await.unwrap();
        // Every server was down for two days: the promise in it has passed.
        assert_eq!(store.publish_due(now.plus(48 * HOUR)).await.unwrap(), 0);
        let back = store.proposal(incident.incident_id, id).await.unwrap().unwrap();
        assert_eq!((back.state, back.publish_at), (ProposalState::Waiting, None));
        assert!(back.stuck_reason.unwrap().contains("passed"));
        assert!(!store.has_due(now.plus(48 * HOUR)).await.unwrap());
    }
}

#[tokio::test]
async fn one_person_releases_alone_only_with_a_reason_that_stays_with_it() {
    for (test, incident) in each().await {
        let (store, now) = (&test.store, clock().now());
        let id = propose(store, &incident, ANA, Proposal::Update(update(now)), now).await;
        let mut tx = store.write().await.unwrap();
        assert_eq!(refusal(store.release_proposal(&mut tx, ANA, incident.incident_id, id, " ", now).await), Refusal::NoReason);
        assert_eq!(store.release_proposal(&mut tx, ANA, incident.incident_id, id, "A scam runs now", now).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let released = store.proposal(incident.incident_id, id).await.unwrap().unwrap();
        assert_eq!((released.state, released.emergency_reason.as_deref()), (ProposalState::Published, Some("A scam runs now")));
        assert!(store.revisions(incident.incident_id, false, 10).await.unwrap()[0].is_emergency);
    }
}

#[tokio::test]
async fn what_was_declined_or_taken_back_never_becomes_public() {
    for (test, incident) in each().await {
        let (store, now) = (&test.store, clock().now());
        let declined = propose(store, &incident, ANA, Proposal::Update(update(now)), now).await;
        let taken_back = propose(store, &incident, ANA, Proposal::Update(update(now)), now).await;
        let mut tx = store.write().await.unwrap();
        let here = incident.incident_id;
        assert_eq!(refusal(store.decline_proposal(&mut tx, ANA, here, declined, "no", now).await), Refusal::OwnProposal);
        store.decline_proposal(&mut tx, BEN, here, declined, "The number is wrong", now).await.unwrap();
        store.take_back_proposal(&mut tx, ANA, here, taken_back, now).await.unwrap();
        tx.commit().await.unwrap();
        for id in [declined, taken_back] {
            assert_eq!(refusal(approve(store, here, BEN, id, None, now).await), Refusal::AlreadyDecided);
        }
        assert_eq!(store.proposal(here, declined).await.unwrap().unwrap().decline_reason.as_deref(), Some("The number is wrong"));
        assert!(store.open_proposals(here).await.unwrap().is_empty());
        assert_eq!(store.count_proposals(here).await.unwrap().all, 2);
    }
}

#[tokio::test]
async fn an_update_for_some_stands_on_no_public_page_and_moves_no_promise() {
    for (test, incident) in each().await {
        let (store, now) = (&test.store, clock().now());
        let audience = UpdateAudience::Affected { categories: Default::default(), places: vec!["US-CA".to_owned()], langs: Vec::new() };
        publish(store, &incident, Proposal::Update(NewUpdate { audience: audience.clone(), ..update(now) }), now.plus(HOUR)).await.unwrap();
        let words = store.incident_words(incident.incident_id, Lang::En).await.unwrap();
        assert!(words.updates.is_empty());
        assert_eq!((words.for_some.len(), &words.for_some[0].audience), (1, &audience));
        let after = store.incident(incident.incident_id).await.unwrap();
        assert_eq!((after.next_update_at, after.as_of), (None, now));
        assert!(store.revisions(incident.incident_id, true, 10).await.unwrap().is_empty());
        assert_eq!(store.revisions(incident.incident_id, false, 10).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn changed_words_replace_the_old_ones_keep_them_as_a_revision_and_never_overwrite_newer_ones() {
    for (test, incident) in each().await {
        let (store, now) = (&test.store, clock().now());
        let here = incident.incident_id;
        let mut words = store.current_words(here).await.unwrap();
        let older = words.clone();
        for (section, text) in &mut words.sections {
            if *section == Section::Title {
                *text = both("Someone copied our orders", "Alguien copió nuestros pedidos");
            } else if *section == Section::Apology {
                text.en = "We are sorry.".to_owned();
            }
        }
        words.facts.push(FactDraft {
            fact_id: domain::ids::FactId(uuid::Uuid::from_u128(1)),
            state: FactState::Known,
            expected_on: None,
            corrected_on: None,
            text: both("41,200 people.", ""),
            earlier_text: None,
        });
        publish(store, &incident, Proposal::Texts { words: Box::new(words.clone()) }, now).await.unwrap();
        let english = store.incident_words(here, Lang::En).await.unwrap();
        assert_eq!((english.section(Section::Title), english.is_partly_untranslated), ("Someone copied our orders", false));
        let spanish = store.incident_words(here, Lang::Es).await.unwrap();
        assert_eq!(spanish.section(Section::Title), "Alguien copió nuestros pedidos");
        assert_eq!((spanish.section(Section::Apology), spanish.facts[0].text.as_str()), ("We are sorry.", "41,200 people."));
        assert!(spanish.is_partly_untranslated);
        let revision = store.revisions(here, true, 1).await.unwrap().remove(0);
        assert_eq!(revision.before, serde_json::to_value(&older).unwrap());
        let stale = Proposal::Texts { words: Box::new(words) };
        assert_eq!(refusal(publish(store, &incident, stale, now).await), Refusal::ChangedMeanwhile);
        // A draft that began before an update keeps the promise that the update made.
        let draft = store.current_words(here).await.unwrap();
        publish(store, &incident, Proposal::Update(update(now)), now).await.unwrap();
        publish(store, &incident, Proposal::Texts { words: Box::new(draft) }, now).await.unwrap();
        assert_eq!(store.incident(here).await.unwrap().next_update_at, Some(now.plus(24 * HOUR)));
    }
}

#[tokio::test]
async fn a_role_stands_with_every_revision_and_no_name() {
    for (test, incident) in each().await {
        let (store, now) = (&test.store, clock().now());
        let (ana, _) = store::testing::staff::signed_in(store, domain::staff::Role::Editor, None, now).await;
        let (ben, _) = store::testing::staff::signed_in(store, domain::staff::Role::Counsel, Some(incident.incident_id), now).await;
        let id = propose(store, &incident, &ana.to_string(), Proposal::Update(update(now)), now).await;
        approve(store, incident.incident_id, &ben.to_string(), id, None, now).await.unwrap();
        assert_eq!(store.revisions(incident.incident_id, true, 1).await.unwrap()[0].by_role, "counsel");
    }
}
