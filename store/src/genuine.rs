//! Check words: made when a message or a letter is written, checked when somebody types one. Only the words that were copied into fakes
//! are kept.

use domain::{
    clock::Timestamp,
    genuine::{CheckWord, MessageKind, WordClaim},
    ids::IncidentId,
};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::{Store, StoreError, Tx, on};

/// A word of ours that stands in fakes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedWord {
    /// As it is written.
    pub word: String,
    /// When staff said so.
    pub added_at: Timestamp,
}

impl Store {
    /// The check word of a message or a letter: `message` is its delivery's or its mail's id, `begun_at` when it was first tried (a
    /// letter: when it was set), `zone` the incident's. The same always gives the same word; it says nothing about whom it goes to.
    #[must_use]
    pub fn check_word(&self, incident: Option<IncidentId>, kind: MessageKind, message: Uuid, begun_at: Timestamp, zone: &str) -> CheckWord {
        let [difference, ..] = self.system_keys().genuine().hash(&[b"difference", message.as_bytes()]);
        let claim = WordClaim::new(begun_at, zone, kind, difference);
        CheckWord::new(claim, &self.word_hash(incident, claim))
    }

    /// Which of `incidents` a word belongs to, if it is ours: `Some(None)` for what belongs to no incident. Takes as long for every word.
    #[must_use]
    pub fn owner_of_word(&self, word: CheckWord, incidents: &[IncidentId]) -> Option<Option<IncidentId>> {
        let mut found = None;
        for incident in incidents.iter().copied().map(Some).chain([None]) {
            let hash = self.word_hash(incident, word.claim());
            if bool::from(hash[..3].ct_eq(&word.mac()[..])) && word.kind().is_some() {
                found = Some(incident);
            }
        }
        found
    }

    fn word_hash(&self, incident: Option<IncidentId>, claim: WordClaim) -> [u8; 32] {
        let incident = incident.map_or(Uuid::nil(), |incident| incident.0);
        self.system_keys().genuine().hash(&[b"word", incident.as_bytes(), &claim.to_bytes()])
    }

    /// Says that a word stands in fakes; `false` when that was said before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_copied_word(&self, tx: &mut Tx, word: CheckWord, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "insert into copied_words (word, added_at) values ($1, $2) on conflict (word) do nothing";
        let added = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(word.to_string())
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(added == 1)
    }

    /// Takes that back; `false` when it was not said.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_copied_word(&self, tx: &mut Tx, word: CheckWord) -> Result<bool, StoreError> {
        let sql = "delete from copied_words where word = $1";
        let removed =
            on!(&mut *tx, |db| sqlx::query(sql).bind(word.to_string()).execute(&mut **db).await.map(|done| done.rows_affected()))?;
        Ok(removed == 1)
    }

    /// Whether a word stands in fakes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_copied_word(&self, word: CheckWord) -> Result<bool, StoreError> {
        let sql = "select exists (select 1 from copied_words where word = $1)";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(word.to_string()).fetch_one(db).await)?)
    }

    /// The words that stand in fakes, newest first, `limit` at most.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn copied_words(&self, skip: i64, limit: i64) -> Result<Vec<CopiedWord>, StoreError> {
        let sql = "select word, added_at from copied_words order by added_at desc, word limit $1 offset $2";
        let rows: Vec<(String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(limit).bind(skip).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(word, added_at)| CopiedWord { word, added_at: Timestamp::from_micros(added_at) }).collect())
    }
}
