//! `incident.toml`.

use std::{collections::BTreeMap, fmt};

use serde::Deserialize;

/// What languages share: dates, states, order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentFile {
    pub zone: String,
    #[serde(default)]
    pub stage: Option<String>,
    pub occurred_from: Option<Stamp>,
    pub occurred_to: Option<Stamp>,
    pub discovered_at: Option<Stamp>,
    pub determined_at: Option<Stamp>,
    pub contained_at: Option<Stamp>,
    pub as_of: Stamp,
    pub next_update_at: Option<Stamp>,
    #[serde(default)]
    pub categories: Vec<String>,
    pub suspected_known_by: Option<Stamp>,
    #[serde(default)]
    pub slots: BTreeMap<String, String>,
    #[serde(default)]
    pub fact: Vec<FactEntry>,
    #[serde(default)]
    pub fix: Vec<FixEntry>,
    #[serde(default)]
    pub update: Vec<UpdateEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactEntry {
    pub id: String,
    pub state: String,
    pub expected_on: Option<Stamp>,
    pub corrected_on: Option<Stamp>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixEntry {
    pub id: String,
    pub state: String,
    pub on: Option<Stamp>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpdateEntry {
    pub id: String,
    pub kind: String,
    pub published_at: Stamp,
}

/// A date or a time, in quotes or not.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Stamp {
    Native(toml::value::Datetime),
    Text(String),
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Native(time) => time.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}
