//! Score sheets of practice runs: times and counts, nothing personal.

use domain::{clock::Timestamp, drill::Score, ids::IncidentId};

use crate::{
    Store, StoreError,
    audit::{Act, Chain},
    on,
};

impl Store {
    /// Keeps the sheet of a practice run with its incident.
    ///
    /// # Errors
    /// When the database fails, or the incident has one already.
    pub async fn keep_drill(&self, actor: &str, incident: IncidentId, score: &Score, now: Timestamp) -> Result<(), StoreError> {
        let text = serde_json::to_string(score).map_err(|_| StoreError::Nonsense { table: "drills", column: "score" })?;
        let mut tx = self.write().await?;
        let sql = "insert into drills (incident_id, score, ended_at) values ($1, $2, $3)";
        on!(&mut tx, |db| sqlx::query(sql).bind(incident.0).bind(&text).bind(now.as_micros()).execute(&mut **db).await.map(|_| ()))?;
        let details = serde_json::json!({ "people": score.people, "told": score.told });
        let act = Act { actor, act: "drill.end", about: Some(incident.0), details: &details };
        self.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
        tx.commit().await
    }

    /// The sheet of an incident's practice run, if it was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drill(&self, incident: IncidentId) -> Result<Option<Score>, StoreError> {
        let sql = "select score from drills where incident_id = $1";
        let text: Option<String> = on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_optional(db).await)?;
        text.map(|text| serde_json::from_str(&text).map_err(|_| StoreError::Nonsense { table: "drills", column: "score" })).transpose()
    }
}
