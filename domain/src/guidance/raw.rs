//! The catalogue's file as it is written. Fields that nobody shows (sources, notes) are checked and passed over.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(super) struct RawCatalogue {
    pub meta: RawMeta,
    pub tone: BTreeMap<String, String>,
    pub deadline: BTreeMap<String, RawDeadline>,
    pub category: Vec<RawCategory>,
    pub action: Vec<RawAction>,
    pub contacts: RawContacts,
}

#[derive(Debug, Deserialize)]
pub(super) struct RawMeta {
    pub schema: u32,
    pub compiled: String,
    pub disclaimer_en: String,
    pub disclaimer_es: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct RawDeadline {
    pub rank: u32,
    pub en: String,
    pub es: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct RawCategory {
    pub id: String,
    pub label_en: String,
    pub label_es: String,
    pub severity: u8,
    pub risk_en: String,
    pub risk_es: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct RawAction {
    pub id: String,
    pub group: Option<String>,
    pub title_en: String,
    pub title_es: String,
    pub why_en: String,
    pub why_es: String,
    pub steps_en: Vec<String>,
    pub steps_es: Vec<String>,
    pub need_en: Option<String>,
    pub need_es: Option<String>,
    pub cost_note_en: Option<String>,
    pub cost_note_es: Option<String>,
    pub applies_to: Vec<String>,
    pub regions: Vec<String>,
    pub for_whom: Vec<String>,
    pub stage: String,
    pub minutes: u32,
    pub cost: String,
    pub priority: u32,
    pub deadline: String,
    pub slot: Option<String>,
    pub no_link_reason: Option<String>,
    pub links: Vec<RawLink>,
    pub sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct RawLink {
    pub label: String,
    pub label_es: Option<String>,
    pub url: String,
    pub url_es: Option<String>,
    pub kind: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct RawContacts {
    pub checked: String,
    pub cra: Vec<super::Bureau>,
    pub annual_credit_report: super::Office,
    pub ftc: super::Office,
    pub state: Vec<super::Office>,
}
