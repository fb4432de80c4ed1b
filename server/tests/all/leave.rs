//! Leaving update mails with one press, from our own page and from a mail program, and coming back.

use domain::{
    incident::{Incident, UpdateKind},
    lang::Lang,
    publishing::{NewUpdate, PerLang, PostText, Proposal, UpdateAudience},
    staff::Role,
    subscriber::{Scope, SubscriberState, TokenUse},
};
use http::{HeaderValue, Method, StatusCode, header};
use store::testing::{look::dump, subscribers::add_subscriber};

use crate::support::{Answer, TestSite, people::Invited, request};

async fn someone(site: &TestSite) -> (Incident, Invited, String) {
    let incident = site.incident("march-2031").await;
    let ana = site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |_| ()).await;
    let token = site.test.store.leave_token(incident.incident_id, ana.person.person_id).await.unwrap();
    (incident, ana, format!("/subscriptions/leave/{}", token.to_text()))
}

/// As a mail program posts: no cookie, nothing of a browser's.
async fn one_click(site: &TestSite, path: &str, kind: &'static str, body: &str) -> Answer {
    let mut asked = request(Method::POST, path, body);
    asked.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    site.send(asked).await
}

async fn has_left(site: &TestSite, incident: &Incident, who: &Invited) -> bool {
    site.test.store.left_updates_at(incident.incident_id, who.person.person_id).await.unwrap().is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_program_leaves_with_one_post_without_cookies_and_reads_at_once_what_still_comes() {
    for (kind, body) in [
        ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
        (
            "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n",
        ),
    ] {
        let site = TestSite::new().await;
        let (incident, ana, path) = someone(&site).await;
        let answer = one_click(&site, &path, kind, body).await;
        assert_eq!(answer.status, StatusCode::OK, "a mail program follows no redirect: {}", answer.body);
        assert!(answer.body.contains("You get no more updates by e-mail") && answer.body.contains("A notice that the law requires"));
        assert!(has_left(&site, &incident, &ana).await);
        let again = one_click(&site, &format!("/es{path}"), kind, body).await;
        assert_eq!(again.status, StatusCode::OK);
        assert!(again.body.contains("Ya no recibe actualizaciones por correo"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_the_link_fifty_times_changes_nothing_and_the_button_leads_to_what_still_comes() {
    let site = TestSite::new().await;
    let (incident, ana, path) = someone(&site).await;
    let before = dump(&site.test.store).await;
    for _ in 0..50 {
        let page = site.get(&path).await;
        assert_eq!((page.status, page.headers[header::CACHE_CONTROL].to_str().unwrap()), (StatusCode::OK, "no-store"));
        assert!(page.body.contains("Send me no more updates") && !page.body.to_lowercase().contains("ana@"));
    }
    assert_eq!(dump(&site.test.store).await, before);
    let pressed = site.post(&path, "").await;
    assert_eq!((pressed.status, pressed.location()), (StatusCode::SEE_OTHER, Some(path.as_str())));
    assert!(has_left(&site, &incident, &ana).await);
    let page = site.get(&path).await.body;
    assert!(page.contains("You get no more updates by e-mail") && page.contains("/me#updates"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_nobodys_is_one_page_whatever_is_wrong_with_it() {
    let site = TestSite::new().await;
    let (incident, ana, path) = someone(&site).await;
    let before = dump(&site.test.store).await;
    let token = path.rsplit_once('/').unwrap().1;
    let last = if token.ends_with('0') { "1" } else { "0" };
    let other_incident = format!("{}{}", "0".repeat(32), &token[32..]);
    for wrong in [format!("{}{last}", &token[..95]), other_incident, token[1..].to_owned(), "x".to_owned()] {
        let path = format!("/subscriptions/leave/{wrong}");
        for answer in
            [site.get(&path).await, one_click(&site, &path, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click").await]
        {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
        }
    }
    assert_eq!(dump(&site.test.store).await, before);
    assert!(!has_left(&site, &incident, &ana).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_personal_page_has_the_switch_and_shows_what_was_sent() {
    let site = TestSite::new().await;
    let (incident, ana, _) = someone(&site).await;
    let browser = site.enter(&ana).await;
    let page = browser.get("/me").await.body;
    assert!(page.contains("Updates by e-mail") && page.contains("Send me no more updates"), "{page}");
    let off = browser.post("/me/updates", "by_mail=no").await;
    assert_eq!((off.status, off.location()), (StatusCode::SEE_OTHER, Some("/me#updates")));
    assert!(has_left(&site, &incident, &ana).await);
    assert!(browser.get("/me/updates").await.body.contains("Since 12 March 2031"));
    assert!(browser.get("/me/data.json").await.body.contains("\"updates_by_mail_ended_at\": \"2031-03-12T"));
    browser.post("/me/updates", "by_mail=maybe").await;
    assert!(has_left(&site, &incident, &ana).await, "neither word changes nothing");
    browser.post("/me/updates", "by_mail=yes").await;
    assert!(!has_left(&site, &incident, &ana).await);

    // What was sent stands there by its heading.
    told(&site, &incident).await;
    publish(&site, &incident).await;
    for mailout in site.test.store.notices_under_way().await.unwrap() {
        while let store::notices::Queued::More(_) = site.test.store.queue_chunk(&mailout, site.site.now()).await.unwrap() {}
    }
    // What is said in public is kept for two seconds.
    site.clock.advance(std::time::Duration::from_secs(2));
    let page = browser.get("/me").await.body;
    assert!(page.contains("Update, by e-mail: Old invoices were taken") && page.contains("Notice, by e-mail"), "{page}");
}

/// The notice has reached everybody.
async fn told(site: &TestSite, incident: &Incident) {
    let (store, now) = (&site.test.store, site.site.now());
    let mut tx = store.write().await.unwrap();
    let notice = store.add_notice(&mut tx, incident.incident_id, "First notice", "1", now).await.unwrap();
    store.start_notice(&mut tx, &notice, now).await.unwrap();
    tx.commit().await.unwrap();
    while let store::notices::Queued::More(_) = store.queue_chunk(&notice, now).await.unwrap() {}
    let worker = uuid::Uuid::from_u128(1);
    let leased = store.lease_deliveries(&notice, worker, 64, now).await.unwrap();
    let sent = |one: &store::deliveries::LeasedDelivery| {
        let outcome = store::lease::Outcome::Sent { sha256: [7; 32] };
        (store::lease::Tried { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome }, None)
    };
    store.record_deliveries(&notice, worker, &leased.iter().map(sent).collect::<Vec<_>>(), now).await.unwrap();
    store.finish_notice(&notice, now).await.unwrap();
}

async fn publish(site: &TestSite, incident: &Incident) {
    let (store, now) = (&site.test.store, site.site.now());
    let text = |title: &str| PostText { title: title.to_owned(), body: title.to_owned() };
    let update = NewUpdate {
        kind: UpdateKind::Facts,
        texts: PerLang { en: text("Old invoices were taken"), es: text("Se llevaron recibos") },
        next_update_at: Some(now.plus(std::time::Duration::from_secs(3600))),
        audience: UpdateAudience::Everybody,
        by_mail: true,
    };
    let mut tx = store.write().await.unwrap();
    let id = store.propose(&mut tx, "one", incident.incident_id, &Proposal::Update(update), now).await.unwrap();
    store.approve_proposal(&mut tx, "another", incident.incident_id, id, None, now).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_choose_whether_it_is_mailed_and_read_to_how_many_before_and_how_far_it_is_after() {
    let site = TestSite::new().await;
    let (incident, _, _) = someone(&site).await;
    told(&site, &incident).await;
    let (writer, reader) = (site.colleague(Role::Editor, None).await, site.colleague(Role::Counsel, None).await);
    let new = "/staff/incidents/march-2031/updates/new";
    let form = writer.get(new).await.body;
    let choice = form.split("<input").find(|input| input.contains("name=\"by_mail\"")).unwrap();
    assert!(choice.split('>').next().unwrap().contains("checked"), "mailed unless somebody says no: {choice}");
    let words = "kind=holding&audience=everybody&title_en=One&body_en=One&title_es=Uno&body_es=Uno&next_day=2031-03-20&next_hour=17:00";
    let refused = writer.post(new, "kind=holding&audience=everybody&title_en=One").await.body;
    let choice = refused.split("<input").find(|input| input.contains("name=\"by_mail\"")).unwrap();
    assert!(!choice.split('>').next().unwrap().contains("checked"), "what somebody took off stays off");
    for (by_mail, before, after) in [
        ("&by_mail=on", "By mail it goes to 1 affected person.", "Mail: being queued. Sent: 0. Waiting: 0."),
        ("", "It does not go out by mail.", "It did not go out by mail."),
    ] {
        let proposed = writer.post(new, &format!("{words}{by_mail}")).await;
        let proposal = proposed.location().unwrap().to_owned();
        let asked = reader.get(&format!("{proposal}/approve")).await.body;
        assert!(asked.contains(before), "{asked}");
        let done = reader.post(&format!("{proposal}/approve"), "when=now").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let page = reader.get(&proposal).await.body;
        assert!(page.contains(after), "{page}");
    }
    assert_eq!(site.test.store.notices_under_way().await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscriber_leaves_with_one_post_as_well_and_opening_the_link_changes_nothing() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    for (scope, email) in [(Scope::Incident(incident.incident_id), "ana@example.org"), (Scope::Every, "eva@example.org")] {
        let subscriber = add_subscriber(&site.test.store, scope, email, Lang::En, site.site.now()).await;
        let token = site.test.store.subscriber_token(TokenUse::Leave, subscriber.key).to_text();
        let path = format!("/subscriptions/leave/{token}");
        let before = dump(&site.test.store).await;
        for _ in 0..50 {
            let page = site.get(&path).await;
            assert!(page.status == StatusCode::OK && page.body.contains("Send me no more updates") && !page.body.contains(email));
        }
        let wrong = format!("{}{}", &path[..path.len() - 1], if path.ends_with('0') { 'g' } else { '0' });
        let body = "List-Unsubscribe=One-Click";
        assert_eq!(one_click(&site, &wrong, "application/x-www-form-urlencoded", body).await.status, StatusCode::NOT_FOUND);
        assert_eq!(dump(&site.test.store).await, before);
        let left = one_click(&site, &path, "application/x-www-form-urlencoded", body).await;
        assert!(left.status == StatusCode::OK && left.body.contains("href=\"/subscribe\""), "{}", left.body);
        let state = site.test.store.subscribers_by_address(&subscriber.email).await.unwrap()[0].state;
        assert_eq!(state, SubscriberState::Left);
    }
}
