//! Members of staff for tests: enrolled and signed in with both factors, without the way there.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::{
    clock::Timestamp,
    email::EmailAddress,
    ids::{IncidentId, StaffId},
    staff::{Grant, Role},
};

use crate::{
    Store,
    staff::{MemberState, StaffCookie},
};

/// Adds a member of staff with one role and opens a proven session.
///
/// # Panics
/// When the database fails.
pub async fn signed_in(store: &Store, role: Role, incident: Option<IncidentId>, now: Timestamp) -> (StaffId, StaffCookie) {
    static MEMBERS: AtomicU64 = AtomicU64::new(1);
    let number = MEMBERS.fetch_add(1, Ordering::SeqCst);
    let email = EmailAddress::parse(&format!("{}{number}@example.org", role.as_str())).expect("an address");
    let mut tx = store.write().await.expect("a transaction");
    let staff = store.add_member(&mut tx, &format!("{} {number}", role.as_str()), &email, now).await.expect("a member").expect("a new one");
    store.give_role(&mut tx, staff, Grant { incident, role }, now).await.expect("a role");
    store.set_member_state(&mut tx, staff, MemberState::Active, now).await.expect("an account");
    let opened = store.open_staff_session(&mut tx, staff, "a browser of a test", now).await.expect("a session");
    let cookie = store.prove_staff_session(&mut tx, opened.session_id, now).await.expect("a proven session");
    tx.commit().await.expect("a commit");
    (staff, cookie)
}
