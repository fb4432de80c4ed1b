//! The page of an incident as staff see it.

use std::time::Duration;

use domain::{
    ids::FactId,
    incident::{Fact, FactState},
    lang::Lang,
    staff::Role,
};
use http::StatusCode;
use store::{
    incidents::IncidentWords,
    lease::{Outcome, Tried},
    notices::Queued,
    testing::{
        people::{add_test_person, test_contact, test_person},
        stores,
    },
};

use super::support::{add, desk, draft};
use crate::support::TestSite;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn the_hour_runs_until_the_first_word_is_public_and_then_says_how_long_it_took() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = draft(&site, "march-2031").await;
        let page = async || {
            let desk = desk(&site, Role::Editor, Some(&incident)).await;
            let page = desk.get("/staff/incidents/march-2031").await;
            assert_eq!(page.status, StatusCode::OK);
            page.body
        };
        site.clock.advance(18 * MINUTE);
        let left = page().await;
        assert!(left.contains("<b>42 min</b>") && left.contains("Left of the hour"), "{left}");
        assert!(left.contains("12 March 2031, 05:00"), "{left}");
        site.clock.advance(47 * MINUTE);
        let late = page().await;
        assert!(late.contains("<b>5 min</b>") && late.contains("Over the hour"), "{late}");
        site.test.store.publish_incident("a test", incident.incident_id, site.site.now()).await.unwrap();
        site.clock.advance(3 * 24 * 60 * MINUTE);
        let out = page().await;
        assert!(out.contains("<b>1 h 5 min</b>") && out.contains("After the hour"), "{out}");
        assert!(out.contains("href=\"/incidents/march-2031\""), "{out}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn open_questions_and_people_not_yet_told_are_counted() {
    for test in stores().await {
        let site = TestSite::on(test);
        let now = site.site.now();
        let fact = |state, text: &str| Fact {
            fact_id: FactId::new(now, &*site.site.entropy),
            state,
            expected_on: (state == FactState::NotYetKnown).then(|| "2031-03-14".to_owned()),
            corrected_on: None,
            text: text.to_owned(),
            earlier_text: None,
        };
        let facts = vec![fact(FactState::Known, "One"), fact(FactState::NotYetKnown, "Two"), fact(FactState::NotYetKnown, "Three")];
        let other = add(&site, "april-2031", |incident| incident.discovered_at = Some(now)).await;
        let incident = domain::incident::Incident {
            incident_id: domain::ids::IncidentId::new(now, &*site.site.entropy),
            slug: domain::slug::Slug::parse("march-2031").unwrap(),
            ..other.clone()
        };
        let words = IncidentWords { facts, ..IncidentWords::default() };
        site.test.store.add_incident(&incident, &[(Lang::En, words)], now).await.unwrap();
        for email in [Some("ana@example.org"), None] {
            let person = test_person(&site.test.store, incident.incident_id, test_contact("Ana", email), now);
            add_test_person(&site.test.store, &person, now).await;
        }
        site.clock.advance(2 * 24 * 60 * MINUTE);
        let body = desk(&site, Role::Compliance, None).await.get("/staff/incidents/march-2031").await.body;
        assert!(body.contains("Day 3 of 7") && body.contains("2 open questions"), "{body}");
        assert!(body.contains("2 people not yet told"), "{body}");
        site.clock.advance(7 * 24 * 60 * MINUTE);
        let body = desk(&site, Role::Compliance, None).await.get("/staff/incidents/march-2031").await.body;
        assert!(body.contains("<b>Day 10</b>") && body.contains("3 days over"), "{body}");
        let elsewhere = desk(&site, Role::Owner, Some(&other)).await.get("/staff/incidents/march-2031").await;
        assert_eq!(elsewhere.status, StatusCode::NOT_FOUND, "another incident's role opens nothing here");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_mail_did_not_arrive_is_counted_by_letter_or_as_not_reached() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (store, now) = (&site.test.store, site.site.now());
        let incident = add(&site, "march-2031", |incident| incident.published_at = Some(now)).await;
        for (name, street) in [("Ana", "1 Test Street"), ("Ben", ""), ("Cai", "")] {
            let contact = test_contact(name, Some(&format!("{}@example.org", name.to_lowercase())));
            let contact = domain::person::Contact { address1: street.to_owned(), city: "Springfield".to_owned(), ..contact };
            add_test_person(store, &test_person(store, incident.incident_id, contact, now), now).await;
        }
        let mut tx = store.write().await.unwrap();
        let notice = store.add_notice(&mut tx, incident.incident_id, "First notice", "1", now).await.unwrap();
        assert!(store.start_notice(&mut tx, &notice, now).await.unwrap());
        tx.commit().await.unwrap();
        while let Queued::More(_) = store.queue_chunk(&notice, now).await.unwrap() {}
        let worker = uuid::Uuid::from_u128(7);
        let leased = store.lease_deliveries(&notice, worker, 9, now).await.unwrap();
        let outcome = Outcome::Bounced { reply_code: 550, is_no_mailbox: false };
        let tried: Vec<_> = leased
            .iter()
            .map(|one| (Tried { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome }, Some(1)))
            .collect();
        store.record_deliveries(&notice, worker, &tried, now).await.unwrap();
        let page = desk(&site, Role::Compliance, None).await.get("/staff/incidents/march-2031").await.body;
        assert!(page.contains("1 of them gets a letter, because the e-mail did not arrive"), "{page}");
        assert!(page.contains("2 of them were not reached"), "{page}");
    }
}
