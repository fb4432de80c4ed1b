//! From a link to a session with both factors, through the router.

mod next;

use std::time::Duration;

use domain::{clock::Clock, email::EmailAddress, staff::Role};
use http::{StatusCode, header};
use store::staff::{MemberState, Seed};

use crate::support::{
    Answer, TestSite,
    staff::{Browser, EMAIL, PASSWORD, encoded, invited, location, password_from, with_password},
};

const HALF_A_MINUTE: Duration = Duration::from_secs(30);

/// Sets the account up; gives the browser, the app's secret and the page with the recovery codes.
async fn enrolled(site: &TestSite, role: Role) -> (Browser, Seed, Answer) {
    let mut browser = with_password(site, role).await;
    let page = browser.get(site, "/staff/enrol/app").await;
    let store = &site.test.store;
    let member = store.member_by_email(&EmailAddress::parse(EMAIL).unwrap()).await.unwrap().unwrap();
    let seed = store.pending_app(member.staff_id, site.clock.now()).await.unwrap().unwrap();
    let shown: String = page.body.split("<code class=\"code\">").nth(1).unwrap().split("</code>").next().unwrap().replace(' ', "");
    assert_eq!(shown, seed.to_base32());
    assert!(page.body.contains("qr__ink"), "a picture for the camera");
    let codes = browser.post(site, "/staff/enrol/app", &format!("code={}", seed.code(site.clock.now()))).await;
    assert_eq!(codes.status, StatusCode::OK);
    (browser, seed, codes)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_leads_to_an_account_with_both_factors_and_works_once() {
    let site = TestSite::new().await;
    let token = invited(&site, Role::Owner).await;
    let mut first = Browser::default();
    let claimed = first.post(&site, "/staff/enrol", &format!("token={token}")).await;
    assert_eq!(claimed.status, StatusCode::SEE_OTHER);
    let mut second = Browser::default();
    let late = second.post(&site, "/staff/enrol", &format!("code={token}")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("This link opens nothing"), "{}", late.body);
    assert!(!late.body.contains(&token), "what was typed is a secret");
    assert_eq!(second.get(&site, "/staff/enrol/password").await.status, StatusCode::GONE);
    assert_eq!(first.get(&site, "/staff").await.status, StatusCode::UNAUTHORIZED, "a link is no session");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_nothing_after_a_day_and_of_twenty_at_once_one_gets_it() {
    let site = TestSite::new().await;
    let token = invited(&site, Role::Owner).await;
    site.clock.advance(domain::staff::ENROLMENT);
    assert_eq!(Browser::default().post(&site, "/staff/enrol", &format!("code={token}")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let token = invited(&site, Role::Owner).await;
    let answers = futures::future::join_all((0..20).map(|_| {
        let (site, token) = (&site, &token);
        async move { Browser::default().post(site, "/staff/enrol", &format!("code={token}")).await.status }
    }))
    .await;
    assert_eq!(answers.iter().filter(|status| **status == StatusCode::SEE_OTHER).count(), 1, "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_set_up_the_account_is_signed_in_and_sees_the_recovery_codes_once() {
    let site = TestSite::new().await;
    let (mut browser, _, codes) = enrolled(&site, Role::Owner).await;
    assert_eq!(codes.body.matches("<code class=\"code\">").count(), 8);
    assert_eq!(browser.get(&site, "/staff").await.status, StatusCode::OK);
    assert_eq!(browser.get(&site, "/staff/enrol/app").await.status, StatusCode::GONE);
    let verdict = site.test.store.verify_audit(store::audit::Chain::Installation).await.unwrap();
    assert_eq!((verdict.rows, verdict.first_bad), (1, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_is_short_common_or_about_its_owner_is_not_taken_and_never_given_back() {
    let site = TestSite::new().await;
    let token = invited(&site, Role::Owner).await;
    let mut browser = Browser::default();
    browser.post(&site, "/staff/enrol", &format!("code={token}")).await;
    for (password, again, words) in [
        ("short", "short", "needs at least 12 characters"),
        ("unicornunicorn", "unicornunicorn", "lists of leaked passwords"),
        ("larkspurfreight", "larkspurfreight", "would guess this password soon"),
        (PASSWORD, "something else entirely", "are not the same"),
    ] {
        let answer = browser
            .post(&site, "/staff/enrol/password", &format!("name=Ana&password={}&again={}", encoded(password), encoded(again)))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
        assert!(answer.body.contains("value=\"Ana\"") && !answer.body.contains(&format!("value=\"{password}\"")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_alone_opens_nothing_and_a_code_of_the_app_works_once() {
    let site = TestSite::new().await;
    let (_, seed, _) = enrolled(&site, Role::Owner).await;
    site.clock.advance(HALF_A_MINUTE);
    let (mut browser, answer) = password_from(&site, EMAIL, PASSWORD).await;
    assert_eq!(location(&answer), "/staff/signin/second");
    assert_eq!(browser.get(&site, "/staff").await.status, StatusCode::UNAUTHORIZED);
    let before = browser.clone();
    let code = format!("code={}", seed.code(site.clock.now()));
    let inside = browser.post(&site, "/staff/signin/second", &code).await;
    assert_eq!(location(&inside), "/staff", "{}", inside.body);
    assert_eq!(browser.get(&site, "/staff").await.status, StatusCode::OK);
    assert_eq!(before.clone().get(&site, "/staff").await.status, StatusCode::UNAUTHORIZED, "the cookie of the password is nobody's now");
    let (mut other, _) = password_from(&site, EMAIL, PASSWORD).await;
    let again = other.post(&site, "/staff/signin/second", &code).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the code was used");
    assert_eq!(other.get(&site, "/staff").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_callers_with_one_code_one_gets_in() {
    let site = TestSite::new().await;
    let (browser, seed, _) = enrolled(&site, Role::Owner).await;
    site.clock.advance(HALF_A_MINUTE);
    // A browser that is known has twenty tries; each signs in with its password first.
    let known = browser.without(app::staff::COOKIE);
    let mut callers = Vec::new();
    for _ in 0..20 {
        let mut caller = known.clone();
        let answer = caller.post(&site, "/staff/signin", &format!("email={}&password={}", encoded(EMAIL), encoded(PASSWORD))).await;
        assert_eq!(location(&answer), "/staff/signin/second");
        callers.push(caller);
    }
    let code = format!("code={}", seed.code(site.clock.now()));
    let answers = futures::future::join_all(callers.into_iter().map(|mut caller| {
        let (site, code) = (&site, &code);
        async move { caller.post(site, "/staff/signin/second", code).await.status }
    }))
    .await;
    assert_eq!(answers.iter().filter(|status| **status == StatusCode::SEE_OTHER).count(), 1, "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn known_unknown_invited_and_removed_get_the_same_bytes_after_the_same_work() {
    let site = TestSite::new().await;
    enrolled(&site, Role::Owner).await;
    let store = &site.test.store;
    for (email, state) in [("new@example.org", MemberState::Invited), ("old@example.org", MemberState::Removed)] {
        let mut tx = store.write().await.unwrap();
        let staff = store.add_member(&mut tx, "", &EmailAddress::parse(email).unwrap(), site.clock.now()).await.unwrap().unwrap();
        store.set_member_state(&mut tx, staff, state, site.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut bodies = Vec::new();
    for email in [EMAIL, "nobody@example.org", "new@example.org", "old@example.org", "no address at all"] {
        let runs = store.argon().runs();
        let (_, answer) = password_from(&site, email, "not the password of anybody").await;
        assert_eq!(store.argon().runs(), runs + 1, "{email}: one hash, whoever it is");
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!answer.headers.contains_key(header::SET_COOKIE), "{email}");
        bodies.push(answer.body.replace(email, "ADDRESS"));
    }
    assert!(bodies.windows(2).all(|two| two[0] == two[1]), "{bodies:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_are_slowed_down_alike_for_known_and_unknown_and_the_owners_browser_is_not() {
    let site = TestSite::new().await;
    let (browser, seed, _) = enrolled(&site, Role::Owner).await;
    site.clock.advance(HALF_A_MINUTE);
    let mut refused = Vec::new();
    for email in [EMAIL, "nobody@example.org"] {
        let mut last = None;
        for _ in 0..11 {
            last = Some(password_from(&site, email, "not the password of anybody").await.1);
        }
        let last = last.unwrap();
        assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(last.headers.contains_key(header::RETRY_AFTER));
        refused.push(last.body);
    }
    assert_eq!(refused[0], refused[1]);
    let (_, stranger) = password_from(&site, EMAIL, PASSWORD).await;
    assert_eq!(stranger.status, StatusCode::TOO_MANY_REQUESTS, "the right password from there is a try like any other");
    let mut owner = browser.without(app::staff::COOKIE);
    let answer = owner.post(&site, "/staff/signin", &format!("email={}&password={}", encoded(EMAIL), encoded(PASSWORD))).await;
    assert_eq!(location(&answer), "/staff/signin/second");
    let inside = owner.post(&site, "/staff/signin/second", &format!("code={}", seed.code(site.clock.now()))).await;
    assert_eq!(location(&inside), "/staff");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_lets_in_once() {
    let site = TestSite::new().await;
    let (browser, _, codes) = enrolled(&site, Role::Owner).await;
    let code = codes.body.split("<code class=\"code\">").nth(3).unwrap().split('<').next().unwrap().to_lowercase();
    let mut outcomes = Vec::new();
    for _ in 0..2 {
        let mut owner = browser.without(app::staff::COOKIE);
        owner.post(&site, "/staff/signin", &format!("email={}&password={}", encoded(EMAIL), encoded(PASSWORD))).await;
        outcomes.push(owner.post(&site, "/staff/signin/second", &format!("code={code}")).await.status);
    }
    assert_eq!(outcomes, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
}

#[tokio::test(flavor = "multi_thread")]
async fn to_confirm_takes_a_new_code_and_leads_to_pages_of_ours_alone() {
    let site = TestSite::new().await;
    let (mut browser, seed, _) = enrolled(&site, Role::Owner).await;
    let page = browser.get(&site, "/staff/confirm?next=/staff/incidents/autumn").await;
    assert!(page.body.contains("name=\"next\" value=\"/staff/incidents/autumn\""), "{}", page.body);
    let page = browser.get(&site, "/staff/confirm?next=https://elsewhere.example").await;
    assert!(!page.body.contains("elsewhere"), "{}", page.body);
    let used = format!("code={}&next=/staff/incidents/autumn", seed.code(site.clock.now()));
    let answer = browser.post(&site, "/staff/confirm", &used).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "the code that set the account up was used");
    assert!(answer.body.contains("name=\"next\" value=\"/staff/incidents/autumn\""), "{}", answer.body);
    for (next, leads) in [("/es/staff/incidents/autumn", "/staff/incidents/autumn"), ("//elsewhere.example", "/staff"), ("/me", "/staff")] {
        site.clock.advance(HALF_A_MINUTE);
        let before = browser.0.clone();
        let answer = browser.post(&site, "/staff/confirm", &format!("code={}&next={next}", seed.code(site.clock.now()))).await;
        assert_eq!(location(&answer), leads);
        assert_ne!(browser.0, before, "another cookie");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_in_the_database_and_not_in_the_browser_alone() {
    let site = TestSite::new().await;
    let (mut browser, ..) = enrolled(&site, Role::Owner).await;
    let copied = browser.clone();
    assert_eq!(location(&browser.post(&site, "/staff/signout", "").await), "/staff/signin");
    assert_eq!(copied.clone().get(&site, "/staff").await.status, StatusCode::UNAUTHORIZED);
}
