//! `/staff/signin`, `/staff/signin/second`, `/staff/confirm`: the same for everybody until both factors were given.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::shown;
use crate::{
    components::{
        form::{ErrorSummary, FieldKind, FormHead, FormToken, TextField},
        head::NoIndex,
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{FormState, staff::confirm::next_page, use_form_state},
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::{pending, signed_in},
    words::Words,
};

/// `/staff/signin`.
#[component]
pub fn StaffSignInPage() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <FormHead title=words.t("staff-sign-in-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <ErrorSummary/>
                <h1>{words.t("staff-sign-in-title")}</h1>
                <form class="stack" method="post" action=request.lang.path("/staff/signin")>
                    <FormToken/>
                    <TextField name="email" kind=FieldKind::Email label=words.t("staff-sign-in-email")/>
                    <TextField name="password" kind=FieldKind::Password label=words.t("staff-sign-in-password")/>
                    <p class="actions"><button class="button">{words.t("staff-sign-in-button")}</button></p>
                </form>
                <p class="quiet">{words.t("staff-sign-in-lost")}</p>
            </section>
        </div></main>
    }
}

/// `/staff/signin/second`.
#[component]
pub fn StaffSecondPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = match pending(&site, &request).await {
            Ok(_) => Ok(second(&request, state)),
            Err(error) => Err(error),
        };
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

fn second(request: &Request, state: FormState) -> AnyView {
    let words = Words(request.lang);
    provide_context(state);
    view! {
        <FormHead title=words.t("staff-second-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <ErrorSummary/>
                <h1>{words.t("staff-second-title")}</h1>
                <form class="stack" method="post" action=request.lang.path("/staff/signin/second")>
                    <FormToken/>
                    <TextField name="code" kind=FieldKind::SecondFactor label=words.t("staff-second-label") hint=words.t("staff-second-hint")/>
                    <p class="actions"><button class="button">{words.t("staff-second-button")}</button></p>
                </form>
                <p><a href=request.lang.path("/staff/signin")>{words.t("staff-second-back")}</a></p>
            </section>
        </div></main>
    }
    .into_any()
}

/// `/staff/confirm`.
#[component]
pub fn StaffConfirmPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let asked = use_query_map().read_untracked().get("next").unwrap_or_default();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = confirm(&site, &request, state, &asked).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn confirm(site: &Site, request: &Request, state: FormState, asked: &str) -> Result<AnyView, PageError> {
    let staff = signed_in(site, request).await?;
    let words = Words(request.lang);
    let typed = state.typed("next");
    let next = next_page(if typed.is_empty() { asked } else { &typed }).to_owned();
    let (action, back) = (request.lang.path("/staff/confirm"), request.lang.path(&next));
    provide_context(state);
    Ok(view! {
        <StaffFrame staff title=words.t("staff-confirm-title") incident=None>
            <ErrorSummary/>
            <p>{words.t("staff-confirm-text")}</p>
            <form class="stack" method="post" action=action>
                <FormToken/>
                <input type="hidden" name="next" value=next/>
                <TextField name="code" kind=FieldKind::SecondFactor label=words.t("staff-second-label") hint=words.t("staff-second-hint")/>
                <p class="actions">
                    <button class="button">{words.t("staff-confirm-button")}</button>
                    <a href=back>{words.t("staff-confirm-back")}</a>
                </p>
            </form>
        </StaffFrame>
    }
    .into_any())
}
