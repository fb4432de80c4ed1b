//! `candor letters`, as it is called: printed once, downloaded again to the last byte, keyed in when one comes back.

use std::{
    collections::BTreeMap,
    path::Path,
    process::{Command, Output},
    sync::Arc,
};

use candor::machine::SystemEntropy;
use domain::{clock::Timestamp, lang::Lang, person::Contact};
use serde_json::Value;
use store::{
    Store,
    audit::{Chain, Filter},
    keys::MasterKey,
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

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    files.map(|file| (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap())).collect()
}

fn has(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_printed_once_lie_sealed_and_are_the_same_when_downloaded_again() {
    let folder = tempfile::tempdir().unwrap();
    assert!(candor(folder.path(), &["init"]).status.success());
    let master = MasterKey::parse(&std::fs::read_to_string(folder.path().join("master.key")).unwrap()).unwrap();
    let address = format!("sqlite:{}", folder.path().join("candor.db").display());
    let store = Store::open(&address, master, Arc::new(SystemEntropy)).await.unwrap();
    let incident = add_test_incident(&store, "march-2031", false, now()).await.incident_id;
    for (name, lang) in [("Zoraida", Lang::Es), ("Ana", Lang::En), ("Ben", Lang::En), ("李小龍", Lang::En)] {
        let contact = Contact {
            address1: "1 Main Street".to_owned(),
            city: "Portland".to_owned(),
            postal_code: "97205".to_owned(),
            ..test_contact(name, None)
        };
        let person = store::testing::people::test_person(&store, incident, contact, now());
        add_test_person(&store, &domain::person::Person { lang, ..person }, now()).await;
    }
    let nobody = test_person(&store, incident, test_contact("Nowhere", None), now());
    add_test_person(&store, &nobody, now()).await;

    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let batch = ["letters", "batch", "--incident", "march-2031", "--size", "2", "--out", first.to_str().unwrap()];
    let early = candor(folder.path(), &batch);
    assert_eq!((early.status.code(), early.stdout.len()), (Some(1), 0), "no notice was begun");
    let mut tx = store.write().await.unwrap();
    let notice = store.add_notice(&mut tx, incident, "First notice", "1", now()).await.unwrap();
    store.start_notice(&mut tx, &notice, now()).await.unwrap();
    tx.commit().await.unwrap();

    let printed = json(&candor(folder.path(), &batch));
    assert_eq!((&printed["batches"][0]["number"], &printed["batches"][0]["letters"]), (&1.into(), &4.into()));
    assert_eq!(json(&candor(folder.path(), &batch))["batches"], serde_json::json!([]), "nobody is printed twice");
    let there = files(&first);
    let names: Vec<&str> = there.keys().map(String::as_str).collect();
    assert_eq!(names, ["letters-0001-en-1.pdf", "letters-0001-en-2.pdf", "letters-0001-es-1.pdf", "letters-0001.csv"]);
    let manifest = String::from_utf8(there["letters-0001.csv"].clone()).unwrap();
    assert_eq!(manifest.lines().count(), 5);
    assert_eq!(manifest.lines().filter(|line| line.ends_with("\"yes\"")).count(), 1, "one name has letters that no font has");
    assert!(!manifest.contains("Ana") && !manifest.contains("Main"), "the list names nobody");

    let sealed = files(&folder.path().join("letters").join(incident.to_string()));
    assert_eq!(sealed.len(), there.len());
    assert!(sealed.values().all(|file| !has(file, "%PDF") && !has(file, "97205")), "nothing lies open");

    let download = ["letters", "download", "--incident", "march-2031", "--batch", "1", "--out", second.to_str().unwrap()];
    json(&candor(folder.path(), &download));
    assert_eq!(files(&second), there);
    assert_eq!(
        candor(folder.path(), &["letters", "download", "--incident", "march-2031", "--batch", "2", "--out", "x"]).status.code(),
        Some(2)
    );

    let batch = store.letter_batch(incident, 1).await.unwrap().unwrap();
    let letter = store.letters_of(&batch).await.unwrap().remove(0);
    let code = store.letter_secrets(incident, &letter).await.unwrap().code.grouped();
    let returned = json(&candor(folder.path(), &["letters", "returned", &code.to_lowercase()]));
    assert_eq!((&returned["letters"][0]["letter"], &returned["letters"][0]["is_new"]), (&"1-1".into(), &true.into()));
    let again = json(&candor(folder.path(), &["letters", "returned", &code]));
    assert_eq!(again["letters"][0]["is_new"], false);
    let requests = json(&candor(folder.path(), &["requests", "list", "--open"]));
    assert_eq!(requests["requests"][0]["kind"], "letter_returned");
    let unknown = candor(folder.path(), &["letters", "returned", "P-0000-0000-0000-0001"]);
    assert_eq!(unknown.status.code(), Some(1));
    let acts = store.audit_entries(Chain::Incident(incident), &Filter::default(), None, 20).await.unwrap();
    let acts: Vec<&str> = acts.iter().map(|entry| entry.act.as_str()).collect();
    assert_eq!(acts, ["letters.returned", "letters.download", "letters.print", "letters.batch"]);
}
