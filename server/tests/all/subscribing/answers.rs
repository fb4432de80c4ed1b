//! Nobody can tell from an answer whether an address is signed up or on a list.

use domain::{lang::Lang, subscriber::Scope};
use store::testing::{
    add_test_incident, look, stores,
    subscribers::{add_subscriber, ask_for_updates},
};

use super::{newest, sign_up};
use crate::support::{Answer, TestSite};

fn whole(answer: &Answer) -> String {
    format!("{}\n{:?}\n{}", answer.status, answer.headers, answer.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_gets_the_same_bytes() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (store, now) = (&site.test.store, site.site.now());
        let march = site.incident("march-2031").await;
        let scope = Scope::Incident(march.incident_id);
        ask_for_updates(store, scope, "asked@example.org", Lang::En, now).await;
        add_subscriber(store, scope, "active@example.org", Lang::Es, now).await;
        let left = add_subscriber(store, scope, "left@example.org", Lang::En, now).await;
        store.leave_subscription(left.key, now).await.unwrap();
        site.person_with_invitation(&march, "Ana", Some("listed@example.org"), |_| ()).await;
        for (path, more) in [("/subscribe", "scope=march-2031&lang=en&"), ("/subscriptions/link", ""), ("/es/subscribe", "scope=every&")] {
            let mut answers = Vec::new();
            for name in ["asked", "active", "left", "listed", "nobody"] {
                let answer = site.post(path, &format!("{more}email={name}@example.org")).await;
                assert_eq!(answer.status, 303, "{}", answer.body);
                let sent = site.get(answer.location().unwrap()).await;
                answers.push((name, whole(&answer), whole(&sent)));
            }
            for (name, first, second) in &answers {
                assert_eq!((first, second), (&answers[0].1, &answers[0].2), "{path} with {name}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_request_writes_one_row_that_says_nothing_and_the_worker_the_mail() {
    let site = TestSite::new().await;
    site.incident("march-2031").await;
    let answer = site.post("/subscribe", "scope=march-2031&email=ana@example.org&lang=es").await;
    assert_eq!(answer.status, 303);
    assert!(look::mails(&site.test.store).await.is_empty() && site.test.store.subscriber_counts(Scope::Every).await.unwrap().asked == 0);
    assert!(!look::dump(&site.test.store).await.contains("ana@"));
    assert_eq!(candor::workers::subscribe::do_some(&site.site).await.unwrap(), 1);
    assert_eq!(candor::workers::subscribe::do_some(&site.site).await.unwrap(), 0);
    let (incident, mail) = newest(&site).await;
    assert!(incident.is_some());
    assert_eq!((mail.to.as_str(), mail.lang, mail.template.as_str()), ("ana@example.org", Lang::Es, "subscribe-confirm"));
    assert!(mail.values["until"].contains("14 de marzo de 2031"), "{}", mail.values["until"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_written_to_three_times_a_day_and_then_all_are_told_the_same() {
    let site = TestSite::new().await;
    let march = site.incident("march-2031").await;
    add_subscriber(&site.test.store, Scope::Incident(march.incident_id), "active@example.org", Lang::En, site.site.now()).await;
    let mut refused = Vec::new();
    for email in ["active@example.org", "nobody@example.org"] {
        for _ in 0..3 {
            assert_eq!(site.post("/subscribe", &format!("scope=march-2031&email={email}")).await.status, 303);
        }
        refused.push(site.post("/subscribe", &format!("scope=march-2031&email={email}")).await);
    }
    assert_eq!(refused[0].status, 429);
    assert_eq!(whole(&refused[0]), whole(&refused[1]));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_active_gets_their_link_and_who_is_nobody_no_mail_when_they_ask_for_a_link() {
    let site = TestSite::new().await;
    let march = site.incident("march-2031").await;
    add_subscriber(&site.test.store, Scope::Incident(march.incident_id), "ana@example.org", Lang::En, site.site.now()).await;
    add_subscriber(&site.test.store, Scope::Every, "ana@example.org", Lang::En, site.site.now()).await;
    sign_up(&site, "march-2031", "ana@example.org").await;
    let (_, mail) = newest(&site).await;
    assert_eq!(mail.template.as_str(), "subscriber-link");
    let ask = |email: &'static str| site.post("/subscriptions/link", email);
    assert_eq!(ask("email=ana@example.org").await.location(), Some("/subscriptions/link/sent"));
    assert_eq!(ask("email=nobody@example.org").await.location(), Some("/subscriptions/link/sent"));
    candor::workers::subscribe::do_some(&site.site).await.unwrap();
    let mails = look::mails(&site.test.store).await;
    assert_eq!(mails.len(), 2, "nobody is not written to");
    let links: Vec<store::outbox::SubscriptionLink> = serde_json::from_str(&mails[1].1.values["subscriptions"]).unwrap();
    assert_eq!(links.len(), 2, "both subscriptions in one mail");
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_takes_only_reserved_addresses_and_writes_into_its_own_box() {
    let site = TestSite::new().await;
    let practice = add_test_incident(&site.test.store, "practice", true, site.site.now()).await;
    let page = site.get("/subscribe").await;
    assert!(page.body.contains("value=\"practice\"") && !page.body.contains("value=\"every\""), "{}", page.body);
    let refused = site.post("/subscribe", "scope=practice&email=somebody@a-real-domain.net").await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("This is practice: it takes only addresses") && refused.body.contains("somebody@a-real-domain.net"));
    assert_eq!(site.post("/subscribe", "scope=every&email=somebody@a-real-domain.net").await.status, 422, "nothing here is real");
    sign_up(&site, "practice", "ana@example.org").await;
    assert_eq!(newest(&site).await.0, Some(practice.incident_id));
    // Whoever is signed up there is written to in that box too.
    let token = super::token(&site).await;
    site.post("/subscriptions/confirm", &format!("token={token}")).await;
    sign_up(&site, "practice", "ana@example.org").await;
    let (incident, mail) = newest(&site).await;
    assert_eq!((incident, mail.template.as_str()), (Some(practice.incident_id), "subscriber-link"));
    // Beside a real incident it is offered only to who comes from its page.
    site.incident("march-2031").await;
    assert!(!site.get("/subscribe").await.body.contains("value=\"practice\""));
    assert!(site.get("/subscribe?incident=practice").await.body.contains("value=\"practice\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_comes_back_with_what_was_typed() {
    let site = TestSite::new().await;
    site.incident("march-2031").await;
    for (form, words) in [
        ("scope=march-2031&email=", "so that we know where to write"),
        ("scope=march-2031&email=ana", "needs an @"),
        ("email=ana@example.org", "Choose what the updates are to be about"),
        ("scope=nowhere&email=ana@example.org", "Choose what the updates are to be about"),
        ("", "Choose what the updates are to be about"),
    ] {
        let answer = site.post("/subscribe", form).await;
        assert_eq!(answer.status, 422, "{form}");
        assert!(answer.body.contains(words), "{form}: {}", answer.body);
        assert!(!form.contains("email=ana") || answer.body.contains("value=\"ana"), "{form}");
    }
    assert_eq!(site.post("/subscriptions/link", "email=").await.status, 422);
    assert!(look::mails(&site.test.store).await.is_empty());
    assert!(site.test.store.open_subscriber_asks(10).await.unwrap().is_empty());
}
