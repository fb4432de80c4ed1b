//! Somebody affected.

use serde::{Deserialize, Serialize};

use crate::{
    email::EmailAddress,
    exposure::Exposure,
    ids::{IncidentId, PersonId},
    lang::Lang,
};

/// Whether we speak to the person or for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// We write to the person.
    #[default]
    Adult,
    /// We write to the parent or guardian.
    Minor,
    /// We write to the family or executor.
    Deceased,
}

impl Kind {
    /// As in the list and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Adult => "adult",
            Self::Minor => "minor",
            Self::Deceased => "deceased",
        }
    }

    /// Reads `adult`, `minor` or `deceased`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Adult, Self::Minor, Self::Deceased].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What is sealed on a person's row: all that names or reaches them. Hidden when printed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The company's own number for this person.
    pub external_id: String,
    /// Given name, may be empty.
    pub given_name: String,
    /// Family name, may be empty.
    pub family_name: String,
    /// An address that passed [`EmailAddress::parse`], or none.
    pub email: Option<String>,
    /// As the list has it, may be empty.
    pub phone: String,
    /// Street and number.
    pub address1: String,
    /// Second line.
    pub address2: String,
    /// City.
    pub city: String,
    /// The region as the list has it, also when we do not know it.
    pub region: String,
    /// ZIP or postal code.
    pub postal_code: String,
    /// The language as the list has it.
    pub language: String,
}

impl Contact {
    /// The e-mail address, if there is one.
    #[must_use]
    pub fn email_address(&self) -> Option<EmailAddress> {
        self.email.as_deref().and_then(|text| EmailAddress::parse(text).ok())
    }

    /// Given and family name, or an empty text.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name).trim().to_owned()
    }

    /// Whether a letter would arrive: a street line and a city or postal code.
    #[must_use]
    pub fn has_postal_address(&self) -> bool {
        let has_place = !self.city.is_empty() || !self.postal_code.is_empty();
        has_place && !self.address1.is_empty()
    }
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact(hidden)")
    }
}

/// A person of an accepted import, opened.
#[derive(Clone, Debug)]
pub struct Person {
    /// Which person.
    pub person_id: PersonId,
    /// Of which incident.
    pub incident_id: IncidentId,
    /// Names and addresses.
    pub contact: Contact,
    /// What was taken.
    pub exposure: Exposure,
    /// Adult, minor, deceased.
    pub kind: Kind,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// ISO 3166-2, such as `US-CA`, where known.
    pub region: Option<String>,
    /// The language we write in.
    pub lang: Lang,
    /// Which invitation is good: re-issuing adds one.
    pub generation: i64,
}
