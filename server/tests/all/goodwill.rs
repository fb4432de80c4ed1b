//! Gifts: written by one, opened by another, taken or refused, and never mixed with what somebody is owed.

use candor::workers::protection::serve_gifts;
use domain::{ids::BenefitId, incident::Incident, staff::Role};
use futures::future::join_all;
use http::StatusCode;
use store::testing::{look, stores};

use crate::support::{TestSite, people::Invited};

const BENEFITS: &str = "/staff/incidents/march-2031/benefits";
const GIFT: &str = "what_en=A+voucher+for+20+dollars&what_es=Un+vale+de+20+d%C3%B3lares&url=https://shop.example.org/voucher&use_by=2031-12-31\
                    &last_day=&grace_days=0&low_at=1";

/// A gift that a second person opened, with these codes: its id.
async fn opened(site: &TestSite, incident: &Incident, codes: &str) -> BenefitId {
    let (writer, owner) = (site.colleague(Role::Compliance, Some(incident.incident_id)).await, site.colleague(Role::Owner, None).await);
    let new = format!("{BENEFITS}/goodwill");
    let empty = writer.post(&new, "what_en=&what_es=&url=http://x&use_by=2030-01-01&low_at=x").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let written = writer.post(&new, GIFT).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.body);
    let page = written.location().unwrap().to_owned();
    assert_eq!(writer.post(&page, "act=open").await.status, StatusCode::UNPROCESSABLE_ENTITY, "who wrote it does not open it");
    assert!(owner.get("/staff").await.body.contains("A gift (A voucher for 20 dollars) waits for a second person"));
    assert_eq!(owner.post(&page, "act=open").await.status, StatusCode::SEE_OTHER);
    if !codes.is_empty() {
        assert_eq!(owner.post(&page, &format!("act=codes&codes={codes}")).await.status, StatusCode::SEE_OTHER);
    }
    let shown = owner.get(&page).await;
    assert!(shown.body.contains("Said no") && !shown.body.contains("CANARY"), "{}", shown.body);
    page.rsplit('/').next().unwrap().parse().unwrap()
}

async fn ana(site: &TestSite, incident: &Incident) -> Invited {
    site.person_with_invitation(incident, "Ana", Some("ana@example.org"), |_| ()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gift_is_refused_taken_after_all_once_and_stands_on_the_page_and_in_the_mail() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let invited = ana(&site, &incident).await;
        let browser = site.enter(&invited).await;
        assert!(!browser.get("/me").await.body.contains("/me/goodwill"), "nothing is offered");
        let id = opened(&site, &incident, "CANARY-1%0ACANARY-2").await;
        assert!(browser.get("/me").await.body.contains("/me/goodwill"));
        let page = browser.get("/es/me/goodwill").await;
        for says in ["Un vale de 20 dólares", "No es una compensación", "No, gracias"] {
            assert!(page.body.contains(says), "{says}: {}", page.body);
        }
        assert!(!browser.get("/me/claims").await.body.contains("voucher"), "apart from what they are owed");
        let no = browser.post("/me/goodwill", &format!("act=refuse&benefit={id}")).await;
        assert_eq!(no.status, StatusCode::SEE_OTHER);
        assert!(browser.get("/me/goodwill").await.body.contains("You can change your mind"));
        let take = format!("act=take&benefit={id}");
        for answer in join_all((0..20).map(|_| browser.post("/me/goodwill", &take))).await {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        }
        let page = browser.get("/me/goodwill").await.body;
        assert_eq!(page.matches("CANARY-1").count() > 0, !page.contains("CANARY-2"), "one code: {page}");
        let mails = look::mails(&site.test.store).await;
        let codes: Vec<&str> =
            mails.iter().filter(|(_, mail)| mail.template.as_str() == "goodwill").map(|(_, mail)| mail.values["code"].as_str()).collect();
        assert_eq!(codes.len(), 1, "one mail");
        assert!(page.contains(codes[0]));
        // No after yes changes nothing: a code that was given is theirs.
        assert_eq!(browser.post("/me/goodwill", &format!("act=refuse&benefit={id}")).await.status, StatusCode::SEE_OTHER);
        assert!(browser.get("/me/goodwill").await.body.contains(codes[0]));
        let books = site.test.store.reconcile(incident.incident_id).await.unwrap();
        assert_eq!((books.entries, books.mismatches.len()), (0, 0), "a gift is in no book of compensation");
        let other = format!("act=take&benefit={}", uuid::Uuid::nil());
        assert_eq!(browser.post("/me/goodwill", &other).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_when_there_is_no_code_waits_with_a_day_and_is_served_when_there_is() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let id = opened(&site, &incident, "").await;
        let invited = ana(&site, &incident).await;
        let browser = site.enter(&invited).await;
        assert_eq!(browser.post("/me/goodwill", &format!("act=take&benefit={id}")).await.status, StatusCode::SEE_OTHER);
        assert!(browser.get("/me/goodwill").await.body.contains("You have a place in the queue"));
        let owner = site.colleague(Role::Owner, None).await;
        assert_eq!(owner.post(&format!("{BENEFITS}/{id}"), "act=codes&codes=CANARY-7").await.status, StatusCode::SEE_OTHER);
        let gift = site.test.store.gift(incident.incident_id, id).await.unwrap().unwrap();
        assert_eq!(serve_gifts(&site.site, &gift).await.unwrap(), 1);
        assert_eq!(serve_gifts(&site.site, &gift).await.unwrap(), 0);
        assert!(browser.get("/me/goodwill").await.body.contains("CANARY-7"));
    }
}
