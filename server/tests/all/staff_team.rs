//! Accounts, through the router: what members do about their own, and owners about the others'.

use domain::{
    clock::Clock,
    email::EmailAddress,
    ids::StaffId,
    staff::{CONFIRMED_FOR, Grant, Role},
};
use http::{Method, StatusCode, header};
use store::{
    audit::Chain,
    staff::{MemberState, StaffCookie},
    testing::staff::signed_in,
};

use crate::support::{Answer, TestSite, request};

async fn ask(site: &TestSite, cookie: &str, method: Method, path: &str, form: &str) -> Answer {
    let mut asked = request(method, path, form);
    asked.headers_mut().insert(header::COOKIE, format!("{}={cookie}", app::staff::COOKIE).parse().unwrap());
    asked.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
    asked.headers_mut().insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded".parse().unwrap());
    site.send(asked).await
}

async fn get(site: &TestSite, cookie: &StaffCookie, path: &str) -> Answer {
    ask(site, cookie.as_str(), Method::GET, path, "").await
}

async fn post(site: &TestSite, cookie: &StaffCookie, path: &str, form: &str) -> Answer {
    ask(site, cookie.as_str(), Method::POST, path, form).await
}

async fn member(site: &TestSite, role: Role) -> (StaffId, StaffCookie) {
    signed_in(&site.test.store, role, None, site.clock.now()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_account_a_taken_role_and_an_ended_session_lose_access_at_once() {
    let site = TestSite::new().await;
    let (_, owner) = member(&site, Role::Owner).await;
    let (second, seconds) = member(&site, Role::Owner).await;
    assert_eq!(get(&site, &seconds, "/staff/team").await.status, StatusCode::OK);
    let taken = post(&site, &owner, &format!("/staff/team/{second}"), "act=take&role=owner&incident=").await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert_eq!(get(&site, &seconds, "/staff/team").await.status, StatusCode::FORBIDDEN, "the role was taken");
    assert_eq!(get(&site, &seconds, "/staff").await.status, StatusCode::OK, "the account is still there");
    post(&site, &owner, &format!("/staff/team/{second}"), "act=remove").await;
    assert_eq!(get(&site, &seconds, "/staff").await.status, StatusCode::UNAUTHORIZED, "removed");
    assert_eq!(get(&site, &owner, &format!("/staff/team/{second}")).await.status, StatusCode::NOT_FOUND);
    let (third, thirds) = member(&site, Role::Editor).await;
    let store = &site.test.store;
    let mut tx = store.write().await.unwrap();
    let other = store.open_staff_session(&mut tx, third, "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", site.clock.now()).await.unwrap();
    let others = store.prove_staff_session(&mut tx, other.session_id, site.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    assert!(get(&site, &thirds, "/staff/account").await.body.contains("Firefox, Linux"));
    post(&site, &thirds, "/staff/account", &format!("session={}", other.session_id)).await;
    assert_eq!(get(&site, &others, "/staff").await.status, StatusCode::UNAUTHORIZED, "ended");
    assert_eq!(get(&site, &thirds, "/staff").await.status, StatusCode::OK);
    let verdict = store.verify_audit(Chain::Installation).await.unwrap();
    assert_eq!((verdict.rows, verdict.first_bad), (3, None), "take, remove, end");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_ends_anothers_session() {
    let site = TestSite::new().await;
    let (_, editor) = member(&site, Role::Editor).await;
    let (_, owner) = member(&site, Role::Owner).await;
    let session = site.test.store.find_staff_session(owner.as_str(), site.clock.now()).await.unwrap().unwrap().session_id;
    post(&site, &editor, "/staff/account", &format!("session={session}")).await;
    assert_eq!(get(&site, &owner, "/staff").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_adds_somebody_and_sees_the_link_once() {
    let site = TestSite::new().await;
    let (_, owner) = member(&site, Role::Owner).await;
    let form = "email=ben%40example.org&name=Ben&role=editor&incident=";
    let added = post(&site, &owner, "/staff/team", form).await;
    assert_eq!(added.status, StatusCode::OK);
    assert!(added.body.contains("http://localhost:3000/staff/enrol#"), "the link");
    assert!(!get(&site, &owner, "/staff/team").await.body.contains("/staff/enrol#"), "once");
    let store = &site.test.store;
    let ben = store.member_by_email(&EmailAddress::parse("ben@example.org").unwrap()).await.unwrap().unwrap();
    assert_eq!((ben.state, ben.grants), (MemberState::Invited, vec![Grant { incident: None, role: Role::Editor }]));
    let own = get(&site, &owner, "/staff/team").await;
    assert!(own.body.contains("ben@example.org") && own.body.contains("Has not set up the account"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_owner_typed_is_shown_as_text_and_what_is_no_address_comes_back() {
    let site = TestSite::new().await;
    let (_, owner) = member(&site, Role::Owner).await;
    let form = "email=nobody&name=%3Cscript%3Ealert(1)%3C%2Fscript%3E&role=editor&incident=";
    let answer = post(&site, &owner, "/staff/team", form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("This is no e-mail address we could write to") && answer.body.contains("value=\"nobody\""));
    assert!(!answer.body.contains("<script>alert(1)"));
    let form = "email=ben%40example.org&name=%3Cscript%3Ealert(1)%3C%2Fscript%3E&role=editor&incident=";
    assert_eq!(post(&site, &owner, "/staff/team", form).await.status, StatusCode::OK);
    assert!(!get(&site, &owner, "/staff/team").await.body.contains("<script>alert(1)"));
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_to_the_team_want_the_second_factor_of_the_last_ten_minutes() {
    let site = TestSite::new().await;
    let (_, owner) = member(&site, Role::Owner).await;
    let (editor, _) = member(&site, Role::Editor).await;
    site.clock.advance(CONFIRMED_FOR);
    let page = get(&site, &owner, &format!("/staff/team/{editor}")).await;
    assert!(page.body.contains("/staff/confirm?next="), "the way to the second factor stands before the button");
    for (path, form) in [
        ("/staff/team".to_owned(), "email=ben%40example.org&role=editor"),
        (format!("/staff/team/{editor}"), "act=remove"),
        ("/staff/account/app".to_owned(), "begin=1"),
        ("/staff/account/codes".to_owned(), ""),
    ] {
        let answer = post(&site, &owner, &path, form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert!(answer.body.contains(&format!("/staff/confirm?next={path}")), "{path}");
    }
    assert_eq!(site.test.store.member(editor).await.unwrap().unwrap().state, MemberState::Active);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_cannot_leave_the_site_without_an_owner() {
    let site = TestSite::new().await;
    let (own, owner) = member(&site, Role::Owner).await;
    for form in ["act=remove", "act=reset", "act=take&role=owner&incident="] {
        let answer = post(&site, &owner, &format!("/staff/team/{own}"), form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    assert_eq!(get(&site, &owner, "/staff/team").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_wants_the_one_before_and_ends_the_other_sessions() {
    let site = TestSite::new().await;
    let (staff, editor) = member(&site, Role::Editor).await;
    let store = &site.test.store;
    let hash = store.argon().hash("wet lantern over nine bridges", &*site.site.entropy).await.unwrap();
    let mut tx = store.write().await.unwrap();
    store.set_password(&mut tx, staff, &hash).await.unwrap();
    let other = store.open_staff_session(&mut tx, staff, "", site.clock.now()).await.unwrap();
    let other = store.prove_staff_session(&mut tx, other.session_id, site.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let new = "password=dry+harbour+under+five+clocks&again=dry+harbour+under+five+clocks";
    let wrong = post(&site, &editor, "/staff/account/password", &format!("current=something+else&{new}")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = post(&site, &editor, "/staff/account/password", &format!("current=wet+lantern+over+nine+bridges&{new}")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(get(&site, &other, "/staff").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(get(&site, &editor, "/staff/account?done=password").await.status, StatusCode::OK);
    let hash = store.password_hash(staff).await.unwrap();
    assert!(store.argon().verify("dry harbour under five clocks", hash.as_deref()).await.unwrap().is_right);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_app_counts_once_its_first_code_was_right_and_new_codes_are_shown_once() {
    let site = TestSite::new().await;
    let (staff, editor) = member(&site, Role::Editor).await;
    assert_eq!(post(&site, &editor, "/staff/account/app", "begin=1").await.status, StatusCode::SEE_OTHER);
    let store = &site.test.store;
    let seed = store.pending_app(staff, site.clock.now()).await.unwrap().unwrap();
    assert!(get(&site, &editor, "/staff/account/app").await.body.contains("qr__ink"));
    assert_eq!(post(&site, &editor, "/staff/account/app", "code=000000x").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let now = site.clock.now();
    assert!(store.check_second_factor(staff, &seed.code(now), now).await.unwrap().is_none(), "not before its first code");
    let done = post(&site, &editor, "/staff/account/app", &format!("code={}", seed.code(now))).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(store.check_second_factor(staff, &seed.code(now), now).await.unwrap().is_some());
    let codes = post(&site, &editor, "/staff/account/codes", "").await;
    assert_eq!((codes.status, codes.body.matches("<code class=\"code\">").count()), (StatusCode::OK, 8));
    assert_eq!(get(&site, &editor, "/staff/account/codes").await.body.matches("<code class=\"code\">").count(), 0);
}
