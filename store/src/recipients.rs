//! The people of a batch of deliveries, in one read.

use domain::{
    exposure::{CategorySet, Exposure},
    ids::{IncidentId, PersonId},
    lang::Lang,
    person::{Contact, Kind, Person},
};
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::{Store, StoreError, keys::Place, on};

#[derive(sqlx::FromRow)]
struct Row {
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

impl Store {
    /// One person, to be written to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recipient(&self, incident: IncidentId, person: PersonId) -> Result<Option<Person>, StoreError> {
        Ok(self.recipients(incident, &[person]).await?.pop())
    }

    /// The people with these ids. Who is not there, or does not open, is left out (and logged): one bad row must not keep
    /// everybody else from being told.
    pub(crate) async fn recipients(&self, incident: IncidentId, ids: &[PersonId]) -> Result<Vec<Person>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let keys = self.incident_keys(incident).await?;
        let columns = "person_id, sealed, confirmed, suspected, country, region, lang, kind, generation";
        let rows: Vec<Row> = on!(self.read(), |db| {
            let mut sql = QueryBuilder::new(format!("select {columns} from people where incident_id = "));
            sql.push_bind(incident.0).push(" and person_id in (");
            let mut list = sql.separated(", ");
            for id in ids {
                list.push_bind(id.0);
            }
            sql.push(")");
            sql.build_query_as().fetch_all(db).await
        })?;
        let mut people = Vec::with_capacity(rows.len());
        for row in rows {
            let person_id = PersonId(row.person_id);
            let opened = keys.open::<Contact>(Place { table: "people", row: row.person_id }, &row.sealed);
            let (Ok(contact), Some(kind)) = (opened, Kind::parse(&row.kind)) else {
                tracing::error!(%person_id, "a person's row does not open: nobody can be written to");
                continue;
            };
            let (confirmed, suspected) = (row.confirmed.cast_unsigned(), row.suspected.cast_unsigned());
            people.push(Person {
                person_id,
                incident_id: incident,
                contact,
                exposure: Exposure::new(CategorySet::from_bits(confirmed), CategorySet::from_bits(suspected)),
                kind,
                country: row.country,
                region: row.region,
                lang: Lang::from_tag(&row.lang),
                generation: row.generation,
            });
        }
        Ok(people)
    }
}
