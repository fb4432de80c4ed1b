//! The plan and the checklist, as staff use them.

use std::time::Duration;

use domain::staff::Role;
use http::StatusCode;
use store::{audit::Chain, testing::stores};

use super::support::{desk, draft};
use crate::support::{Answer, TestSite};

const CHECKLIST: &str = "/staff/incidents/march-2031/checklist";

fn hidden(page: &Answer, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let at = page.body.find(&mark).unwrap_or_else(|| panic!("no {name} in {}", page.body)) + mark.len();
    page.body[at..].split('"').next().unwrap().to_owned()
}

fn plan(version: &str, name: &str, minutes: &str) -> String {
    format!(
        "version={version}&role-0-title=Leads&role-0-name={name}&role-0-reach=%2B1-206-555-0123&role-4-title=Counsel\
         &supplier-0-what=Call+centre&supplier-0-number=X-7&step-0-minutes={minutes}&step-0-text=Call+everybody&step-0-role=Leads\
         &step-9-minutes=5&step-9-text=Breathe"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_is_there_from_the_first_day_in_both_languages_and_everybody_on_the_staff_reads_it() {
    let site = TestSite::new().await;
    draft(&site, "march-2031").await;
    for role in [Role::Agent, Role::Auditor] {
        let desk = desk(&site, role, None).await;
        let page = desk.get("/staff/plan").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Write the holding statement") && !page.body.contains("/staff/plan/edit"), "{}", page.body);
        assert!(desk.get("/es/staff/plan").await.body.contains("Escriba la primera declaración"));
        assert_eq!(desk.get("/staff/plan/edit").await.status, StatusCode::FORBIDDEN);
        assert_eq!(desk.post("/staff/plan/edit", &plan("0", "Eve", "5")).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_saves_over_an_older_plan_keeps_their_words_and_sees_the_others() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (ana, ben) = (desk(&site, Role::Compliance, None).await, desk(&site, Role::Counsel, None).await);
        let version = hidden(&ben.get("/staff/plan/edit").await, "version");
        let saved = ana.post("/staff/plan/edit", &plan(&version, "Quintanilla", "2h")).await;
        assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, Some("/staff/plan")), "{}", saved.body);
        let shown = ben.get("/staff/plan").await.body;
        assert!(shown.contains("Quintanilla") && shown.contains("Version 1, saved by compliance"), "{shown}");
        assert!(shown.find("Breathe") < shown.find("Call everybody"), "in order of time: {shown}");
        let back = ben.post("/staff/plan/edit", &plan(&version, "Osterman", "2h")).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(back.body.contains("value=\"Osterman\"") && back.body.contains("Quintanilla"), "{}", back.body);
        assert!(!ana.get("/staff/plan").await.body.contains("Osterman"), "it was not saved");
        let again = ben.post("/staff/plan/edit", &plan(&hidden(&back, "version"), "Osterman", "2h")).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "now on purpose");
        assert!(ana.get("/staff/plan").await.body.contains("Osterman"));
        let verdict = site.test.store.verify_audit(Chain::Installation).await.unwrap();
        assert_eq!((verdict.rows, verdict.first_bad), (2, None));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_with_mistakes_comes_back_with_what_was_typed() {
    let site = TestSite::new().await;
    let ana = desk(&site, Role::Compliance, None).await;
    let back = ana.post("/staff/plan/edit", &plan("0", "Quintanilla", "soon")).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.body.contains("Step 1 has no time that can be read") && back.body.contains("value=\"Quintanilla\""), "{}", back.body);
    let naughty = "version=0&role-0-title=%3Cscript%3Ealert(1)%3C%2Fscript%3E&role-0-name=%3D1%2B1";
    assert_eq!(ana.post("/staff/plan/edit", naughty).await.status, StatusCode::SEE_OTHER);
    let shown = ana.get("/staff/plan").await.body;
    assert!(shown.contains("&lt;script&gt;") && !shown.contains("<script>alert"), "{shown}");
    assert_eq!(ana.post("/staff/plan/edit", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_done_by_whoever_pressed_first_and_can_be_taken_back_as_it_was_seen() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = draft(&site, "march-2031").await;
        let (ana, ben) = (desk(&site, Role::Editor, Some(&incident)).await, desk(&site, Role::Sender, Some(&incident)).await);
        let page = ana.get(CHECKLIST).await;
        assert!(page.body.contains("0 of 19 done") && page.body.contains("By 12 March 2031, 05:05"), "{}", page.body);
        assert_eq!(site.test.store.checklist(incident.incident_id).await.unwrap(), None, "looking begins nothing");
        let press = format!("act=done&item={}&plan={}", hidden(&page, "item"), hidden(&page, "plan"));
        assert_eq!(ana.post(CHECKLIST, &press).await.location(), Some(CHECKLIST));
        let late = ben.post(CHECKLIST, &press).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.body.contains("no longer as you saw it") && late.body.contains("Done by editor"), "{}", late.body);
        let page = ben.get(CHECKLIST).await;
        assert!(page.body.contains("1 of 19 done"), "{}", page.body);
        let undo = format!("act=undo&item={}&seen={}&plan=0", hidden(&page, "item"), hidden(&page, "seen"));
        assert_eq!(ben.post(CHECKLIST, &undo).await.status, StatusCode::SEE_OTHER);
        assert!(ben.get(CHECKLIST).await.body.contains("0 of 19 done"));
        let verdict = site.test.store.verify_audit(Chain::Incident(incident.incident_id)).await.unwrap();
        assert_eq!((verdict.rows, verdict.first_bad), (2, None), "done and undone, and nothing for what changed nothing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_of_ones_own_is_added_once_and_late_steps_need_somebody() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = draft(&site, "march-2031").await;
        let ana = desk(&site, Role::Agent, Some(&incident)).await;
        let id = "00000000-0000-7000-8000-0000000000aa";
        let wrong = ana.post(CHECKLIST, &format!("act=add&item={id}&plan=0&text=Call+the+museum&who=Eva&by=tomorrow")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("value=\"Call the museum\"") && wrong.body.contains(id), "{}", wrong.body);
        let add = format!("act=add&item={id}&plan=0&text=Call+the+museum&who=Eva&by=2031-03-12+17%3A00");
        for _ in 0..2 {
            assert_eq!(ana.post(CHECKLIST, &add).await.status, StatusCode::SEE_OTHER);
        }
        let page = ana.get(CHECKLIST).await.body;
        assert_eq!(page.matches("Call the museum").count(), 1);
        assert!(page.contains("Who: Eva") && page.contains("By 12 March 2031, 17:00") && page.contains("0 of 20 done"), "{page}");
        site.clock.advance(Duration::from_secs(16 * 60));
        let ana = desk(&site, Role::Agent, Some(&incident)).await;
        let home = ana.get("/staff").await.body;
        assert!(home.contains("4 steps of the checklist are past their time, the first: Open the incident here"), "{home}");
        let auditor = desk(&site, Role::Auditor, None).await;
        assert_eq!(auditor.get(CHECKLIST).await.status, StatusCode::FORBIDDEN, "an auditor reads the log and does nothing");
        assert!(!auditor.get("/staff").await.body.contains("checklist"));
    }
}
