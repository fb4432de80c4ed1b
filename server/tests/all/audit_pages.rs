//! `/staff/audit` and the log of an incident, as an auditor reads them.

use domain::{ids::IncidentId, staff::Role};
use http::{HeaderValue, Method, StatusCode, header};
use serde_json::json;
use store::{
    audit::{Act, Chain},
    testing::staff::signed_in,
};

use crate::support::{Answer, TestSite, request};

async fn get(site: &TestSite, cookie: &str, path: &str) -> Answer {
    let mut asked = request(Method::GET, path, "");
    asked.headers_mut().insert(header::COOKIE, HeaderValue::try_from(format!("{}={cookie}", app::staff::COOKIE)).unwrap());
    site.send(asked).await
}

async fn auditor(site: &TestSite, incident: Option<IncidentId>) -> String {
    signed_in(&site.test.store, Role::Auditor, incident, site.site.now()).await.1.as_str().to_owned()
}

async fn append(site: &TestSite, chain: Chain, actor: &str, act: &str, details: serde_json::Value) {
    let store = &site.test.store;
    let mut tx = store.write().await.unwrap();
    let about = Some(uuid::Uuid::from_u128(7));
    store.append_audit(&mut tx, chain, Act { actor, act, about, details: &details }, site.site.now()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_names_who_did_what_in_words_and_in_the_zone_of_the_incident() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let chain = Chain::Incident(incident.incident_id);
    let (agent, _) = signed_in(&site.test.store, Role::Agent, Some(incident.incident_id), site.site.now()).await;
    append(&site, chain, &agent.to_string(), "request.answer", json!({ "reason": "<script>window.__pwned=1</script>" })).await;
    append(&site, chain, "command line", "import.accept", json!({})).await;
    let cookie = auditor(&site, Some(incident.incident_id)).await;
    let page = get(&site, &cookie, "/staff/incidents/march-2031/audit").await;
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "Answered somebody",
        "Accepted a list of people",
        "Command line",
        "12 March 2031, 05:00 EDT",
        "reason: &lt;script&gt;window.__pwned",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let name = site.test.store.member(agent).await.unwrap().unwrap().contact.name;
    assert!(page.body.contains(&format!("<td>{name}</td>")), "{name}: {}", page.body);
    assert!(!page.body.contains("<script"), "{}", page.body);
    let spanish = get(&site, &cookie, "/es/staff/incidents/march-2031/audit").await;
    assert!(spanish.body.contains("Respondió a una persona") && spanish.body.contains("Línea de comandos"), "{}", spanish.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_narrowed_and_come_in_pages() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let chain = Chain::Incident(incident.incident_id);
    let cookie = auditor(&site, Some(incident.incident_id)).await;
    let path = "/staff/incidents/march-2031/audit";
    assert!(get(&site, &cookie, path).await.body.contains("Nothing was done here yet."));
    for number in 0..60 {
        append(&site, chain, "command line", if number == 3 { "notice.send" } else { "request.view" }, json!({ "number": number })).await;
    }
    let rows = |page: &Answer| page.body.matches("<tr>").count() - 1;
    let first = get(&site, &cookie, path).await;
    assert_eq!(rows(&first), 50);
    assert!(first.body.contains(&format!("href=\"{path}?before=11\"")), "{}", first.body);
    let second = get(&site, &cookie, &format!("{path}?before=11")).await;
    assert_eq!(rows(&second), 10);
    assert!(!second.body.contains("?before=1\"") && second.body.contains(">Newest<"));
    let narrowed = get(&site, &cookie, &format!("{path}?act=notice&staff=command%20line&from=2031-03-12&until=2031-03-12")).await;
    assert_eq!(rows(&narrowed), 1);
    assert!(narrowed.body.contains("Sent a notice") && narrowed.body.contains("value=\"notice\""));
    for (query, words) in [
        ("act=nothing", "No row fits what you asked for."),
        ("until=2031-03-11", "No row fits what you asked for."),
        ("about=Ana", "This is no id."),
        ("from=yesterday", "This is no day."),
    ] {
        let page = get(&site, &cookie, &format!("{path}?{query}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(words), "{query}: {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_installations_log_leads_to_those_of_all_incidents() {
    let site = TestSite::new().await;
    site.incident("march-2031").await;
    let cookie = auditor(&site, None).await;
    append(&site, Chain::Installation, "command line", "staff.something-new", json!({})).await;
    let page = get(&site, &cookie, "/staff/audit").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("href=\"/staff/incidents/march-2031/audit\""), "{}", page.body);
    assert!(page.body.contains("<td>staff.something-new</td>"), "an act without words is shown as it is: {}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_rows_is_whole_harmless_and_written_down() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let chain = Chain::Incident(incident.incident_id);
    append(&site, chain, "command line", "request.view", json!({ "reason": "\"=1+1\"" })).await;
    append(&site, chain, "=cmd|' /C calc'!A0", "+1", json!({})).await;
    let cookie = auditor(&site, Some(incident.incident_id)).await;
    let csv = get(&site, &cookie, "/staff/incidents/march-2031/audit.csv").await;
    assert_eq!(csv.status, StatusCode::OK);
    assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert!(csv.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
    assert!(csv.body.contains("\"'=cmd|' /C calc'!A0\",\"'+1\""), "{}", csv.body);
    assert_eq!(csv.body.lines().count(), 4, "names, two rows, and that they were taken: {}", csv.body);
    let json = get(&site, &cookie, "/staff/incidents/march-2031/audit.jsonl?act=audit").await;
    let lines: Vec<serde_json::Value> = json.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.iter().map(|line| line["sequence"].as_i64().unwrap()).collect::<Vec<_>>(), [4, 3]);
    assert!(lines.iter().all(|line| line["act"] == "audit.export"));
}
