//! The same strings on pages of staff: whatever a person wrote, a colleague is called or a reason says.

use domain::{
    lang::Lang,
    request::{RequestKind, RequestText},
    staff::Role,
};
use http::StatusCode;
use serde_json::json;
use store::{
    audit::{Act, Chain},
    requests::NewRequest,
    staff::StaffContact,
};
use uuid::Uuid;

use super::{
    form,
    look::{one_line, skeleton, unescaped},
    site, strings,
};
use crate::support::TestSite;

/// A site where everything that people write is one of `words`: somebody of the staff, a request, a row of the log for each.
async fn world(words: &[String]) -> (TestSite, Vec<String>) {
    let site = site().await;
    let incident = site.incident("march-2031").await;
    let (store, now) = (&site.test.store, site.site.now());
    let mut numbers = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let (staff, _) = store::testing::staff::signed_in(store, Role::Agent, Some(incident.incident_id), now).await;
        let mut tx = store.write().await.unwrap();
        let contact = StaffContact { name: word.clone(), email: format!("staff{at}@example.org") };
        store.rename_member(&mut tx, staff, &contact).await.unwrap();
        let text = RequestText { name: word.clone(), message: word.clone(), postal_address: word.clone(), ..RequestText::default() };
        let new = NewRequest {
            incident_id: incident.incident_id,
            person_id: None,
            kind: RequestKind::Other,
            lang: Lang::En,
            text,
            promised_on: "2031-03-14".to_owned(),
            form_id: Uuid::from_u128(at as u128 + 1),
        };
        numbers.push(store.add_request(&mut tx, &new, now).await.unwrap().number.to_string().to_lowercase());
        let (actor, details) = (staff.to_string(), json!({ "reason": word }));
        let act = Act { actor: &actor, act: word, about: None, details: &details };
        store.append_audit(&mut tx, Chain::Incident(incident.incident_id), act, now).await.unwrap();
        tx.commit().await.unwrap();
    }
    (site, numbers)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_wrote_and_staff_are_called_is_text_on_every_page_of_staff() {
    let naughty = strings();
    let plain = vec!["Ana".to_owned(); naughty.len()];
    let ((here, numbers), (there, plain_numbers)) = (world(&naughty).await, world(&plain).await);
    let (owner, plain_owner) = (here.colleague(Role::Owner, None).await, there.colleague(Role::Owner, None).await);
    // Every page of staff that needs no name but the incident's.
    let pages = app::routes::ROUTES
        .iter()
        .filter(|rule| rule.method == "GET" && rule.path.starts_with("/staff") && rule.path != "/staff/signin/second");
    let pages: Vec<String> =
        pages.map(|rule| rule.path.replace("{slug}", "march-2031")).filter(|path| !path.contains('{') && !path.contains('.')).collect();
    assert!(pages.len() >= 6, "{pages:?}");
    for path in pages {
        let (page, plain) = (owner.get(&path).await, plain_owner.get(&path).await);
        assert_eq!(page.status, plain.status, "{path}");
        assert_eq!(skeleton(&page.body), skeleton(&plain.body), "something is markup on {path}");
    }
    for (at, word) in naughty.iter().enumerate() {
        let path = |number: &String| format!("/staff/incidents/march-2031/requests/{number}");
        let (page, plain) = (owner.get(&path(&numbers[at])).await, plain_owner.get(&path(&plain_numbers[at])).await);
        assert_eq!((page.status, plain.status), (StatusCode::OK, StatusCode::OK), "{word:?}");
        assert_eq!(skeleton(&page.body), skeleton(&plain.body), "{word:?} is markup in a request");
        assert!(one_line(&unescaped(&page.body)).contains(&one_line(word)), "{word:?} is not in its request");
        let answer = form(&[("act", "answer"), ("answer", &format!("{word}\n\n{}", "x".repeat(20_000)))]);
        let back = owner.post(&path(&numbers[at]), &answer).await;
        let plain = plain_owner.post(&path(&plain_numbers[at]), &form(&[("act", "answer"), ("answer", &"Ana\n\n".repeat(5_000))])).await;
        assert_eq!(back.status, plain.status, "{word:?}");
        assert_eq!(skeleton(&back.body), skeleton(&plain.body), "{word:?} is markup in an answer that came back");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_shows_them_as_they_are_and_its_files_begin_no_formula() {
    let naughty = strings();
    let (site, _) = world(&naughty).await;
    let owner = site.colleague(Role::Owner, None).await;
    let mut shown = String::new();
    for before in ["", "?before=51"] {
        shown += &owner.get(&format!("/staff/incidents/march-2031/audit{before}")).await.body;
    }
    let shown = one_line(&unescaped(&shown));
    for word in &naughty {
        assert!(shown.contains(&one_line(&format!("reason: {word}"))), "{word:?}");
    }
    let csv = owner.get("/staff/incidents/march-2031/audit.csv").await.body;
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let mut acts = Vec::new();
    for row in rows.records() {
        let row = row.expect("a row");
        assert!(row.iter().all(|value| !value.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
        acts.push(row[4].trim_start_matches('\'').to_owned());
    }
    let written = naughty.iter().filter(|word| acts.contains(&word.trim_start_matches('\'').to_owned())).count();
    assert_eq!(written, naughty.len(), "every word is in the file");
    let lines = owner.get("/staff/incidents/march-2031/audit.jsonl").await.body;
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert!(naughty.iter().all(|word| lines.iter().any(|line| line["details"]["reason"] == word.as_str())));
}
