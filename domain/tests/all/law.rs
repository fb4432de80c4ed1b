//! The law data that comes with Candor is copied as it is; until something reads it, this keeps it whole.

use std::collections::HashSet;

use toml::{Table, Value};

const US: &str = include_str!("../../data/law/us.toml");
const OTHER: &str = include_str!("../../data/law/other.toml");
const STATES: &str = "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND \
                      OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR GU VI";

fn jurisdictions(text: &str) -> Vec<Table> {
    let file: Table = text.parse().unwrap();
    assert_eq!(file["meta"]["schema"].as_integer(), Some(1));
    assert!(file["meta"]["as_of"].as_str().is_some() && file["meta"]["not_legal_advice"] == Value::Boolean(true));
    file["jurisdiction"].as_array().unwrap().iter().map(|entry| entry.as_table().unwrap().clone()).collect()
}

#[test]
fn the_law_has_every_state_once_and_the_other_regimes() {
    let us: Vec<String> = jurisdictions(US).iter().map(|entry| entry["code"].as_str().unwrap().to_owned()).collect();
    let found: HashSet<&str> = us.iter().map(String::as_str).collect();
    let wanted: Vec<String> = STATES.split_whitespace().map(|state| format!("US-{state}")).collect();
    assert_eq!((us.len(), found.len()), (wanted.len(), wanted.len()));
    assert!(wanted.iter().all(|code| found.contains(code.as_str())));
    let other = jurisdictions(OTHER);
    let codes: HashSet<_> = other.iter().map(|entry| entry["code"].as_str().unwrap()).collect();
    assert_eq!(codes.len(), other.len());
    for code in ["EU", "GB", "CA", "CA-QC", "AU", "US/HIPAA", "US/FTC-SAFEGUARDS", "US/SEC-8K"] {
        assert!(codes.contains(code), "{code}");
    }
}

#[test]
fn every_law_entry_says_where_it_comes_from_and_how_sure_it_is() {
    for entry in jurisdictions(US).iter().chain(&jurisdictions(OTHER)) {
        let code = &entry["code"];
        for field in ["name", "statute", "status", "notes", "trigger"] {
            assert!(entry[field].as_str().is_some_and(|text| !text.is_empty()), "{code} {field}");
        }
        let sources = entry["sources"].as_array().unwrap();
        assert!(!sources.is_empty() && sources.iter().all(|url| url.as_str().unwrap().starts_with("http")), "{code}");
        assert!(["high", "medium", "low"].contains(&entry["confidence"].as_str().unwrap()), "{code}");
        let clocks = ["deadline_days", "deadline_hours", "deadline_business_days", "deadline_months"];
        if let Some(notice) = entry.get("individual_notice").and_then(Value::as_table) {
            let given: Vec<_> = clocks.iter().filter_map(|clock| notice.get(*clock)).collect();
            assert!(given.len() <= 1 && given.iter().all(|clock| clock.as_integer().unwrap() > 0), "{code}");
            assert!(notice["standard"].is_str() && notice["from"].is_str(), "{code}");
        }
    }
}
