//! Credit bureaus, the Federal Trade Commission, attorneys general: whom a notice in the U.S. names.

use serde::{Deserialize, Serialize};

/// Addresses and numbers as of [`Contacts::checked`].
#[derive(Clone, Debug)]
pub struct Contacts {
    /// The day they were checked, `YYYY-MM-DD`.
    pub checked: String,
    /// Credit bureaus.
    pub bureaus: Vec<Bureau>,
    /// Where free credit reports are asked for.
    pub credit_reports: Office,
    /// The Federal Trade Commission.
    pub ftc: Office,
    /// Attorneys general and the like.
    pub states: Vec<Office>,
}

impl Contacts {
    /// The office of a region such as `US-MD`.
    #[must_use]
    pub fn state(&self, region: &str) -> Option<&Office> {
        self.states.iter().find(|office| office.region.as_deref() == Some(region))
    }
}

/// A credit bureau.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Bureau {
    /// Its id, such as `equifax`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where a freeze is asked for by letter.
    pub freeze_address: String,
    /// Where a fraud alert is asked for by letter.
    pub fraud_alert_address: String,
    /// As it is dialled.
    pub phone: String,
    /// As it is dialled.
    pub fraud_alert_phone: String,
    /// Its page.
    pub url: String,
}

/// A public office.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Office {
    /// ISO 3166-2; only with offices of a state.
    pub region: Option<String>,
    /// Its name.
    #[serde(alias = "office")]
    pub name: String,
    /// Its postal address.
    pub address: String,
    /// As it is dialled.
    pub phone: String,
    /// Its page.
    pub url: String,
    /// Its page in Spanish.
    pub url_es: Option<String>,
    /// Whether the compiler reads the state's law so that a notice names this office.
    #[serde(default)]
    pub required_in_notice: bool,
}
