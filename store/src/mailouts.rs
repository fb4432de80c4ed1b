//! Updates, corrections and withdrawals by mail. The row of the mail-out is written where the change becomes public, in the same
//! transaction; the worker queues and sends it like a notice.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, NoticeId, ProposalId, UpdateId},
    lang::Lang,
    notice::{NoticeState, Purpose},
    publishing::{Correction, NewUpdate, PerLang, PostText, Proposal, ProposalKind, Withdrawal},
};

use crate::{
    Store, StoreError, Tx,
    digests::DigestItem,
    notices::{Notice, Whom},
    on,
    publishing::audience_of,
};

/// What a mail-out says, in every language: the words of its revision, whatever became of the update since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailoutWords {
    /// The incident's own, with what is each person's.
    Notice,
    /// An update.
    Update(NewUpdate),
    /// What was wrong, and the right words.
    Correction(Correction),
    /// What was withdrawn and why, and its heading so far.
    Withdrawal(Withdrawal, PerLang<PostText>),
    /// What a newer list changed, each person's own.
    AnswerChanged,
    /// The updates of a day.
    Digest(Vec<DigestItem>),
}

impl Store {
    /// Mails what has just become public as revision `number`, if it is to be mailed: an update when whoever wrote it chose so; a
    /// correction or a withdrawal when the update itself was mailed. What has not gone out yet of the wrong words never does.
    pub(crate) async fn mail_out(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        proposal: &Proposal,
        update: Option<UpdateId>,
        number: i64,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let Some(update) = update else { return Ok(false) };
        let (purpose, name) = match proposal {
            Proposal::Update(new) if new.by_mail => (Purpose::Update, new.texts.en.title.clone()),
            Proposal::CorrectUpdate(_) | Proposal::WithdrawUpdate(_) if replace(tx, incident, update, now).await? => {
                (Purpose::Correction, title(tx, incident, update).await?)
            }
            _ => return Ok(false),
        };
        let sql = "insert into notices (incident_id, notice_id, name, template, template_version, state, created_at, started_at, purpose,
                                        audience, update_id, revision)
                   select $1, $2, $3, $4, '', $5, $6, $6, $4, u.audience, $7, $8 from updates u where u.incident_id = $1 and u.update_id = $7";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(NoticeId::new(now, &*self.entropy).0)
            .bind(&name)
            .bind(purpose.as_str())
            .bind(NoticeState::Queueing.as_str())
            .bind(now.as_micros())
            .bind(update.0)
            .bind(number)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(true)
    }

    /// What a mail-out says.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn mailout_words(&self, notice: &Notice) -> Result<MailoutWords, StoreError> {
        let number = match (notice.purpose, notice.revision) {
            (Purpose::Notice, _) => return Ok(MailoutWords::Notice),
            (Purpose::AnswerChanged, _) => return Ok(MailoutWords::AnswerChanged),
            (Purpose::Digest, _) => return Ok(MailoutWords::Digest(self.digest_items(notice).await?)),
            (_, number) => number.ok_or(StoreError::Nonsense { table: "notices", column: "revision" })?,
        };
        self.revision_words(notice.incident_id, number).await
    }

    /// What a revision says.
    pub(crate) async fn revision_words(&self, incident: IncidentId, number: i64) -> Result<MailoutWords, StoreError> {
        let sql = "select kind, before_json, after_json from revisions where incident_id = $1 and number = $2";
        let (kind, before, after): (String, String, String) =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(number).fetch_one(db).await)?;
        let nonsense = |column| StoreError::Nonsense { table: "revisions", column };
        Ok(match ProposalKind::parse(&kind) {
            Some(ProposalKind::Update) => MailoutWords::Update(read(&after)?),
            Some(ProposalKind::CorrectUpdate) => MailoutWords::Correction(read(&after)?),
            Some(ProposalKind::WithdrawUpdate) => MailoutWords::Withdrawal(read(&after)?, read(&before)?),
            _ => return Err(nonsense("kind")),
        })
    }

    /// Whom a proposal would be mailed to if it were published now; `None` when it would not be mailed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn would_mail(&self, incident: IncidentId, proposal: &Proposal) -> Result<Option<Whom>, StoreError> {
        let update_id = match proposal {
            Proposal::Update(new) => {
                let whom = Whom {
                    incident_id: incident,
                    purpose: Purpose::Update,
                    audience: new.audience.clone(),
                    update_id: None,
                    not_yet_told: false,
                };
                return Ok(new.by_mail.then_some(whom));
            }
            Proposal::CorrectUpdate(correction) => correction.update_id,
            Proposal::WithdrawUpdate(withdrawal) => withdrawal.update_id,
            Proposal::PublishIncident { .. } | Proposal::Texts { .. } => return Ok(None),
        };
        let sql = "select u.audience from updates u where u.incident_id = $1 and u.update_id = $2
                   and exists (select 1 from notices n where n.incident_id = u.incident_id and n.update_id = u.update_id)";
        let audience: Option<Option<String>> =
            on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).bind(update_id.0).fetch_optional(db).await)?;
        audience
            .map(|audience| {
                let audience = audience_of(audience.as_deref())?;
                Ok(Whom { incident_id: incident, purpose: Purpose::Correction, audience, update_id: Some(update_id), not_yet_told: false })
            })
            .transpose()
    }

    /// The mail-out of a published proposal, if it was mailed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mailout_of_proposal(&self, incident: IncidentId, proposal: ProposalId) -> Result<Option<Notice>, StoreError> {
        let sql = "select n.notice_id from notices n join revisions r on r.incident_id = n.incident_id and r.number = n.revision
                   where n.incident_id = $1 and r.proposal_id = $2";
        let id: Option<uuid::Uuid> =
            on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).bind(proposal.0).fetch_optional(db).await)?;
        match id {
            Some(id) => self.find_notice(NoticeId(id)).await,
            None => Ok(None),
        }
    }

    /// Notes of which version the templates were when a mail-out began that was made without knowing it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_template_version(&self, notice: &Notice, version: &str) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let sql = "update notices set template_version = $1 where incident_id = $2 and notice_id = $3 and template_version = ''";
        on!(&mut tx, |db| sqlx::query(sql)
            .bind(version)
            .bind(notice.incident_id.0)
            .bind(notice.notice_id.0)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        tx.commit().await
    }
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|_| StoreError::Nonsense { table: "revisions", column: "after_json" })
}

/// Ends what was mailed of an update; says whether anything was.
async fn replace(tx: &mut Tx, incident: IncidentId, update: UpdateId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "update notices set replaced_at = $3, state = 'done', finished_at = coalesce(finished_at, $3)
               where incident_id = $1 and update_id = $2 and replaced_at is null";
    let replaced = on!(&mut *tx, |db| sqlx::query(sql)
        .bind(incident.0)
        .bind(update.0)
        .bind(now.as_micros())
        .execute(&mut **db)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(replaced > 0)
}

async fn title(tx: &mut Tx, incident: IncidentId, update: UpdateId) -> Result<String, StoreError> {
    let sql = "select title from update_texts where incident_id = $1 and update_id = $2 and lang = $3";
    Ok(on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(incident.0).bind(update.0).bind(Lang::En.as_str()).fetch_one(&mut **db).await)?)
}
