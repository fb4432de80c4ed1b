//! `/me/help` and `/me/not-me`: two forms that become requests to staff.

use domain::{ids::new_uuid, request::LONGEST_MESSAGE};
use leptos::prelude::*;

use super::{Below, shown};
use crate::{
    components::form::{ErrorSummary, FieldKind, FormToken, TextField},
    error::PageError,
    forms::{FormState, use_form_state},
    request::{Request, use_request},
    site::{Site, use_site},
    visit,
    words::Words,
};

/// What differs between the two forms.
struct Asking {
    title: String,
    lead: String,
    label: String,
    hint: String,
    button: String,
}

/// `/me/help`.
#[component]
pub fn HelpMePage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let words = Words(request.lang);
    let asking = Asking {
        title: words.t("ask-help-title"),
        lead: words.t("ask-help-lead"),
        label: words.t("ask-help-label"),
        hint: words.with("ask-limit", &[("most", &LONGEST_MESSAGE)]),
        button: words.t("ask-help-button"),
    };
    Suspend::new(async move { shown(page(&site, &request, state, asking).await) })
}

/// `/me/not-me`.
#[component]
pub fn NotMePage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let words = Words(request.lang);
    let asking = Asking {
        title: words.t("ask-not-me-title"),
        lead: words.t("ask-not-me-lead"),
        label: words.t("ask-not-me-label"),
        hint: words.t("ask-not-me-hint"),
        button: words.t("ask-not-me-button"),
    };
    Suspend::new(async move { shown(page(&site, &request, state, asking).await) })
}

async fn page(site: &Site, request: &Request, state: FormState, asking: Asking) -> Result<AnyView, PageError> {
    let visit = visit::reader(site, request).await?;
    let kept = if state.typed.is_empty() { visit::typed_before(site, &visit, &request.path).await? } else { Default::default() };
    let words = Words(request.lang);
    // The same id in every copy of this page: however often it is sent, it is one request.
    let form_id = match state.typed.get("form_id").or_else(|| kept.get("form_id")) {
        Some(form_id) => form_id.clone(),
        None => new_uuid(site.now(), &*site.entropy).to_string(),
    };
    let is_kept = !kept.is_empty();
    let message = kept.get("message").cloned().unwrap_or_default();
    let request = request.clone();
    Ok(view! {
        <Below title=asking.title>
            <ErrorSummary/>
            {is_kept.then(|| view! { <p class="note">{words.t("ask-kept")}</p> })}
            <p>{asking.lead}</p>
            <form class="stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <input type="hidden" name="form_id" value=form_id/>
                <TextField name="message" label=asking.label hint=asking.hint kind=FieldKind::Lines value=message/>
                <p class="actions"><button class="button">{asking.button}</button></p>
            </form>
            <p class="quiet small">{words.t("ask-never-send")}</p>
        </Below>
    }
    .into_any())
}
