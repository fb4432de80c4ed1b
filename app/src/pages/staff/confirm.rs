//! In the place of a button that sends something out or cannot be undone.

use leptos::prelude::*;

use crate::{
    forms::use_form_state,
    request::{use_request, use_words},
};

/// The button; before it can be pressed, the way to the second factor. Once something was typed both stand here: the link opens
/// beside the page, so that what was typed is not lost.
#[component]
pub fn ConfirmOr(
    /// Whether the second factor was given within the last ten minutes.
    is_confirmed: bool,
    /// The button.
    children: Children,
) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let is_typed = !use_form_state().typed.is_empty();
    let address = format!("{}?next={}", request.lang.path("/staff/confirm"), request.lang.path(&request.path));
    let link = (!is_confirmed).then(|| {
        let (target, rel) = if is_typed { (Some("_blank"), Some("noopener")) } else { (None, None) };
        let text = if is_typed { words.t("staff-confirm-beside") } else { words.t("staff-confirm-first") };
        view! { <a href=address target=target rel=rel>{text}</a> }
    });
    let button = (is_confirmed || is_typed).then(children);
    view! { <p class="actions">{button}{link}</p> }.into_any()
}
