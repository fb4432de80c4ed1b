//! Incidents and what is said about them in public.

use domain::{
    clock::Timestamp,
    exposure::CategorySet,
    ids::IncidentId,
    incident::{Fact, Fix, Incident, Section, Stage, Update},
    lang::Lang,
    slug::Slug,
};
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    incident_words::add_words,
    on,
    publishing::publish_from_command_line,
};

/// The columns of an [`IncidentRow`].
const COLUMNS: &str = "incident_id, slug, is_practice, stage, zone, occurred_from, occurred_to, discovered_at, determined_at, \
                       contained_at, published_at, as_of, next_update_at, categories, suspected_known_by, slots";

#[derive(sqlx::FromRow)]
struct IncidentRow {
    incident_id: Uuid,
    slug: String,
    is_practice: bool,
    stage: String,
    zone: String,
    occurred_from: Option<String>,
    occurred_to: Option<String>,
    discovered_at: Option<i64>,
    determined_at: Option<i64>,
    contained_at: Option<i64>,
    published_at: Option<i64>,
    as_of: i64,
    next_update_at: Option<i64>,
    categories: i64,
    suspected_known_by: Option<String>,
    slots: String,
}

pub(crate) const fn nonsense(table: &'static str, column: &'static str) -> StoreError {
    StoreError::Nonsense { table, column }
}

impl TryFrom<IncidentRow> for Incident {
    type Error = StoreError;

    fn try_from(row: IncidentRow) -> Result<Self, StoreError> {
        let nonsense = |column| nonsense("incidents", column);
        let time = Timestamp::from_micros;
        Ok(Self {
            incident_id: IncidentId(row.incident_id),
            slug: Slug::parse(&row.slug).map_err(|_| nonsense("slug"))?,
            is_practice: row.is_practice,
            stage: Stage::parse(&row.stage).ok_or_else(|| nonsense("stage"))?,
            zone: row.zone,
            occurred_from: row.occurred_from,
            occurred_to: row.occurred_to,
            discovered_at: row.discovered_at.map(time),
            determined_at: row.determined_at.map(time),
            contained_at: row.contained_at.map(time),
            published_at: row.published_at.map(time),
            as_of: time(row.as_of),
            next_update_at: row.next_update_at.map(time),
            categories: CategorySet::from_bits(row.categories.cast_unsigned()),
            suspected_known_by: row.suspected_known_by,
            slots: serde_json::from_str(&row.slots).map_err(|_| nonsense("slots"))?,
        })
    }
}

/// All that is said about an incident in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncidentWords {
    /// Heading, apology and the five sections; Markdown but for the heading.
    pub sections: Vec<(Section, String)>,
    /// In their order.
    pub facts: Vec<Fact>,
    /// In their order.
    pub fixes: Vec<Fix>,
    /// Newest first.
    pub updates: Vec<Update>,
    /// What is for some affected people only, newest first: for their own pages, never for the public one.
    pub for_some: Vec<Update>,
    /// Whether a text is missing in this language and stands here in another.
    pub is_partly_untranslated: bool,
}

impl IncidentWords {
    /// The text of a section, or an empty text.
    #[must_use]
    pub fn section(&self, section: Section) -> &str {
        self.sections.iter().find(|(which, _)| *which == section).map_or("", |(_, body)| body)
    }
}

impl Store {
    /// An incident by its slug, whatever its stage. For staff and the command line; pages ask [`Store::published_incident`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_incident(&self, slug: &Slug) -> Result<Option<Incident>, StoreError> {
        let sql = format!("select {COLUMNS} from incidents where slug = $1");
        let row = on!(self.read(), |db| sqlx::query_as::<_, IncidentRow>(&sql).bind(slug.as_str()).fetch_optional(db).await)?;
        row.map(Incident::try_from).transpose()
    }

    /// An incident by its id.
    ///
    /// # Errors
    /// When the database fails or has no such incident.
    pub async fn incident(&self, incident: IncidentId) -> Result<Incident, StoreError> {
        let sql = format!("select {COLUMNS} from incidents where incident_id = $1");
        on!(self.read(), |db| sqlx::query_as::<_, IncidentRow>(&sql).bind(incident.0).fetch_one(db).await)?.try_into()
    }

    /// An incident as the public may see it; a draft is `None`, like one that does not exist.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn published_incident(&self, slug: &Slug) -> Result<Option<Incident>, StoreError> {
        Ok(self.find_incident(slug).await?.filter(|incident| incident.stage != Stage::Draft && incident.published_at.is_some()))
    }

    /// Every incident the public may see, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn published_incidents(&self) -> Result<Vec<Incident>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from incidents where stage <> 'draft' and published_at is not null
             order by published_at desc, incident_id desc"
        );
        let rows = on!(self.read(), |db| sqlx::query_as::<_, IncidentRow>(&sql).fetch_all(db).await)?;
        rows.into_iter().map(Incident::try_from).collect()
    }

    /// Every incident that lists and feeds may name, newest first: practice only where nothing is real.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn listed_incidents(&self) -> Result<Vec<Incident>, StoreError> {
        let mut incidents = self.published_incidents().await?;
        if incidents.iter().any(|incident| !incident.is_practice) {
            incidents.retain(|incident| !incident.is_practice);
        }
        Ok(incidents)
    }

    /// Every incident, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_incidents(&self) -> Result<Vec<Incident>, StoreError> {
        let sql = format!("select {COLUMNS} from incidents order by created_at desc, incident_id desc");
        let rows = on!(self.read(), |db| sqlx::query_as::<_, IncidentRow>(&sql).fetch_all(db).await)?;
        rows.into_iter().map(Incident::try_from).collect()
    }

    /// Adds an incident as it stands in `incident`, with its words by language and a key of its own, in one transaction.
    ///
    /// # Errors
    /// When the database fails, and when the slug is taken.
    pub async fn add_incident(&self, incident: &Incident, words: &[(Lang, IncidentWords)], now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        if !self.insert_incident(&mut tx, incident, words, now).await? {
            return Err(nonsense("incidents", "slug"));
        }
        tx.commit().await
    }

    /// As [`Store::add_incident`], written down as an act of `actor`; `false`, and nothing done, when the slug is taken: of those who
    /// ask for one name in the same instant, one gets it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_incident_by(
        &self,
        actor: &str,
        incident: &Incident,
        words: &[(Lang, IncidentWords)],
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        if !self.insert_incident(&mut tx, incident, words, now).await? {
            return Ok(false);
        }
        let details = serde_json::json!({ "slug": incident.slug.as_str(), "is_practice": incident.is_practice });
        let act = Act { actor, act: "incident.new", about: Some(incident.incident_id.0), details: &details };
        self.append_audit(&mut tx, Chain::Incident(incident.incident_id), act, now).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn insert_incident(
        &self,
        tx: &mut Tx,
        incident: &Incident,
        words: &[(Lang, IncidentWords)],
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let key = self.keys.wrap_new(incident.incident_id, &*self.entropy)?;
        let slots = serde_json::to_string(&incident.slots).map_err(|_| nonsense("incidents", "slots"))?;
        let sql = format!(
            "insert into incidents ({COLUMNS}, key_wrapped, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
             on conflict (slug) do nothing"
        );
        let added = on!(&mut *tx, |db| sqlx::query(&sql)
            .bind(incident.incident_id.0)
            .bind(incident.slug.as_str())
            .bind(incident.is_practice)
            .bind(incident.stage.as_str())
            .bind(&incident.zone)
            .bind(&incident.occurred_from)
            .bind(&incident.occurred_to)
            .bind(incident.discovered_at.map(Timestamp::as_micros))
            .bind(incident.determined_at.map(Timestamp::as_micros))
            .bind(incident.contained_at.map(Timestamp::as_micros))
            .bind(incident.published_at.map(Timestamp::as_micros))
            .bind(incident.as_of.as_micros())
            .bind(incident.next_update_at.map(Timestamp::as_micros))
            .bind(incident.categories.bits().cast_signed())
            .bind(&incident.suspected_known_by)
            .bind(&slots)
            .bind(&key)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if added == 0 {
            return Ok(false);
        }
        for (at, (lang, words)) in words.iter().enumerate() {
            add_words(tx, incident.incident_id, *lang, words, at == 0).await?;
        }
        bump_publication(tx).await?;
        Ok(true)
    }

    /// Makes a draft public, as an act of `actor` on the command line. A second call changes nothing and says `false`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn publish_incident(&self, actor: &str, incident: IncidentId, now: Timestamp) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        if !publish_from_command_line(&mut tx, incident, now).await? {
            return Ok(false);
        }
        let details = serde_json::json!({});
        let act = Act { actor, act: "incident.publish", about: Some(incident.0), details: &details };
        self.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// A number that changes with every change of a public page.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn publication_revision(&self) -> Result<i64, StoreError> {
        Ok(on!(self.read(), |db| sqlx::query_scalar("select revision from publication").fetch_one(db).await)?)
    }
}

/// An incident, held until the transaction ends.
pub(crate) async fn incident_in(tx: &mut Tx, incident: IncidentId) -> Result<Incident, StoreError> {
    let sql = format!("select {COLUMNS} from incidents where incident_id = $1 {}", tx.for_update());
    on!(&mut *tx, |db| sqlx::query_as::<_, IncidentRow>(&sql).bind(incident.0).fetch_one(&mut **db).await)?.try_into()
}

/// Tells every server that a public page changed.
pub(crate) async fn bump_publication(tx: &mut Tx) -> Result<(), StoreError> {
    on!(&mut *tx, |db| sqlx::query("update publication set revision = revision + 1").execute(&mut **db).await.map(|_| ()))?;
    Ok(())
}
