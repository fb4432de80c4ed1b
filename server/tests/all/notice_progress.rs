//! The figures of a notice as they move: a stream of events that follows the database, ends with the session, and keeps none alive.

use std::time::Duration;

use axum::{body::Body, response::Response};
use domain::{
    clock::Clock,
    ids::IncidentId,
    lang::Lang,
    person::Kind,
    staff::{Role, STAFF_IDLE},
};
use http::{StatusCode, header};
use http_body_util::BodyExt;
use store::{
    lease::{Outcome, Tried},
    notices::{Notice, Queued},
    testing::stores,
};
use uuid::Uuid;

use crate::{
    mail::support::{add_incident, add_person},
    support::{TestSite, desk::Colleague},
};

/// Longer than the stream waits between two looks.
const SOON: Duration = Duration::from_secs(20);

/// A notice to two people that was begun; nothing of it is sent yet.
async fn under_way(site: &TestSite) -> (IncidentId, Notice) {
    let (store, now) = (&site.test.store, site.clock.now());
    let incident = add_incident(store, "march-2031", false, now).await;
    for name in ["Ana", "Ben"] {
        add_person(store, incident, name, Kind::Adult, Lang::En, now).await;
    }
    let notice = crate::mail::support::start_notice(store, incident, now).await;
    while let Queued::More(_) = store.queue_chunk(&notice, now).await.unwrap() {}
    (incident, store.find_notice(notice.notice_id).await.unwrap().unwrap())
}

fn path_of(notice: &Notice) -> String {
    format!("/staff/incidents/march-2031/notices/{}/progress", notice.notice_id)
}

/// What the worker of any server does: one message is sent.
async fn send_one(site: &TestSite, notice: &Notice) {
    let (store, now) = (&site.test.store, site.clock.now());
    let leased = store.lease_deliveries(notice, Uuid::from_u128(1), 1, now).await.unwrap();
    let tried = |one: &store::deliveries::LeasedDelivery| {
        let outcome = Outcome::Sent { sha256: [7; 32] };
        (Tried { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome }, None)
    };
    store.record_deliveries(notice, Uuid::from_u128(1), &leased.iter().map(tried).collect::<Vec<_>>(), now).await.unwrap();
}

/// The next event; nothing when the stream has ended.
async fn event(stream: &mut Response<Body>) -> Option<String> {
    let next = tokio::time::timeout(SOON, stream.body_mut().frame());
    let frame = next.await.expect("an event in time, or the end")?.expect("a body");
    Some(String::from_utf8(frame.into_data().expect("data").to_vec()).unwrap())
}

async fn opened(who: &Colleague<'_>, notice: &Notice) -> Response<Body> {
    let stream = who.open(&path_of(notice)).await;
    assert_eq!(stream.status(), StatusCode::OK);
    assert_eq!(stream.headers()[header::CONTENT_TYPE], "text/event-stream");
    assert_eq!(stream.headers()[header::CACHE_CONTROL], "no-store");
    stream
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_server_sends_shows_and_the_end_of_the_notice_ends_the_stream() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (incident, notice) = under_way(&site).await;
        let auditor = site.colleague(Role::Auditor, Some(incident)).await;
        let mut stream = opened(&auditor, &notice).await;
        let first = event(&mut stream).await.unwrap();
        assert!(first.contains("data: figure-sent\t0\n") && first.contains("data: percent\t0\n"), "{first}");
        send_one(&site, &notice).await;
        let second = event(&mut stream).await.unwrap();
        assert!(second.contains("data: figure-sent\t1\n") && second.contains("data: percent\t50\n"), "{second}");
        send_one(&site, &notice).await;
        site.test.store.finish_notice(&notice, site.clock.now()).await.unwrap();
        let mut last = event(&mut stream).await.unwrap();
        if !last.contains("event: end") {
            last = event(&mut stream).await.unwrap();
        }
        assert!(last.contains("figure-sent\t2\n") && last.contains("This notice is at another point now: Done."), "{last}");
        assert_eq!(event(&mut stream).await, None);
        // Loaded again, there is nothing to wait for.
        let mut again = opened(&auditor, &notice).await;
        assert!(event(&mut again).await.unwrap().contains("event: end"));
        assert_eq!(event(&mut again).await, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_with_its_session_and_keeps_none_alive() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (_, notice) = under_way(&site).await;
        let (revoked, idle) = (site.colleague(Role::Owner, None).await, site.colleague(Role::Owner, None).await);
        let (mut first, mut second) = (opened(&revoked, &notice).await, opened(&idle, &notice).await);
        assert!(event(&mut first).await.is_some() && event(&mut second).await.is_some());
        let mut tx = site.test.store.write().await.unwrap();
        site.test.store.end_staff_sessions(&mut tx, revoked.staff, site.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(event(&mut first).await.as_deref(), Some("event: end\ndata: -\n\n"));
        assert_eq!(event(&mut first).await, None);
        // It has been looking all the time; nobody has touched the session.
        site.clock.advance(STAFF_IDLE);
        assert_eq!(event(&mut second).await.as_deref(), Some("event: end\ndata: -\n\n"));
        assert_eq!(idle.get(&path_of(&notice)).await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn there_are_only_so_many_and_none_when_the_server_stops() {
    let site = TestSite::new().await;
    let (_, notice) = under_way(&site).await;
    let owner = site.colleague(Role::Owner, None).await;
    let mut streams = Vec::new();
    for _ in 0..4 {
        streams.push(opened(&owner, &notice).await);
    }
    let more = owner.open(&path_of(&notice)).await;
    assert_eq!(more.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(more.headers()[header::RETRY_AFTER], "60");
    streams.pop();
    let mut last = opened(&owner, &notice).await;
    assert!(event(&mut last).await.is_some());
    site.site.streams.end();
    assert_eq!(event(&mut last).await, None);
    assert_eq!(owner.open(&path_of(&notice)).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(site.get(&path_of(&notice)).await.status, StatusCode::UNAUTHORIZED, "a stranger gets what the page gives");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_has_the_island_while_something_can_move_and_its_acts_have_none() {
    let site = TestSite::new().await;
    let (_, notice) = under_way(&site).await;
    let owner = site.colleague(Role::Owner, None).await;
    let page = path_of(&notice).replace("/progress", "");
    let shown = owner.get(&page).await.body;
    assert!(shown.contains("<leptos-island") && shown.contains("id=\"figure-sent\""), "{shown}");
    assert!(!owner.get(&format!("{page}/stop")).await.body.contains("<leptos-island"));
}
