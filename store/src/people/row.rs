//! A person's row: what is sealed, what is found by hash, and the little that stands in clear.

use domain::{
    clock::Entropy,
    exposure::{CategorySet, Exposure},
    ids::{IncidentId, PersonId},
    import::ListedPerson,
    lang::Lang,
    person::{Contact, Kind, Person},
};
use uuid::Uuid;

use crate::{
    StoreError,
    keys::{IncidentKeys, LookupHash, Place, Purpose},
};

/// A row of `people` or `people_changes`, ready to be written.
#[derive(Clone)]
pub(crate) struct SealedPerson {
    pub person_id: PersonId,
    pub external_id_hash: LookupHash,
    pub content_mac: LookupHash,
    pub email_hash: Option<LookupHash>,
    pub sealed: Vec<u8>,
    pub confirmed: i64,
    pub suspected: i64,
    pub country: &'static str,
    pub region: Option<&'static str>,
    pub lang: &'static str,
    pub kind: &'static str,
    pub has_postal_address: bool,
}

/// Where a person's contact stands, also while a change of it waits in `people_changes`.
const fn place(person: PersonId) -> Place {
    Place { table: "people", row: person.0 }
}

impl SealedPerson {
    pub(crate) fn new(keys: &IncidentKeys, person: &ListedPerson, id: PersonId, entropy: &dyn Entropy) -> Result<Self, StoreError> {
        let contact = &person.contact;
        Ok(Self {
            person_id: id,
            external_id_hash: keys.lookup(Purpose::ExternalId, &[contact.external_id.as_bytes()]),
            content_mac: keys.lookup(Purpose::RowContent, &[&person.content()]),
            email_hash: contact.email.as_ref().map(|email| email_hash(keys, email)),
            sealed: keys.seal(place(id), contact, entropy)?,
            confirmed: person.exposure.confirmed.bits().cast_signed(),
            suspected: person.exposure.suspected.bits().cast_signed(),
            country: person.country.as_str(),
            region: person.region.map(|region| region.as_str()),
            lang: person.lang.as_str(),
            kind: person.kind.as_str(),
            has_postal_address: contact.has_postal_address(),
        })
    }

    /// The same content for the row of a person we know.
    pub(crate) fn sealed_for(
        &self,
        keys: &IncidentKeys,
        contact: &Contact,
        id: PersonId,
        entropy: &dyn Entropy,
    ) -> Result<Self, StoreError> {
        Ok(Self { person_id: id, sealed: keys.seal(place(id), contact, entropy)?, ..self.clone() })
    }
}

pub(super) fn email_hash(keys: &IncidentKeys, email: &str) -> LookupHash {
    keys.lookup(Purpose::Email, &[email.as_bytes()])
}

/// The columns of a [`PersonRow`].
pub(super) const COLUMNS: &str = "person_id, sealed, confirmed, suspected, country, region, lang, kind, generation";

#[derive(sqlx::FromRow)]
pub(super) struct PersonRow {
    person_id: Uuid,
    sealed: Vec<u8>,
    confirmed: i64,
    suspected: i64,
    country: String,
    region: Option<String>,
    lang: String,
    kind: String,
    generation: i64,
}

impl PersonRow {
    pub(super) fn open(self, incident: IncidentId, keys: &IncidentKeys) -> Result<Person, StoreError> {
        let nonsense = |column| StoreError::Nonsense { table: "people", column };
        let person_id = PersonId(self.person_id);
        let set = |bits: i64| CategorySet::from_bits(bits.cast_unsigned());
        Ok(Person {
            person_id,
            incident_id: incident,
            contact: keys.open(place(person_id), &self.sealed)?,
            exposure: Exposure::new(set(self.confirmed), set(self.suspected)),
            kind: Kind::parse(&self.kind).ok_or_else(|| nonsense("kind"))?,
            country: self.country,
            region: self.region,
            lang: Lang::ALL.into_iter().find(|lang| lang.as_str() == self.lang).ok_or_else(|| nonsense("lang"))?,
            generation: self.generation,
        })
    }
}
