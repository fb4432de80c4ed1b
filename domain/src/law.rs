//! What the law catalogue says. So far: how many months of identity protection a state asks for.

use serde::Deserialize;
use thiserror::Error;

/// The catalogue for the states of the US.
const US: &str = include_str!("../data/law/us.toml");

/// The catalogue cannot be read.
#[derive(Debug, Error)]
#[error("the law catalogue: {0}")]
pub struct BadLaw(#[from] toml::de::Error);

#[derive(Deserialize)]
struct Catalogue {
    meta: Meta,
    jurisdiction: Vec<Jurisdiction>,
}

#[derive(Deserialize)]
struct Meta {
    as_of: String,
}

#[derive(Deserialize)]
struct Jurisdiction {
    code: String,
    name: String,
    statute: String,
    identity_protection: Option<Offer>,
}

#[derive(Deserialize)]
struct Offer {
    months: i64,
    when_data: Vec<String>,
}

/// What one state's law asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectionDuty {
    /// ISO 3166-2: `US-CT`.
    pub place: String,
    /// The state's name.
    pub name: String,
    /// For how many months, at least.
    pub months: i64,
    /// Which data make it due, by the catalogue's ids.
    pub when_data: Vec<String>,
    /// Where it stands.
    pub statute: String,
}

/// Every state's duty to offer identity protection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectionLaw {
    /// The day the catalogue is of.
    pub as_of: String,
    duties: Vec<ProtectionDuty>,
}

impl ProtectionLaw {
    /// Of the catalogue that comes with Candor. It is no legal advice, and pages that use it say so.
    ///
    /// # Errors
    /// When it cannot be read; a test keeps that from happening.
    pub fn bundled() -> Result<Self, BadLaw> {
        Self::parse(US)
    }

    /// Of a catalogue.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, BadLaw> {
        let catalogue: Catalogue = toml::from_str(text)?;
        let duty = |of: Jurisdiction| {
            let offer = of.identity_protection?;
            Some(ProtectionDuty { place: of.code, name: of.name, months: offer.months, when_data: offer.when_data, statute: of.statute })
        };
        Ok(Self { as_of: catalogue.meta.as_of, duties: catalogue.jurisdiction.into_iter().filter_map(duty).collect() })
    }

    /// The longest that any state asks for when data of these kinds were taken. It is offered to everybody: two people who lost the same get
    /// the same, wherever they live.
    #[must_use]
    pub fn longest<'a>(&self, mut has: impl FnMut(&str) -> bool + 'a) -> Option<&ProtectionDuty> {
        self.duties.iter().filter(|duty| duty.when_data.iter().any(|data| has(data))).max_by_key(|duty| duty.months)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_that_any_state_asks_for_counts() {
        let law = ProtectionLaw::bundled().unwrap();
        let ssn = law.longest(|data| data == "ssn").unwrap();
        assert!(ssn.months >= 24 && ssn.place.starts_with("US-") && !ssn.statute.is_empty(), "{ssn:?}");
        let licence = law.longest(|data| data == "drivers_license").unwrap();
        assert!((12..=ssn.months).contains(&licence.months), "{licence:?}");
        assert_eq!(law.longest(|data| data == "e-mail"), None);
        assert_eq!(law.as_of.len(), "2026-06-16".len());
    }

    #[test]
    fn a_catalogue_that_is_none_says_so() {
        assert!(ProtectionLaw::parse("jurisdiction = 1").is_err());
    }
}
