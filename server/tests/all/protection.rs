//! Identity protection: written by one, opened by another, taken in one press, mailed, replaced, waited for.

use candor::workers::protection::serve_some;
use domain::{
    exposure::Exposure,
    ids::BenefitId,
    incident::Incident,
    person::{Kind, Person},
    staff::Role,
};
use http::StatusCode;
use store::testing::{look, stores};

use crate::support::TestSite;

const BENEFITS: &str = "/staff/incidents/march-2031/benefits";
const OFFER: &str = "provider=Example+Watch&url=https://watch.example.org/start&months=24&enrol_by=2031-06-30&last_day=&asks_en=name+and+address\
                     &asks_es=nombre+y+direcci%C3%B3n&red-arbitration=on&low_at=1";

/// An offer that a second person opened, with these codes; its page.
async fn opened(site: &TestSite, codes: &str) -> (Incident, String) {
    opened_with(site, "", codes).await
}

/// The same with other fields of the form too.
async fn opened_with(site: &TestSite, others: &str, codes: &str) -> (Incident, String) {
    let incident = site.incident("march-2031").await;
    let (writer, owner) = (site.colleague(Role::Compliance, Some(incident.incident_id)).await, site.colleague(Role::Owner, None).await);
    assert!(writer.get(BENEFITS).await.body.contains("Nothing is offered yet"));
    let written = writer.post(BENEFITS, &format!("{OFFER}{others}")).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.body);
    let page = written.location().unwrap().to_owned();
    let own = writer.post(&page, "act=open").await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(own.body.contains("Somebody else has to open it"), "{}", own.body);
    assert!(owner.get("/staff").await.body.contains("waits for a second person"));
    assert_eq!(owner.post(&page, "act=open").await.status, StatusCode::SEE_OTHER);
    assert_eq!(owner.post(&page, "act=open").await.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
    if !codes.is_empty() {
        let added = owner.post(&page, &format!("act=codes&codes={codes}")).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let shown = owner.get(added.location().unwrap()).await;
        assert!(shown.body.contains("codes were added") && !shown.body.contains("CANARY"), "{}", shown.body);
    }
    (incident, page)
}

/// Every code that stands on a page.
fn codes_on(page: &str) -> Vec<String> {
    page.match_indices("CANARY-").map(|(at, _)| page[at..at + "CANARY-1".len()].to_owned()).collect()
}

fn code_on(page: &str) -> String {
    codes_on(page).into_iter().next().expect("a code")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_takes_one_code_in_one_press_and_has_it_by_mail_too() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (incident, _) = opened(&site, "CANARY-1%0ACANARY-2%0A").await;
        let invited = site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |_| ()).await;
        let ana = site.enter(&invited).await;
        assert!(ana.get("/me").await.body.contains("/me/protection"));
        let offer = ana.get("/me/protection").await;
        for says in ["Example Watch watches for misuse", "24 months", "not to go to court", "costs you no rights"] {
            assert!(offer.body.contains(says), "{says}: {}", offer.body);
        }
        assert!(!offer.body.contains("CANARY"));
        for _ in 0..2 {
            assert_eq!(ana.post("/me/protection", "act=take").await.status, StatusCode::SEE_OTHER);
        }
        let has = ana.get("/es/me/protection").await;
        let code = code_on(&has.body);
        assert!(has.body.contains("Su código") && codes_on(&has.body).iter().all(|one| *one == code), "{}", has.body);
        let mails: Vec<_> =
            look::mails(&site.test.store).await.into_iter().filter(|(_, mail)| mail.values.contains_key("provider")).collect();
        assert_eq!(mails.len(), 1, "one mail for two presses");
        assert_eq!((mails[0].1.to.as_str(), mails[0].1.values["code"].as_str()), ("ana@example.org", code.as_str()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_when_there_is_none_waits_and_is_written_to_when_there_is_one() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (incident, page) = opened(&site, "").await;
        let invited = site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |_| ()).await;
        let ana = site.enter(&invited).await;
        assert_eq!(ana.post("/me/protection", "act=take").await.status, StatusCode::SEE_OTHER);
        let waits = ana.get("/me/protection").await;
        assert!(waits.body.contains("You have a place in the queue"), "{}", waits.body);
        let owner = site.colleague(Role::Owner, None).await;
        assert!(owner.get("/staff").await.body.contains("1 people wait"), "staff see it first");
        let id: BenefitId = page.rsplit('/').next().unwrap().parse().unwrap();
        let benefit = site.test.store.benefit(incident.incident_id, id).await.unwrap().unwrap();
        assert_eq!(serve_some(&site.site, &benefit).await.unwrap(), 0);
        assert_eq!(owner.post(&page, "act=codes&codes=CANARY-1").await.status, StatusCode::SEE_OTHER);
        assert_eq!(serve_some(&site.site, &benefit).await.unwrap(), 1);
        assert!(ana.get("/me/protection").await.body.contains("CANARY-1"));
        let mails = look::mails(&site.test.store).await;
        assert!(
            mails.iter().any(|(_, mail)| mail.to == "ana@example.org" && mail.values.get("code").is_some_and(|code| code == "CANARY-1"))
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_it_is_not_for_is_offered_nothing_and_a_press_gives_nothing() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (incident, _) = opened_with(&site, "&places=US-CA&kind-adult=on&grace_days=7", "CANARY-1").await;
        let here = site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |person| in_region(person, "US-CA")).await;
        let elsewhere = site.person_with_invitation(&incident, "Ben", Some("ben@example.org"), |person| in_region(person, "US-NY")).await;
        let child = site
            .person_with_invitation(&incident, "Cy", Some("cy@example.org"), |person| {
                in_region(person, "US-CA");
                person.kind = Kind::Minor;
            })
            .await;
        for other in [&elsewhere, &child] {
            let visit = site.enter(other).await;
            assert!(!visit.get("/me").await.body.contains("/me/protection"), "no link to what is not theirs");
            assert_eq!(visit.post("/me/protection", "act=take").await.status, StatusCode::SEE_OTHER);
            let page = visit.get("/me/protection").await;
            assert!(page.body.contains("There is no identity protection") && codes_on(&page.body).is_empty(), "{}", page.body);
        }
        let ana = site.enter(&here).await;
        assert_eq!(ana.post("/me/protection", "act=take").await.status, StatusCode::SEE_OTHER);
        assert!(ana.get("/me/protection").await.body.contains("CANARY-1"));
    }
}

fn in_region(person: &mut Person, region: &str) {
    person.country = "US".to_owned();
    person.region = Some(region.to_owned());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_did_not_work_is_replaced_and_then_a_human_looks() {
    let site = TestSite::new().await;
    let (incident, _) = opened(&site, "CANARY-1%0ACANARY-2%0ACANARY-3%0ACANARY-4").await;
    let invited = site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |_| ()).await;
    let ana = site.enter(&invited).await;
    ana.post("/me/protection", "act=take").await;
    let form = "act=trouble&form_id=00000000-0000-4000-8000-000000000001";
    let no_why = ana.post("/me/protection", form).await;
    assert_eq!(no_why.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(no_why.body.contains("Choose what happened"), "{}", no_why.body);
    let mut seen = vec![code_on(&ana.get("/me/protection").await.body)];
    for _ in 0..2 {
        assert_eq!(ana.post("/me/protection", &format!("{form}&why=refused")).await.status, StatusCode::SEE_OTHER);
        let next = code_on(&ana.get("/me/protection").await.body);
        assert!(!seen.contains(&next), "{next} again");
        seen.push(next);
    }
    let human = ana.post("/me/protection", &format!("{form}&why=refused")).await;
    assert!(human.location().unwrap().starts_with("/me/requests/"), "{}", human.body);
    assert!(ana.get(human.location().unwrap()).await.body.contains("did not work for me"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_below_what_a_law_asks_or_with_a_mistake_comes_back_with_what_was_typed() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let writer = site.colleague(Role::Compliance, Some(incident.incident_id)).await;
    for (change, says) in [
        ("url=http://watch.example.org", "It begins with https://"),
        ("months=0", "from 1 to 120"),
        ("provider=", "people read it"),
        ("enrol_by=2031-01-01", "has not passed"),
        ("enrol_by=", "Choose the last day"),
        ("low_at=many", "from 0 to 100,000,000"),
        ("grace_days=100", "from 0 to 90"),
        ("places=Atlantis", "Atlantis"),
    ] {
        let (field, _) = change.split_once('=').unwrap();
        let kept: Vec<&str> = OFFER.split('&').filter(|one| !one.starts_with(&format!("{field}="))).collect();
        let refused = writer.post(BENEFITS, &format!("{}&{change}", kept.join("&"))).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{change}");
        assert!(refused.body.contains(says) && refused.body.contains("name and address"), "{change}: {}", refused.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_offer_the_page_says_so_and_nothing_leads_there() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let invited =
        site.person_with_invitation(&incident, "Ana", Some("ana@example.org"), |person| person.exposure = Exposure::default()).await;
    let ana = site.enter(&invited).await;
    assert!(!ana.get("/me").await.body.contains("/me/protection"));
    assert!(ana.get("/me/protection").await.body.contains("There is no identity protection"));
    assert_eq!(ana.post("/me/protection", "act=take").await.status, StatusCode::SEE_OTHER, "and a press takes nothing");
}
