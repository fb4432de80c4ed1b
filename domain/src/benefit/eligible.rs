//! Who can have a benefit.

use serde::{Deserialize, Serialize};

use crate::{
    exposure::CategorySet,
    person::{Kind, Person},
};

/// Who can have a benefit: people to whom all of this applies; what is empty applies to all of them. Nobody's language decides what they are
/// owed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Eligible {
    /// Any of these was taken from them, or may have been.
    pub categories: CategorySet,
    /// They live in one of these: ISO 3166-1 (`US`) or 3166-2 (`US-CA`).
    pub places: Vec<String>,
    /// They are one of these.
    pub kinds: Vec<Kind>,
}

impl Eligible {
    /// Whether it is for every affected person.
    #[must_use]
    pub const fn is_everybody(&self) -> bool {
        self.categories.is_empty() && self.places.is_empty() && self.kinds.is_empty()
    }

    /// Whether this person can have it.
    #[must_use]
    pub fn includes(&self, person: &Person) -> bool {
        let lives_there = |place: &String| *place == person.country || person.region.as_ref() == Some(place);
        (self.categories.is_empty() || self.categories.meets(person.exposure.all()))
            && (self.places.is_empty() || self.places.iter().any(lives_there))
            && (self.kinds.is_empty() || self.kinds.contains(&person.kind))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        exposure::{Category, Exposure},
        ids::{IncidentId, PersonId},
        lang::Lang,
        person::Contact,
    };

    fn set(id: &str) -> CategorySet {
        [Category::parse(id).unwrap()].into_iter().collect()
    }

    fn child_in_california() -> Person {
        Person {
            person_id: PersonId(Uuid::nil()),
            incident_id: IncidentId(Uuid::nil()),
            contact: Contact::default(),
            exposure: Exposure::new(CategorySet::default(), set("ssn")),
            kind: Kind::Minor,
            country: "US".to_owned(),
            region: Some("US-CA".to_owned()),
            lang: Lang::Es,
            generation: 1,
        }
    }

    fn to(categories: CategorySet, places: &[&str], kinds: &[Kind]) -> Eligible {
        Eligible { categories, places: places.iter().map(|place| (*place).to_owned()).collect(), kinds: kinds.to_vec() }
    }

    #[test]
    fn every_condition_that_is_set_must_fit_and_what_is_only_suspected_counts() {
        let child = child_in_california();
        let none = CategorySet::default();
        assert!(Eligible::default().is_everybody() && Eligible::default().includes(&child));
        assert!(to(set("ssn"), &["US-CA"], &[Kind::Minor]).includes(&child));
        assert!(to(none, &["US"], &[]).includes(&child));
        assert!(!to(set("phone"), &["US-CA"], &[Kind::Minor]).includes(&child));
        assert!(!to(none, &["US-NY", "CA"], &[]).includes(&child), "California is not Canada");
        assert!(!to(none, &[], &[Kind::Adult, Kind::Deceased]).includes(&child));
    }
}
