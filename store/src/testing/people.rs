//! People for tests, without an import.

use domain::{
    clock::Timestamp,
    exposure::Exposure,
    ids::{ImportId, IncidentId, PersonId},
    lang::Lang,
    person::{Contact, Kind, Person},
    visit::Channel,
};

use crate::{
    Store,
    invitations::{Invitation, InvitationSecrets},
    keys::{Place, Purpose},
    on,
};

/// An adult of California who reads English, with nothing of theirs taken; change what the test is about.
#[must_use]
pub fn test_person(store: &Store, incident: IncidentId, contact: Contact, now: Timestamp) -> Person {
    Person {
        person_id: PersonId::new(now, &*store.entropy),
        incident_id: incident,
        contact,
        exposure: Exposure::default(),
        kind: Kind::Adult,
        country: "US".to_owned(),
        region: Some("US-CA".to_owned()),
        lang: Lang::En,
        generation: 1,
    }
}

/// Names and an address that reach nobody.
#[must_use]
pub fn test_contact(given_name: &str, email: Option<&str>) -> Contact {
    Contact {
        external_id: given_name.to_lowercase(),
        given_name: given_name.to_owned(),
        family_name: "Example".to_owned(),
        email: email.map(str::to_owned),
        ..Contact::default()
    }
}

/// Puts a person into an accepted import of their own.
///
/// # Panics
/// When it cannot be done.
pub async fn add_test_person(store: &Store, person: &Person, now: Timestamp) {
    let keys = store.incident_keys(person.incident_id).await.expect("an incident");
    let import = ImportId::new(now, &*store.entropy);
    let contact = &person.contact;
    let sealed = keys.seal(Place { table: "people", row: person.person_id.0 }, contact, &*store.entropy).expect("a sealed contact");
    let email_hash = contact.email_address().map(|email| keys.lookup(Purpose::Email, &[email.as_str().as_bytes()]).to_vec());
    let mut tx = store.write().await.expect("a write");
    let sql = "insert into imports (incident_id, import_id, file_sha256, file_bytes, reading, state, next_byte, next_line, report, rests_on, started_at, accepted_at)
               values ($1, $2, $3, 0, '{}', 'accepted', 0, 0, '{\"accepted\":0,\"duplicate\":0,\"quarantined\":{},\"quarantined_total\":0,\"rows_read\":0,\"unreachable\":0,\"warnings\":{}}', '[]', $4, $4)";
    on!(&mut tx, |db| sqlx::query(sql)
        .bind(person.incident_id.0)
        .bind(import.0)
        .bind(import.0.as_bytes().repeat(2))
        .bind(now.as_micros())
        .execute(&mut **db)
        .await
        .map(|_| ()))
    .expect("an accepted import");
    let sql =
        "insert into people (incident_id, person_id, import_id, external_id_hash, content_mac, email_hash, sealed, confirmed, suspected,
                                   country, region, lang, kind, has_postal_address, generation)
               values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    on!(&mut tx, |db| sqlx::query(sql)
        .bind(person.incident_id.0)
        .bind(person.person_id.0)
        .bind(import.0)
        .bind(person.person_id.0.as_bytes().to_vec())
        .bind(email_hash)
        .bind(sealed)
        .bind(person.exposure.confirmed.bits().cast_signed())
        .bind(person.exposure.suspected.bits().cast_signed())
        .bind(&person.country)
        .bind(&person.region)
        .bind(person.lang.as_str())
        .bind(person.kind.as_str())
        .bind(contact.has_postal_address())
        .bind(person.generation)
        .execute(&mut **db)
        .await
        .map(|_| ()))
    .expect("a person");
    tx.commit().await.expect("a commit");
}

/// Invites a person by a channel, and gives what the message would say.
///
/// # Panics
/// When it cannot be done.
pub async fn invite_test_person(store: &Store, person: &Person, channel: Channel) -> (Invitation, InvitationSecrets) {
    let invitation = Invitation { incident_id: person.incident_id, person_id: person.person_id, channel, generation: person.generation };
    let mut tx = store.write().await.expect("a write");
    let secrets = store.invite(&mut tx, &invitation).await.expect("an invitation");
    tx.commit().await.expect("a commit");
    (invitation, secrets)
}
