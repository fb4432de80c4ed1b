//! `candor requests`, as it is called.

use std::{
    path::Path,
    process::{Command, Output},
    sync::Arc,
};

use candor::machine::SystemEntropy;
use domain::{
    clock::Timestamp,
    ids::new_uuid,
    lang::Lang,
    request::{RequestKind, RequestText},
};
use serde_json::Value;
use store::{
    Store,
    audit::Chain,
    keys::MasterKey,
    requests::NewRequest,
    testing::{
        add_test_incident,
        people::{add_test_person, test_contact, test_person},
    },
};

fn now() -> Timestamp {
    Timestamp::parse("2031-03-12T09:00:00Z").expect("a time")
}

fn candor(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.arg("--data-dir").arg(folder).args(["--json"]).args(arguments);
    command.output().expect("the program runs")
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_listed_shown_answered_once_by_mail_and_closed() {
    let folder = tempfile::tempdir().unwrap();
    assert!(candor(folder.path(), &["init"]).status.success());
    let master = MasterKey::parse(&std::fs::read_to_string(folder.path().join("master.key")).unwrap()).unwrap();
    let address = format!("sqlite:{}", folder.path().join("candor.db").display());
    let store = Store::open(&address, master, Arc::new(SystemEntropy)).await.unwrap();
    let incident = add_test_incident(&store, "march-2031", false, now()).await;
    let ana = test_person(&store, incident.incident_id, test_contact("Ana", Some("ana@example.org")), now());
    add_test_person(&store, &ana, now()).await;
    let new = NewRequest {
        incident_id: incident.incident_id,
        person_id: Some(ana.person_id),
        kind: RequestKind::Help,
        lang: Lang::Es,
        // What somebody writes into the form never decides where the answer goes.
        text: RequestText { message: "My street is wrong".to_owned(), answer_to: "thief@example.net".to_owned(), ..RequestText::default() },
        promised_on: "2031-03-14".to_owned(),
        form_id: new_uuid(now(), &SystemEntropy),
    };
    let mut tx = store.write().await.unwrap();
    let number = store.add_request(&mut tx, &new, now()).await.unwrap().number;
    tx.commit().await.unwrap();

    let listed = candor(folder.path(), &["requests", "list", "--open"]);
    assert!(!String::from_utf8_lossy(&listed.stdout).contains("street"), "a list shows nothing of what was written");
    assert_eq!(json(&listed)["requests"][0]["number"], number.as_str());
    let shown = json(&candor(folder.path(), &["requests", "show", &number.as_str().to_lowercase()]));
    assert_eq!((&shown["message"], &shown["answer_to"]), (&"My street is wrong".into(), &"ana@example.org".into()));

    let text = folder.path().join("answer.txt");
    std::fs::write(&text, "We changed it.\n\nThank you.\n").unwrap();
    let answer = ["requests", "answer", number.as_str(), "--text", text.to_str().unwrap()];
    assert_eq!(json(&candor(folder.path(), &answer))["mailed"], true);
    let again = candor(folder.path(), &answer);
    assert_eq!((again.status.code(), again.stdout.len()), (Some(1), 0), "answered once");
    assert_eq!(json(&candor(folder.path(), &["requests", "list", "--open"]))["requests"], serde_json::json!([]));
    assert_eq!(json(&candor(folder.path(), &["requests", "close", number.as_str()]))["state"], "closed");
    assert_eq!(candor(folder.path(), &["requests", "show", "R-0000-0000"]).status.code(), Some(2));
    std::fs::write(&text, " \n").unwrap();
    assert_eq!(candor(folder.path(), &answer).status.code(), Some(2), "an empty answer is a mistake");

    let answered = store.find_request(&number).await.unwrap().unwrap();
    assert_eq!(answered.answer.as_deref(), Some("We changed it.\n\nThank you."));
    let verdict = store.verify_audit(Chain::Incident(incident.incident_id)).await.unwrap();
    assert_eq!((verdict.rows, verdict.first_bad), (4, None), "the request and its person seen, answer, close");
    let sql = "select cast(count(*) as bigint) from outbox where kind = 'request-answer'";
    let mails: i64 = store::on!(store.read(), |db| sqlx::query_scalar(sql).fetch_one(db).await).unwrap();
    assert_eq!(mails, 1);
}
