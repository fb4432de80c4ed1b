//! "Needs you".

use std::time::Duration;

use domain::{
    ids::new_uuid,
    incident::{Incident, Stage},
    lang::Lang,
    request::{RequestKind, RequestText},
    staff::Role,
};
use http::StatusCode;
use store::{requests::NewRequest, testing::stores};

use super::support::{Desk, add, desk, draft};
use crate::support::TestSite;

const HOUR: Duration = Duration::from_secs(3600);

async fn public_until(site: &TestSite, slug: &str, next: Duration) -> Incident {
    let now = site.site.now();
    add(site, slug, |incident| {
        incident.stage = Stage::Open;
        incident.published_at = Some(now);
        incident.next_update_at = Some(now.plus(next));
    })
    .await
}

async fn ask(site: &TestSite, incident: &Incident, promised_on: &str) {
    let new = NewRequest {
        incident_id: incident.incident_id,
        person_id: None,
        kind: RequestKind::Other,
        lang: Lang::En,
        text: RequestText { name: "Anaclara".to_owned(), message: "My street is wrong".to_owned(), ..RequestText::default() },
        promised_on: promised_on.to_owned(),
        form_id: new_uuid(site.site.now(), &*site.site.entropy),
    };
    let mut tx = site.test.store.write().await.unwrap();
    site.test.store.add_request(&mut tx, &new, site.site.now()).await.unwrap();
    tx.commit().await.unwrap();
}

/// The text of a page at a place that follows `first`.
fn follows(body: &str, first: &str, then: &str) -> bool {
    body.find(first).is_some_and(|at| body[at..].contains(then))
}

async fn home(desk: &Desk<'_>) -> String {
    let page = desk.get("/staff").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    page.body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promised_update_is_late_when_its_time_passes_and_nobody_publishes_anything() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = public_until(&site, "march-2031", 8 * HOUR).await;
        let editor = desk(&site, Role::Editor, None).await;
        let before = home(&editor).await;
        assert!(before.contains("The next update is promised for 12 March 2031, 13:00"), "{before}");
        assert!(!before.contains(">Late<"), "{before}");
        site.clock.advance(8 * HOUR);
        let editor = desk(&site, Role::Editor, Some(&incident)).await;
        let after = home(&editor).await;
        assert!(after.contains("The page now says that we are late"), "{after}");
        assert!(after.contains(">Late<"), "{after}");
        assert!(after.contains("href=\"/staff/incidents/march-2031/updates\""), "{after}");
        let below = editor.get("/es/staff/incidents/march-2031").await.body;
        assert!(below.contains("La página ya dice que vamos con retraso"), "{below}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_late_comes_first_and_each_sees_only_their_own_work() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = public_until(&site, "march-2031", HOUR).await;
        for day in ["2031-03-11", "2031-03-14", "2031-03-13"] {
            ask(&site, &incident, day).await;
        }
        let fresh = draft(&site, "april-2031").await;
        site.clock.advance(2 * HOUR);
        let owner = home(&desk(&site, Role::Owner, None).await).await;
        assert!(owner.contains("1 person was promised an answer for 11 March"), "{owner}");
        assert!(follows(&owner, "1 person was promised", "The next update was promised"), "{owner}");
        assert!(follows(&owner, "This incident is not public yet", "2 people asked something"), "{owner}");
        assert!(follows(&owner, "2 people asked something", "13 March"), "{owner}");
        assert!(!owner.contains("Anaclara") && !owner.contains("street"), "nothing of what people wrote");
        let agent = home(&desk(&site, Role::Agent, Some(&incident)).await).await;
        assert!(agent.contains("2 people asked something") && !agent.contains("next update was promised"), "{agent}");
        let editor = home(&desk(&site, Role::Editor, Some(&fresh)).await).await;
        assert!(editor.contains("This incident is not public yet") && !editor.contains("march-2031"), "{editor}");
        let auditor = home(&desk(&site, Role::Auditor, None).await).await;
        assert!(auditor.contains("Nothing needs you right now"), "{auditor}");
    }
}
