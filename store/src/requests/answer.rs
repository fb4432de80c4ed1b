//! Answering and closing: what staff do with a request.

use domain::{clock::Timestamp, email::EmailAddress, ids::StaffId, request::RequestState};

use super::{Request, row::answer_place};
use crate::{Store, StoreError, Tx, on, outbox::OutgoingMail};

/// An answer to a request.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    /// Which request.
    pub request: &'a Request,
    /// Plain text, an empty line between paragraphs.
    pub text: &'a str,
    /// Where it goes: the address on the list for somebody who got in, else the one they wrote; `None` for no mail.
    pub to: Option<&'a EmailAddress>,
    /// Which member of staff answers; `None` on the command line.
    pub by: Option<StaffId>,
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerOutcome {
    /// Kept and queued to be mailed.
    Mailed,
    /// Kept; there is no address, so somebody has to write a letter.
    NoAddress,
    /// The request had been answered or closed before: nothing changed.
    NotOpen,
}

impl Store {
    /// Answers an open request: the answer, its mail and the state change together or not at all. The caller writes the
    /// audit row last in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answer_request(&self, tx: &mut Tx, answer: Answer<'_>, now: Timestamp) -> Result<AnswerOutcome, StoreError> {
        let request = answer.request;
        let keys = self.incident_keys(request.incident_id).await?;
        let sealed = keys.seal(answer_place(request.request_id), &answer.text, &*self.entropy)?;
        let sql = "update requests set state = $1, answered_at = $2, sealed_answer = $3, answered_by = $7
                   where incident_id = $4 and request_id = $5 and state = $6";
        let changed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(RequestState::Answered.as_str())
            .bind(now.as_micros())
            .bind(&sealed)
            .bind(request.incident_id.0)
            .bind(request.request_id.0)
            .bind(RequestState::Open.as_str())
            .bind(answer.by.map(|staff| staff.0))
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if changed == 0 {
            return Ok(AnswerOutcome::NotOpen);
        }
        let Some(to) = answer.to else { return Ok(AnswerOutcome::NoAddress) };
        let mail = OutgoingMail::request_answer(to.as_str(), request.lang, request.number.as_str(), answer.text);
        let mail_id = self.enqueue(tx, Some(request.incident_id), &mail, None, now).await?;
        if let Some(person) = request.person_id {
            self.mail_is_for(tx, mail_id, person).await?;
        }
        Ok(AnswerOutcome::Mailed)
    }

    /// Closes a request, answered or not. Says whether it was still to be closed. The caller writes the audit row last in
    /// the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close_request(&self, tx: &mut Tx, request: &Request, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "update requests set state = $1, closed_at = $4 where incident_id = $2 and request_id = $3 and state <> $1";
        let changed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(RequestState::Closed.as_str())
            .bind(request.incident_id.0)
            .bind(request.request_id.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed == 1)
    }
}
