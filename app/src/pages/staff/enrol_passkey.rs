//! `/staff/enrol/factor` and `/staff/enrol/passkey`: the second factor of a new account is chosen, and a passkey made.

use leptos::prelude::*;

use super::{enrol::with_codes, shown};
use crate::{
    components::{
        form::{ErrorSummary, FormHead, TextField},
        head::{NoIndex, PageHead},
        passkey::PasskeyForm,
    },
    error::PageError,
    forms::{
        FormState,
        staff::{
            NewCodes,
            enrol::{asked_of, enrolling},
        },
        use_form_state,
    },
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::passkeys::ask_for_new,
    words::Words,
};

/// `/staff/enrol/factor`.
#[component]
pub fn StaffEnrolFactorPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = factor(&site, &request).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn factor(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    if !enrolling(site, request).await?.has_password {
        return Err(PageError::NotEnrolling);
    }
    let words = Words(request.lang);
    Ok(view! {
        <PageHead title=words.t("staff-factor-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <h1>{words.t("staff-factor-title")}</h1>
                <p>{words.t("staff-factor-text")}</p>
            </section>
            <section class="stack">
                <h2>{words.t("staff-factor-passkey")}</h2>
                <p>{words.t("staff-factor-passkey-text")}</p>
                <p class="actions"><a class="button" href=request.lang.path("/staff/enrol/passkey")>{words.t("staff-factor-passkey-button")}</a></p>
            </section>
            <section class="stack">
                <h2>{words.t("staff-factor-app")}</h2>
                <p>{words.t("staff-factor-app-text")}</p>
                <p class="actions"><a class="button button--quiet" href=request.lang.path("/staff/enrol/app")>{words.t("staff-factor-app-button")}</a></p>
            </section>
        </div></main>
    }
    .into_any())
}

/// `/staff/enrol/passkey`.
#[component]
pub fn StaffEnrolPasskeyPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let (codes, response) = (use_context::<NewCodes>(), use_context::<leptos_axum::ResponseOptions>());
    Suspend::new(async move {
        let page = match codes {
            Some(codes) => Ok(with_codes(&request, &codes)),
            None => passkey(&site, &request, state).await,
        };
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn passkey(site: &Site, request: &Request, state: FormState) -> Result<AnyView, PageError> {
    let who = enrolling(site, request).await?;
    if !who.has_password {
        return Err(PageError::NotEnrolling);
    }
    let question = ask_for_new(site, asked_of(&who), &who.contact).await?.ok_or(PageError::NotFound)?;
    let (words, action) = (Words(request.lang), request.lang.path("/staff/enrol/passkey"));
    provide_context(state);
    Ok(view! {
        <FormHead title=words.t("staff-passkey-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l"><section class="stack">
            <ErrorSummary/>
            <h1>{words.t("staff-passkey-title")}</h1>
            <p>{words.t("staff-passkey-text")}</p>
            <PasskeyForm is_new=true question action button=words.t("staff-passkey-button") without=words.t("staff-passkey-without")>
                <CalledField value=String::new()/>
            </PasskeyForm>
            <p><a href=request.lang.path("/staff/enrol/app")>{words.t("staff-passkey-rather-app")}</a></p>
        </section></div></main>
    }
    .into_any())
}

/// What a passkey is called.
#[component]
pub fn CalledField(
    /// What it is called now.
    value: String,
) -> impl IntoView {
    let words = use_words();
    view! { <TextField name="called" label=words.t("staff-passkey-called") hint=words.t("staff-passkey-called-hint") value/> }.into_any()
}
