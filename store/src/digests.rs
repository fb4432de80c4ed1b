//! The day's updates in one mail, for subscribers who asked for that: a mail-out of its own, made once for each day.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, NoticeId, UpdateId},
    incident::UpdateKind,
    notice::Purpose,
    subscriber::{TopicSet, topics_of},
};
use uuid::Uuid;

use crate::{Store, StoreError, mailouts::MailoutWords, notices::Notice, on};

/// One update, or what became of it, in the mail of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestItem {
    /// Which update.
    pub update_id: UpdateId,
    /// Who wants one of these topics reads it.
    pub topics: TopicSet,
    /// What it says.
    pub words: MailoutWords,
}

impl Store {
    /// Makes the mail of a day: of all that was mailed for everybody since the last one and before `until`. However many servers do
    /// so at once, one row is there; on a day without news there is none. Says whether this call made it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn make_digest(&self, incident: IncidentId, day: &str, until: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "insert into notices (incident_id, notice_id, name, template, template_version, state, created_at, started_at, purpose,
                                        queued_part, digest_on, digest_from, digest_to)
                   select $1, $2, $3, 'digest', '', 'queueing', $4, $4, 'digest', 1, $3, b.since, $5
                   from (select coalesce(max(digest_to), 0) as since from notices where incident_id = $1) b
                   where b.since < $5 and exists (select 1 from notices m where m.incident_id = $1 and m.purpose in ('update', 'correction')
                       and m.audience is null and m.replaced_at is null and m.created_at >= b.since and m.created_at < $5)
                   on conflict (incident_id, digest_on) where digest_on is not null do nothing";
        let mut tx = self.write().await?;
        let made = on!(&mut tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(NoticeId::new(now, &*self.entropy).0)
            .bind(day)
            .bind(now.as_micros())
            .bind(until.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        tx.commit().await?;
        Ok(made == 1)
    }

    /// What the mail of a day tells, the oldest first. What was corrected within the day is told as corrected; what came and went within
    /// it is not told.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn digest_items(&self, notice: &Notice) -> Result<Vec<DigestItem>, StoreError> {
        let (from, to) = self.digest_span(notice).await?;
        let sql = "select m.revision, m.update_id, u.kind, u.published_at from notices m
                   join updates u on u.incident_id = m.incident_id and u.update_id = m.update_id
                   where m.incident_id = $1 and m.purpose in ('update', 'correction') and m.audience is null
                   and m.created_at >= $2 and m.created_at < $3 and (m.replaced_at is null or m.replaced_at >= $3)
                   order by m.created_at, m.notice_id";
        let rows: Vec<(i64, Uuid, String, i64)> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(notice.incident_id.0).bind(from).bind(to).fetch_all(db).await)?;
        let mut items = Vec::with_capacity(rows.len());
        for (number, update, kind, published_at) in rows {
            let words = self.revision_words(notice.incident_id, number).await?;
            if matches!(words, MailoutWords::Withdrawal(..)) && published_at >= from {
                continue;
            }
            let kind = UpdateKind::parse(&kind).ok_or(StoreError::Nonsense { table: "updates", column: "kind" })?;
            items.push(DigestItem { update_id: UpdateId(update), topics: topics_of(kind), words });
        }
        Ok(items)
    }

    /// The topics of all that the mail of a day tells.
    pub(crate) async fn digest_topics(&self, notice: &Notice) -> Result<TopicSet, StoreError> {
        let items = self.digest_items(notice).await?;
        Ok(TopicSet::from_bits(items.iter().fold(0, |bits, item| bits | item.topics.bits())))
    }

    async fn digest_span(&self, notice: &Notice) -> Result<(i64, i64), StoreError> {
        let sql = "select digest_from, digest_to from notices where incident_id = $1 and notice_id = $2 and purpose = $3";
        let span: (Option<i64>, Option<i64>) = on!(self.read(), |db| sqlx::query_as(sql)
            .bind(notice.incident_id.0)
            .bind(notice.notice_id.0)
            .bind(Purpose::Digest.as_str())
            .fetch_one(db)
            .await)?;
        span.0.zip(span.1).ok_or(StoreError::Nonsense { table: "notices", column: "digest_to" })
    }
}
