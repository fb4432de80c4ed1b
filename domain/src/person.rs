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
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Adult, Self::Minor, Self::Deceased];

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

/// What a person may change of their contact themselves: the whole of it as it is to be.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactChange {
    /// An address that passed [`EmailAddress::parse`], or none.
    pub email: Option<String>,
    /// Street and number.
    pub address1: String,
    /// Second line.
    pub address2: String,
    /// City.
    pub city: String,
    /// State or province, as they wrote it.
    pub region: String,
    /// ZIP or postal code.
    pub postal_code: String,
    /// The language we write in.
    pub lang: Lang,
}

impl ContactChange {
    /// As things stand: a form begins with it.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        let contact = &person.contact;
        Self {
            email: contact.email.clone(),
            address1: contact.address1.clone(),
            address2: contact.address2.clone(),
            city: contact.city.clone(),
            region: contact.region.clone(),
            postal_code: contact.postal_code.clone(),
            lang: person.lang,
        }
    }

    /// Whether it brings another postal address.
    #[must_use]
    pub fn moves(&self, contact: &Contact) -> bool {
        let new = [&self.address1, &self.address2, &self.city, &self.region, &self.postal_code];
        new != [&contact.address1, &contact.address2, &contact.city, &contact.region, &contact.postal_code]
    }

    /// Whether it brings another e-mail address.
    #[must_use]
    pub fn changes_email(&self, contact: &Contact) -> bool {
        self.email != contact.email
    }

    /// The contact as it is afterwards.
    #[must_use]
    pub fn applied_to(&self, contact: &Contact) -> Contact {
        Contact {
            email: self.email.clone(),
            address1: self.address1.clone(),
            address2: self.address2.clone(),
            city: self.city.clone(),
            region: self.region.clone(),
            postal_code: self.postal_code.clone(),
            language: self.lang.as_str().to_owned(),
            ..contact.clone()
        }
    }
}

impl std::fmt::Debug for ContactChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ContactChange(hidden)")
    }
}
