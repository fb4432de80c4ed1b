//! Members of staff and their roles.

use domain::{
    clock::Timestamp,
    email::EmailAddress,
    ids::{IncidentId, StaffId},
    staff::{Grant, Role},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    keys::{Place, Purpose},
    on,
};

/// How far somebody's account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberState {
    /// Has a link and has not used it.
    Invited,
    /// Can sign in.
    Active,
    /// Was removed; the row stays for the log.
    Removed,
}

impl MemberState {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Removed => "removed",
        }
    }

    pub(super) fn parse(word: &str) -> Option<Self> {
        [Self::Invited, Self::Active, Self::Removed].into_iter().find(|state| state.as_str() == word)
    }
}

/// What is sealed of a member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffContact {
    /// As colleagues know them; empty until they enrol.
    pub name: String,
    /// Where mail about the account goes.
    pub email: String,
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub staff_id: StaffId,
    /// Name and address.
    pub contact: StaffContact,
    /// How far the account is.
    pub state: MemberState,
    /// Every role, as of this moment.
    pub grants: Vec<Grant>,
    /// When they were added.
    pub added_at: Timestamp,
}

type MemberRow = (Uuid, Vec<u8>, String, i64);

pub(super) const fn place(staff: StaffId) -> Place {
    Place { table: "staff", row: staff.0 }
}

impl Store {
    /// Adds somebody who has yet to enrol. `None` when the address has an account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_member(&self, tx: &mut Tx, name: &str, email: &EmailAddress, now: Timestamp) -> Result<Option<StaffId>, StoreError> {
        let staff = StaffId::new(now, &*self.entropy);
        let contact = StaffContact { name: name.to_owned(), email: email.as_str().to_owned() };
        let sealed = self.system_keys().seal(place(staff), &contact, &*self.entropy)?;
        let sql = "insert into staff (staff_id, email_hash, sealed, state, added_at) values ($1, $2, $3, 'invited', $4)
                   on conflict (email_hash) do nothing";
        let added = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(staff.0)
            .bind(self.staff_email_hash(email).as_slice())
            .bind(&sealed)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok((added == 1).then_some(staff))
    }

    pub(super) fn staff_email_hash(&self, email: &EmailAddress) -> crate::keys::LookupHash {
        self.system_keys().lookup(Purpose::Email, &[b"staff", email.as_str().to_lowercase().as_bytes()])
    }

    /// Writes name and address anew.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rename_member(&self, tx: &mut Tx, staff: StaffId, contact: &StaffContact) -> Result<(), StoreError> {
        let sealed = self.system_keys().seal(place(staff), contact, &*self.entropy)?;
        let sql = "update staff set sealed = $1 where staff_id = $2";
        on!(&mut *tx, |db| sqlx::query(sql).bind(&sealed).bind(staff.0).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// Moves an account on: enrolled, or removed. A removed one's sessions end at once, because every request asks for the state.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_member_state(&self, tx: &mut Tx, staff: StaffId, state: MemberState, now: Timestamp) -> Result<(), StoreError> {
        let removed_at = (state == MemberState::Removed).then(|| now.as_micros());
        let sql = "update staff set state = $1, removed_at = $2 where staff_id = $3";
        on!(&mut *tx, |db| sqlx::query(sql).bind(state.as_str()).bind(removed_at).bind(staff.0).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// Gives a role; giving it twice changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn give_role(&self, tx: &mut Tx, staff: StaffId, grant: Grant, now: Timestamp) -> Result<(), StoreError> {
        let sql = "insert into staff_roles (staff_id, incident_id, role, given_at) values ($1, $2, $3, $4)
                   on conflict (staff_id, incident_id, role) do nothing";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(staff.0)
            .bind(grant.incident.map_or(Uuid::nil(), |incident| incident.0))
            .bind(grant.role.as_str())
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(())
    }

    /// Takes a role away; the next request no longer has it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_role(&self, tx: &mut Tx, staff: StaffId, grant: Grant) -> Result<(), StoreError> {
        let sql = "delete from staff_roles where staff_id = $1 and incident_id = $2 and role = $3";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(staff.0)
            .bind(grant.incident.map_or(Uuid::nil(), |incident| incident.0))
            .bind(grant.role.as_str())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(())
    }

    /// A member by id, removed ones included (the log names them).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn member(&self, staff: StaffId) -> Result<Option<Member>, StoreError> {
        let sql = "select staff_id, sealed, state, added_at from staff where staff_id = $1";
        let row: Option<MemberRow> = on!(self.read(), |db| sqlx::query_as(sql).bind(staff.0).fetch_optional(db).await)?;
        match row {
            Some(row) => Ok(Some(self.opened_member(row).await?)),
            None => Ok(None),
        }
    }

    /// A member by address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn member_by_email(&self, email: &EmailAddress) -> Result<Option<Member>, StoreError> {
        let sql = "select staff_id, sealed, state, added_at from staff where email_hash = $1";
        let hash = self.staff_email_hash(email);
        let row: Option<MemberRow> = on!(self.read(), |db| sqlx::query_as(sql).bind(hash.as_slice()).fetch_optional(db).await)?;
        match row {
            Some(row) => Ok(Some(self.opened_member(row).await?)),
            None => Ok(None),
        }
    }

    /// Everybody who was not removed, in the order in which they were added.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn members(&self) -> Result<Vec<Member>, StoreError> {
        let sql = "select staff_id, sealed, state, added_at from staff where state <> 'removed' order by added_at, staff_id";
        let rows: Vec<MemberRow> = on!(self.read(), |db| sqlx::query_as(sql).fetch_all(db).await)?;
        let mut members = Vec::with_capacity(rows.len());
        for row in rows {
            members.push(self.opened_member(row).await?);
        }
        Ok(members)
    }

    async fn opened_member(&self, (staff, sealed, state, added_at): MemberRow) -> Result<Member, StoreError> {
        let staff_id = StaffId(staff);
        Ok(Member {
            staff_id,
            contact: self.system_keys().open(place(staff_id), &sealed)?,
            state: MemberState::parse(&state).ok_or(StoreError::Nonsense { table: "staff", column: "state" })?,
            grants: self.grants(staff_id).await?,
            added_at: Timestamp::from_micros(added_at),
        })
    }

    /// What somebody may do, as of this moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn grants(&self, staff: StaffId) -> Result<Vec<Grant>, StoreError> {
        let sql = "select incident_id, role from staff_roles where staff_id = $1 order by incident_id, role";
        let rows: Vec<(Uuid, String)> = on!(self.read(), |db| sqlx::query_as(sql).bind(staff.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(incident, role)| {
                let role = Role::parse(&role).ok_or(StoreError::Nonsense { table: "staff_roles", column: "role" })?;
                Ok(Grant { incident: (!incident.is_nil()).then_some(IncidentId(incident)), role })
            })
            .collect()
    }
}
