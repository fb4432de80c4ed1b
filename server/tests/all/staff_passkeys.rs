//! Passkeys, through the router: made, used at sign-in and to confirm, renamed, removed; and every answer that is worth nothing.

use std::time::Duration;

use domain::{
    clock::Clock,
    ids::StaffId,
    staff::{CONFIRMED_FOR, Role},
};
use http::StatusCode;
use store::{
    audit::{Chain, Filter},
    staff::MemberState,
    testing::{TestStore, staff::signed_in, stores},
};

use crate::support::{
    Answer, TestSite,
    authenticator::Authenticator,
    staff::{Browser, EMAIL, PASSWORD, location, password_from, with_password},
};

const TOO_LATE: &str = "This page was open too long, or was sent before.";
const WRONG: &str = "This passkey was not accepted. Try again";

/// An account that was set up with a passkey and nothing else.
async fn enrolled(site: &TestSite) -> (Browser, Authenticator, Answer) {
    let mut browser = with_password(site, Role::Owner).await;
    let mut passkey = Authenticator::new();
    let page = browser.get(site, "/staff/enrol/passkey").await;
    let codes = browser.post(site, "/staff/enrol/passkey", &format!("called=Work+laptop&{}", passkey.create(&page))).await;
    assert_eq!(codes.status, StatusCode::OK, "{}", codes.body);
    (browser, passkey, codes)
}

/// A browser that gave the password and sees the page for the second factor.
async fn half_in(site: &TestSite) -> (Browser, Answer) {
    let (mut browser, answer) = password_from(site, EMAIL, PASSWORD).await;
    assert_eq!(location(&answer), "/staff/signin/second");
    let page = browser.get(site, "/staff/signin/second").await;
    (browser, page)
}

/// Somebody signed in without the way there, and a passkey they add.
async fn with_passkey(site: &TestSite) -> (StaffId, Browser, Authenticator) {
    let (staff, cookie) = signed_in(&site.test.store, Role::Editor, None, site.clock.now()).await;
    let mut browser = Browser(vec![(app::staff::COOKIE.to_owned(), cookie.as_str().to_owned())]);
    let passkey = add(site, &mut browser, "").await;
    (staff, browser, passkey)
}

async fn add(site: &TestSite, browser: &mut Browser, called: &str) -> Authenticator {
    // So that the list has an order.
    site.clock.advance(Duration::from_secs(1));
    let mut passkey = Authenticator::new();
    let page = browser.get(site, "/staff/account/passkeys").await;
    let added = browser.post(site, "/staff/account/passkeys", &format!("called={called}&{}", passkey.create(&page))).await;
    assert_eq!(location(&added), "/staff/account?done=passkey-added", "{}", added.body);
    passkey
}

async fn acts(site: &TestSite) -> Vec<String> {
    let entries = site.test.store.audit_entries(Chain::Installation, &Filter::default(), None, 100).await.unwrap();
    entries.into_iter().rev().map(|entry| entry.act).collect()
}

#[track_caller]
fn is_refused(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert!(answer.body.contains(words), "{words}: {}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_set_up_with_a_passkey_and_signs_in_with_it() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (mut browser, passkey, codes) = enrolled(&site).await;
        assert_eq!(codes.body.matches("<code class=\"code\">").count(), 8, "the recovery codes, this once");
        assert_eq!(browser.get(&site, "/staff").await.status, StatusCode::OK);
        let account = browser.get(&site, "/staff/account").await.body;
        assert!(account.contains("Passkey “Work laptop”") && account.contains("No authenticator app"), "{account}");
        let (mut other, page) = half_in(&site).await;
        assert_eq!(other.get(&site, "/staff").await.status, StatusCode::UNAUTHORIZED, "a password alone opens nothing");
        let inside = other.post(&site, "/staff/signin/second", &passkey.get(&page)).await;
        assert_eq!(location(&inside), "/staff", "{}", inside.body);
        assert!(other.get(&site, "/staff/account").await.body.contains("last used"));
        assert_eq!(acts(&site).await, ["staff.enrol", "staff.sign_in"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_a_passkey_alone_and_no_script_reads_what_to_do_and_gets_in_with_a_recovery_code() {
    let site = TestSite::new().await;
    let (_, _, codes) = enrolled(&site).await;
    let (mut browser, page) = half_in(&site).await;
    assert!(page.body.contains("data-passkey=\"get\"") && page.body.contains(" hidden"), "the button waits for the script");
    assert!(page.body.contains("Type one of your recovery codes below, or use another browser."), "{}", page.body);
    assert!(!page.body.contains("Six digits"), "there is no app: {}", page.body);
    let code = codes.body.split("<code class=\"code\">").nth(1).unwrap().split('<').next().unwrap();
    let inside = browser.post(&site, "/staff/signin/second", &format!("code={code}")).await;
    assert_eq!(location(&inside), "/staff", "{}", inside.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_confirms_and_leads_on() {
    let site = TestSite::new().await;
    let (_, mut browser, passkey) = with_passkey(&site).await;
    site.clock.advance(CONFIRMED_FOR);
    let refused = browser.get(&site, "/staff/account/passkeys").await;
    assert!(refused.body.contains("/staff/confirm?next=/staff/account/passkeys") && !refused.body.contains("data-passkey"));
    let page = browser.get(&site, "/staff/confirm?next=/staff/account/passkeys").await;
    let before = browser.clone();
    let confirmed = browser.post(&site, "/staff/confirm", &format!("next=/staff/account/passkeys&{}", passkey.get(&page))).await;
    assert_eq!(location(&confirmed), "/staff/account/passkeys", "{}", confirmed.body);
    assert_ne!(browser.0, before.0, "another cookie");
    assert!(browser.get(&site, "/staff/account/passkeys").await.body.contains("data-passkey=\"create\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_counts_once() {
    let site = TestSite::new().await;
    let (_, mut browser, passkey) = with_passkey(&site).await;
    let page = browser.get(&site, "/staff/confirm").await;
    let answer = passkey.get(&page);
    assert_eq!(location(&browser.post(&site, "/staff/confirm", &answer).await), "/staff");
    is_refused(&browser.post(&site, "/staff/confirm", &answer).await, TOO_LATE);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_callers_with_one_answer_one_gets_in() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (_, passkey, _) = enrolled(&site).await;
        let (browser, page) = half_in(&site).await;
        let answer = passkey.get(&page);
        let answers = futures::future::join_all((0..20).map(|_| {
            let (site, answer, mut caller) = (&site, &answer, browser.clone());
            async move { caller.post(site, "/staff/signin/second", answer).await.status }
        }))
        .await;
        assert_eq!(answers.iter().filter(|status| **status == StatusCode::SEE_OTHER).count(), 1, "{answers:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_belongs_to_its_account_its_session_and_its_purpose() {
    let site = TestSite::new().await;
    let (_, mut ana, anas) = with_passkey(&site).await;
    let (_, mut ben, bens) = with_passkey(&site).await;
    let (page, other_page) = (ana.get(&site, "/staff/confirm").await, ben.get(&site, "/staff/confirm").await);
    is_refused(&ben.post(&site, "/staff/confirm", &anas.get(&page)).await, TOO_LATE);
    is_refused(&ben.post(&site, "/staff/confirm", &bens.get_anyway(&page)).await, TOO_LATE);
    is_refused(&ana.post(&site, "/staff/confirm", &bens.get(&other_page)).await, TOO_LATE);
    is_refused(&ben.post(&site, "/staff/confirm", &anas.get_anyway(&other_page)).await, WRONG);
    // What was asked to confirm lets nobody in, and what was asked in one session counts in no other.
    let (_, passkey, _) = enrolled(&site).await;
    let (mut first, first_page) = half_in(&site).await;
    let (mut second, _) = half_in(&site).await;
    is_refused(&second.post(&site, "/staff/signin/second", &passkey.get(&first_page)).await, TOO_LATE);
    assert_eq!(location(&first.post(&site, "/staff/signin/second", &passkey.get(&first_page)).await), "/staff");
    let confirm = first.get(&site, "/staff/confirm").await;
    is_refused(&second.post(&site, "/staff/signin/second", &passkey.get(&confirm)).await, TOO_LATE);
    assert_eq!(second.get(&site, "/staff").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_signed_for_another_site_or_without_pin_or_finger_is_refused() {
    let site = TestSite::new().await;
    let (_, mut browser, passkey) = with_passkey(&site).await;
    let elsewhere = "https://localhost.example.org";
    for wrong in [passkey.at(elsewhere), passkey.at("http://localhost:4000"), passkey.unverified()] {
        let page = browser.get(&site, "/staff/confirm").await;
        is_refused(&browser.post(&site, "/staff/confirm", &wrong.get(&page)).await, WRONG);
    }
    // A false page cannot make one either.
    let page = browser.get(&site, "/staff/account/passkeys").await;
    is_refused(&browser.post(&site, "/staff/account/passkeys", &Authenticator::new().at(elsewhere).create(&page)).await, WRONG);
    for nonsense in ["answer=%7B%7D", "answer=x&challenge=y", "answer=%7B%7D&challenge=00000000-0000-7000-8000-000000000001"] {
        is_refused(&browser.post(&site, "/staff/confirm", nonsense).await, TOO_LATE);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_open_for_ten_minutes() {
    let site = TestSite::new().await;
    let (_, mut browser, passkey) = with_passkey(&site).await;
    let page = browser.get(&site, "/staff/confirm").await;
    site.clock.advance(Duration::from_secs(599));
    assert_eq!(location(&browser.post(&site, "/staff/confirm", &passkey.get(&page)).await), "/staff");
    let page = browser.get(&site, "/staff/confirm").await;
    site.clock.advance(Duration::from_secs(600));
    is_refused(&browser.post(&site, "/staff/confirm", &passkey.get(&page)).await, TOO_LATE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_that_was_removed_opens_nothing_from_then_on() {
    let site = TestSite::new().await;
    let (_, passkey, _) = enrolled(&site).await;
    let (mut browser, page) = half_in(&site).await;
    let first = passkey.get(&page);
    assert_eq!(location(&browser.post(&site, "/staff/signin/second", &first).await), "/staff");
    add(&site, &mut browser, "Blue").await;
    // Asked before it was removed, answered after.
    let (mut late, page) = half_in(&site).await;
    let all = site.test.store.passkeys(site_owner(&site).await).await.unwrap();
    let id = all.iter().find(|one| one.name != "Blue").unwrap().passkey_id;
    let removed = browser.post(&site, &format!("/staff/account/passkeys/{id}"), "act=remove").await;
    assert_eq!(location(&removed), "/staff/account?done=passkey-removed", "{}", removed.body);
    let answer = late.post(&site, "/staff/signin/second", &passkey.get(&page)).await;
    assert_ne!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let (mut late, page) = half_in(&site).await;
    is_refused(&late.post(&site, "/staff/signin/second", &passkey.get_anyway(&page)).await, WRONG);
    assert_eq!(late.get(&site, "/staff").await.status, StatusCode::UNAUTHORIZED);
}

async fn site_owner(site: &TestSite) -> StaffId {
    let email = domain::email::EmailAddress::parse(EMAIL).unwrap();
    let member = site.test.store.member_by_email(&email).await.unwrap().unwrap();
    assert_eq!(member.state, MemberState::Active);
    member.staff_id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counter_that_goes_back_is_refused_told_and_in_the_log() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (_, mut browser, mut passkey) = with_passkey(&site).await;
        for counter in [5, 6] {
            passkey.counter = counter;
            let page = browser.get(&site, "/staff/confirm").await;
            assert_eq!(location(&browser.post(&site, "/staff/confirm", &passkey.get(&page)).await), "/staff");
        }
        let mails = mails(&site.test).await;
        let page = browser.get(&site, "/staff/confirm").await;
        is_refused(&browser.post(&site, "/staff/confirm", &passkey.get(&page)).await, "as if there were two of it");
        // Two copies that are asked at once: each saw the counter before the other signed.
        let pages = [browser.get(&site, "/staff/confirm").await, browser.get(&site, "/staff/confirm").await];
        passkey.counter = 7;
        let (first, second) = (passkey.get(&pages[0]), passkey.get(&pages[1]));
        assert_eq!(location(&browser.post(&site, "/staff/confirm", &first).await), "/staff");
        is_refused(&browser.post(&site, "/staff/confirm", &second).await, "as if there were two of it");
        assert_eq!(acts(&site).await.iter().filter(|act| *act == "staff.passkey.went_back").count(), 2);
        assert_eq!(self::mails(&site.test).await, mails + 2, "the owner is told each time");
    }
}

/// How many mails wait to be sent.
async fn mails(test: &TestStore) -> i64 {
    let sql = "select cast(count(*) as bigint) from outbox";
    store::on!(test.store.read(), |db| sqlx::query_scalar(sql).fetch_one(db).await).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn adding_renaming_and_removing_wants_the_second_factor_and_each_is_told_and_in_the_log() {
    let site = TestSite::new().await;
    let (staff, mut browser, _) = with_passkey(&site).await;
    add(&site, &mut browser, "Blue").await;
    let passkeys = site.test.store.passkeys(staff).await.unwrap();
    assert_eq!(passkeys.iter().map(|passkey| passkey.name.as_str()).collect::<Vec<_>>(), ["Passkey", "Blue"]);
    let path = format!("/staff/account/passkeys/{}", passkeys[1].passkey_id);
    assert_eq!(location(&browser.post(&site, &path, "act=rename&called=Red").await), "/staff/account?done=passkey-renamed");
    assert!(browser.get(&site, "/staff/account").await.body.contains("Passkey “Red”"));
    assert_eq!(location(&browser.post(&site, &path, "act=remove").await), "/staff/account?done=passkey-removed");
    assert_eq!(browser.get(&site, &path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(mails(&site.test).await, 4, "two added, one renamed, one removed");
    assert_eq!(acts(&site).await, ["staff.passkey.add", "staff.passkey.add", "staff.passkey.rename", "staff.passkey.remove"]);
    let page = browser.get(&site, "/staff/account/passkeys").await;
    let answer = Authenticator::new().create(&page);
    site.clock.advance(CONFIRMED_FOR);
    let last = format!("/staff/account/passkeys/{}", passkeys[0].passkey_id);
    for (path, form) in [("/staff/account/passkeys", answer.as_str()), (&last, "act=rename&called=X"), (&last, "act=remove")] {
        assert_eq!(browser.post(&site, path, form).await.status, StatusCode::FORBIDDEN, "{path} {form}");
    }
    assert_eq!(site.test.store.passkeys(staff).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_factor_stays_and_anothers_passkey_is_not_there() {
    let site = TestSite::new().await;
    let (ana, mut anas, mut passkey) = with_passkey(&site).await;
    let (_, mut bens, _) = with_passkey(&site).await;
    let id = site.test.store.passkeys(ana).await.unwrap()[0].passkey_id;
    let path = format!("/staff/account/passkeys/{id}");
    is_refused(&anas.post(&site, &path, "act=remove").await, "This is your last second factor.");
    is_refused(&anas.post(&site, "/staff/account/app", "remove=1").await, "This is your last second factor.");
    for form in ["act=remove", "act=rename&called=mine"] {
        assert_eq!(bens.post(&site, &path, form).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(bens.get(&site, &path).await.status, StatusCode::NOT_FOUND);
    let page = bens.get(&site, "/staff/account/passkeys").await;
    is_refused(&bens.post(&site, "/staff/account/passkeys", &passkey.create(&page)).await, WRONG);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_beside_a_passkey_can_be_removed_and_its_codes_open_nothing() {
    let site = TestSite::new().await;
    let (staff, mut browser, _) = with_passkey(&site).await;
    browser.post(&site, "/staff/account/app", "begin=1").await;
    let seed = site.test.store.pending_app(staff, site.clock.now()).await.unwrap().unwrap();
    let code = |ahead| format!("code={}", seed.code(site.clock.now().plus(Duration::from_secs(ahead))));
    assert_eq!(location(&browser.post(&site, "/staff/account/app", &code(0)).await), "/staff/account?done=app");
    let id = site.test.store.passkeys(staff).await.unwrap()[0].passkey_id;
    assert!(browser.get(&site, &format!("/staff/account/passkeys/{id}")).await.body.contains("Remove this passkey"));
    assert!(browser.get(&site, "/staff/confirm").await.body.contains("Six digits"));
    assert_eq!(location(&browser.post(&site, "/staff/account/app", "remove=1").await), "/staff/account?done=app-removed");
    is_refused(&browser.post(&site, "/staff/confirm", &code(30)).await, "That code is not right.");
    assert!(acts(&site).await.contains(&"staff.app.remove".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_without_a_name_has_no_passkeys_and_everything_else() {
    let site = TestSite::at("http://127.0.0.1:3000").await;
    let (_, cookie) = signed_in(&site.test.store, Role::Editor, None, site.clock.now()).await;
    let mut browser = Browser(vec![(app::staff::COOKIE.to_owned(), cookie.as_str().to_owned())]);
    let account = browser.get(&site, "/staff/account").await;
    assert!(account.status == StatusCode::OK && !account.body.contains("passkey"), "{}", account.body);
    assert_eq!(browser.get(&site, "/staff/account/passkeys").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get(&site, "/staff/confirm").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_passkey_is_called_is_text_and_is_made_fit() {
    let site = TestSite::new().await;
    let (staff, mut browser, _) = with_passkey(&site).await;
    let id = site.test.store.passkeys(staff).await.unwrap()[0].passkey_id;
    let long = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%0A".to_owned() + &"x".repeat(100);
    let path = format!("/staff/account/passkeys/{id}");
    assert_eq!(browser.post(&site, &path, &format!("act=rename&called={long}")).await.status, StatusCode::SEE_OTHER);
    let name = site.test.store.passkeys(staff).await.unwrap()[0].name.clone();
    assert!(name.chars().count() == 60 && !name.contains('\n'), "{name}");
    for page in ["/staff/account", path.as_str()] {
        let page = browser.get(&site, page).await;
        assert!(page.body.contains("&lt;script&gt;") && !page.body.contains("<script>alert"), "{}", page.body);
    }
}
