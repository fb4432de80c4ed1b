//! Webhooks: calls are taken by one worker at a time, tried again, and go with their webhook.

use domain::{
    clock::Timestamp,
    webhook::{CallProblem, CallState, EventSet, WebhookEvent, WebhookState},
};
use store::{
    Store,
    testing::stores,
    webhooks::{CallOutcome, WebhookTarget},
};
use uuid::Uuid;

const ANA: Uuid = Uuid::from_u128(1);
const BEN: Uuid = Uuid::from_u128(2);

fn at(second: u64) -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap().plus(std::time::Duration::from_secs(second))
}

async fn add(store: &Store) -> domain::ids::WebhookId {
    let target = WebhookTarget { name: "Support desk".to_owned(), address: "https://hooks.example.org/key".to_owned() };
    let events: EventSet = [WebhookEvent::UpdatePublished].into_iter().collect();
    let mut tx = store.write().await.unwrap();
    let webhook = store.add_webhook(&mut tx, &target, events, at(0)).await.unwrap();
    store.add_test_call(&mut tx, webhook, at(0)).await.unwrap();
    tx.commit().await.unwrap();
    webhook
}

#[tokio::test]
async fn one_worker_has_a_call_until_its_lease_ends_and_only_the_holder_records() {
    for test in stores().await {
        let store = &test.store;
        let webhook = add(store).await;
        let mine = store.lease_calls(ANA, 10, at(1)).await.unwrap();
        assert_eq!(mine.len(), 1);
        assert_eq!(mine[0].target.as_ref().unwrap().address, "https://hooks.example.org/key");
        assert!(store.lease_calls(BEN, 10, at(2)).await.unwrap().is_empty());
        // Ana is gone: Ben takes over, and what Ana records late is nothing.
        let theirs = store.lease_calls(BEN, 10, at(62)).await.unwrap();
        assert_eq!((theirs.len(), theirs[0].call.attempts, theirs[0].call.call_id), (1, 2, mine[0].call.call_id));
        store.record_call(ANA, &mine[0].call, CallOutcome::Answered(200), at(63)).await.unwrap();
        assert_eq!(store.calls_of(webhook, 10).await.unwrap()[0].state, CallState::Sending);
        store.record_call(BEN, &theirs[0].call, CallOutcome::Problem(CallProblem::TooSlow), at(64)).await.unwrap();
        let call = store.calls_of(webhook, 10).await.unwrap().pop().unwrap();
        assert_eq!((call.state, call.problem), (CallState::Queued, Some(CallProblem::TooSlow)));
        assert!(store.lease_calls(BEN, 10, at(70)).await.unwrap().is_empty(), "its pause is not over");
        let again = store.lease_calls(BEN, 10, at(85)).await.unwrap();
        store.record_call(BEN, &again[0].call, CallOutcome::Answered(204), at(86)).await.unwrap();
        let call = store.calls_of(webhook, 10).await.unwrap().pop().unwrap();
        assert_eq!((call.state, call.status, call.problem, call.attempts), (CallState::Sent, Some(204), None, 3));
    }
}

#[tokio::test]
async fn a_paused_webhook_waits_a_removed_one_takes_its_calls_along_and_old_calls_are_swept() {
    for test in stores().await {
        let store = &test.store;
        let webhook = add(store).await;
        let set = async |state| {
            let mut tx = store.write().await.unwrap();
            let changed = store.set_webhook_state(&mut tx, webhook, state).await.unwrap();
            tx.commit().await.unwrap();
            changed
        };
        assert!(set(WebhookState::Paused).await && !set(WebhookState::Paused).await);
        assert!(store.lease_calls(ANA, 10, at(1)).await.unwrap().is_empty());
        assert!(set(WebhookState::Active).await);
        let leased = store.lease_calls(ANA, 10, at(1)).await.unwrap();
        store.record_call(ANA, &leased[0].call, CallOutcome::Answered(200), at(2)).await.unwrap();
        store.sweep(at(29 * 86_400)).await.unwrap();
        assert_eq!(store.calls_of(webhook, 10).await.unwrap().len(), 1);
        store.sweep(at(31 * 86_400)).await.unwrap();
        assert!(store.calls_of(webhook, 10).await.unwrap().is_empty());
        let mut tx = store.write().await.unwrap();
        store.add_test_call(&mut tx, webhook, at(3)).await.unwrap();
        assert!(store.remove_webhook(&mut tx, webhook).await.unwrap());
        tx.commit().await.unwrap();
        assert!(store.webhook(webhook).await.unwrap().is_none() && store.lease_calls(ANA, 10, at(100)).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_secret_belongs_to_its_webhook_and_its_address_is_sealed() {
    let test = store::testing::sqlite_store().await;
    let (one, other) = (add(&test.store).await, add(&test.store).await);
    assert_ne!(test.store.webhook_secret(one), test.store.webhook_secret(other));
    assert_eq!(test.store.webhook_secret(one), test.store.webhook_secret(one));
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02X}")).collect::<String>();
    let dump = store::testing::look::dump(&test.store).await;
    assert!(dump.contains("webhook_calls") && dump.contains("'test'"), "the dump shows what stands there");
    for text in ["hooks.example.org", "Support desk"] {
        assert!(!dump.contains(text) && !dump.contains(&hex(text)), "{text} stands there in clear");
    }
}
