//! Somebody who helps a person of a test.

use domain::{
    clock::Timestamp,
    helper::{HelperContact, HelperKind},
    lang::Lang,
    person::Person,
};

use crate::{
    Store, Tx,
    helpers::{Added, Helper, NewHelper},
};

/// A helper of this kind who gets in; the one there was before of this kind is ended, so that there is always room.
///
/// # Panics
/// When it cannot be done.
pub async fn add_test_helper(store: &Store, tx: &mut Tx, person: &Person, kind: HelperKind, now: Timestamp) -> Helper {
    for before in store.helpers_of(person.incident_id, person.person_id).await.expect("helpers") {
        if before.is_active() && before.kind == kind {
            store.end_helper(tx, person.incident_id, person.person_id, before.helper_id, now).await.expect("an end");
        }
    }
    let new = NewHelper {
        incident_id: person.incident_id,
        person_id: person.person_id,
        kind,
        contact: HelperContact { name: format!("Rosa {}", kind.as_str()), email: format!("rosa.{}@example.org", kind.as_str()) },
        lang: Lang::En,
        made_by: "the person".to_owned(),
    };
    match store.add_helper(tx, &new, now).await.expect("a helper") {
        Added::Named(helper) => *helper,
        full => panic!("no room for a helper: {full:?}"),
    }
}
