//! How many subscribers there are. All that staff ever see of them.

use domain::{
    lang::Lang,
    subscriber::{Pace, Scope, SubscriberState},
};

use super::{nonsense, read_state};
use crate::{Store, StoreError, on};

/// The numbers of one scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubscriberCounts {
    /// Who gets updates.
    pub active: i64,
    /// Of those, by language.
    pub by_lang: Vec<(Lang, i64)>,
    /// Of those, by pace.
    pub by_pace: Vec<(Pace, i64)>,
    /// Who has not confirmed yet.
    pub asked: i64,
    /// Who left in the last 30 days.
    pub left: i64,
}

impl Store {
    /// The numbers of those who asked for this scope (those of every incident are counted apart).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn subscriber_counts(&self, scope: Scope) -> Result<SubscriberCounts, StoreError> {
        let sql = "select state, lang, pace, cast(count(*) as BIGINT) from subscribers where incident_id = $1 group by state, lang, pace";
        let rows: Vec<(String, String, String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(scope.column()).fetch_all(db).await)?;
        let mut counts = SubscriberCounts {
            by_lang: Lang::ALL.map(|lang| (lang, 0)).to_vec(),
            by_pace: Pace::ALL.iter().map(|pace| (*pace, 0)).collect(),
            ..SubscriberCounts::default()
        };
        for (state, lang, pace, count) in rows {
            match read_state(&state)? {
                SubscriberState::Asked => counts.asked += count,
                SubscriberState::Left => counts.left += count,
                SubscriberState::Active => {
                    let (lang, pace) = (Lang::from_tag(&lang), Pace::parse(&pace).ok_or(nonsense("pace"))?);
                    counts.active += count;
                    counts.by_lang.iter_mut().filter(|one| one.0 == lang).for_each(|one| one.1 += count);
                    counts.by_pace.iter_mut().filter(|one| one.0 == pace).for_each(|one| one.1 += count);
                }
            }
        }
        Ok(counts)
    }
}
