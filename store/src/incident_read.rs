//! Reads what is said about an incident in one language. What is missing in it stands in the other: a reader who cannot read
//! it sees at least that there is something, and the page says so.

use std::collections::HashMap;

use domain::{
    clock::Timestamp,
    ids::{FactId, FixId, IncidentId, UpdateId},
    incident::{Fact, FactState, Fix, FixState, Section, Update, UpdateCorrection, UpdateKind, UpdateWithdrawal},
    lang::Lang,
};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    incidents::{IncidentWords, nonsense},
    on,
    publishing::audience_of,
};

impl Store {
    /// What is said about an incident in `lang`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn incident_words(&self, incident: IncidentId, lang: Lang) -> Result<IncidentWords, StoreError> {
        let mut is_partly_untranslated = false;
        let sections = self.sections(incident, lang, &mut is_partly_untranslated).await?;
        let facts = self.facts(incident, lang, &mut is_partly_untranslated).await?;
        let fixes = self.fixes(incident, lang, &mut is_partly_untranslated).await?;
        let (updates, for_some) = self.updates(incident, lang).await?.into_iter().partition(|update| update.audience.is_public());
        Ok(IncidentWords { sections, facts, fixes, updates, for_some, is_partly_untranslated })
    }

    async fn sections(&self, incident: IncidentId, lang: Lang, is_other: &mut bool) -> Result<Vec<(Section, String)>, StoreError> {
        let sql = "select section, body, lang from incident_texts where incident_id = $1 and body <> ''";
        let rows: Vec<(String, String, String)> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).fetch_all(db).await)?;
        let mut sections: HashMap<Section, (String, bool)> = HashMap::new();
        for (section, body, written_in) in rows {
            let section = Section::parse(&section).ok_or_else(|| nonsense("incident_texts", "section"))?;
            let is_ours = written_in == lang.as_str();
            if is_ours || !sections.contains_key(&section) {
                sections.insert(section, (body, is_ours));
            }
        }
        *is_other |= sections.values().any(|(_, is_ours)| !is_ours);
        let in_order = Section::ALL.iter().filter_map(|section| Some((*section, sections.remove(section)?.0)));
        Ok(in_order.collect())
    }

    async fn facts(&self, incident: IncidentId, lang: Lang, is_other: &mut bool) -> Result<Vec<Fact>, StoreError> {
        type Row = (Uuid, String, Option<String>, Option<String>, String, Option<String>, bool);
        let sql = "select f.fact_id, f.state, f.expected_on, f.corrected_on,
                          coalesce(nullif(t.body, ''), o.body, ''),
                          case when t.body <> '' then t.earlier_body else o.earlier_body end,
                          coalesce(t.body, '') = ''
                   from facts f
                   left join fact_texts t on t.incident_id = f.incident_id and t.fact_id = f.fact_id and t.lang = $2
                   left join fact_texts o on o.incident_id = f.incident_id and o.fact_id = f.fact_id and o.lang <> $2
                   where f.incident_id = $1 order by f.position";
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(lang.as_str()).fetch_all(db).await)?;
        rows.into_iter()
            .filter(|row| !row.4.is_empty())
            .map(|(id, state, expected_on, corrected_on, text, earlier_text, is_missing)| {
                *is_other |= is_missing;
                let state = FactState::parse(&state).ok_or_else(|| nonsense("facts", "state"))?;
                Ok(Fact { fact_id: FactId(id), state, expected_on, corrected_on, text, earlier_text })
            })
            .collect()
    }

    async fn fixes(&self, incident: IncidentId, lang: Lang, is_other: &mut bool) -> Result<Vec<Fix>, StoreError> {
        let sql = "select f.fix_id, f.state, f.on_date, coalesce(nullif(t.body, ''), o.body, ''), coalesce(t.body, '') = ''
                   from fixes f
                   left join fix_texts t on t.incident_id = f.incident_id and t.fix_id = f.fix_id and t.lang = $2
                   left join fix_texts o on o.incident_id = f.incident_id and o.fix_id = f.fix_id and o.lang <> $2
                   where f.incident_id = $1 order by f.position";
        let rows: Vec<(Uuid, String, Option<String>, String, bool)> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(lang.as_str()).fetch_all(db).await)?;
        rows.into_iter()
            .filter(|row| !row.3.is_empty())
            .map(|(id, state, on_date, text, is_missing)| {
                *is_other |= is_missing;
                let state = FixState::parse(&state).ok_or_else(|| nonsense("fixes", "state"))?;
                Ok(Fix { fix_id: FixId(id), state, on_date, text })
            })
            .collect()
    }

    /// Every update, whomever it is for, with what became of it. A withdrawn one has no words any more.
    async fn updates(&self, incident: IncidentId, lang: Lang) -> Result<Vec<Update>, StoreError> {
        type Row = (Uuid, String, i64, String, String, Option<String>, Option<i64>, Option<String>);
        let sql = "select u.update_id, u.kind, u.published_at, t.title, t.body, u.audience, u.withdrawn_at, w.reason from updates u
                   join update_texts t on t.incident_id = u.incident_id and t.update_id = u.update_id
                   left join update_withdrawals w on w.incident_id = u.incident_id and w.update_id = u.update_id and w.lang = t.lang
                   where u.incident_id = $1 and t.lang = $2 order by u.published_at desc, u.update_id desc";
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(lang.as_str()).fetch_all(db).await)?;
        let mut corrections = if rows.is_empty() { HashMap::new() } else { self.corrections(incident, lang).await? };
        rows.into_iter()
            .map(|(id, kind, published_at, title, body, audience, withdrawn_at, reason)| {
                let kind = UpdateKind::parse(&kind).ok_or_else(|| nonsense("updates", "kind"))?;
                let mut update = Update::new(UpdateId(id), kind, Timestamp::from_micros(published_at));
                update.audience = audience_of(audience.as_deref())?;
                match withdrawn_at {
                    Some(at) => {
                        let reason = reason.unwrap_or_default();
                        update.withdrawn = Some(UpdateWithdrawal { at: Timestamp::from_micros(at), reason });
                    }
                    None => {
                        (update.title, update.body) = (title, body);
                        update.corrections = corrections.remove(&id).unwrap_or_default();
                    }
                }
                Ok(update)
            })
            .collect()
    }

    async fn corrections(&self, incident: IncidentId, lang: Lang) -> Result<HashMap<Uuid, Vec<UpdateCorrection>>, StoreError> {
        let sql = "select update_id, at, what_changed, earlier_title, earlier_body from update_corrections
                   where incident_id = $1 and lang = $2 order by number desc";
        let rows: Vec<(Uuid, i64, String, String, String)> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(lang.as_str()).fetch_all(db).await)?;
        let mut corrections: HashMap<Uuid, Vec<UpdateCorrection>> = HashMap::new();
        for (id, at, what_changed, earlier_title, earlier_body) in rows {
            let at = Timestamp::from_micros(at);
            corrections.entry(id).or_default().push(UpdateCorrection { at, what_changed, earlier_title, earlier_body });
        }
        Ok(corrections)
    }
}
