//! An incident's own words, in every language: as they are published, and replaced as a whole.

use std::collections::HashMap;

use domain::{
    clock::Timestamp,
    ids::{FactId, FixId, IncidentId},
    incident::{Fact, FactState, Fix, FixState, Incident, Section, Stage},
    lang::Lang,
    publishing::{FactDraft, FixDraft, PerLang, ProposalKind, Refusal, WordsDraft},
};
use sqlx::{FromRow, postgres::PgRow, sqlite::SqliteRow};
use uuid::Uuid;

use super::{
    PublishError,
    apply::{Change, json, words_changed_since},
    nonsense,
    revisions::last_revision,
};
use crate::{Db, Store, StoreError, Tx, incident_words::add_words, incidents::IncidentWords, on};

/// Where words are read: as they are, or within a transaction that is about to change them.
enum Source<'a> {
    Read(&'a Db),
    Tx(&'a mut Tx),
}

impl Source<'_> {
    async fn rows<T>(&mut self, sql: &str, incident: IncidentId) -> Result<Vec<T>, StoreError>
    where
        T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        Ok(match self {
            Self::Read(db) => on!(*db, |db| sqlx::query_as(sql).bind(incident.0).fetch_all(db).await)?,
            Self::Tx(tx) => on!(&mut **tx, |db| sqlx::query_as(sql).bind(incident.0).fetch_all(&mut **db).await)?,
        })
    }
}

impl Store {
    /// The words of an incident as they stand, public or not: what a draft of new ones begins with.
    ///
    /// # Errors
    /// When the database fails or has no such incident.
    pub async fn current_words(&self, incident: IncidentId) -> Result<WordsDraft, StoreError> {
        let found = self.incident(incident).await?;
        let sql = "select coalesce(max(number), 0) from revisions where incident_id = $1";
        let based_on: i64 = on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_one(db).await)?;
        read(Source::Read(self.read()), &found, based_on).await
    }
}

async fn read(mut source: Source<'_>, incident: &Incident, based_on: i64) -> Result<WordsDraft, StoreError> {
    let id = incident.incident_id;
    Ok(WordsDraft {
        based_on,
        stage: incident.stage,
        zone: incident.zone.clone(),
        occurred_from: incident.occurred_from.clone(),
        occurred_to: incident.occurred_to.clone(),
        discovered_at: incident.discovered_at,
        determined_at: incident.determined_at,
        contained_at: incident.contained_at,
        next_update_at: incident.next_update_at,
        categories: incident.categories,
        suspected_known_by: incident.suspected_known_by.clone(),
        slots: incident.slots.clone(),
        sections: sections(&mut source, id).await?,
        facts: facts(&mut source, id).await?,
        fixes: fixes(&mut source, id).await?,
    })
}

async fn sections(source: &mut Source<'_>, incident: IncidentId) -> Result<Vec<(Section, PerLang<String>)>, StoreError> {
    let rows: Vec<(String, String, String)> =
        source.rows("select section, lang, body from incident_texts where incident_id = $1", incident).await?;
    let mut texts: HashMap<String, PerLang<String>> = HashMap::new();
    for (section, lang, body) in rows {
        *texts.entry(section).or_default().get_mut(Lang::from_tag(&lang)) = body;
    }
    Ok(Section::ALL.iter().map(|section| (*section, texts.remove(section.as_str()).unwrap_or_default())).collect())
}

async fn facts(source: &mut Source<'_>, incident: IncidentId) -> Result<Vec<FactDraft>, StoreError> {
    type Row = (Uuid, String, Option<String>, Option<String>);
    let sql = "select fact_id, state, expected_on, corrected_on from facts where incident_id = $1 order by position";
    let rows: Vec<Row> = source.rows(sql, incident).await?;
    let sql = "select fact_id, lang, body, earlier_body from fact_texts where incident_id = $1";
    let texts: Vec<(Uuid, String, String, Option<String>)> = source.rows(sql, incident).await?;
    let mut said: HashMap<Uuid, (PerLang<String>, Option<PerLang<String>>)> = HashMap::new();
    for (id, lang, body, earlier) in texts {
        let (text, before) = said.entry(id).or_default();
        *text.get_mut(Lang::from_tag(&lang)) = body;
        if let Some(earlier) = earlier {
            *before.get_or_insert_default().get_mut(Lang::from_tag(&lang)) = earlier;
        }
    }
    rows.into_iter()
        .map(|(id, state, expected_on, corrected_on)| {
            let state = FactState::parse(&state).ok_or_else(|| nonsense("facts", "state"))?;
            let (text, earlier_text) = said.remove(&id).unwrap_or_default();
            Ok(FactDraft { fact_id: FactId(id), state, expected_on, corrected_on, text, earlier_text })
        })
        .collect()
}

async fn fixes(source: &mut Source<'_>, incident: IncidentId) -> Result<Vec<FixDraft>, StoreError> {
    let sql = "select fix_id, state, on_date from fixes where incident_id = $1 order by position";
    let rows: Vec<(Uuid, String, Option<String>)> = source.rows(sql, incident).await?;
    let texts: Vec<(Uuid, String, String)> =
        source.rows("select fix_id, lang, body from fix_texts where incident_id = $1", incident).await?;
    let mut said: HashMap<Uuid, PerLang<String>> = HashMap::new();
    for (id, lang, body) in texts {
        *said.entry(id).or_default().get_mut(Lang::from_tag(&lang)) = body;
    }
    rows.into_iter()
        .map(|(id, state, on_date)| {
            let state = FixState::parse(&state).ok_or_else(|| nonsense("fixes", "state"))?;
            Ok(FixDraft { fix_id: FixId(id), state, on_date, text: said.remove(&id).unwrap_or_default() })
        })
        .collect()
}

/// Puts `words` in the place of the incident's. A promise that an update moved since the draft began stays.
pub(super) async fn replace(tx: &mut Tx, incident: &Incident, words: &WordsDraft, now: Timestamp) -> Result<Change, PublishError> {
    let id = incident.incident_id;
    if words_changed_since(tx, id, words.based_on).await? {
        return Err(Refusal::ChangedMeanwhile.into());
    }
    let mut words = words.clone();
    if last_revision(tx, id, &[ProposalKind::Update]).await? > words.based_on {
        words.next_update_at = incident.next_update_at;
    } else if incident.published_at.is_none() && words.next_update_at.is_some_and(|next| next <= now) {
        return Err(Refusal::PromisePassed.into());
    }
    let before = read(Source::Tx(tx), incident, words.based_on).await?;
    for table in ["incident_texts", "fact_texts", "facts", "fix_texts", "fixes"] {
        let sql = format!("delete from {table} where incident_id = $1");
        on!(&mut *tx, |db| sqlx::query(&sql).bind(id.0).execute(&mut **db).await.map(|_| ()))?;
    }
    for (at, lang) in Lang::ALL.into_iter().enumerate() {
        add_words(tx, id, lang, &in_lang(&words, lang), at == 0).await?;
    }
    write_dates(tx, id, &words).await?;
    Ok(Change { update: None, is_public: true, before: json(&before)?, after: json(&words)? })
}

/// The words of one language as they are written, without updates.
fn in_lang(words: &WordsDraft, lang: Lang) -> IncidentWords {
    said(words, |text| text.get(lang).clone())
}

/// What a page would say in `lang` if this draft were published: what is missing stands in the other language. Without updates.
#[must_use]
pub fn preview_words(words: &WordsDraft, lang: Lang) -> IncidentWords {
    let other = if lang == Lang::En { Lang::Es } else { Lang::En };
    let is_missing = |text: &PerLang<String>| text.get(lang).trim().is_empty();
    let texts = words.sections.iter().map(|(_, text)| text).chain(words.facts.iter().map(|fact| &fact.text));
    let mut texts = texts.chain(words.fixes.iter().map(|fix| &fix.text));
    let is_partly_untranslated = texts.any(|text| is_missing(text) && !text.get(other).trim().is_empty());
    let said = said(words, |text| text.get(if is_missing(text) { other } else { lang }).clone());
    IncidentWords { is_partly_untranslated, ..said }
}

/// The incident as it would be if this draft were published.
#[must_use]
pub fn preview_incident(incident: &Incident, words: &WordsDraft) -> Incident {
    Incident {
        stage: if words.stage == Stage::Draft { Stage::Open } else { words.stage },
        zone: words.zone.clone(),
        occurred_from: words.occurred_from.clone(),
        occurred_to: words.occurred_to.clone(),
        discovered_at: words.discovered_at,
        determined_at: words.determined_at,
        contained_at: words.contained_at,
        next_update_at: words.next_update_at,
        categories: words.categories,
        suspected_known_by: words.suspected_known_by.clone(),
        slots: words.slots.clone(),
        ..incident.clone()
    }
}

fn said(words: &WordsDraft, pick: impl Fn(&PerLang<String>) -> String) -> IncidentWords {
    let fact = |fact: &FactDraft| Fact {
        fact_id: fact.fact_id,
        state: fact.state,
        expected_on: fact.expected_on.clone(),
        corrected_on: fact.corrected_on.clone(),
        text: pick(&fact.text),
        earlier_text: fact.earlier_text.as_ref().map(&pick),
    };
    let fix = |fix: &FixDraft| Fix { fix_id: fix.fix_id, state: fix.state, on_date: fix.on_date.clone(), text: pick(&fix.text) };
    IncidentWords {
        sections: words.sections.iter().map(|(section, text)| (*section, pick(text))).collect(),
        facts: words.facts.iter().map(fact).collect(),
        fixes: words.fixes.iter().map(fix).collect(),
        ..IncidentWords::default()
    }
}

async fn write_dates(tx: &mut Tx, incident: IncidentId, words: &WordsDraft) -> Result<(), StoreError> {
    let stage = if words.stage == Stage::Draft { Stage::Open } else { words.stage };
    let slots = json(&words.slots)?.to_string();
    let sql = "update incidents set stage = $2, zone = $3, occurred_from = $4, occurred_to = $5, discovered_at = $6,
                      determined_at = $7, contained_at = $8, next_update_at = $9, categories = $10, suspected_known_by = $11,
                      slots = $12
               where incident_id = $1";
    let micros = |time: Option<Timestamp>| time.map(Timestamp::as_micros);
    on!(&mut *tx, |db| sqlx::query(sql)
        .bind(incident.0)
        .bind(stage.as_str())
        .bind(&words.zone)
        .bind(&words.occurred_from)
        .bind(&words.occurred_to)
        .bind(micros(words.discovered_at))
        .bind(micros(words.determined_at))
        .bind(micros(words.contained_at))
        .bind(micros(words.next_update_at))
        .bind(words.categories.bits().cast_signed())
        .bind(&words.suspected_known_by)
        .bind(&slots)
        .execute(&mut **db)
        .await
        .map(|_| ()))?;
    Ok(())
}
