//! From the mail to the choices, out, and back.

use domain::{
    email::EmailAddress,
    lang::Lang,
    subscriber::{Pace, Scope, SubscriberState, Topic},
};
use http::{Method, header};
use store::testing::{look, stores};

use super::{confirmed, cookie, send_as, sign_up, token};
use crate::support::TestSite;

async fn subscriber(site: &TestSite, email: &str) -> store::subscribers::Subscriber {
    let found = site.test.store.subscribers_by_address(&EmailAddress::parse(email).unwrap()).await.unwrap();
    found.into_iter().next().expect("a subscriber")
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_confirms_chooses_leaves_and_comes_back() {
    for test in stores().await {
        let site = TestSite::on(test);
        let march = site.incident("march-2031").await;
        let held = confirmed(&site, &march, "ana@example.org").await;
        let page = send_as(&site, &held, Method::GET, "/subscriptions?done=confirmed", "").await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Confirmed. From now on you get updates"), "{}", page.body);
        assert!(page.body.contains("a•••@e•••.org") && !page.body.contains("ana@example.org"), "a forwarded link shows no address");
        assert!(page.body.contains("is required by law"));
        let saved = send_as(&site, &held, Method::POST, "/subscriptions", "act=save&topic-scams=yes&pace=daily&lang=es").await;
        assert_eq!(saved.location(), Some("/subscriptions?done=saved"));
        let ana = subscriber(&site, "ana@example.org").await;
        assert_eq!((ana.preferences.pace, ana.preferences.lang), (Pace::Daily, Lang::Es));
        assert_eq!(ana.preferences.topics.iter().collect::<Vec<_>>(), [Topic::Scams]);
        let left = send_as(&site, &held, Method::POST, "/subscriptions", "act=leave").await;
        assert_eq!(left.location(), Some("/subscriptions?done=left"));
        assert_eq!(subscriber(&site, "ana@example.org").await.state, SubscriberState::Left);
        let page = send_as(&site, &held, Method::GET, "/es/subscriptions", "").await;
        assert!(page.body.contains("Ya no recibe actualizaciones") && page.body.contains("value=\"back\""), "{}", page.body);
        // A choice of somebody who left changes nothing.
        let late = send_as(&site, &held, Method::POST, "/subscriptions", "act=save&topic-facts=yes&pace=each").await;
        assert_eq!(late.location(), Some("/subscriptions"));
        let back = send_as(&site, &held, Method::POST, "/subscriptions", "act=back").await;
        assert_eq!(back.location(), Some("/subscriptions?done=back"));
        let ana = subscriber(&site, "ana@example.org").await;
        assert_eq!((ana.state, ana.preferences.pace), (SubscriberState::Active, Pace::Daily));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_get_changes_nothing_and_the_press_still_works_afterwards() {
    let site = TestSite::new().await;
    site.incident("march-2031").await;
    sign_up(&site, "march-2031", "ana@example.org").await;
    let token = token(&site).await;
    let before = look::dump(&site.test.store).await;
    for _ in 0..50 {
        for path in ["/subscriptions/confirm", "/subscriptions/open", "/subscriptions", "/subscribe", "/subscriptions/link"] {
            assert_eq!(site.get(path).await.status, 200, "{path}");
            assert_eq!(site.get(&format!("{path}?token={token}&code={token}")).await.status, 200, "{path}");
        }
    }
    assert_eq!(look::dump(&site.test.store).await, before);
    let confirmed = site.post("/subscriptions/confirm", &format!("token={token}")).await;
    assert_eq!(confirmed.location(), Some("/subscriptions?done=confirmed"));
    let again = site.post("/subscriptions/confirm", &format!("token={token}")).await;
    assert_eq!(again.location(), Some("/subscriptions?done=before"));
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_presses_at_once_confirm_once() {
    for test in stores().await {
        let site = TestSite::on(test);
        site.incident("march-2031").await;
        sign_up(&site, "march-2031", "ana@example.org").await;
        let form = format!("token={}", token(&site).await);
        let answers = futures::future::join_all((0..20).map(|_| site.post("/subscriptions/confirm", &form))).await;
        let first = answers.iter().filter(|answer| answer.location() == Some("/subscriptions?done=confirmed")).count();
        let later = answers.iter().filter(|answer| answer.location() == Some("/subscriptions?done=before")).count();
        assert_eq!((first, later), (1, 19));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_of_the_mail_can_be_pasted_and_what_is_no_token_opens_nothing() {
    let site = TestSite::new().await;
    site.incident("march-2031").await;
    sign_up(&site, "march-2031", "ana@example.org").await;
    let token = token(&site).await;
    let mut other = token.clone();
    other.replace_range(51.., if token.ends_with('g') { "0" } else { "g" });
    for (form, words) in [
        (String::new(), "Paste the code"),
        ("code=abc".to_owned(), "not the whole code"),
        (format!("token={}", &token[1..]), "not the whole code"),
        (format!("token={other}"), "confirmed nothing"),
        (format!("code={other}"), "confirmed nothing"),
    ] {
        let answer = site.post("/subscriptions/confirm", &form).await;
        assert_eq!(answer.status, 422, "{form}");
        assert!(answer.body.contains(words), "{form}: {}", answer.body);
        assert!(!answer.headers.contains_key(header::SET_COOKIE));
        assert!(form.is_empty() || !answer.body.contains(form.split_once('=').unwrap().1), "what was pasted does not come back");
    }
    assert_eq!(site.post("/subscriptions/open", &format!("token={token}")).await.status, 422, "it confirms and does nothing else");
    let grouped = token.to_uppercase().as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect::<Vec<_>>();
    let pasted = site.post("/subscriptions/confirm", &format!("code={}", grouped.join("-"))).await;
    assert_eq!(pasted.location(), Some("/subscriptions?done=confirmed"), "{}", pasted.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_is_host_secure_http_only_and_lax_and_opens_nothing_after_a_new_generation() {
    let site = TestSite::new().await;
    let march = site.incident("march-2031").await;
    sign_up(&site, "march-2031", "ana@example.org").await;
    let answer = site.post("/subscriptions/confirm", &format!("token={}", token(&site).await)).await;
    let set = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(set.starts_with("__Host-candor-subscription=") && !set.contains("Domain"), "{set}");
    for attribute in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Max-Age=3600"] {
        assert!(set.contains(attribute), "{set} lacks {attribute}");
    }
    let held = cookie(&answer).unwrap();
    send_as(&site, &held, Method::POST, "/subscriptions", "act=leave").await;
    // A day later they sign up again.
    site.clock.advance(std::time::Duration::from_secs(86_400));
    let newer = confirmed(&site, &march, "ana@example.org").await;
    assert_ne!(held, newer);
    let page = send_as(&site, &held, Method::GET, "/subscriptions", "").await;
    assert!(page.body.contains("open the link in one of our mails"), "{}", page.body);
    let press = send_as(&site, &held, Method::POST, "/subscriptions", "act=leave").await;
    assert_eq!(press.location(), Some("/subscriptions"));
    assert_eq!(subscriber(&site, "ana@example.org").await.state, SubscriberState::Active);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_topic_the_choices_come_back_as_they_were_typed() {
    let site = TestSite::new().await;
    let march = site.incident("march-2031").await;
    let held = confirmed(&site, &march, "ana@example.org").await;
    let answer = send_as(&site, &held, Method::POST, "/subscriptions", "act=save&pace=must_act&lang=es").await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Choose at least one topic"), "{}", answer.body);
    let chosen = |value: &str| {
        let at = answer.body.find(&format!("value=\"{value}\"")).unwrap();
        answer.body[at..].split('>').next().unwrap().contains("checked")
    };
    assert!(chosen("must_act") && !chosen("each"));
    assert_eq!(subscriber(&site, "ana@example.org").await.preferences.topics.iter().count(), Topic::ALL.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_incident_can_be_signed_up_for_also_where_none_is() {
    let site = TestSite::new().await;
    sign_up(&site, "every", "ana@example.org").await;
    let answer = site.post("/es/subscriptions/confirm", &format!("token={}", token(&site).await)).await;
    assert_eq!(answer.location(), Some("/es/subscriptions?done=confirmed"));
    assert_eq!(site.test.store.subscriber_counts(Scope::Every).await.unwrap().active, 1);
}
