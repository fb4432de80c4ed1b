//! What members of staff show that they are: a password, the code of an app, a recovery code.

use std::time::Duration;

use domain::{
    clock::Timestamp,
    email::EmailAddress,
    ids::{StaffId, new_uuid},
    staff_code::{RECOVERY_CODES, RecoveryCode},
};
use uuid::Uuid;

use super::{Argon, MemberState, totp::Seed};
use crate::{Store, StoreError, Tx, keys::Place, on};

/// How long an app that was shown may wait for its first code.
const APP_WAITS: Duration = Duration::from_secs(3600);

/// What a password is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// Whose.
    pub staff_id: StaffId,
    /// How far the account is: only an active one may sign in.
    pub state: MemberState,
    /// In PHC's form.
    pub password: Option<String>,
}

/// A second factor that was right, not yet used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The code of an app, with its time step.
    App(i64),
    /// A recovery code, with its place.
    RecoveryCode(u8),
}

const fn app_place(staff: StaffId) -> Place {
    Place { table: "staff-app", row: staff.0 }
}

impl Store {
    /// Where passwords are hashed.
    #[must_use]
    pub fn argon(&self) -> &Argon {
        &self.argon
    }

    /// What to compare a password with. One statement for an address that has an account and one that has none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn credentials(&self, email: &EmailAddress) -> Result<Option<Credentials>, StoreError> {
        let sql = "select staff_id, state, password from staff where email_hash = $1";
        let hash = self.staff_email_hash(email);
        let row: Option<(Uuid, String, Option<String>)> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(hash.as_slice()).fetch_optional(db).await)?;
        row.map(|(staff, state, password)| {
            let state = MemberState::parse(&state).ok_or(StoreError::Nonsense { table: "staff", column: "state" })?;
            Ok(Credentials { staff_id: StaffId(staff), state, password })
        })
        .transpose()
    }

    /// The password's hash of somebody who is signed in, for a change of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn password_hash(&self, staff: StaffId) -> Result<Option<String>, StoreError> {
        let sql = "select password from staff where staff_id = $1 and state = 'active'";
        Ok(on!(self.read(), |db| sqlx::query_scalar::<_, Option<String>>(sql).bind(staff.0).fetch_optional(db).await)?.flatten())
    }

    /// Keeps the hash of a new password.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_password(&self, tx: &mut Tx, staff: StaffId, hash: &str) -> Result<(), StoreError> {
        let sql = "update staff set password = $1 where staff_id = $2";
        on!(&mut *tx, |db| sqlx::query(sql).bind(hash).bind(staff.0).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// Makes the secret of a new app. It counts for nothing until a code of it was given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_app(&self, tx: &mut Tx, staff: StaffId, now: Timestamp) -> Result<Seed, StoreError> {
        self.forget_pending_app(tx, staff).await?;
        let (challenge, seed) = (new_uuid(now, &*self.entropy), Seed::generate(&*self.entropy));
        let place = Place { table: "staff_challenges", row: challenge };
        let sealed = self.system_keys().seal(place, &seed, &*self.entropy)?;
        let sql = "insert into staff_challenges (challenge_id, staff_id, purpose, sealed, expires_at) values ($1, $2, 'app', $3, $4)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(challenge)
            .bind(staff.0)
            .bind(&sealed)
            .bind(now.plus(APP_WAITS).as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(seed)
    }

    async fn forget_pending_app(&self, tx: &mut Tx, staff: StaffId) -> Result<(), StoreError> {
        let sql = "delete from staff_challenges where staff_id = $1 and purpose = 'app'";
        on!(&mut *tx, |db| sqlx::query(sql).bind(staff.0).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// The secret of the app that waits for its first code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pending_app(&self, staff: StaffId, now: Timestamp) -> Result<Option<Seed>, StoreError> {
        let sql = "select challenge_id, sealed from staff_challenges where staff_id = $1 and purpose = 'app' and expires_at > $2";
        let row: Option<(Uuid, Vec<u8>)> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(staff.0).bind(now.as_micros()).fetch_optional(db).await)?;
        row.map(|(row, sealed)| self.system_keys().open(Place { table: "staff_challenges", row }, &sealed)).transpose()
    }

    /// The app counts from now on. `step` is that of the code just given: it does not work again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_app(&self, tx: &mut Tx, staff: StaffId, seed: &Seed, step: i64) -> Result<(), StoreError> {
        let sealed = self.system_keys().seal(app_place(staff), seed, &*self.entropy)?;
        let sql = "update staff set sealed_totp = $1, totp_step = $2 where staff_id = $3";
        on!(&mut *tx, |db| sqlx::query(sql).bind(&sealed).bind(step).bind(staff.0).execute(&mut **db).await.map(|_| ()))?;
        self.forget_pending_app(tx, staff).await
    }

    /// Makes eight new recovery codes; those before open nothing any more. Shown once: only hashes are kept. The hashes are
    /// made before the transaction is begun.
    ///
    /// # Errors
    /// When too many hashes are being made.
    pub async fn hash_recovery_codes(&self) -> Result<Vec<(RecoveryCode, String)>, StoreError> {
        let mut made = Vec::with_capacity(usize::from(RECOVERY_CODES));
        for position in 1..=RECOVERY_CODES {
            let code = RecoveryCode::generate(position, &*self.entropy);
            let hash = self.argon.hash(code.secret(), &*self.entropy).await?;
            made.push((code, hash));
        }
        Ok(made)
    }

    /// Keeps the hashes of new recovery codes in place of the old ones.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_recovery_codes(&self, tx: &mut Tx, staff: StaffId, made: &[(RecoveryCode, String)]) -> Result<(), StoreError> {
        let sql = "delete from staff_recovery_codes where staff_id = $1";
        on!(&mut *tx, |db| sqlx::query(sql).bind(staff.0).execute(&mut **db).await.map(|_| ()))?;
        let sql = "insert into staff_recovery_codes (staff_id, position, code) values ($1, $2, $3)";
        for (code, hash) in made {
            on!(&mut *tx, |db| sqlx::query(sql)
                .bind(staff.0)
                .bind(i64::from(code.position))
                .bind(hash)
                .execute(&mut **db)
                .await
                .map(|_| ()))?;
        }
        Ok(())
    }

    /// How many recovery codes somebody has not used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recovery_codes_left(&self, staff: StaffId) -> Result<i64, StoreError> {
        let sql = "select cast(count(*) as bigint) from staff_recovery_codes where staff_id = $1 and used_at is null";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(staff.0).fetch_one(db).await)?)
    }

    /// Looks at what was typed as a second factor: six digits of the app, or a recovery code. Nothing is used up yet.
    ///
    /// # Errors
    /// When the database fails or too many hashes are being made.
    pub async fn check_second_factor(&self, staff: StaffId, typed: &str, now: Timestamp) -> Result<Option<Given>, StoreError> {
        let Some(code) = RecoveryCode::parse(typed) else { return self.check_app(staff, typed, now).await };
        let sql = "select code from staff_recovery_codes where staff_id = $1 and position = $2 and used_at is null";
        let hash: Option<String> =
            on!(self.read(), |db| sqlx::query_scalar(sql).bind(staff.0).bind(i64::from(code.position)).fetch_optional(db).await)?;
        let verified = self.argon.verify(code.secret(), hash.as_deref()).await?;
        Ok(verified.is_right.then_some(Given::RecoveryCode(code.position)))
    }

    async fn check_app(&self, staff: StaffId, typed: &str, now: Timestamp) -> Result<Option<Given>, StoreError> {
        let sql = "select sealed_totp from staff where staff_id = $1";
        let sealed: Option<Vec<u8>> =
            on!(self.read(), |db| sqlx::query_scalar::<_, Option<Vec<u8>>>(sql).bind(staff.0).fetch_optional(db).await)?.flatten();
        let Some(sealed) = sealed else { return Ok(None) };
        let seed: Seed = self.system_keys().open(app_place(staff), &sealed)?;
        Ok(seed.matching_step(typed, now).map(Given::App))
    }

    /// Uses a second factor up. Of twenty at once with the same one, one is told yes: a code of the app works once, and none
    /// from before the last one does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_second_factor(&self, tx: &mut Tx, staff: StaffId, given: Given, now: Timestamp) -> Result<bool, StoreError> {
        let used = match given {
            Given::App(step) => {
                let sql = "update staff set totp_step = $1 where staff_id = $2 and state = 'active'
                           and (totp_step is null or totp_step < $1)";
                on!(&mut *tx, |db| sqlx::query(sql).bind(step).bind(staff.0).execute(&mut **db).await.map(|done| done.rows_affected()))?
            }
            Given::RecoveryCode(position) => {
                let sql = "update staff_recovery_codes set used_at = $1 where staff_id = $2 and position = $3 and used_at is null";
                on!(&mut *tx, |db| sqlx::query(sql)
                    .bind(now.as_micros())
                    .bind(staff.0)
                    .bind(i64::from(position))
                    .execute(&mut **db)
                    .await
                    .map(|done| done.rows_affected()))?
            }
        };
        Ok(used == 1)
    }
}
