//! How claims are going, for everybody, once the operator agreed.

use std::time::Duration;

use domain::staff::Role;
use http::StatusCode;
use store::testing::stores;

use super::{TIME, form_id, granted, offered, reviewer, sent, staff_path};
use crate::support::TestSite;

const BENEFITS: &str = "/staff/incidents/march-2031/benefits";
const PAGE: &str = "/incidents/march-2031/claims";

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_it_before_the_operator_agrees_and_no_number_below_ten_claims() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let benefit = offered(&site, &incident, TIME).await;
        let stranger = site.browser();
        assert_eq!(stranger.get(PAGE).await.status, StatusCode::NOT_FOUND);
        assert!(!stranger.get("/incidents/march-2031").await.body.contains("How claims are going"));
        let owner = site.colleague(Role::Owner, None).await;
        for _ in 0..2 {
            assert_eq!(owner.post(BENEFITS, "act=show-scorecard").await.status, StatusCode::SEE_OTHER);
        }
        assert!(stranger.get("/incidents/march-2031").await.body.contains("How claims are going"));
        let mut paths = Vec::new();
        for at in 0..10 {
            let few = stranger.get(PAGE).await;
            assert!(few.body.contains("Fewer than 10 claims"), "{at}: {}", few.body);
            let email = format!("person{at}@example.org");
            let invited = site.person_with_invitation(&incident, "Person", Some(&email), |_| ()).await;
            paths.push(sent(&site.enter(&invited).await, &benefit).await);
        }
        // One is granted at once, two after two days and a half, one is refused then.
        let staff = reviewer(&site, &incident).await;
        granted(&staff, &staff_path(&paths[0]), "50", 2).await;
        site.clock.advance(Duration::from_secs(60 * 3600));
        let staff = reviewer(&site, &incident).await;
        for path in &paths[1..3] {
            assert_eq!(staff.post(&staff_path(path), &format!("act=take&form_id={}", form_id(2))).await.status, StatusCode::SEE_OTHER);
            let part = format!("act=approve&form_id={}&granted=40&approve_words=one+call+is+known", form_id(3));
            assert_eq!(staff.post(&staff_path(path), &part).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(staff.post(&staff_path(&paths[3]), &format!("act=take&form_id={}", form_id(2))).await.status, StatusCode::SEE_OTHER);
        let deny = format!("act=deny&form_id={}&deny_words=no+call+is+known", form_id(3));
        assert_eq!(staff.post(&staff_path(&paths[3]), &deny).await.status, StatusCode::SEE_OTHER);
        let card = site.test.store.scorecard(incident.incident_id).await.unwrap();
        assert_eq!((card.received, card.waiting, card.granted, card.paid, card.refused), (10, 6, 3, 0, 1));
        assert_eq!((card.median_days, card.paid_out.len()), (Some(3), 0));
        let page = stranger.get(&format!("/es{PAGE}")).await;
        assert!(page.body.contains("La mitad se decidió en") && page.body.contains("3 días"), "{}", page.body);
        assert_eq!(site.colleague(Role::Owner, None).await.post(BENEFITS, "act=hide-scorecard").await.status, StatusCode::SEE_OTHER);
        assert_eq!(stranger.get(PAGE).await.status, StatusCode::NOT_FOUND);
        let log = site.test.store.acts_about(incident.incident_id, incident.incident_id.0, None).await.unwrap();
        let acts: Vec<&str> = log.iter().map(|act| act.act.as_str()).filter(|act| act.starts_with("scorecard.")).collect();
        assert_eq!(acts, ["scorecard.hide", "scorecard.show"], "pressed twice it is written down once");
    }
}
