//! Whether this person gets updates by mail, and the switch.

use domain::clock::Timestamp;
use leptos::prelude::*;

use crate::{
    components::form::FormToken,
    me::Mine,
    request::{use_request, use_words},
};

/// The switch; nothing for who has no e-mail address.
#[component]
pub fn UpdateMails(
    /// Whose.
    mine: Mine,
    /// Since when they get none.
    left_at: Option<Timestamp>,
) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    mine.person.contact.email.as_ref()?;
    let zone = mine.incident().zone.clone();
    let (says, press, value) = match left_at {
        Some(at) => (words.with("me-updates-off", &[("time", &words.moment(at, &zone))]), words.t("me-updates-again"), "yes"),
        None => (words.t("me-updates-on"), words.t("me-updates-stop"), "no"),
    };
    Some(view! {
        <section class="stack" id="updates" aria-labelledby="updates-title">
            <h2 id="updates-title">{words.t("me-updates-title")}</h2>
            <p>{says}</p>
            <p class="quiet">{words.t("me-updates-law")}</p>
            <form method="post" action=request.lang.path("/me/updates")>
                <FormToken/>
                <input type="hidden" name="by_mail" value=value/>
                <button class="button button--quiet">{press}</button>
            </form>
        </section>
    })
}
