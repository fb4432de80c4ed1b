//! The hidden field that stands in every form.

use leptos::prelude::*;

use crate::{
    form_token::{FIELD, token},
    request::use_request,
    site::use_site,
};

/// Shows that the form came from a page of ours, for browsers that do not say so themselves.
#[component]
pub fn FormToken() -> impl IntoView {
    view! { <input type="hidden" name=FIELD value=token(&use_site(), &use_request())/> }.into_any()
}
