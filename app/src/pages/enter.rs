//! `/open/enter`: the six digits that were mailed.

use leptos::prelude::*;

use super::error::ErrorPage;
use crate::{
    components::form::{ErrorSummary, FieldKind, FormHead, FormToken, TextField},
    error::PageError,
    forms::{FormState, use_form_state},
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    visit::{code_address, opened},
};

/// What the page may know.
struct EnterView {
    masked: String,
    /// Whether a code is on its way that is still good: the page never claims a mail that was not queued.
    is_sent: bool,
}

/// Asks for the digits.
#[component]
pub fn EnterPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        match read(&site, &request).await {
            Ok(shown) => view! { <Shown shown state/> }.into_any(),
            Err(error) => {
                if let Some(response) = response {
                    provide_context(response);
                }
                view! { <ErrorPage error/> }.into_any()
            }
        }
    })
}

async fn read(site: &Site, request: &Request) -> Result<EnterView, PageError> {
    let visit = opened(site, request).await?;
    Ok(EnterView {
        masked: code_address(site, &visit).await?.map(|email| email.masked()).unwrap_or_default(),
        is_sent: site.store.one_time_code_good_until(visit.visit_id, site.now()).await?.is_some(),
    })
}

#[component]
fn Shown(shown: EnterView, state: FormState) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let text = if shown.is_sent { words.with("enter-sent", &[("address", &shown.masked)]) } else { words.t("enter-nothing-sent") };
    provide_context(state);
    view! {
        <FormHead title=words.t("enter-title")/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <ErrorSummary/>
                <h1>{words.t("enter-title")}</h1>
                <p>{text}</p>
                <form class="stack" method="post" action=request.lang.path("/open/enter")>
                    <FormToken/>
                    <TextField name="digits" kind=FieldKind::Digits label=words.t("enter-label") hint=words.t("enter-hint")/>
                    <p class="actions"><button class="button">{words.t("enter-button")}</button></p>
                </form>
            </section>
            <section class="stack">
                <h2>{words.t("enter-trouble-title")}</h2>
                <p>{words.t("enter-trouble-text")}</p>
                <form method="post" action=request.lang.path("/open/send")>
                    <FormToken/>
                    <p class="actions"><button class="button button--quiet">{words.t("enter-again")}</button></p>
                </form>
                <p><a href=request.lang.path("/help")>{words.t("enter-help")}</a></p>
            </section>
        </div></main>
    }
}
