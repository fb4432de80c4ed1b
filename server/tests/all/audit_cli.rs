//! `candor audit`, as it is called.

use std::{
    path::Path,
    process::{Command, Output, Stdio},
    sync::Arc,
};

use candor::machine::SystemEntropy;
use domain::clock::Timestamp;
use serde_json::{Value, json};
use store::{
    Store,
    audit::{Act, Chain},
    keys::MasterKey,
    on,
    testing::add_test_incident,
};
use tempfile::TempDir;

fn candor(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.args(arguments).current_dir(folder).env_clear().stdin(Stdio::null()).output().unwrap()
}

fn said(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// A data folder with an incident and some acts of the command line; its store, to manipulate it.
async fn folder() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    assert_eq!(candor(folder.path(), &["init"]).status.code(), Some(0));
    let data = folder.path().join("data");
    let master = MasterKey::parse(&std::fs::read_to_string(data.join("master.key")).unwrap()).unwrap();
    let address = format!("sqlite:{}", data.join("candor.db").display());
    let store = Store::open(&address, master, Arc::new(SystemEntropy)).await.unwrap();
    add_test_incident(&store, "march-2031", true, Timestamp::parse("2031-03-09T14:20:00Z").unwrap()).await;
    for _ in 0..3 {
        // Each export is an act, and its head goes to the file.
        assert_eq!(candor(folder.path(), &["audit", "export", "--incident", "march-2031", "out.jsonl"]).status.code(), Some(0));
    }
    (folder, store)
}

async fn change(store: &Store, sql: &str) {
    let mut tx = store.write().await.unwrap();
    on!(&mut tx, |db| sqlx::query(sql).execute(&mut **db).await.map(|_| ())).unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_names_the_first_row_that_does_not_fit() {
    let (folder, store) = folder().await;
    let whole = candor(folder.path(), &["audit", "verify", "--json"]);
    assert_eq!(whole.status.code(), Some(0), "{whole:?}");
    let report: Value = serde_json::from_slice(&whole.stdout).unwrap();
    assert_eq!((&report["is_whole"], &report["heads"]), (&json!(true), &json!(3)));
    change(&store, "update audit set actor = 'somebody else' where sequence = 2").await;
    let (code, words) = said(&candor(folder.path(), &["audit", "verify"]));
    assert_eq!(code, Some(1));
    assert!(words.contains("march-2031: row 2 is not what was written"), "{words}");
    let report: Value = serde_json::from_slice(&candor(folder.path(), &["audit", "verify", "--json"]).stdout).unwrap();
    let chain = report["chains"].as_array().unwrap().iter().find(|chain| chain["name"] == "march-2031").unwrap();
    assert_eq!((&chain["first_bad"], &chain["misfit"], &report["is_whole"]), (&json!(2), &json!("changed"), &json!(false)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_tail_shows_beside_the_file_of_heads_and_beside_an_anchor_kept_elsewhere() {
    let (folder, store) = folder().await;
    assert_eq!(candor(folder.path(), &["audit", "anchor", "anchor.json"]).status.code(), Some(0));
    let verify = ["audit", "verify", "--anchor", "anchor.json"];
    assert_eq!(candor(folder.path(), &verify).status.code(), Some(0));
    change(&store, "delete from audit where sequence = 3").await;
    let (code, words) = said(&candor(folder.path(), &["audit", "verify"]));
    assert_eq!(code, Some(1));
    assert!(words.contains("march-2031: row 3 and all after it were cut off"), "{words}");
    // Whoever holds the machine takes the file of heads as well.
    std::fs::remove_file(folder.path().join("data/audit-heads")).unwrap();
    let (code, words) = said(&candor(folder.path(), &["audit", "verify"]));
    assert_eq!(code, Some(0));
    assert!(words.contains("would not show"), "{words}");
    let (code, words) = said(&candor(folder.path(), &verify));
    assert_eq!(code, Some(1));
    assert!(words.contains("march-2031: row 3"), "{words}");
    let changed = std::fs::read_to_string(folder.path().join("anchor.json")).unwrap().replace(" 3 ", " 2 ");
    std::fs::write(folder.path().join("anchor.json"), changed).unwrap();
    let (code, words) = said(&candor(folder.path(), &verify));
    assert_eq!(code, Some(1));
    assert!(words.contains("was changed"), "{words}");
    assert_eq!(candor(folder.path(), &["audit", "verify", "--anchor", "none.json"]).status.code(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_has_every_row_goes_on_where_it_ended_and_is_written_down_itself() {
    let (folder, store) = folder().await;
    let lines = |output: Output| -> Vec<Value> {
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let all = lines(candor(folder.path(), &["audit", "export", "--incident", "march-2031"]));
    assert_eq!(all.iter().map(|row| row["sequence"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert!(all.iter().all(|row| row["act"] == "audit.export" && row["actor"] == "command line"));
    let rest = lines(candor(folder.path(), &["audit", "export", "--incident", "march-2031", "--after", "3"]));
    assert_eq!(rest.iter().map(|row| row["sequence"].as_i64().unwrap()).collect::<Vec<_>>(), [4, 5]);
    let mut tx = store.write().await.unwrap();
    let (details, now) = (json!({ "reason": "=cmd|' /C calc'!A0" }), Timestamp::parse("2031-03-09T14:20:00Z").unwrap());
    let act = Act { actor: "=1+1", act: "@SUM(A1)", about: None, details: &details };
    store.append_audit(&mut tx, Chain::Installation, act, now).await.unwrap();
    tx.commit().await.unwrap();
    let csv = String::from_utf8(candor(folder.path(), &["audit", "export", "--csv"]).stdout).unwrap();
    assert!(csv.contains("\"'=1+1\",\"'@SUM(A1)\""), "{csv}");
    assert!(csv.split('\n').all(|line| !line.contains(",=") && !line.contains(",\"=")), "{csv}");
}
