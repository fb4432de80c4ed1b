//! How many people an update is for.

use domain::{ids::IncidentId, lang::Lang, publishing::UpdateAudience};

use crate::{Store, StoreError, on};

impl Store {
    /// How many people of accepted imports see an update for `audience` on their pages.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_audience(&self, incident: IncidentId, audience: &UpdateAudience) -> Result<i64, StoreError> {
        let (bits, places, langs) = match audience {
            UpdateAudience::Everybody => (0, &[][..], &[][..]),
            UpdateAudience::Affected { categories, places, langs } => {
                (categories.bits().cast_signed(), places.as_slice(), langs.as_slice())
            }
        };
        let mut sql = "select cast(count(*) as bigint) from people p
             where p.incident_id = $1 and ($2 = 0 or ((p.confirmed | p.suspected) & $2) <> 0)
             and exists (select 1 from imports i where i.incident_id = p.incident_id and i.import_id = p.import_id
                         and i.accepted_at is not null)"
            .to_owned();
        let numbers = |first: usize, count: usize| (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        if !places.is_empty() {
            let list = numbers(3, places.len());
            sql += &format!(" and (p.country in ({list}) or p.region in ({list}))");
        }
        if !langs.is_empty() {
            sql += &format!(" and p.lang in ({})", numbers(3 + places.len(), langs.len()));
        }
        let langs = langs.iter().copied().map(|lang: Lang| lang.as_str().to_owned());
        let texts: Vec<String> = places.iter().cloned().chain(langs).collect();
        Ok(on!(self.read(), |db| {
            let mut query = sqlx::query_scalar(&sql).bind(incident.0).bind(bits);
            for text in texts {
                query = query.bind(text);
            }
            query.fetch_one(db).await
        })?)
    }
}
