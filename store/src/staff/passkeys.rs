//! Passkeys of staff: what is kept of each. What is in one is the business of whoever asks it (`app::staff::passkeys`); here it is
//! text that is sealed.

use domain::{clock::Timestamp, ids::StaffId};
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    keys::{Place, Purpose},
    on,
};

/// A passkey of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPasskey {
    /// Which one: made of the credential's id.
    pub passkey_id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// Its public key, and what goes with it.
    pub kept: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was used last.
    pub used_at: Option<Timestamp>,
}

/// A passkey that is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPasskey {
    /// The credential's id, as the authenticator gave it.
    pub credential_id: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// Its public key, and what goes with it.
    pub kept: String,
}

/// What came of using a passkey that signed rightly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyUse {
    /// It counts.
    Counted,
    /// It has signed before what it says: there may be two of it.
    WentBack,
    /// It was removed meanwhile.
    IsGone,
}

type PasskeyRow = (Uuid, Vec<u8>, Vec<u8>, i64, Option<i64>);

const fn passkey_place(passkey: Uuid) -> Place {
    Place { table: "staff_passkeys", row: passkey }
}

const fn name_place(passkey: Uuid) -> Place {
    Place { table: "staff_passkeys.name", row: passkey }
}

impl Store {
    /// The id under which a credential is kept.
    #[must_use]
    pub fn passkey_id(&self, credential_id: &[u8]) -> Uuid {
        Uuid::from_bytes(self.system_keys().lookup(Purpose::Passkey, &[credential_id]))
    }

    /// Somebody's passkeys, in the order in which they were added.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passkeys(&self, staff: StaffId) -> Result<Vec<KeptPasskey>, StoreError> {
        let sql = "select passkey_id, sealed_name, sealed, added_at, used_at from staff_passkeys
                   where staff_id = $1 order by added_at, passkey_id";
        let rows: Vec<PasskeyRow> = on!(self.read(), |db| sqlx::query_as(sql).bind(staff.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(passkey_id, name, kept, added_at, used_at)| {
                Ok(KeptPasskey {
                    passkey_id,
                    name: self.open_of(staff, name_place(passkey_id), &name)?,
                    kept: self.open_of(staff, passkey_place(passkey_id), &kept)?,
                    added_at: Timestamp::from_micros(added_at),
                    used_at: used_at.map(Timestamp::from_micros),
                })
            })
            .collect()
    }

    /// Seals a text together with whose it is: a row that somebody moved to another account does not open there.
    pub(super) fn seal_of(&self, staff: StaffId, place: Place, text: &str) -> Result<Vec<u8>, StoreError> {
        self.system_keys().seal(place, &(staff.0, text), &*self.entropy)
    }

    pub(super) fn open_of(&self, staff: StaffId, place: Place, sealed: &[u8]) -> Result<String, StoreError> {
        let (whose, text): (Uuid, String) = self.system_keys().open(place, sealed)?;
        if whose == staff.0 { Ok(text) } else { Err(StoreError::Nonsense { table: "staff_passkeys", column: "staff_id" }) }
    }

    /// Adds a passkey; says no when it belongs to an account already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_passkey(&self, tx: &mut Tx, staff: StaffId, new: &NewPasskey, now: Timestamp) -> Result<bool, StoreError> {
        let passkey = self.passkey_id(&new.credential_id);
        let name = self.seal_of(staff, name_place(passkey), &new.name)?;
        let kept = self.seal_of(staff, passkey_place(passkey), &new.kept)?;
        let sql = "insert into staff_passkeys (passkey_id, staff_id, sealed_name, sealed, counter, added_at) values ($1, $2, $3, $4, 0, $5)
                   on conflict (passkey_id) do nothing";
        let added = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(passkey)
            .bind(staff.0)
            .bind(&name)
            .bind(&kept)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(added == 1)
    }

    /// Calls a passkey something else. Says whether it is theirs.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rename_passkey(&self, tx: &mut Tx, staff: StaffId, passkey: Uuid, name: &str) -> Result<bool, StoreError> {
        let name = self.seal_of(staff, name_place(passkey), name)?;
        let sql = "update staff_passkeys set sealed_name = $1 where passkey_id = $2 and staff_id = $3";
        let renamed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(&name)
            .bind(passkey)
            .bind(staff.0)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(renamed == 1)
    }

    /// Removes a passkey: from this moment it opens nothing. Never the last one of who has no app; says whether it went.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_passkey(&self, tx: &mut Tx, staff: StaffId, passkey: Uuid) -> Result<bool, StoreError> {
        self.lock_factors(tx, staff).await?;
        let sql = "delete from staff_passkeys where passkey_id = $1 and staff_id = $2
                   and (exists (select 1 from staff_passkeys other where other.staff_id = $2 and other.passkey_id <> $1)
                        or exists (select 1 from staff where staff_id = $2 and sealed_totp is not null))";
        let removed =
            on!(&mut *tx, |db| sqlx::query(sql).bind(passkey).bind(staff.0).execute(&mut **db).await.map(|done| done.rows_affected()))?;
        Ok(removed == 1)
    }

    /// Whether somebody has an authenticator app.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_app(&self, staff: StaffId) -> Result<bool, StoreError> {
        let sql = "select cast(count(*) as bigint) from staff where staff_id = $1 and sealed_totp is not null";
        Ok(on!(self.read(), |db| sqlx::query_scalar::<_, i64>(sql).bind(staff.0).fetch_one(db).await)? == 1)
    }

    /// Removes the app of somebody who has a passkey; says whether it went.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_app(&self, tx: &mut Tx, staff: StaffId) -> Result<bool, StoreError> {
        self.lock_factors(tx, staff).await?;
        let sql = "update staff set sealed_totp = null where staff_id = $1 and sealed_totp is not null
                   and exists (select 1 from staff_passkeys p where p.staff_id = $1)";
        let removed = on!(&mut *tx, |db| sqlx::query(sql).bind(staff.0).execute(&mut **db).await.map(|done| done.rows_affected()))?;
        Ok(removed == 1)
    }

    /// Who removes a factor waits for whoever removes another of the same account, so that two at once cannot leave none: what the
    /// next statement sees is what they left.
    async fn lock_factors(&self, tx: &mut Tx, staff: StaffId) -> Result<(), StoreError> {
        let sql = "update staff set totp_step = totp_step where staff_id = $1";
        on!(&mut *tx, |db| sqlx::query(sql).bind(staff.0).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// Counts the use of a passkey whose signature was right. Of two of the same counter, one counts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_passkey(
        &self,
        tx: &mut Tx,
        staff: StaffId,
        (passkey, kept, counter): (Uuid, &str, u32),
        now: Timestamp,
    ) -> Result<PasskeyUse, StoreError> {
        let kept = self.seal_of(staff, passkey_place(passkey), kept)?;
        let sql = "update staff_passkeys set sealed = $1, counter = $2, used_at = $3
                   where passkey_id = $4 and staff_id = $5 and (counter < $2 or (counter = 0 and $2 = 0))";
        let used = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(&kept)
            .bind(i64::from(counter))
            .bind(now.as_micros())
            .bind(passkey)
            .bind(staff.0)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if used == 1 {
            return Ok(PasskeyUse::Counted);
        }
        let sql = "select cast(count(*) as bigint) from staff_passkeys where passkey_id = $1 and staff_id = $2";
        let is_there: i64 = on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(passkey).bind(staff.0).fetch_one(&mut **db).await)?;
        Ok(if is_there == 1 { PasskeyUse::WentBack } else { PasskeyUse::IsGone })
    }
}
