//! A practice run, as an operator starts it.

use std::{
    path::Path,
    process::{Command, Output},
};

use domain::{incident::Stage, staff::Role};
use http::StatusCode;
use serde_json::Value;
use store::{Store, audit::Chain, keys::MasterKey, on};
use tempfile::TempDir;

use super::support::{add, desk};
use crate::support::TestSite;

fn candor(folder: &Path, arguments: &[&str]) -> Output {
    let site = folder.join("site/pkg");
    std::fs::create_dir_all(&site).unwrap();
    std::fs::write(site.join("candor.css"), "main{}").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    // A relay that would refuse: nothing may try to reach it.
    command.args(arguments).current_dir(folder).env_clear().env("CANDOR_SITE_DIR", folder.join("site"));
    command.env("CANDOR_SMTP", "smtp://127.0.0.1:9").output().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drill_tells_everybody_and_lets_one_of_them_in_and_nothing_leaves() {
    let folder = TempDir::new().unwrap();
    assert!(candor(folder.path(), &["init"]).status.success());
    let ran = candor(folder.path(), &["drill", "--people", "40", "--json"]);
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    let score: Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!((&score["people"], &score["told"], &score["all_told"]), (&40.into(), &40.into(), &true.into()), "{score}");
    let steps = score["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 7);
    assert!(steps.iter().all(|step| step["is_in_time"] == true), "{score}");
    let data = folder.path().join("data");
    assert!(!std::fs::read_dir(&data).unwrap().any(|file| file.unwrap().path().extension().is_some_and(|end| end == "csv")));

    let master = MasterKey::parse(&std::fs::read_to_string(data.join("master.key")).unwrap()).unwrap();
    let address = format!("sqlite:{}", data.join("candor.db").display());
    let store = Store::open(&address, master, std::sync::Arc::new(candor::machine::SystemEntropy)).await.unwrap();
    let incident = store.list_incidents().await.unwrap().pop().unwrap();
    assert!(incident.is_practice && incident.published_at.is_some());
    assert_eq!(incident.slug.as_str(), score["incident"]);
    let count = async |sql: &str| -> i64 { on!(store.read(), |db| sqlx::query_scalar(sql).fetch_one(db).await).unwrap() };
    assert_eq!(count("select count(*) from practice_mail").await, 41, "a notice each, and one code");
    assert_eq!(count("select count(*) from outbox where state <> 'sent'").await, 0);
    let acts: Vec<String> =
        on!(store.read(), |db| sqlx::query_scalar("select act from audit order by sequence").fetch_all(db).await).unwrap();
    for act in ["incident.new", "proposal.new", "import.accept", "notice.send", "drill.end"] {
        assert!(acts.iter().any(|one| one == act), "{acts:?} lacks {act}");
    }
    assert_eq!(store.verify_audit(Chain::Incident(incident.incident_id)).await.unwrap().first_bad, None);
    assert_eq!(candor(folder.path(), &["drill", "--people", "0"]).status.code(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_of_a_drill_stands_with_its_incident() {
    for test in store::testing::stores().await {
        let site = TestSite::on(test);
        let now = site.site.now();
        let incident = add(&site, "drill-1", |incident| {
            incident.is_practice = true;
            incident.stage = Stage::Open;
            incident.discovered_at = Some(now);
            incident.published_at = Some(now);
        })
        .await;
        let mut score = domain::drill::Score::new(now);
        (score.people, score.told) = (40, 39);
        score.reach(domain::drill::Milestone::FirstWord, now.plus(std::time::Duration::from_millis(2345)));
        site.test.store.keep_drill("somebody", incident.incident_id, &score, now).await.unwrap();
        assert_eq!(site.test.store.drill(incident.incident_id).await.unwrap(), Some(score));
        let page = desk(&site, Role::Counsel, None).await.get("/staff/incidents/drill-1").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Nothing in this incident needs you"), "a practice run that is over: {}", page.body);
        assert!(page.body.contains("39 of 40 people") && page.body.contains("2.3 s") && page.body.contains("Not reached"), "{}", page.body);
    }
}
