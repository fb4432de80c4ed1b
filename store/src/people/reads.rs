//! Reading people. Every query here asks for accepted imports only: nobody else is visible to anybody.

use domain::{
    email::EmailAddress,
    ids::{IncidentId, PersonId},
    person::Person,
};
use uuid::Uuid;

use super::row::{COLUMNS, PersonRow, email_hash};
use crate::{Store, StoreError, on};

/// What makes a row of `people` visible to staff, who also see doubles.
pub(super) const IN_AN_ACCEPTED_IMPORT: &str = "exists (select 1 from imports where imports.incident_id = people.incident_id
                        and imports.import_id = people.import_id and imports.accepted_at is not null)";
/// What makes a row of `people` a person: visible, and no double of another row.
const ACCEPTED: &str = "people.merged_into is null and exists (select 1 from imports where imports.incident_id = people.incident_id
                        and imports.import_id = people.import_id and imports.accepted_at is not null)";

/// A family shares an address; of more people than this behind one, staff are told.
pub const MOST_SHARING: i64 = 5;

/// How many people of an incident there are, of accepted imports only, but for `quarantined`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, sqlx::FromRow)]
pub struct PeopleCounts {
    /// Everybody.
    pub people: i64,
    /// With an e-mail address.
    pub with_email: i64,
    /// Without one, with a postal address.
    pub by_letter_only: i64,
    /// With neither: they count for the law and need substitute notice.
    pub unreachable: i64,
    /// Rows that wait for a person to look at them: people not yet told. Those of readings that are not accepted count too.
    #[sqlx(default)]
    pub quarantined: i64,
}

impl Store {
    /// A person by id.
    ///
    /// # Errors
    /// When the database fails or the row does not open.
    pub async fn person(&self, incident: IncidentId, person: PersonId) -> Result<Option<Person>, StoreError> {
        let sql = format!("select {COLUMNS} from people where incident_id = $1 and person_id = $2 and {ACCEPTED}");
        let row = on!(self.read(), |db| sqlx::query_as::<_, PersonRow>(&sql).bind(incident.0).bind(person.0).fetch_optional(db).await)?;
        let keys = self.incident_keys(incident).await?;
        row.map(|row| row.open(incident, &keys)).transpose()
    }

    /// Everybody whom the list reaches at this address, by id: a family may share one.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn people_by_email(&self, incident: IncidentId, email: &EmailAddress) -> Result<Vec<Person>, StoreError> {
        let keys = self.incident_keys(incident).await?;
        let sql = format!("select {COLUMNS} from people where incident_id = $1 and email_hash = $2 and {ACCEPTED} order by person_id");
        let rows = on!(self.read(), |db| sqlx::query_as::<_, PersonRow>(&sql)
            .bind(incident.0)
            .bind(email_hash(&keys, email.as_str()).as_slice())
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(|row| row.open(incident, &keys)).collect()
    }

    /// Up to `limit` people in the order of their ids, those after `after` only. An empty answer is the end.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn people_after(&self, incident: IncidentId, after: Option<PersonId>, limit: u32) -> Result<Vec<Person>, StoreError> {
        let sql =
            format!("select {COLUMNS} from people where incident_id = $1 and person_id > $2 and {ACCEPTED} order by person_id limit $3");
        let rows = on!(self.read(), |db| sqlx::query_as::<_, PersonRow>(&sql)
            .bind(incident.0)
            .bind(after.map_or(Uuid::nil(), |person| person.0))
            .bind(i64::from(limit))
            .fetch_all(db)
            .await)?;
        let keys = self.incident_keys(incident).await?;
        rows.into_iter().map(|row| row.open(incident, &keys)).collect()
    }

    /// These people, in the order of their ids; whoever is not visible is left out. For a batch: at most a few hundred.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn people_by_ids(&self, incident: IncidentId, people: &[PersonId]) -> Result<Vec<Person>, StoreError> {
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let marks = (0..people.len()).map(|at| format!("${}", at + 2)).collect::<Vec<_>>().join(", ");
        let sql =
            format!("select {COLUMNS} from people where incident_id = $1 and person_id in ({marks}) and {ACCEPTED} order by person_id");
        let rows = on!(self.read(), |db| {
            let query = sqlx::query_as::<_, PersonRow>(&sql).bind(incident.0).persistent(false);
            people.iter().fold(query, |query, person| query.bind(person.0)).fetch_all(db).await
        })?;
        let keys = self.incident_keys(incident).await?;
        rows.into_iter().map(|row| row.open(incident, &keys)).collect()
    }

    /// How many people the list reaches at this address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_sharing(&self, incident: IncidentId, email: &EmailAddress) -> Result<i64, StoreError> {
        let keys = self.incident_keys(incident).await?;
        let sql = format!("select cast(count(*) as bigint) from people where incident_id = $1 and email_hash = $2 and {ACCEPTED}");
        let hash = email_hash(&keys, email.as_str());
        Ok(on!(self.read(), |db| sqlx::query_scalar(&sql).bind(incident.0).bind(hash.as_slice()).fetch_one(db).await)?)
    }

    /// Addresses that more than [`MOST_SHARING`] people share, and how many people those are together. Nobody's address is opened.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn shared_addresses(&self, incident: IncidentId) -> Result<(i64, i64), StoreError> {
        let sql = format!(
            "select cast(count(*) as bigint), cast(coalesce(sum(sharing), 0) as bigint) from (
                 select count(*) as sharing from people where incident_id = $1 and email_hash is not null and {ACCEPTED}
                 group by email_hash having count(*) > {MOST_SHARING}
             ) as shared"
        );
        Ok(on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).fetch_one(db).await)?)
    }

    /// How many people there are, and how they can be reached.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_people(&self, incident: IncidentId) -> Result<PeopleCounts, StoreError> {
        // Counted in the index `people_counted`, list by list; then the lists that are accepted. Asked row by row, a million people
        // take seconds.
        let sql = "select cast(coalesce(sum(rows), 0) as bigint) as people,
                          cast(coalesce(sum(case when no_email then 0 else rows end), 0) as bigint) as with_email,
                          cast(coalesce(sum(case when no_email and has_postal_address then rows else 0 end), 0) as bigint) as by_letter_only,
                          cast(coalesce(sum(case when no_email and not has_postal_address then rows else 0 end), 0) as bigint) as unreachable
                   from (select import_id, (email_hash is null) as no_email, has_postal_address, count(*) as rows from people
                         where incident_id = $1 and merged_into is null group by import_id, (email_hash is null), has_postal_address) as counted
                   where exists (select 1 from imports where imports.incident_id = $1 and imports.import_id = counted.import_id
                                 and imports.accepted_at is not null)";
        let counts = on!(self.read(), |db| sqlx::query_as::<_, PeopleCounts>(sql).bind(incident.0).fetch_one(db).await)?;
        Ok(PeopleCounts { quarantined: self.count_quarantined(incident).await?, ..counts })
    }

    /// Rows that wait for a person to look at them: "N people not yet told".
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_quarantined(&self, incident: IncidentId) -> Result<i64, StoreError> {
        let sql = "select cast(count(*) as bigint) from quarantine where incident_id = $1 and released_at is null";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_one(db).await)?)
    }

    /// How many people a notice has gone out to: by e-mail taken by the relay, or by a printed letter. Each counts once. What came
    /// back does not count.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_told(&self, incident: IncidentId) -> Result<i64, StoreError> {
        // In the order of the index `deliveries_told`, which has no other rows.
        let sql = "select cast(count(*) as bigint) from (
                       select recipient_id from deliveries where incident_id = $1 and state in ('sent', 'printed')
                       and notice_id in (select notice_id from notices where incident_id = $1 and purpose = 'notice')
                       group by recipient_id) as told";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_one(db).await)?)
    }
}
