use std::{collections::BTreeSet, sync::Arc, time::Duration};

use domain::{clock::Clock, ids::StaffId, staff::Role};
use store::{
    Store, on,
    staff::{Ask, Asked, NewPasskey, PasskeyUse, Seed},
    testing::{TestClock, staff::signed_in, stores},
};
use uuid::Uuid;

fn new_passkey(id: u8, name: &str) -> NewPasskey {
    NewPasskey { credential_id: vec![id; 32], name: name.to_owned(), kept: format!("{{\"key\":{id}}}") }
}

async fn add(store: &Store, staff: StaffId, new: &NewPasskey, clock: &TestClock) -> bool {
    let mut tx = store.write().await.unwrap();
    let added = store.add_passkey(&mut tx, staff, new, clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    added
}

#[tokio::test]
async fn a_passkey_belongs_to_one_account_and_nothing_of_it_stands_in_clear() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T14:20:00Z"));
        let (ana, _) = signed_in(store, Role::Owner, None, clock.now()).await;
        let (ben, _) = signed_in(store, Role::Owner, None, clock.now()).await;
        assert!(add(store, ana, &new_passkey(1, "Work laptop"), &clock).await);
        assert!(!add(store, ben, &new_passkey(1, "Mine"), &clock).await, "it is Ana's");
        let kept = store.passkeys(ana).await.unwrap();
        assert_eq!((kept[0].name.as_str(), kept[0].kept.as_str(), kept[0].used_at), ("Work laptop", "{\"key\":1}", None));
        let sql = "select sealed_name, sealed from staff_passkeys";
        let (name, key): (Vec<u8>, Vec<u8>) = on!(store.read(), |db| sqlx::query_as(sql).fetch_one(db).await).unwrap();
        for (sealed, canary) in [(&name, &b"Work laptop"[..]), (&key, b"key")] {
            assert!(!sealed.windows(canary.len()).any(|window| window == canary));
        }
        // Whoever can write to the database, and has no key, cannot give it to somebody else.
        let mut tx = store.write().await.unwrap();
        let sql = "update staff_passkeys set staff_id = $1";
        on!(&mut tx, |db| sqlx::query(sql).bind(ben.0).execute(&mut **db).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        assert!(store.passkeys(ben).await.is_err());
    }
}

#[tokio::test]
async fn of_twenty_at_once_with_one_counter_one_counts_and_none_goes_back() {
    for test in stores().await {
        let (store, clock) = (Arc::new(test.store.clone()), TestClock::at("2031-03-09T14:20:00Z"));
        let (staff, _) = signed_in(&store, Role::Owner, None, clock.now()).await;
        add(&store, staff, &new_passkey(1, "Key"), &clock).await;
        let (passkey, now) = (store.passkey_id(&[1; 32]), clock.now());
        let used = |counter: u32| {
            let store = store.clone();
            async move {
                let mut tx = store.write().await.unwrap();
                let used = store.use_passkey(&mut tx, staff, (passkey, "{}", counter), now).await.unwrap();
                tx.commit().await.unwrap();
                used
            }
        };
        // One that does not count says 0 each time.
        assert_eq!([used(0).await, used(0).await], [PasskeyUse::Counted; 2]);
        let at_once = futures::future::join_all((0..20).map(|_| used(9))).await;
        assert_eq!(at_once.iter().filter(|used| **used == PasskeyUse::Counted).count(), 1);
        assert!(at_once.iter().filter(|used| **used != PasskeyUse::Counted).all(|used| *used == PasskeyUse::WentBack));
        assert_eq!([used(8).await, used(0).await, used(10).await], [PasskeyUse::WentBack, PasskeyUse::WentBack, PasskeyUse::Counted]);
        assert_eq!(store.passkeys(staff).await.unwrap()[0].used_at, Some(now));
        let mut tx = store.write().await.unwrap();
        store.reset_member(&mut tx, staff, now).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(used(11).await, PasskeyUse::IsGone);
    }
}

#[tokio::test]
async fn of_twenty_who_remove_a_factor_at_once_one_is_left_without_it() {
    for test in stores().await {
        let (store, clock) = (Arc::new(test.store.clone()), TestClock::at("2031-03-09T14:20:00Z"));
        let (staff, _) = signed_in(&store, Role::Owner, None, clock.now()).await;
        let mut tx = store.write().await.unwrap();
        let seed: Seed = store.begin_app(&mut tx, staff, clock.now()).await.unwrap();
        store.set_app(&mut tx, staff, &seed, 1).await.unwrap();
        tx.commit().await.unwrap();
        for id in 0..19 {
            assert!(add(&store, staff, &new_passkey(id, "Key"), &clock).await);
        }
        let removed = futures::future::join_all((0..20_u8).map(|id| {
            let store = store.clone();
            async move {
                let mut tx = store.write().await.unwrap();
                let removed = if id == 19 {
                    store.remove_app(&mut tx, staff).await.unwrap()
                } else {
                    store.remove_passkey(&mut tx, staff, store.passkey_id(&[id; 32])).await.unwrap()
                };
                tx.commit().await.unwrap();
                removed
            }
        }))
        .await;
        assert_eq!(removed.iter().filter(|removed| **removed).count(), 19);
        let left = store.passkeys(staff).await.unwrap().len() + usize::from(store.has_app(staff).await.unwrap());
        assert_eq!(left, 1, "{}", store.kind());
    }
}

#[tokio::test]
async fn a_question_is_answered_once_by_whom_and_for_what_it_was_put() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T14:20:00Z"));
        let (ana, _) = signed_in(store, Role::Owner, None, clock.now()).await;
        let (ben, _) = signed_in(store, Role::Owner, None, clock.now()).await;
        let asked = Asked { ask: Ask::SignIn, staff_id: ana, bound_to: Uuid::from_u128(7) };
        let id = store.keep_question(asked, "sign this", clock.now()).await.unwrap();
        for other in [
            Asked { staff_id: ben, ..asked },
            Asked { ask: Ask::Confirm, ..asked },
            Asked { ask: Ask::Enrol, ..asked },
            Asked { bound_to: Uuid::from_u128(8), ..asked },
        ] {
            assert_eq!(store.take_question(id, other, clock.now()).await.unwrap(), None, "{other:?}");
        }
        assert_eq!(store.take_question(id, asked, clock.now()).await.unwrap().as_deref(), Some("sign this"));
        assert_eq!(store.take_question(id, asked, clock.now()).await.unwrap(), None);
        let id = store.keep_question(asked, "sign this", clock.now()).await.unwrap();
        clock.advance(Duration::from_secs(600));
        assert_eq!(store.take_question(id, asked, clock.now()).await.unwrap(), None);
        assert_eq!(store.sweep(clock.now().plus(Duration::from_secs(1))).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn a_session_that_asks_and_asks_has_five_questions_open_and_pushes_out_nobody_elses() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T14:20:00Z"));
        let (staff, _) = signed_in(store, Role::Owner, None, clock.now()).await;
        let mine = Asked { ask: Ask::SignIn, staff_id: staff, bound_to: Uuid::from_u128(7) };
        let other = Asked { bound_to: Uuid::from_u128(8), ..mine };
        let others = store.keep_question(other, "theirs", clock.now()).await.unwrap();
        let mut ids = Vec::new();
        for number in 0..9 {
            clock.advance(Duration::from_secs(1));
            ids.push(store.keep_question(mine, &number.to_string(), clock.now()).await.unwrap());
        }
        let mut open = BTreeSet::new();
        for id in ids {
            open.extend(store.take_question(id, mine, clock.now()).await.unwrap());
        }
        assert_eq!(open.into_iter().collect::<Vec<_>>(), ["4", "5", "6", "7", "8"]);
        assert!(store.take_question(others, other, clock.now()).await.unwrap().is_some());
    }
}
