//! How somebody becomes a member of staff: a link that works once and for a day, then a name, a password, a second factor.

use domain::{
    clock::{Timestamp, random},
    email::EmailAddress,
    ids::StaffId,
    staff::{ENROLLING, ENROLMENT},
    staff_code::EnrolmentToken,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{MemberState, StaffContact, StaffCookie, members::place, totp::Seed};
use crate::{Store, StoreError, Tx, on};

/// What came of asking for a link for an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invited {
    /// Their link. Links they had before open nothing from now on.
    Link {
        /// Whose.
        staff_id: StaffId,
        /// What stands behind the `#`.
        token: EnrolmentToken,
        /// Until when it is good.
        expires_at: Timestamp,
    },
    /// The address has an account that is set up.
    IsActive(StaffId),
}

/// Somebody who opened their link and is not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolling {
    /// Who.
    pub staff_id: StaffId,
    /// The address they were added with, and the name if it is known.
    pub contact: StaffContact,
    /// Whether they have chosen a password.
    pub has_password: bool,
}

fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

impl Store {
    /// Makes a link for an address: for somebody new, somebody who did not use theirs, or somebody who was removed and comes
    /// back (with nothing of what they had).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invite_member(&self, tx: &mut Tx, name: &str, email: &EmailAddress, now: Timestamp) -> Result<Invited, StoreError> {
        let sql = "select staff_id, state, sealed from staff where email_hash = $1";
        let hash = self.staff_email_hash(email);
        let known: Option<(Uuid, String, Vec<u8>)> =
            on!(&mut *tx, |db| sqlx::query_as(sql).bind(hash.as_slice()).fetch_optional(&mut **db).await)?;
        let staff_id = match known {
            Some((staff, state, _)) if state == MemberState::Active.as_str() => return Ok(Invited::IsActive(StaffId(staff))),
            Some((staff, state, sealed)) => {
                let staff = StaffId(staff);
                if state == MemberState::Removed.as_str() {
                    self.forget_roles(tx, staff).await?;
                }
                if !name.is_empty() {
                    let mut contact: StaffContact = self.system_keys().open(place(staff), &sealed)?;
                    name.clone_into(&mut contact.name);
                    self.rename_member(tx, staff, &contact).await?;
                }
                staff
            }
            // Nobody can have come between: SQLite has one writer, and on PostgreSQL the second of two fails and is asked again.
            None => self.add_member(tx, name, email, now).await?.ok_or(StoreError::Busy)?,
        };
        self.reset_member(tx, staff_id, now).await
    }

    /// Clears password and factors, ends every session, and makes a new link: for who lost both factors, too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reset_member(&self, tx: &mut Tx, staff: StaffId, now: Timestamp) -> Result<Invited, StoreError> {
        self.end_staff_sessions(tx, staff, now).await?;
        for sql in [
            "update staff set state = 'invited', password = null, sealed_totp = null, removed_at = null where staff_id = $1",
            "delete from staff_recovery_codes where staff_id = $1",
            "delete from staff_passkeys where staff_id = $1",
            "delete from staff_challenges where staff_id = $1",
            "delete from staff_enrolments where staff_id = $1",
        ] {
            on!(&mut *tx, |db| sqlx::query(sql).bind(staff.0).execute(&mut **db).await.map(|_| ()))?;
        }
        let (token, expires_at) = (EnrolmentToken::generate(&*self.entropy), now.plus(ENROLMENT));
        let sql = "insert into staff_enrolments (token_hash, staff_id, made_at, expires_at) values ($1, $2, $3, $4)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(token_hash(token.as_str()))
            .bind(staff.0)
            .bind(now.as_micros())
            .bind(expires_at.as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(Invited::Link { staff_id: staff, token, expires_at })
    }

    async fn forget_roles(&self, tx: &mut Tx, staff: StaffId) -> Result<(), StoreError> {
        let sql = "delete from staff_roles where staff_id = $1";
        on!(&mut *tx, |db| sqlx::query(sql).bind(staff.0).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// Removes somebody: no sign-in, no role, no session, no link, from this moment on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_member(&self, tx: &mut Tx, staff: StaffId, now: Timestamp) -> Result<(), StoreError> {
        self.reset_member(tx, staff, now).await?;
        let sql = "delete from staff_enrolments where staff_id = $1";
        on!(&mut *tx, |db| sqlx::query(sql).bind(staff.0).execute(&mut **db).await.map(|_| ()))?;
        self.forget_roles(tx, staff).await?;
        self.set_member_state(tx, staff, MemberState::Removed, now).await
    }

    /// Uses a link up: from now on the browser with this cookie, and nobody else, goes on, for an hour. Of twenty who bring
    /// the same link at once, one gets it. `None` for a link that is unknown, used, replaced or older than a day: which, is
    /// nobody's to know.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim_enrolment(&self, tx: &mut Tx, token: &EnrolmentToken, now: Timestamp) -> Result<Option<StaffCookie>, StoreError> {
        let cookie = StaffCookie::of(&random::<32>(&*self.entropy));
        let sql = "update staff_enrolments set token_hash = $1, used_at = $2, expires_at = $3
                   where token_hash = $4 and used_at is null and expires_at > $2 returning staff_id";
        let claimed: Option<Uuid> = on!(&mut *tx, |db| sqlx::query_scalar(sql)
            .bind(token_hash(cookie.as_str()))
            .bind(now.as_micros())
            .bind(now.plus(ENROLLING).as_micros())
            .bind(token_hash(token.as_str()))
            .fetch_optional(&mut **db)
            .await)?;
        Ok(claimed.map(|_| cookie))
    }

    /// Who is setting up their account in the browser with this cookie.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enrolling(&self, cookie: &str, now: Timestamp) -> Result<Option<Enrolling>, StoreError> {
        let sql = "select s.staff_id, s.sealed, s.password from staff_enrolments e
                   join staff s on s.staff_id = e.staff_id and s.state = 'invited'
                   where e.token_hash = $1 and e.used_at is not null and e.expires_at > $2";
        let row: Option<(Uuid, Vec<u8>, Option<String>)> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(token_hash(cookie)).bind(now.as_micros()).fetch_optional(db).await)?;
        let Some((staff, sealed, password)) = row else { return Ok(None) };
        let staff_id = StaffId(staff);
        let contact = self.system_keys().open(place(staff_id), &sealed)?;
        Ok(Some(Enrolling { staff_id, contact, has_password: password.is_some() }))
    }

    /// The account is set up: the link and its cookie are worth nothing any more. Says whether it was this call that did it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish_enrolment(&self, tx: &mut Tx, staff: StaffId, app: Option<(&Seed, i64)>) -> Result<bool, StoreError> {
        let sql = "update staff set state = 'active' where staff_id = $1 and state = 'invited' and password is not null";
        let done = on!(&mut *tx, |db| sqlx::query(sql).bind(staff.0).execute(&mut **db).await.map(|done| done.rows_affected()))?;
        if done != 1 {
            return Ok(false);
        }
        if let Some((seed, step)) = app {
            self.set_app(tx, staff, seed, step).await?;
        }
        let sql = "delete from staff_enrolments where staff_id = $1";
        on!(&mut *tx, |db| sqlx::query(sql).bind(staff.0).execute(&mut **db).await.map(|_| ()))?;
        Ok(true)
    }
}
