//! Forms: one file each. A form posts to its page's own address. On a mistake the same page comes back with status 422 and
//! [`FormState`] in its context; on success 303 to a page that says what happened and what comes next.

use std::collections::BTreeMap;

/// What comes back with a form that had a mistake: what was typed, and what to do about each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormState {
    /// Field name to what was typed. Codes and passwords are left out.
    pub typed: BTreeMap<String, String>,
    /// In the order of the fields.
    pub mistakes: Vec<Mistake>,
}

/// One field and the words beside it, which also stand in the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The `id` and `name` of the field.
    pub field: &'static str,
    /// What happened, then what to do, in the reader's language.
    pub words: String,
}

impl FormState {
    /// What was typed into `field`, or nothing.
    #[must_use]
    pub fn typed(&self, field: &str) -> String {
        self.typed.get(field).cloned().unwrap_or_default()
    }

    /// The words beside `field`.
    #[must_use]
    pub fn mistake(&self, field: &str) -> Option<&str> {
        self.mistakes.iter().find(|mistake| mistake.field == field).map(|mistake| mistake.words.as_str())
    }
}

/// The state of the form on this page; empty on a GET.
#[must_use]
pub fn use_form_state() -> FormState {
    leptos::prelude::use_context().unwrap_or_default()
}
