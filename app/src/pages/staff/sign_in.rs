//! `/staff/signin`, `/staff/signin/second`, `/staff/confirm`: the same for everybody until both factors were given.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::staff::{Ask, Asked};

use super::{
    second::{SecondFactor, Ways},
    shown,
};
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
    staff::{passkeys::ask, pending, signed_in},
    words::Words,
};

/// `/staff/signin`.
#[component]
pub fn StaffSignInPage() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let next = asked_for(&use_form_state());
    view! {
        <FormHead title=words.t("staff-sign-in-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <ErrorSummary/>
                <h1>{words.t("staff-sign-in-title")}</h1>
                <form class="stack" method="post" action=request.lang.path("/staff/signin")>
                    <FormToken/>
                    <input type="hidden" name="next" value=next/>
                    <TextField name="email" kind=FieldKind::Email label=words.t("staff-sign-in-email")/>
                    <TextField name="password" kind=FieldKind::Password label=words.t("staff-sign-in-password")/>
                    <p class="actions"><button class="button">{words.t("staff-sign-in-button")}</button></p>
                </form>
                <p class="quiet">{words.t("staff-sign-in-lost")}</p>
            </section>
        </div></main>
    }
}

/// The page that was asked for before signing in, as it stands in the address or came back with the form: one of staff's.
fn asked_for(state: &FormState) -> String {
    let asked = state.typed.get("next").cloned().or_else(|| use_query_map().read_untracked().get("next"));
    next_page(&asked.unwrap_or_default()).to_owned()
}

/// `/staff/signin/second`.
#[component]
pub fn StaffSecondPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let next = asked_for(&state);
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = second(&site, &request, state, next).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn second(site: &Site, request: &Request, state: FormState, next: String) -> Result<AnyView, PageError> {
    let session = pending(site, request).await?;
    let ways = ways(site, Asked { ask: Ask::SignIn, staff_id: session.staff_id, bound_to: session.session_id.0 }).await?;
    let words = Words(request.lang);
    let action = request.lang.path("/staff/signin/second");
    let back = match next.as_str() {
        "/staff" => request.lang.path("/staff/signin"),
        next => format!("{}?next={next}", request.lang.path("/staff/signin")),
    };
    provide_context(state);
    Ok(view! {
        <FormHead title=words.t("staff-second-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l">
            <ErrorSummary/>
            <h1>{words.t("staff-second-title")}</h1>
            <SecondFactor ways action button=words.t("staff-second-button") next><a href=back>{words.t("staff-second-back")}</a></SecondFactor>
        </div></main>
    }
    .into_any())
}

/// How the account that is asked can give its second factor.
async fn ways(site: &Site, asked: Asked) -> Result<Ways, PageError> {
    Ok(Ways { question: ask(site, asked).await?, has_app: site.store.has_app(asked.staff_id).await? })
}

/// `/staff/confirm`.
#[component]
pub fn StaffConfirmPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let next = asked_for(&state);
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = confirm(&site, &request, state, next).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn confirm(site: &Site, request: &Request, state: FormState, next: String) -> Result<AnyView, PageError> {
    let staff = signed_in(site, request).await?;
    let words = Words(request.lang);
    let (action, back) = (request.lang.path("/staff/confirm"), request.lang.path(&next));
    let asked = Asked { ask: Ask::Confirm, staff_id: staff.member.staff_id, bound_to: staff.session.session_id.0 };
    let ways = ways(site, asked).await?;
    provide_context(state);
    Ok(view! {
        <StaffFrame staff title=words.t("staff-confirm-title") incident=None>
            <ErrorSummary/>
            <p>{words.t("staff-confirm-text")}</p>
            <SecondFactor ways action button=words.t("staff-confirm-button") next><a href=back>{words.t("staff-confirm-back")}</a></SecondFactor>
        </StaffFrame>
    }
    .into_any())
}
