//! A session that was ended, a role that was taken away, an account that was removed: with twenty requests under way, on both
//! databases. What comes after is refused everywhere, and nothing they sent before becomes true afterwards.

use app::routes::{Caller, ROUTES};
use domain::{
    ids::{IncidentId, StaffId},
    staff::Role,
};
use futures::future::join_all;
use http::{HeaderValue, Method, StatusCode, header};
use store::{
    audit::{Chain, Filter},
    staff::StaffCookie,
    testing::{staff::signed_in, stores},
};

use crate::support::{Answer, TestSite, request};

const CALLERS: usize = 20;
const UPDATE: &str = "kind=facts&audience=everybody&title_en=Invoices&body_en=We+know+more.&title_es=Recibos&body_es=Sabemos+m%C3%A1s.\
                      &next_day=2031-03-20&next_hour=17:00";

async fn send(site: &TestSite, cookie: &StaffCookie, method: Method, path: &str, form: &str) -> Answer {
    let mut asked = request(method, path, form);
    let cookie = HeaderValue::try_from(format!("{}={}", app::staff::COOKIE, cookie.as_str())).unwrap();
    asked.headers_mut().insert(header::COOKIE, cookie);
    asked.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
    asked.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    site.send(asked).await
}

/// How many rows of the incident's log are somebody's.
async fn acts_of(site: &TestSite, incident: IncidentId, staff: StaffId) -> usize {
    let filter = Filter { actor: Some(staff.to_string()), ..Filter::default() };
    site.test.store.audit_entries(Chain::Incident(incident), &filter, None, 1000).await.unwrap().len()
}

/// The rule's address in one incident, about something that is not there.
fn filled(path: &str, slug: &str) -> String {
    let id = "0190a0b0-0000-7000-8000-000000000000";
    path.replace("{slug}", slug).split('/').map(|part| if part.starts_with('{') { id } else { part }).collect::<Vec<_>>().join("/")
}

/// Every address of staff, pages, forms and server functions alike, asked at once.
async fn everything(site: &TestSite, cookie: &StaffCookie, slug: &str) -> Vec<(String, StatusCode)> {
    let of_staff = ROUTES.iter().filter(|rule| matches!(rule.caller, Caller::AnyStaff | Caller::Staff(_)) && !rule.takes_file());
    join_all(of_staff.map(|rule| async move {
        let path = filled(rule.path, slug);
        let method = if rule.method == "GET" { Method::GET } else { Method::POST };
        let answer = send(site, cookie, method, &path, "").await;
        (format!("{} {}", rule.method, rule.path), answer.status)
    }))
    .await
}

/// Twenty acts of an editor under way while an owner sends `form` to `path`; gives what the acts were answered. What had become
/// true when the owner was answered is all that ever does.
async fn while_acting(
    site: &TestSite,
    incident: IncidentId,
    editor: (StaffId, &StaffCookie),
    owner: &StaffCookie,
    path: &str,
    form: &str,
) -> Vec<StatusCode> {
    let updates = "/staff/incidents/march-2031/updates/new";
    let acts = join_all((0..CALLERS).map(|_| async { send(site, editor.1, Method::POST, updates, UPDATE).await.status }));
    let ending = async {
        // Some of the twenty are through by then, some are not.
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
        let answer = send(site, owner, Method::POST, path, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        acts_of(site, incident, editor.0).await
    };
    let (answers, at_the_end) = tokio::join!(acts, ending);
    assert_eq!(acts_of(site, incident, editor.0).await, at_the_end, "nothing became true afterwards: {answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == StatusCode::SEE_OTHER).count(), at_the_end, "{answers:?}");
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_account_reaches_nothing_and_what_it_had_under_way_does_not_become_true() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await.incident_id;
        let now = site.site.now();
        let (_, owner) = signed_in(&site.test.store, Role::Owner, None, now).await;
        let (staff, editor) = signed_in(&site.test.store, Role::Editor, None, now).await;
        let answers = while_acting(&site, incident, (staff, &editor), &owner, &format!("/staff/team/{staff}"), "act=remove").await;
        // Between the session and the desk a request may find the account still there and its roles gone.
        let allowed = [StatusCode::SEE_OTHER, StatusCode::UNAUTHORIZED, StatusCode::NOT_FOUND, StatusCode::FORBIDDEN];
        assert!(answers.iter().all(|status| allowed.contains(status)), "{answers:?}");
        for (route, status) in everything(&site, &editor, "march-2031").await {
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{route}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_was_taken_opens_no_desk_and_what_it_had_under_way_does_not_become_true() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await.incident_id;
        let now = site.site.now();
        let (_, owner) = signed_in(&site.test.store, Role::Owner, None, now).await;
        let (staff, editor) = signed_in(&site.test.store, Role::Editor, None, now).await;
        let form = "act=take&role=editor&incident=";
        let answers = while_acting(&site, incident, (staff, &editor), &owner, &format!("/staff/team/{staff}"), form).await;
        let allowed = [StatusCode::SEE_OTHER, StatusCode::UNAUTHORIZED, StatusCode::NOT_FOUND, StatusCode::FORBIDDEN];
        assert!(answers.iter().all(|status| allowed.contains(status)), "{answers:?}");
        // The account is there, without a role: its own pages and no desk of any incident.
        assert_eq!(send(&site, &editor, Method::GET, "/staff/account", "").await.status, StatusCode::OK);
        for rule in
            ROUTES.iter().filter(|rule| matches!(rule.caller, Caller::Staff(_)) && rule.path.contains("{slug}") && !rule.takes_file())
        {
            let path = filled(rule.path, "march-2031");
            let method = if rule.method == "GET" { Method::GET } else { Method::POST };
            let status = send(&site, &editor, method, &path, "").await.status;
            assert!(matches!(status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN), "{} {}: {status}", rule.method, rule.path);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_session_reaches_nothing_while_twenty_requests_of_it_are_under_way() {
    for test in stores().await {
        let site = TestSite::on(test);
        site.incident("march-2031").await;
        let store = &site.test.store;
        let now = site.site.now();
        let (staff, editor) = signed_in(store, Role::Editor, None, now).await;
        let session = store.find_staff_session(editor.as_str(), now).await.unwrap().unwrap().session_id;
        let mut tx = store.write().await.unwrap();
        let opened = store.open_staff_session(&mut tx, staff, "another browser", now).await.unwrap();
        let other = store.prove_staff_session(&mut tx, opened.session_id, now).await.unwrap();
        tx.commit().await.unwrap();
        let looks = join_all((0..CALLERS).map(|_| async { send(&site, &editor, Method::GET, "/staff", "").await.status }));
        let ending = async {
            let ended = send(&site, &other, Method::POST, "/staff/account", &format!("session={session}")).await;
            assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
            everything(&site, &editor, "march-2031").await
        };
        let (looks, afterwards) = tokio::join!(looks, ending);
        assert!(looks.iter().all(|status| [StatusCode::OK, StatusCode::UNAUTHORIZED].contains(status)), "{looks:?}");
        for (route, status) in afterwards {
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{route}");
        }
        assert_eq!(send(&site, &other, Method::GET, "/staff", "").await.status, StatusCode::OK, "the other session goes on");
    }
}
