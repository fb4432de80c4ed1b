//! Queueing for subscribers: those of the incident, then those of every incident. Nobody is written to twice: who is on the list
//! and in the mail-out as an affected person gets that message and not this one, and who asked for the incident itself is not
//! written to for having asked for all.

use domain::{
    clock::Timestamp,
    ids::{DeliveryId, IncidentId, UpdateId, new_uuid},
    incident::UpdateKind,
    notice::Purpose,
    subscriber::{Pace, Scope, TopicSet, is_for_acting, topics_of},
};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{Notice, Whom, queue::Mark};
use crate::{
    Store, StoreError, Tx,
    keys::{LookupHash, Place, Purpose as Hashed},
    on,
    statement::{Statement, bound},
};

/// Subscribers queued in one transaction.
const CHUNK: i64 = 1000;

/// Which of its recipients a mail-out is queued for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// People on the list.
    People,
    /// Subscribers of the incident.
    OfIncident,
    /// Subscribers of every incident.
    OfEvery,
}

impl Part {
    pub(super) const fn column(self) -> i64 {
        match self {
            Self::People => 0,
            Self::OfIncident => 1,
            Self::OfEvery => 2,
        }
    }

    pub(super) const fn parse(column: i64) -> Option<Self> {
        match column {
            0 => Some(Self::People),
            1 => Some(Self::OfIncident),
            2 => Some(Self::OfEvery),
            _ => None,
        }
    }

    /// What comes after it. Practice reaches nobody who did not ask for practice.
    pub(super) fn next(self, whom: &Whom, is_practice: bool) -> Option<Self> {
        let is_for_subscribers = matches!(whom.purpose, Purpose::Update | Purpose::Correction | Purpose::Digest);
        match self {
            Self::People if is_for_subscribers && whom.audience.is_public() => Some(Self::OfIncident),
            Self::OfIncident if !is_practice => Some(Self::OfEvery),
            _ => None,
        }
    }
}

/// What a subscriber must have chosen to get a mail-out.
pub(crate) struct Wanted {
    /// One of these topics.
    pub topics: TopicSet,
    /// One of these paces.
    pub paces: Vec<Pace>,
    /// Or to have been sent an earlier mail-out of this update, which is now corrected.
    pub got: Option<UpdateId>,
}

struct Queueing {
    subscriber: Uuid,
    by_incident: LookupHash,
}

impl Wanted {
    /// For an update of this kind, or for its correction: those who want to hear at once. Who only wants to hear when they must
    /// act hears of what calls for acting, and of what was wrong in it.
    pub(crate) fn of_update(kind: UpdateKind, corrects: Option<UpdateId>) -> Self {
        let paces = if is_for_acting(kind) { vec![Pace::Each, Pace::MustAct] } else { vec![Pace::Each] };
        Self { topics: topics_of(kind), paces, got: corrects }
    }

    /// For the mail of a day.
    pub(crate) fn of_day(topics: TopicSet) -> Self {
        Self { topics, paces: vec![Pace::Daily], got: None }
    }

    /// Adds the condition on a row `s` of `subscribers`: active, of this part of the mail-out, wanting it, with an address that
    /// takes mail.
    pub(super) fn push(&self, sql: &mut Statement, incident: IncidentId, part: Part) {
        let scope = if part == Part::OfEvery { Scope::Every } else { Scope::Incident(incident) };
        sql.sql("s.state = 'active' and s.incident_id = ").id(scope.column()).sql(" and (((s.topics & ").number(self.topics.bits());
        sql.sql(") <> 0 and s.pace in (").texts(self.paces.iter().map(|pace| pace.as_str())).sql("))");
        if let Some(update) = self.got {
            sql.sql(" or exists (select 1 from deliveries g where g.incident_id = ").id(incident.0);
            sql.sql(
                " and g.recipient_id = s.subscriber_id and g.state in ('sent', 'sending')
                 and g.notice_id in (select gn.notice_id from notices gn where gn.incident_id = g.incident_id and gn.update_id = ",
            );
            sql.id(update.0).sql("))");
        }
        sql.sql(") and not exists (select 1 from suppressions x where x.email_hash = s.email_hash and x.scope = ").id(Uuid::nil()).sql(")");
        if part == Part::OfEvery {
            // Who has asked for this incident is written to by that, or has left it.
            sql.sql(" and not exists (select 1 from subscribers o where o.email_hash = s.email_hash and o.state <> 'asked' and o.incident_id = ");
            sql.id(incident.0).sql(")");
        }
    }
}

impl Store {
    /// What subscribers must have chosen to get a mail-out.
    pub(crate) async fn wanted(&self, notice: &Notice) -> Result<Wanted, StoreError> {
        if notice.purpose == Purpose::Digest {
            return Ok(Wanted::of_day(self.digest_topics(notice).await?));
        }
        self.wanted_of(&notice.whom(), None).await
    }

    /// The same for an update or its correction, published or not.
    async fn wanted_of(&self, whom: &Whom, kind: Option<UpdateKind>) -> Result<Wanted, StoreError> {
        let kind = match (kind, whom.update_id) {
            (Some(kind), _) => kind,
            (None, Some(update)) => self.kind_of_update(whom.incident_id, update).await?,
            (None, None) => return Err(StoreError::Nonsense { table: "notices", column: "update_id" }),
        };
        Ok(Wanted::of_update(kind, whom.update_id.filter(|_| whom.purpose == Purpose::Correction)))
    }

    async fn kind_of_update(&self, incident: IncidentId, update: UpdateId) -> Result<UpdateKind, StoreError> {
        let sql = "select kind from updates where incident_id = $1 and update_id = $2";
        let kind: String = on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).bind(update.0).fetch_one(db).await)?;
        UpdateKind::parse(&kind).ok_or(StoreError::Nonsense { table: "updates", column: "kind" })
    }

    /// How many subscribers a mail-out for these reaches now, who is affected as well among them. `kind` is that of an update which is not
    /// public yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_subscribers_reached(&self, whom: &Whom, kind: Option<UpdateKind>, is_practice: bool) -> Result<i64, StoreError> {
        let (mut count, mut part) = (0, Part::People.next(whom, is_practice));
        if part.is_none() {
            return Ok(0);
        }
        let wanted = self.wanted_of(whom, kind).await?;
        while let Some(this) = part {
            let mut sql = Statement::new("select cast(count(*) as bigint) from subscribers s where ");
            wanted.push(&mut sql, whom.incident_id, this);
            count += on!(self.read(), |db| bound!(sqlx::query_scalar::<_, i64>(sql.text()), sql).fetch_one(db).await)?;
            part = this.next(whom, is_practice);
        }
        Ok(count)
    }

    /// Queues the next subscribers of `part`, after `mark`. `None` when nobody is left in it.
    pub(super) async fn queue_subscribers(
        &self,
        notice: &Notice,
        part: Part,
        mark: &Mark,
        now: Timestamp,
    ) -> Result<Option<u64>, StoreError> {
        let mut sql = Statement::new("select s.subscriber_id, s.sealed from subscribers s where s.subscriber_id > ");
        sql.id(mark.up_to.unwrap_or_default()).sql(" and ");
        self.wanted(notice).await?.push(&mut sql, notice.incident_id, part);
        sql.sql(" order by s.subscriber_id limit ").number(CHUNK);
        let rows: Vec<(Uuid, Vec<u8>)> = on!(self.read(), |db| bound!(sqlx::query_as(sql.text()), sql).fetch_all(db).await)?;
        let Some((last, _)) = rows.last() else { return Ok(None) };
        let last = *last;
        let keys = self.incident_keys(notice.incident_id).await?;
        let mut queueing = Vec::with_capacity(rows.len());
        for (subscriber, sealed) in &rows {
            // One row that does not open must not keep everybody else from hearing.
            match self.system_keys().open::<String>(Place { table: "subscribers", row: *subscriber }, sealed) {
                Ok(email) => {
                    let by_incident = keys.lookup(Hashed::Email, &[email.as_bytes()]);
                    queueing.push(Queueing { subscriber: *subscriber, by_incident });
                }
                Err(error) => tracing::error!(subscriber_id = %subscriber, %error, "a subscriber cannot be written to"),
            }
        }
        let mut tx = self.write().await?;
        // Whoever moves the mark does the piece; the other finds it moved and goes on from there.
        let moved = Mark { part, up_to: Some(last) };
        if !mark.to(&mut tx, notice, Some(&moved)).await? {
            return Ok(Some(0));
        }
        let new = self.add_subscriber_deliveries(&mut tx, notice, &queueing, now).await?;
        tx.commit().await?;
        Ok(Some(new))
    }

    /// A delivery for each of these, unless their address left as an affected person's, or got this mail-out as one.
    async fn add_subscriber_deliveries(&self, tx: &mut Tx, notice: &Notice, rows: &[Queueing], now: Timestamp) -> Result<u64, StoreError> {
        if rows.is_empty() {
            return Ok(0);
        }
        let (incident, id) = (notice.incident_id.0, notice.notice_id.0);
        Ok(on!(&mut *tx, |db| {
            let mut sql = QueryBuilder::new("with v (delivery_id, subscriber_id, email_hash) as (");
            sql.push_values(rows, |mut row, one| {
                row.push_bind(DeliveryId(new_uuid(now, &*self.entropy)).0).push_bind(one.subscriber).push_bind(one.by_incident.to_vec());
            });
            sql.push(
                ") insert into deliveries (incident_id, notice_id, delivery_id, recipient, recipient_id, channel, generation, state, attempts, due_at)
                 select ",
            );
            sql.push_bind(incident).push(", ").push_bind(id);
            sql.push(", v.delivery_id, 'subscriber', v.subscriber_id, 'email', 0, 'queued', 0, ").push_bind(now.as_micros());
            sql.push(" from v where not exists (select 1 from update_leaves l where l.email_hash = v.email_hash and l.incident_id = ");
            sql.push_bind(incident).push(
                ") and not exists (select 1 from people p join deliveries d on d.incident_id = p.incident_id and d.recipient_id = p.person_id
                                   where p.email_hash = v.email_hash and p.incident_id = ",
            );
            sql.push_bind(incident).push(" and d.notice_id = ").push_bind(id);
            sql.push(") on conflict (incident_id, notice_id, recipient_id, channel) do nothing");
            sql.build().execute(&mut **db).await.map(|done| done.rows_affected())
        })?)
    }
}
