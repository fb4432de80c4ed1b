//! People for tests, as a list has them.

use domain::{
    clock::Timestamp,
    exposure::{Category, CategorySet, Exposure},
    ids::{ImportId, IncidentId, PersonId},
    import::ListedPerson,
    lang::Lang,
    person::{Contact, Kind},
    place::{Country, Region},
};

use crate::{
    Store, on,
    people::{SealedPerson, insert_person},
};

/// Somebody invented, in California, whose name and Social Security number were taken: change what the test is about.
///
/// # Panics
/// Never.
#[must_use]
pub fn listed_person(external_id: &str, email: Option<&str>) -> ListedPerson {
    let country = Country::parse("US").expect("a country");
    let set = |ids: &[&str]| ids.iter().map(|id| Category::parse(id).expect("a category")).collect::<CategorySet>();
    ListedPerson {
        contact: Contact {
            external_id: external_id.to_owned(),
            given_name: "Ada".to_owned(),
            family_name: "Example".to_owned(),
            email: email.map(str::to_owned),
            phone: "+1-206-555-0100".to_owned(),
            address1: "12 Harbour Row".to_owned(),
            address2: String::new(),
            city: "Springfield".to_owned(),
            region: "US-CA".to_owned(),
            postal_code: "90001".to_owned(),
            language: "en".to_owned(),
        },
        exposure: Exposure::new(set(&["name", "ssn"]), set(&["phone"])),
        kind: Kind::Adult,
        country,
        region: Region::parse("US-CA", country),
        lang: Lang::En,
        warnings: Vec::new(),
    }
}

/// Puts people on the list of an incident, in an import of their own that is accepted.
///
/// # Panics
/// When the database refuses, or the incident knows one of them already.
pub async fn add_listed_people(store: &Store, incident: IncidentId, people: &[ListedPerson], now: Timestamp) -> Vec<PersonId> {
    let import = ImportId::new(now, &*store.entropy);
    let keys = store.incident_keys(incident).await.expect("the incident's keys");
    let mut tx = store.write().await.expect("a transaction");
    let sql = "insert into imports (incident_id, import_id, file_sha256, file_bytes, reading, state, next_byte, next_line, report,
                                    rests_on, started_at, finished_at, accepted_at)
               values ($1, $2, $3, 0, '{}', 'accepted', 0, 1, '{\"accepted\":0,\"duplicate\":0,\"quarantined\":{},\"quarantined_total\":0,\"rows_read\":0,\"unreachable\":0,\"warnings\":{}}', '[]', $4, $4, $4)";
    on!(&mut tx, |db| sqlx::query(sql)
        .bind(incident.0)
        .bind(import.0)
        .bind(import.0.as_bytes().repeat(2))
        .bind(now.as_micros())
        .execute(&mut **db)
        .await
        .map(|_| ()))
    .expect("an import");
    let mut ids = Vec::new();
    for person in people {
        let id = PersonId::new(now, &*store.entropy);
        let sealed = SealedPerson::new(&keys, person, id, &*store.entropy).expect("a sealed person");
        assert!(insert_person(&mut tx, incident, import, &sealed).await.expect("a person"), "the incident knows this person");
        ids.push(id);
    }
    tx.commit().await.expect("a commit");
    ids
}
