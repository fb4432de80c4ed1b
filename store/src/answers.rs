//! A newer list says something else about somebody who had been told: what changed is kept, and mailed to them. Written in the
//! transaction that changes their row.

use std::collections::HashMap;

use domain::{
    clock::Timestamp,
    exposure::{CategorySet, Exposure},
    ids::{ImportId, IncidentId, NoticeId, PersonId},
    notice::Purpose,
    person::Kind,
    publishing::UpdateAudience,
    visit::Channel,
};
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    invitations::Invitation,
    notices::{Notice, TOLD, WANTS},
    on,
    statement::{Statement, bound},
};

/// What changed about one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerChange {
    /// What was taken, as we said before.
    pub before: Exposure,
    /// As we know it now.
    pub after: Exposure,
    /// Whether we write to somebody else than before, or of somebody who has died.
    pub kind_changed: bool,
}

/// A person whose row is about to change, as it is.
pub(crate) struct Before {
    person: Uuid,
    generation: i64,
    confirmed: i64,
    suspected: i64,
    kind: String,
}

type BeforeRow = (Uuid, i64, i64, i64, String);
type ChangeRow = (Uuid, i64, i64, String, i64, i64, String);

impl Store {
    /// Those of `people` who are to be told when their answer changes: a notice reached them, or they asked before one was on its
    /// way and so know their page; and they take mail of this kind.
    pub(crate) async fn answers_before(&self, tx: &mut Tx, incident: IncidentId, people: &[Uuid]) -> Result<Vec<Before>, StoreError> {
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Statement::new("select p.person_id, p.generation, p.confirmed, p.suspected, p.kind from people p where ");
        sql.sql("p.email_hash is not null and p.merged_into is null and ").sql(WANTS).sql(" and (").sql(TOLD);
        sql.sql(
            " or (exists (select 1 from invitations v where v.incident_id = p.incident_id and v.person_id = p.person_id and v.channel = 'email')
                  and not exists (select 1 from deliveries o where o.incident_id = p.incident_id and o.recipient_id = p.person_id)))
              and p.incident_id = ",
        );
        sql.id(incident.0).sql(" and p.person_id in (").ids(people.iter().copied()).sql(")");
        let rows: Vec<BeforeRow> =
            on!(&mut *tx, |db| bound!(sqlx::query_as(sql.text()).persistent(false), sql).fetch_all(&mut **db).await)?;
        let before = |(person, generation, confirmed, suspected, kind)| Before { person, generation, confirmed, suspected, kind };
        Ok(rows.into_iter().map(before).collect())
    }

    /// Tells those whose answer is another one now: one mail-out for each import, a delivery for each of them.
    pub(crate) async fn tell_changed_answers(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        import: ImportId,
        before: &[Before],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut changed = Vec::new();
        for was in before {
            let sql = "select confirmed, suspected, kind from people where incident_id = $1 and person_id = $2";
            let is: (i64, i64, String) =
                on!(&mut *tx, |db| sqlx::query_as(sql).bind(incident.0).bind(was.person).fetch_one(&mut **db).await)?;
            if (was.confirmed, was.suspected, &was.kind) != (is.0, is.1, &is.2) {
                changed.push((was, is));
            }
        }
        if changed.is_empty() {
            return Ok(());
        }
        let notice = self.answer_mailout(tx, incident, import, now).await?;
        for (was, is) in &changed {
            add_change(tx, &notice, was, is).await?;
        }
        let invitations: Vec<Invitation> = changed
            .iter()
            .map(|(was, _)| Invitation {
                incident_id: incident,
                person_id: PersonId(was.person),
                channel: Channel::Email,
                generation: was.generation,
            })
            .collect();
        let keys = self.keys.incident_in(tx, incident).await?;
        self.invite_many(tx, &keys, &invitations).await?;
        self.add_deliveries(tx, &notice, &invitations, now).await?;
        Ok(())
    }

    /// The mail-out of an import, made with its first change. It stays `queueing` until the import is through.
    async fn answer_mailout(&self, tx: &mut Tx, incident: IncidentId, import: ImportId, now: Timestamp) -> Result<Notice, StoreError> {
        let sql = "insert into notices (incident_id, notice_id, name, template, template_version, state, created_at, started_at, purpose,
                                        import_id)
                   values ($1, $2, '', $3, '', 'queueing', $4, $4, $3, $5)
                   on conflict (incident_id, import_id) where import_id is not null do update set import_id = excluded.import_id
                   returning notice_id";
        let id: Uuid = on!(&mut *tx, |db| sqlx::query_scalar(sql)
            .bind(incident.0)
            .bind(NoticeId::new(now, &*self.entropy).0)
            .bind(Purpose::AnswerChanged.as_str())
            .bind(now.as_micros())
            .bind(import.0)
            .fetch_one(&mut **db)
            .await)?;
        Ok(Notice {
            notice_id: NoticeId(id),
            incident_id: incident,
            purpose: Purpose::AnswerChanged,
            audience: UpdateAudience::Everybody,
            not_yet_told: false,
            update_id: None,
            revision: None,
            import_id: Some(import),
            name: String::new(),
            template_version: String::new(),
            words_number: None,
            per_hour: 0,
            with_sms: false,
            state: domain::notice::NoticeState::Queueing,
            created_at: now,
            started_at: Some(now),
            finished_at: None,
            replaced_at: None,
        })
    }

    /// What a mail-out tells these people.
    pub(crate) async fn answer_changes(&self, notice: &Notice, people: &[PersonId]) -> Result<HashMap<PersonId, AnswerChange>, StoreError> {
        if people.is_empty() || notice.purpose != Purpose::AnswerChanged {
            return Ok(HashMap::new());
        }
        let mut sql = Statement::new(
            "select person_id, confirmed_before, suspected_before, kind_before, confirmed_after, suspected_after, kind_after
             from answer_changes where incident_id = ",
        );
        sql.id(notice.incident_id.0).sql(" and notice_id = ").id(notice.notice_id.0);
        sql.sql(" and person_id in (").ids(people.iter().map(|person| person.0)).sql(")");
        let rows: Vec<ChangeRow> = on!(self.read(), |db| bound!(sqlx::query_as(sql.text()).persistent(false), sql).fetch_all(db).await)?;
        let set = |bits: i64| CategorySet::from_bits(bits.cast_unsigned());
        rows.into_iter()
            .map(|(person, confirmed, suspected, kind, now_confirmed, now_suspected, now_kind)| {
                let nonsense = || StoreError::Nonsense { table: "answer_changes", column: "kind_after" };
                let (kind, now_kind) = Kind::parse(&kind).zip(Kind::parse(&now_kind)).ok_or_else(nonsense)?;
                let change = AnswerChange {
                    before: Exposure::new(set(confirmed), set(suspected)),
                    after: Exposure::new(set(now_confirmed), set(now_suspected)),
                    kind_changed: kind != now_kind,
                };
                Ok((PersonId(person), change))
            })
            .collect()
    }
}

async fn add_change(tx: &mut Tx, notice: &Notice, was: &Before, is: &(i64, i64, String)) -> Result<(), StoreError> {
    let sql = "insert into answer_changes (incident_id, notice_id, person_id, confirmed_before, suspected_before, kind_before,
                                           confirmed_after, suspected_after, kind_after)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (incident_id, notice_id, person_id) do nothing";
    on!(&mut *tx, |db| sqlx::query(sql)
        .bind(notice.incident_id.0)
        .bind(notice.notice_id.0)
        .bind(was.person)
        .bind(was.confirmed)
        .bind(was.suspected)
        .bind(&was.kind)
        .bind(is.0)
        .bind(is.1)
        .bind(&is.2)
        .execute(&mut **db)
        .await
        .map(|_| ()))?;
    Ok(())
}
