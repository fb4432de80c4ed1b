//! Whom an update is for.

use serde::{Deserialize, Serialize};

use crate::{exposure::CategorySet, lang::Lang, person::Person};

/// Whom an update is for. What is not for everybody stands on the personal pages of those it is for, and nowhere else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum UpdateAudience {
    /// The public page.
    #[default]
    Everybody,
    /// Affected people to whom all of this applies; what is empty applies to all of them.
    Affected {
        /// Any of these was taken from them, or may have been.
        categories: CategorySet,
        /// They live in one of these: ISO 3166-1 (`US`) or 3166-2 (`US-CA`).
        places: Vec<String>,
        /// We write to them in one of these.
        langs: Vec<Lang>,
    },
}

impl UpdateAudience {
    /// Whether it stands on the public page.
    #[must_use]
    pub const fn is_public(&self) -> bool {
        matches!(self, Self::Everybody)
    }

    /// Whether this person is one of them.
    #[must_use]
    pub fn includes(&self, person: &Person) -> bool {
        match self {
            Self::Everybody => true,
            Self::Affected { categories, places, langs } => {
                let lives_there = |place: &String| *place == person.country || person.region.as_ref() == Some(place);
                (categories.is_empty() || categories.meets(person.exposure.all()))
                    && (places.is_empty() || places.iter().any(lives_there))
                    && (langs.is_empty() || langs.contains(&person.lang))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        exposure::{Category, Exposure},
        ids::{IncidentId, PersonId},
        person::{Contact, Kind},
    };

    fn person() -> Person {
        let ssn: CategorySet = [Category::parse("ssn").unwrap()].into_iter().collect();
        Person {
            person_id: PersonId(Uuid::nil()),
            incident_id: IncidentId(Uuid::nil()),
            contact: Contact::default(),
            exposure: Exposure::new(CategorySet::default(), ssn),
            kind: Kind::Adult,
            country: "US".to_owned(),
            region: Some("US-CA".to_owned()),
            lang: Lang::Es,
            generation: 1,
        }
    }

    #[test]
    fn every_condition_that_is_set_must_fit() {
        let set = |id: &str| [Category::parse(id).unwrap()].into_iter().collect::<CategorySet>();
        let to = |categories, places: &[&str], langs: &[Lang]| UpdateAudience::Affected {
            categories,
            places: places.iter().map(|place| (*place).to_owned()).collect(),
            langs: langs.to_vec(),
        };
        assert!(UpdateAudience::Everybody.includes(&person()));
        assert!(to(CategorySet::default(), &[], &[]).includes(&person()));
        assert!(to(set("ssn"), &["US-CA"], &[Lang::Es]).includes(&person()), "suspected counts too");
        assert!(to(set("ssn"), &["US"], &[]).includes(&person()));
        assert!(!to(set("phone"), &["US-CA"], &[Lang::Es]).includes(&person()));
        assert!(!to(set("ssn"), &["US-NY", "CA"], &[]).includes(&person()));
        assert!(!to(set("ssn"), &[], &[Lang::En]).includes(&person()));
    }
}
