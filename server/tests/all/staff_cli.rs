//! `candor staff`, as it is called.

use std::{
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

fn candor(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.arg("--data-dir").arg(folder).args(["--json"]).args(arguments);
    command.output().expect("the program runs")
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

#[test]
fn the_first_owner_gets_a_link_and_roles_are_given_and_taken_by_command() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert!(candor(folder, &["init"]).status.success());
    let added = json(&candor(folder, &["staff", "add", "ana@example.org", "--role", "owner"]));
    let link = added["link"].as_str().unwrap();
    assert!(link.contains("/staff/enrol#") && link.ends_with(|c: char| c.is_ascii_alphanumeric()), "a link");
    assert_eq!(added["mailed"], false, "without a relay no mail is promised");
    let again = json(&candor(folder, &["staff", "add", "ana@example.org", "--role", "owner"]));
    assert_ne!(again["link"], added["link"], "a new link for who did not use theirs");
    json(&candor(folder, &["staff", "role", "give", "ana@example.org", "--role", "editor"]));
    let listed = json(&candor(folder, &["staff", "list"]));
    let ana = &listed["staff"][0];
    assert_eq!((ana["state"].as_str(), ana["roles"].as_array().map(Vec::len)), (Some("invited"), Some(2)));
    json(&candor(folder, &["staff", "role", "take", "ana@example.org", "--role", "owner"]));
    assert_eq!(json(&candor(folder, &["staff", "list"]))["staff"][0]["roles"][0]["role"], "editor");
    json(&candor(folder, &["staff", "remove", "ana@example.org"]));
    assert_eq!(json(&candor(folder, &["staff", "list"]))["staff"].as_array().map(Vec::len), Some(0));
    assert_eq!(candor(folder, &["staff", "remove", "ana@example.org"]).status.code(), Some(2));
    assert_eq!(candor(folder, &["staff", "add", "no address", "--role", "owner"]).status.code(), Some(2));
    assert_eq!(candor(folder, &["staff", "add", "ana@example.org", "--role", "owner", "--incident", "nowhere"]).status.code(), Some(2));
}
