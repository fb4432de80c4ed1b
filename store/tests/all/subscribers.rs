use std::time::Duration;

use domain::{
    clock::{Clock, Timestamp},
    email::EmailAddress,
    ids::IncidentId,
    lang::Lang,
    subscriber::{Pace, Preferences, Scope, SubscriberKey, SubscriberState, SubscriberToken, TokenUse, Topic},
};
use store::{
    Store,
    budgets::{Decision, Limit},
    on,
    subscribers::{AskedFor, Confirmed, Left, SubscriberLimits, SubscriberList},
    testing::{
        TestClock, add_test_incident, stores,
        subscribers::{add_subscriber, ask_for_updates},
    },
};

const HOUR: Duration = Duration::from_secs(3600);
const LIMITS: SubscriberLimits = SubscriberLimits { network: Limit::per_minute(1_000), address: Limit::per_day(3) };

fn noon() -> Timestamp {
    TestClock::at("2031-03-09T12:00:00Z").now()
}

async fn incident(store: &Store, slug: &str) -> IncidentId {
    add_test_incident(store, slug, false, noon()).await.incident_id
}

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

async fn state_of(store: &Store, email: &str) -> Option<SubscriberState> {
    store.subscribers_by_address(&address(email)).await.unwrap().first().map(|found| found.state)
}

async fn opens(store: &Store, purpose: TokenUse, token: &SubscriberToken, now: Timestamp) -> bool {
    store.find_subscriber(purpose, token, now).await.unwrap().is_some()
}

#[tokio::test]
async fn an_address_is_sealed_and_active_only_after_it_was_confirmed() {
    for test in stores().await {
        let store = &test.store;
        let march = Scope::Incident(incident(store, "march-2031").await);
        let asked = ask_for_updates(store, march, "Ana@Example.org", Lang::Es, noon()).await;
        assert_eq!((asked.state, asked.confirm_until), (SubscriberState::Asked, noon().plus(48 * HOUR)));
        let sealed: Vec<u8> = on!(store.read(), |db| sqlx::query_scalar("select sealed from subscribers").fetch_one(db).await).unwrap();
        assert!(!sealed.windows(3).any(|window| window.eq_ignore_ascii_case(b"ana")));
        let list = SubscriberList { of: march, besides: None };
        assert!(store.active_subscribers(list, None, 10).await.unwrap().is_empty());
        let token = store.subscriber_token(TokenUse::Confirm, asked.key);
        let Some(Confirmed::Now(ana)) = store.confirm_subscription(&token, noon()).await.unwrap() else { panic!("not confirmed") };
        assert_eq!((ana.email.as_str(), ana.scope, ana.preferences), ("ana@example.org", march, Preferences::new(Lang::Es)));
        assert_eq!(store.active_subscribers(list, None, 10).await.unwrap().len(), 1);
        // The same link again: it was they who confirmed, and they get to their choices.
        assert!(matches!(store.confirm_subscription(&token, noon()).await.unwrap(), Some(Confirmed::Before(_))));
    }
}

#[tokio::test]
async fn twenty_confirmations_at_once_make_one() {
    for test in stores().await {
        let march = Scope::Incident(incident(&test.store, "march-2031").await);
        let asked = ask_for_updates(&test.store, march, "ana@example.org", Lang::En, noon()).await;
        let token = test.store.subscriber_token(TokenUse::Confirm, asked.key);
        let presses = (0..20).map(|_| {
            let (store, token) = (test.store.clone(), token.clone());
            tokio::spawn(async move { store.confirm_subscription(&token, noon()).await.unwrap() })
        });
        let mut now = 0;
        for outcome in futures::future::join_all(presses).await {
            match outcome.unwrap() {
                Some(Confirmed::Now(_)) => now += 1,
                Some(Confirmed::Before(_)) => {}
                None => panic!("a press with the right token opened nothing"),
            }
        }
        assert_eq!(now, 1);
    }
}

#[tokio::test]
async fn twenty_askings_at_once_make_one_subscriber_of_one_generation() {
    for test in stores().await {
        let march = Scope::Incident(incident(&test.store, "march-2031").await);
        let askings = (0..20).map(|_| {
            let store = test.store.clone();
            tokio::spawn(async move { ask_for_updates(&store, march, "ana@example.org", Lang::En, noon()).await.key })
        });
        let keys: Vec<_> = futures::future::join_all(askings).await.into_iter().map(Result::unwrap).collect();
        assert!(keys.iter().all(|key| *key == keys[0] && key.generation == 1), "{keys:?}");
        assert_eq!(test.store.subscribers_by_address(&address("ana@example.org")).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn who_does_not_confirm_in_48_hours_is_gone_and_so_is_the_link() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T12:00:00Z"));
        let march = Scope::Incident(incident(store, "march-2031").await);
        let asked = ask_for_updates(store, march, "ana@example.org", Lang::En, clock.now()).await;
        let token = store.subscriber_token(TokenUse::Confirm, asked.key);
        clock.advance(48 * HOUR - Duration::from_micros(1));
        assert!(opens(store, TokenUse::Confirm, &token, clock.now()).await);
        store.sweep(clock.now()).await.unwrap();
        assert_eq!(state_of(store, "ana@example.org").await, Some(SubscriberState::Asked));
        clock.advance(Duration::from_micros(1));
        assert!(store.confirm_subscription(&token, clock.now()).await.unwrap().is_none());
        store.sweep(clock.now()).await.unwrap();
        assert_eq!(state_of(store, "ana@example.org").await, None);
    }
}

#[tokio::test]
async fn who_asks_again_gets_the_same_link_on_the_same_day_and_a_new_one_later() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T12:00:00Z"));
        let march = Scope::Incident(incident(store, "march-2031").await);
        let first = ask_for_updates(store, march, "ana@example.org", Lang::En, clock.now()).await;
        clock.advance(23 * HOUR);
        let same = ask_for_updates(store, march, "ana@example.org", Lang::Es, clock.now()).await;
        assert_eq!(same, first);
        clock.advance(HOUR);
        let other = ask_for_updates(store, march, "ana@example.org", Lang::Es, clock.now()).await;
        assert_eq!((other.key.subscriber_id, other.key.generation), (first.key.subscriber_id, 2));
        assert_eq!(other.confirm_until, clock.now().plus(48 * HOUR));
        let old = store.subscriber_token(TokenUse::Confirm, first.key);
        assert!(store.confirm_subscription(&old, clock.now()).await.unwrap().is_none());
        assert!(opens(store, TokenUse::Confirm, &store.subscriber_token(TokenUse::Confirm, other.key), clock.now()).await);
    }
}

#[tokio::test]
async fn a_token_does_one_thing_for_one_subscriber() {
    for test in stores().await {
        let store = &test.store;
        let march = Scope::Incident(incident(store, "march-2031").await);
        let ana = add_subscriber(store, march, "ana@example.org", Lang::En, noon()).await;
        let ben = add_subscriber(store, march, "ben@example.org", Lang::En, noon()).await;
        for purpose in TokenUse::ALL {
            let token = store.subscriber_token(*purpose, ana.key);
            for other in TokenUse::ALL {
                assert_eq!(opens(store, *other, &token, noon()).await, other == purpose, "{purpose:?} as {other:?}");
            }
            let mut hash = [0; 32];
            hash[..16].copy_from_slice(token.mac());
            let moved = SubscriberToken::new(ben.key.subscriber_id, &hash);
            assert!(!opens(store, *purpose, &moved, noon()).await);
            for bit in 0..128 {
                let mut changed = hash;
                changed[bit / 8] ^= 1 << (bit % 8);
                let changed = SubscriberToken::new(ana.key.subscriber_id, &changed);
                assert!(!opens(store, *purpose, &changed, noon()).await, "bit {bit}");
            }
        }
    }
}

#[tokio::test]
async fn who_left_gets_nothing_and_comes_back_with_what_they_had_chosen() {
    for test in stores().await {
        let store = &test.store;
        let march = Scope::Incident(incident(store, "march-2031").await);
        let ana = add_subscriber(store, march, "ana@example.org", Lang::En, noon()).await;
        let chosen = Preferences { lang: Lang::Es, pace: Pace::MustAct, topics: [Topic::Scams].into_iter().collect() };
        assert!(store.choose_preferences(ana.key, chosen).await.unwrap());
        assert_eq!(store.leave_subscription(ana.key, noon()).await.unwrap(), Left::Now);
        assert_eq!(store.leave_subscription(ana.key, noon()).await.unwrap(), Left::Before);
        let list = SubscriberList { of: march, besides: None };
        assert!(store.active_subscribers(list, None, 10).await.unwrap().is_empty());
        assert!(!store.choose_preferences(ana.key, chosen).await.unwrap(), "who left chooses nothing");
        assert!(!opens(store, TokenUse::Confirm, &store.subscriber_token(TokenUse::Confirm, ana.key), noon()).await);
        assert!(store.come_back(ana.key, noon()).await.unwrap());
        assert!(!store.come_back(ana.key, noon()).await.unwrap());
        let back = store.active_subscribers(list, None, 10).await.unwrap();
        assert_eq!((back[0].key, back[0].preferences), (ana.key, chosen));
    }
}

#[tokio::test]
async fn what_somebody_who_left_still_holds_opens_nothing_after_a_new_generation() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T12:00:00Z"));
        let march = Scope::Incident(incident(store, "march-2031").await);
        let ana = add_subscriber(store, march, "ana@example.org", Lang::En, clock.now()).await;
        let old = TokenUse::ALL.iter().map(|purpose| (*purpose, store.subscriber_token(*purpose, ana.key))).collect::<Vec<_>>();
        store.leave_subscription(ana.key, clock.now()).await.unwrap();
        clock.advance(HOUR);
        let again = ask_for_updates(store, march, "ana@example.org", Lang::En, clock.now()).await;
        assert_eq!(again.key, SubscriberKey { generation: 2, ..ana.key });
        for (purpose, token) in &old {
            assert!(!opens(store, *purpose, token, clock.now()).await, "{purpose:?} while asked");
        }
        let token = store.subscriber_token(TokenUse::Confirm, again.key);
        assert!(matches!(store.confirm_subscription(&token, clock.now()).await.unwrap(), Some(Confirmed::Now(_))));
        for (purpose, token) in &old {
            assert!(!opens(store, *purpose, token, clock.now()).await, "{purpose:?} once active");
        }
        assert!(!store.come_back(ana.key, clock.now()).await.unwrap());
        assert_eq!(store.leave_subscription(ana.key, clock.now()).await.unwrap(), Left::Before);
        assert_eq!(state_of(store, "ana@example.org").await, Some(SubscriberState::Active));
    }
}

#[tokio::test]
async fn whoever_is_active_stays_as_they_are_when_a_stranger_asks_for_them() {
    for test in stores().await {
        let store = &test.store;
        let march = Scope::Incident(incident(store, "march-2031").await);
        let ana = add_subscriber(store, march, "ana@example.org", Lang::En, noon()).await;
        let asked = ask_for_updates(store, march, "ana@example.org", Lang::Es, noon().plus(90 * HOUR)).await;
        assert_eq!((asked.key, asked.state), (ana.key, SubscriberState::Active));
        let found = store.subscribers_by_address(&ana.email).await.unwrap();
        assert_eq!((found.len(), found[0].preferences.lang, found[0].asked_at), (1, Lang::En, noon()));
    }
}

#[tokio::test]
async fn who_never_confirmed_may_leave_and_no_press_brings_them_back() {
    for test in stores().await {
        let store = &test.store;
        let asked = ask_for_updates(store, Scope::Every, "ana@example.org", Lang::En, noon()).await;
        assert_eq!(store.leave_subscription(asked.key, noon()).await.unwrap(), Left::Now);
        assert!(!store.come_back(asked.key, noon()).await.unwrap());
        let token = store.subscriber_token(TokenUse::Preferences, asked.key);
        assert!(!opens(store, TokenUse::Preferences, &token, noon()).await);
        let token = store.subscriber_token(TokenUse::Confirm, asked.key);
        assert!(store.confirm_subscription(&token, noon()).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn who_left_is_forgotten_after_thirty_days() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T12:00:00Z"));
        let ana = add_subscriber(store, Scope::Every, "ana@example.org", Lang::En, clock.now()).await;
        add_subscriber(store, Scope::Every, "ben@example.org", Lang::En, clock.now()).await;
        store.leave_subscription(ana.key, clock.now()).await.unwrap();
        clock.advance(30 * 24 * HOUR);
        store.sweep(clock.now()).await.unwrap();
        assert_eq!(state_of(store, "ana@example.org").await, Some(SubscriberState::Left));
        clock.advance(HOUR);
        store.sweep(clock.now()).await.unwrap();
        assert_eq!(state_of(store, "ana@example.org").await, None);
        assert_eq!(state_of(store, "ben@example.org").await, Some(SubscriberState::Active));
    }
}

#[tokio::test]
async fn a_mail_out_goes_through_everybody_once_in_the_order_of_their_ids() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T12:00:00Z"));
        let march = incident(store, "march-2031").await;
        let june = incident(store, "june-2031").await;
        for at in 0..25 {
            clock.advance(Duration::from_millis(1));
            add_subscriber(store, Scope::Incident(march), &format!("person{at}@example.org"), Lang::En, clock.now()).await;
        }
        add_subscriber(store, Scope::Incident(june), "june@example.org", Lang::En, clock.now()).await;
        let list = SubscriberList { of: Scope::Incident(march), besides: None };
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = store.active_subscribers(list, after, 10).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.key.subscriber_id);
            seen.extend(page.into_iter().map(|one| one.email.as_str().to_owned()));
        }
        assert_eq!(seen, (0..25).map(|at| format!("person{at}@example.org")).collect::<Vec<_>>());
        // Those of every incident, without whoever is active in March: they would hear twice.
        for email in ["person3@example.org", "june@example.org", "every@example.org"] {
            add_subscriber(store, Scope::Every, email, Lang::Es, clock.now()).await;
        }
        let list = SubscriberList { of: Scope::Every, besides: Some(march) };
        let mut others: Vec<_> =
            store.active_subscribers(list, None, 10).await.unwrap().into_iter().map(|one| one.email.as_str().to_owned()).collect();
        others.sort();
        assert_eq!(others, ["every@example.org", "june@example.org"]);
    }
}

#[tokio::test]
async fn staff_are_told_numbers() {
    for test in stores().await {
        let store = &test.store;
        let march = Scope::Incident(incident(store, "march-2031").await);
        let ana = add_subscriber(store, march, "ana@example.org", Lang::Es, noon()).await;
        store.choose_preferences(ana.key, Preferences { pace: Pace::Daily, ..ana.preferences }).await.unwrap();
        add_subscriber(store, march, "ben@example.org", Lang::En, noon()).await;
        let cleo = add_subscriber(store, march, "cleo@example.org", Lang::En, noon()).await;
        store.leave_subscription(cleo.key, noon()).await.unwrap();
        ask_for_updates(store, march, "dev@example.org", Lang::En, noon()).await;
        add_subscriber(store, Scope::Every, "elsewhere@example.org", Lang::En, noon()).await;
        let counts = store.subscriber_counts(march).await.unwrap();
        assert_eq!((counts.active, counts.asked, counts.left), (2, 1, 1));
        assert_eq!(counts.by_lang, [(Lang::En, 1), (Lang::Es, 1)]);
        assert_eq!(counts.by_pace, [(Pace::Each, 1), (Pace::Daily, 1), (Pace::MustAct, 0)]);
    }
}

#[tokio::test]
async fn what_was_asked_waits_sealed_until_one_worker_takes_it_and_an_address_asks_three_times_a_day() {
    for test in stores().await {
        let store = &test.store;
        let march = incident(store, "march-2031").await;
        let email = address("ana@example.org");
        for what in [AskedFor::Updates(Some(march)), AskedFor::Updates(None), AskedFor::Link] {
            let put = store.put_subscriber_ask(&email, what, Lang::Es, "192.0.2.7", LIMITS, noon()).await.unwrap();
            assert_eq!(put, Decision::Allowed);
        }
        let fourth = store.put_subscriber_ask(&email, AskedFor::Link, Lang::Es, "192.0.2.7", LIMITS, noon()).await.unwrap();
        assert_eq!(fourth, Decision::TryAgain(noon().plus(24 * HOUR)));
        let waiting = store.open_subscriber_asks(10).await.unwrap();
        assert_eq!(waiting.len(), 3);
        assert!(waiting.iter().all(|ask| ask.email == email && ask.lang == Lang::Es));
        assert!(
            [AskedFor::Updates(Some(march)), AskedFor::Updates(None), AskedFor::Link]
                .iter()
                .all(|what| waiting.iter().any(|ask| ask.what == *what))
        );
        let mut tx = store.write().await.unwrap();
        assert!(store.close_subscriber_ask(&mut tx, waiting[0].ask_id).await.unwrap());
        assert!(!store.close_subscriber_ask(&mut tx, waiting[0].ask_id).await.unwrap(), "the second is too late");
        tx.commit().await.unwrap();
        assert_eq!(store.open_subscriber_asks(10).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn sign_up_closes_and_opens_once_each() {
    for test in stores().await {
        let store = &test.store;
        let march = incident(store, "march-2031").await;
        for (is_open, changes, closed_at) in
            [(true, false, None), (false, true, Some(noon())), (false, false, Some(noon())), (true, true, None)]
        {
            let mut tx = store.write().await.unwrap();
            assert_eq!(store.set_signup(&mut tx, march, is_open, noon()).await.unwrap(), changes);
            tx.commit().await.unwrap();
            assert_eq!(store.signup_closed_at(march).await.unwrap(), closed_at);
        }
    }
}
