//! Importing lists: the real program on the real files, and many readers at once.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::Arc,
};

use candor::{
    import::{ImportFailure, Job, ListFile, run},
    machine::SystemClock,
};
use domain::{clock::Timestamp, import::ReadOptions};
use serde_json::{Value, json};
use store::testing::{TestStore, add_test_incident, stores};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/data/people").join(name)
}

/// A data folder of its own with an incident `march`, and one for practice, `drill`.
struct Program(tempfile::TempDir);

impl Program {
    fn new() -> Self {
        let program = Self(tempfile::tempdir().expect("a folder"));
        for arguments in [&["init"][..], &["incident", "new", "march"], &["incident", "new", "drill", "--practice"]] {
            let output = program.run(arguments);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        program
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.env_clear().arg("--data-dir").arg(self.0.path().join("data")).args(arguments);
        command.output().expect("the program")
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("one JSON object and nothing else")
    }

    fn refused(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = self.run(arguments);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        fs::write(&path, text).expect("a file");
        path.display().to_string()
    }
}

#[test]
fn the_messy_list_is_reported_to_the_row_and_a_second_time_changes_nothing() {
    let program = Program::new();
    let messy = data("people-messy.csv").display().to_string();
    let expected: Value = serde_json::from_slice(&fs::read(data("people-messy.expected.json")).expect("a file")).expect("JSON");
    let dry = program.json(&["import", &messy, "--incident", "march", "--dry-run", "--json"]);
    assert_eq!(dry, expected);
    assert_eq!(program.json(&["import", "list", "--incident", "march", "--json"])["imports"], json!([]));

    assert_eq!(program.json(&["import", &messy, "--incident", "march", "--json"]), expected);
    let again = program.json(&["import", &messy, "--incident", "march", "--json"]);
    assert_eq!((&again["accepted"], &again["duplicate"], &again["quarantined_total"]), (&json!(0), &json!(4682), &json!(318)));
    assert_eq!(again["quarantined"], expected["quarantined"]);
    let listed = program.json(&["import", "list", "--incident", "march", "--json"]);
    assert_eq!(listed["people"], json!({ "people": 0, "with_email": 0, "by_letter_only": 0, "unreachable": 0, "quarantined": 318 }));

    // The second rests on the first.
    let ids: Vec<&str> = listed["imports"].as_array().expect("imports").iter().filter_map(|import| import["import_id"].as_str()).collect();
    let (code, words) = program.refused(&["import", "accept", ids[0], "--reason", "checked"]);
    assert!(code == Some(1) && words.contains(ids[1]) && words.contains("accept that one first"), "{words}");
    assert_eq!(program.refused(&["import", "accept", ids[1]]).0, Some(1), "without a reason");
    assert_eq!(program.json(&["import", "accept", ids[1], "--reason", "checked", "--json"])["state"], "accepted");
    let people = &program.json(&["import", "list", "--incident", "march", "--json"])["people"];
    assert_eq!((&people["people"], &people["unreachable"]), (&json!(4630), &json!(25)));
}

#[test]
fn the_same_command_accepts_what_it_only_read_before() {
    let program = Program::new();
    let list = data("people.csv").display().to_string();
    let read = program.json(&["import", &list, "--incident", "march", "--json"]);
    let accepted = program.json(&["import", &list, "--incident", "march", "--accept", "--reason", "checked", "--json"]);
    assert_eq!((&read, &read["accepted"]), (&accepted, &json!(1000)));
    let listed = program.json(&["import", "list", "--incident", "march", "--json"]);
    assert_eq!((listed["imports"].as_array().map(Vec::len), &listed["people"]["people"]), (Some(1), &json!(1000)));
    let again = program.json(&["import", &list, "--incident", "march", "--accept", "--reason", "checked", "--json"]);
    assert_eq!((&again["accepted"], &again["duplicate"]), (&json!(0), &json!(1000)));
}

#[test]
fn a_list_with_a_column_of_exposed_values_is_refused_by_its_name() {
    let program = Program::new();
    let list = program.file("list.csv", "external_id,country,ssn\nC-1,US,219-09-9999\n");
    let (code, words) = program.refused(&["import", &list, "--incident", "march"]);
    assert!(code == Some(2) && words.contains("ssn") && words.contains("--drop-columns"), "{words}");
    let report = program.json(&["import", &list, "--incident", "march", "--drop-columns", "ssn", "--json"]);
    assert_eq!(report["accepted"], 1);
    assert_eq!(program.refused(&["import", "no-such-file.csv", "--incident", "march"]).0, Some(2));
    assert_eq!(program.refused(&["import", &list, "--incident", "april", "--drop-columns", "ssn"]).0, Some(2));
    assert_eq!(program.refused(&["import", &list, "--incident", "march", "--drop-columns", "ssn", "--accept"]).0, Some(1));
}

#[test]
fn practice_takes_no_address_that_could_reach_anybody_and_stores_nothing_of_such_a_list() {
    let program = Program::new();
    for bad in ["C-2,US,someone@example.edu\n", "C-2,US,someone@example.edu,ragged\n", "C-2,US,\"someone@example.edu\n"] {
        let list = program.file("list.csv", &format!("external_id,country,email\nC-1,US,ada@example.org\n{bad}"));
        let (code, words) = program.refused(&["import", &list, "--incident", "drill"]);
        assert!(code == Some(1) && words.contains("line 3") && !words.contains("example.edu"), "{words}");
        assert_eq!(program.refused(&["import", &list, "--incident", "drill", "--dry-run"]).0, Some(1));
    }
    let listed = program.json(&["import", "list", "--incident", "drill", "--json"]);
    assert_eq!((&listed["imports"], &listed["people"]["quarantined"]), (&json!([]), &json!(0)));
    let list = program.file("list.csv", "external_id,country,email\nC-1,US,ada@example.org\n");
    assert_eq!(program.json(&["import", &list, "--incident", "drill", "--accept", "--json"])["accepted"], 1);
}

#[test]
fn the_quarantine_goes_out_harmless_and_comes_in_with_a_reason() {
    let program = Program::new();
    let list = program
        .file("list.csv", "external_id,given_name,address2,country\nC-1,=HYPERLINK(1),Locker 219-09-9999,US\nC-2,@Ada,,\nC-3,\u{1f}\n");
    let report = program.json(&["import", &list, "--incident", "march", "--accept", "--reason", "checked", "--json"]);
    assert_eq!((&report["accepted"], &report["quarantined_total"]), (&json!(0), &json!(3)));
    let csv = program.run(&["import", "quarantine", "export", "--incident", "march"]).stdout;
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(csv.as_slice());
    let cells: Vec<String> = reader.records().flat_map(|row| row.expect("CSV").iter().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert!(cells.contains(&"'=HYPERLINK(1)".to_owned()) && cells.contains(&"'@Ada".to_owned()), "{cells:?}");
    assert!(!cells.iter().any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{cells:?}");

    let rows = program.json(&["import", "quarantine", "export", "--incident", "march", "--json"])["rows"].clone();
    let row = |line: u64| {
        rows.as_array().expect("rows").iter().find(|row| row["line"] == line).and_then(|row| row["row"].as_str()).expect("a row")
    };
    let release = |row: &str| program.refused(&["import", "quarantine", "release", row, "--incident", "march", "--reason", "a locker"]);
    assert_eq!(release(row(2)).0, Some(0));
    assert_eq!(release(row(2)).0, Some(2), "it waits no longer");
    let (code, words) = release(row(3));
    assert!(code == Some(1) && words.contains("missing_country"), "{words}");
    let aside = program.run(&["import", "quarantine", "set-aside", row(4), "--incident", "march", "--reason", "no person"]);
    assert!(aside.status.success());
    let people = &program.json(&["import", "list", "--incident", "march", "--json"])["people"];
    assert_eq!((&people["people"], &people["quarantined"]), (&json!(1), &json!(1)));
}

async fn job(test: &TestStore, file: &Path, slug: &str) -> Job {
    let options = ReadOptions::default();
    let incident = match test.store.find_incident(&domain::slug::Slug::parse(slug).expect("a slug")).await.expect("an answer") {
        Some(incident) => incident,
        None => add_test_incident(&test.store, slug, false, Timestamp::from_micros(0)).await,
    };
    let file = ListFile::look_at(file, &options).expect("a list");
    Job { store: test.store.clone(), clock: Arc::new(SystemClock), incident, file, options, to_accept: false }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_readers_of_one_list_at_once_bring_every_row_in_once() {
    for test in stores().await {
        let mut readers = Vec::new();
        for _ in 0..20 {
            let job = job(&test, &data("people.csv"), "march").await;
            readers.push(tokio::spawn(async move { run(&job, &mut ()).await.expect("an import") }));
        }
        let mut accepted = 0;
        let mut imports = std::collections::BTreeMap::new();
        for reader in readers {
            let import = reader.await.expect("a reader");
            assert!(import.report.adds_up() && import.report.rows_read == 1000);
            imports.insert(import.import_id, import);
        }
        for import in imports.values() {
            accepted += import.report.accepted;
            test.store.accept_import(import.import_id, "test", Some("test"), Timestamp::from_micros(1)).await.expect("accepted in order");
        }
        assert_eq!(accepted, 1000);
        let incident = imports.values().next().expect("an import").incident_id;
        assert_eq!(test.store.count_people(incident).await.expect("a count").people, 1000);
    }
}

#[tokio::test]
async fn a_list_that_changes_while_it_is_read_is_not_finished() {
    let test = store::testing::sqlite_store().await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list.csv");
    fs::write(&path, "external_id,country\nC-1,US\n").expect("a file");
    let job = job(&test, &path, "march").await;
    fs::write(&path, "external_id,country\nC-1,US\nC-2,US\n").expect("a file");
    assert!(matches!(run(&job, &mut ()).await, Err(ImportFailure::FileChanged)));
    let people = test.store.count_people(job.incident.incident_id).await.expect("a count");
    assert_eq!(people.people, 0);
}
