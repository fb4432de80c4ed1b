//! A helper's link and code: derived when a mail is written, found by their hashes.

use domain::{
    clock::Timestamp,
    code::{LinkToken, TypedCode},
    ids::{HelperId, IncidentId, PersonId},
    visit::Channel,
};

use super::Helper;
use crate::{
    Store, StoreError, Tx,
    invitations::InvitationSecrets,
    keys::{IncidentKeys, LookupHash, Purpose},
    on,
    outbox::OutgoingMail,
};

pub(super) fn helper_link_hash(keys: &IncidentKeys, token: &LinkToken) -> LookupHash {
    keys.lookup(Purpose::LinkToken, &[b"helper", token.bytes()])
}

pub(super) fn helper_code_hash(keys: &IncidentKeys, code: &TypedCode) -> LookupHash {
    keys.lookup(Purpose::InvitationCode, &[b"helper", code.as_str().as_bytes()])
}

pub(super) fn secrets(keys: &IncidentKeys, helper: HelperId, generation: i64) -> (LinkToken, TypedCode) {
    let secret = |part| keys.helper_secret(helper, generation, part);
    (LinkToken::from_secret(&secret("link")), TypedCode::from_secret(Channel::Email, &secret("code")))
}

/// Both hashes of one generation.
pub(super) fn hashes(keys: &IncidentKeys, helper: HelperId, generation: i64) -> (LookupHash, LookupHash) {
    let (link, code) = secrets(keys, helper, generation);
    (helper_link_hash(keys, &link), helper_code_hash(keys, &code))
}

impl Store {
    /// What is written into a helper's mail: link and code of the generation that is good now. `None` when they do not get in
    /// any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn helper_secrets(&self, incident: IncidentId, helper: HelperId) -> Result<Option<InvitationSecrets>, StoreError> {
        let Some(found) = self.helper(incident, helper).await?.filter(Helper::is_active) else { return Ok(None) };
        let (link, code) = secrets(&*self.incident_keys(incident).await?, helper, found.generation);
        Ok(Some(InvitationSecrets { link: Some(link), code }))
    }

    /// Queues the mail with link and code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail_helper(&self, tx: &mut Tx, helper: &Helper, now: Timestamp) -> Result<(), StoreError> {
        let mail = OutgoingMail::helper_invitation(&helper.contact.email, helper.lang, helper.helper_id);
        let mail = self.enqueue(tx, Some(helper.incident_id), &mail, None, now).await?;
        self.mail_is_for(tx, mail, helper.person_id).await
    }

    /// Makes a new generation of a helper's invitation and mails it: older ones open nothing, and their visits are over. `false`
    /// when they do not get in any more. The caller writes it down last in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invite_helper_again(&self, tx: &mut Tx, helper: &Helper, now: Timestamp) -> Result<bool, StoreError> {
        let generation = helper.generation + 1;
        let (link, code) = hashes(&*self.incident_keys(helper.incident_id).await?, helper.helper_id, generation);
        let sql = "update helpers set generation = $3, link_hash = $4, code_hash = $5
                   where incident_id = $1 and helper_id = $2 and state = 'active' and generation = $6";
        let changed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(helper.incident_id.0)
            .bind(helper.helper_id.0)
            .bind(generation)
            .bind(link.to_vec())
            .bind(code.to_vec())
            .bind(helper.generation)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if changed == 1 {
            self.mail_helper(tx, helper, now).await?;
        }
        Ok(changed == 1)
    }

    /// Ends a helper: their link and code open nothing, and their open visits are over at once. Says whether they still got in. The
    /// caller writes it down last in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_helper(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        person: PersonId,
        helper: HelperId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "update helpers set state = 'ended', ended_at = $4
                   where incident_id = $1 and person_id = $2 and helper_id = $3 and state = 'active'";
        let ended = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(person.0)
            .bind(helper.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if ended == 0 {
            return Ok(false);
        }
        let sql = "update visits set ended_at = $3 where incident_id = $1 and helper_id = $2 and ended_at is null";
        on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(helper.0).bind(now.as_micros()).execute(&mut **db).await.map(|_| ()))?;
        Ok(true)
    }
}
