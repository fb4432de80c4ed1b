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

    /// How many people there are, and how they can be reached.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_people(&self, incident: IncidentId) -> Result<PeopleCounts, StoreError> {
        let sql = format!(
            "select cast(count(*) as bigint) as people,
                    cast(count(email_hash) as bigint) as with_email,
                    cast(count(case when email_hash is null and has_postal_address then 1 end) as bigint) as by_letter_only,
                    cast(count(case when email_hash is null and not has_postal_address then 1 end) as bigint) as unreachable
             from people where incident_id = $1 and {ACCEPTED}"
        );
        let counts = on!(self.read(), |db| sqlx::query_as::<_, PeopleCounts>(&sql).bind(incident.0).fetch_one(db).await)?;
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
        let sql =
            "select cast(count(distinct person_id) as bigint) from deliveries where incident_id = $1 and state in ('sent', 'printed')";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_one(db).await)?)
    }
}
