//! Notices on the pages of staff: counted, written, read as three people, approved by another, released stage by stage, stopped, reported.

use domain::{clock::Clock, ids::IncidentId, lang::Lang, mail::MailState, notice::NoticeState, person::Kind, staff::Role};
use http::StatusCode;
use store::{
    Store,
    lease::{Outcome, Tried},
    notices::{Notice, Queued},
    testing::stores,
};
use uuid::Uuid;

use crate::{
    mail::support::{add_incident, add_person},
    support::TestSite,
};

const NOTICES: &str = "/staff/incidents/march-2031/notices";
const PEOPLE: usize = 250;

async fn with_people(site: &TestSite, people: usize) -> IncidentId {
    let (store, now) = (&site.test.store, site.clock.now());
    let incident = add_incident(store, "march-2031", false, now).await;
    for at in 0..people {
        let (kind, lang) = ([Kind::Adult, Kind::Adult, Kind::Adult, Kind::Minor][at % 4], Lang::ALL[at / 4 % 2]);
        add_person(store, incident, &format!("Person{at}"), kind, lang, now).await;
    }
    incident
}

/// What the workers do with a notice under way: everybody who has a delivery gets it.
async fn send(store: &Store, notice: &Notice, site: &TestSite) -> Notice {
    let now = site.clock.now();
    while let Queued::More(_) = store.queue_chunk(notice, now).await.unwrap() {}
    loop {
        let leased = store.lease_deliveries(notice, Uuid::from_u128(1), 64, now).await.unwrap();
        if leased.is_empty() {
            break;
        }
        let tried = |one: &store::deliveries::LeasedDelivery| {
            let outcome = Outcome::Sent { sha256: [7; 32] };
            (Tried { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome }, None)
        };
        store.record_deliveries(notice, Uuid::from_u128(1), &leased.iter().map(tried).collect::<Vec<_>>(), now).await.unwrap();
    }
    store.finish_notice(notice, now).await.unwrap();
    found(store, notice).await
}

async fn found(store: &Store, notice: &Notice) -> Notice {
    store.find_notice(notice.notice_id).await.unwrap().unwrap()
}

async fn sent(store: &Store, notice: &Notice) -> i64 {
    store.notice_counts(notice).await.unwrap().of(MailState::Sent)
}

async fn acts(store: &Store, incident: IncidentId) -> Vec<String> {
    let sql = "select act from audit where chain = $1 and act like 'notice.%' order by sequence";
    store::on!(store.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_all(db).await).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_written_by_one_approved_by_another_and_released_stage_by_stage() {
    for test in stores().await {
        let site = TestSite::on(test);
        let store = &site.test.store;
        let incident = with_people(&site, PEOPLE).await;
        let (sender, owner) = (site.colleague(Role::Sender, Some(incident)).await, site.colleague(Role::Owner, None).await);
        let empty = sender.get(NOTICES).await;
        assert!(empty.body.contains("No notice has been written yet"), "{}", empty.body);

        let form = "name=First+notice&audience=everybody&calls=40&callers=2";
        let counted = sender.post(&format!("{NOTICES}/new"), &format!("{form}&do=count")).await;
        assert_eq!(counted.status, StatusCode::OK, "{}", counted.body);
        assert!(counted.body.contains("250 people would get it") && counted.body.contains("2,000 messages an hour"), "{}", counted.body);
        assert!(counted.body.contains("value=\"First notice\""), "what was typed is there still");
        assert_eq!(store.notices(incident).await.unwrap().len(), 0, "counting writes nothing");

        let written = sender.post(&format!("{NOTICES}/new"), &format!("{form}&do=write")).await;
        assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.body);
        let page = written.location().unwrap().to_owned();
        let notice = store.notices(incident).await.unwrap().pop().unwrap();
        assert_eq!((notice.state, notice.per_hour, page.clone()), (NoticeState::Draft, 2_000, format!("{NOTICES}/{}", notice.notice_id)));

        assert!(sender.get(&format!("{page}/ask")).await.body.contains("to 250 people"));
        assert_eq!(sender.post(&format!("{page}/ask"), "").await.status, StatusCode::SEE_OTHER);
        let waits = owner.get(&page).await;
        assert!(waits.body.contains("Waits for a second person") && waits.body.contains(&format!("{page}/approve")), "{}", waits.body);
        assert!(owner.get("/staff").await.body.contains("waits for a second person"), "it stands among what needs the owner");

        let asks = owner.get(&format!("{page}/approve")).await;
        assert!(asks.body.contains("It goes to 250 people") && asks.body.contains("with 3 of them"), "{}", asks.body);
        let yes = "people=250&words=1";
        assert_eq!(sender.post(&format!("{page}/approve"), yes).await.status, StatusCode::UNPROCESSABLE_ENTITY, "not who wrote it");
        let fewer = owner.post(&format!("{page}/approve"), "people=249&words=1").await;
        assert_eq!(fewer.status, StatusCode::UNPROCESSABLE_ENTITY, "more people than the page said");
        assert_eq!(owner.post(&format!("{page}/approve"), "people=250&words=2").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(found(store, &notice).await.state, NoticeState::Waiting);
        assert_eq!(owner.post(&format!("{page}/approve"), yes).await.status, StatusCode::SEE_OTHER);
        assert_eq!(owner.post(&format!("{page}/approve"), yes).await.status, StatusCode::UNPROCESSABLE_ENTITY, "once");

        // Its pace would make the test wait; what is looked at here are the stages.
        let quick = |notice: Notice| Notice { per_hour: 0, ..notice };
        let held = send(store, &quick(found(store, &notice).await), &site).await;
        assert_eq!((held.state, sent(store, &held).await), (NoticeState::Held, 3));
        let says = owner.get(&format!("{page}/release")).await;
        assert!(says.body.contains("22 more people"), "{}", says.body);
        assert_eq!(owner.post(&format!("{page}/release"), "stage=first").await.status, StatusCode::SEE_OTHER);
        assert_eq!(owner.post(&format!("{page}/release"), "stage=first").await.status, StatusCode::UNPROCESSABLE_ENTITY, "pressed twice");
        let held = send(store, &quick(found(store, &notice).await), &site).await;
        assert_eq!((held.state, sent(store, &held).await), (NoticeState::Held, 25));
        assert_eq!(owner.post(&format!("{page}/release"), "stage=second").await.status, StatusCode::SEE_OTHER);
        let done = send(store, &quick(found(store, &notice).await), &site).await;
        assert_eq!((done.state, sent(store, &done).await), (NoticeState::Done, PEOPLE as i64));
        assert!(owner.get("/staff/notices").await.body.contains(&page), "it stands in the list of all incidents");
        assert_eq!(acts(store, incident).await, ["notice.new", "notice.ask", "notice.approve", "notice.release", "notice.release"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_is_one_press_and_who_was_reached_stays_reached_once() {
    for test in stores().await {
        let site = TestSite::on(test);
        let store = &site.test.store;
        let incident = with_people(&site, 120).await;
        let (sender, owner) = (site.colleague(Role::Sender, Some(incident)).await, site.colleague(Role::Owner, None).await);
        let page = sender.post(&format!("{NOTICES}/new"), "name=First&do=write").await.location().unwrap().to_owned();
        sender.post(&format!("{page}/ask"), "").await;
        owner.post(&format!("{page}/approve"), "people=120&words=1").await;
        let notice = store.notices(incident).await.unwrap().pop().unwrap();
        send(store, &notice, &site).await;
        owner.post(&format!("{page}/release"), "stage=first").await;
        let notice = found(store, &notice).await;
        while let Queued::More(_) = store.queue_chunk(&notice, site.clock.now()).await.unwrap() {}
        assert!(sender.get(&page).await.body.contains("Stop it now"));
        assert_eq!(sender.post(&format!("{page}/stop"), "").await.status, StatusCode::SEE_OTHER);
        let leased = store.lease_deliveries(&notice, Uuid::from_u128(1), 64, site.clock.now()).await.unwrap();
        assert!(leased.is_empty(), "nothing is given out any more");
        assert_eq!(sender.post(&format!("{page}/stop"), "").await.status, StatusCode::UNPROCESSABLE_ENTITY, "it stands still already");
        assert!(sender.get(&page).await.body.contains("Nothing more goes out until somebody goes on"));
        assert_eq!(sender.post(&format!("{page}/resume"), "").await.status, StatusCode::SEE_OTHER);
        let held = send(store, &notice, &site).await;
        assert_eq!(held.state, NoticeState::Held);
        let counts = store.notice_counts(&held).await.unwrap();
        assert_eq!((counts.of(MailState::Sent), counts.all()), (12, 12));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_second_person_approved_is_what_is_said_whatever_becomes_of_the_texts() {
    let site = TestSite::new().await;
    let store = &site.test.store;
    let incident = with_people(&site, 10).await;
    let sender = site.colleague(Role::Sender, Some(incident)).await;
    let page = sender.post(&format!("{NOTICES}/new"), "name=First&do=write").await.location().unwrap().to_owned();
    sender.post(&format!("{page}/ask"), "").await;
    assert!(sender.get(&page).await.body.contains("Title en &amp; more"), "the page shows what everybody reads");
    let sql = "update incident_texts set body = 'Quite another title' where incident_id = $1 and section = 'title' and lang = 'en'";
    let mut tx = store.write().await.unwrap();
    store::on!(&mut tx, |db| sqlx::query(sql).bind(incident.0).execute(&mut **db).await.map(|_| ())).unwrap();
    tx.commit().await.unwrap();
    let shown = sender.get(&page).await;
    assert!(shown.body.contains("Title en &amp; more") && !shown.body.contains("Quite another title"), "{}", shown.body);
    assert!(shown.body.contains("texts of the incident have changed"), "{}", shown.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_shown_as_three_people_who_differ_without_link_and_code_and_each_look_is_written_down() {
    let site = TestSite::new().await;
    let store = &site.test.store;
    let incident = with_people(&site, 16).await;
    let sender = site.colleague(Role::Sender, Some(incident)).await;
    let page = sender.post(&format!("{NOTICES}/new"), "name=First&do=write").await.location().unwrap().to_owned();
    let nobody = sender.post(&format!("{page}/preview"), "person_1=nobody%40example.org").await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    let named = sender.post(&format!("{page}/preview"), "person_1=person0%40example.org").await;
    let to = named.location().unwrap().to_owned();
    assert!(to.starts_with(&format!("{page}/preview?as=")) && !to.contains("person0"), "{to}");
    let shown = sender.get(&to).await;
    assert!(shown.body.contains("Dear Person0 Example,"), "{}", shown.body);
    assert!(shown.body.contains("/open#••••") && !shown.body.contains(">E-"), "link and code are masked");
    let three = sender.post(&format!("{page}/preview"), "").await.location().unwrap().to_owned();
    let shown = sender.get(&three).await;
    assert_eq!(shown.body.matches("<article").count(), 3);
    assert!(shown.body.contains("To the parent or guardian") || shown.body.contains("A quien ejerce la patria potestad"));
    let sql = "select cast(count(*) as bigint) from audit where chain = $1 and act = 'person.view'";
    let looks: i64 = store::on!(store.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_one(db).await).unwrap();
    assert_eq!(looks, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subject_that_names_an_amount_stops_a_notice_and_says_so() {
    let site = TestSite::new().await;
    let incident = with_people(&site, 3).await;
    let sender = site.colleague(Role::Sender, Some(incident)).await;
    let form = "name=First&subject_en=Claim+your+%2450&subject_es=Pida+sus+%2450&do=write";
    let page = sender.post(&format!("{NOTICES}/new"), form).await.location().unwrap().to_owned();
    let shown = sender.get(&page).await;
    assert!(shown.body.contains("The subject names an amount ($50)") && shown.body.contains("Stops it"), "{}", shown.body);
    let asked = sender.post(&format!("{page}/ask"), "").await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.body.contains("A check stops this notice"));
    let one = sender.post(&format!("{NOTICES}/new"), "name=First&subject_en=Only+this&do=write").await;
    assert_eq!(one.status, StatusCode::UNPROCESSABLE_ENTITY, "both subjects or none");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_says_to_how_many_where_when_and_with_what_text_and_names_nobody() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = with_people(&site, 8).await;
        let (sender, owner) = (site.colleague(Role::Sender, Some(incident)).await, site.colleague(Role::Owner, None).await);
        let page = sender.post(&format!("{NOTICES}/new"), "name=%3DFirst&do=write").await.location().unwrap().to_owned();
        sender.post(&format!("{page}/ask"), "").await;
        owner.post(&format!("{page}/approve"), "people=8&words=1").await;
        let notice = site.test.store.notices(incident).await.unwrap().pop().unwrap();
        send(&site.test.store, &notice, &site).await;
        let report = owner.get(&format!("{page}/report.csv")).await;
        assert_eq!(report.status, StatusCode::OK);
        let text = &report.body;
        assert!(text.contains("\"messages\",\"sent\",\"\",\"\",\"\",\"1\""), "{text}");
        assert!(text.contains("\"people\",\"reachable, without a message\",\"\",\"\",\"\",\"7\""), "{text}");
        assert!(text.contains("Your information was in our data breach") && text.contains("Su información estuvo"), "{text}");
        assert!(text.contains("\"sent in the hour from\",\"2031-03-12T09:00:00Z\""), "{text}");
        assert!(text.contains("\"'=First\""), "no formula for a spreadsheet");
        assert!((0..8).all(|at| !text.to_lowercase().contains(&format!("person{at}"))), "nobody is named: {text}");
    }
}
