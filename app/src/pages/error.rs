//! The page of a [`PageError`]: what happened, then what to do.

use http::{HeaderValue, header};
use leptos::prelude::*;

use super::not_found::NotFoundPage;
use crate::{
    components::{
        form::FormToken,
        head::{NoIndex, PageHead},
    },
    error::{PageError, seconds_until},
    forms::staff::confirm::next_page,
    request::{use_request, use_words},
    site::use_site,
};

/// Shows `error` with its status. Every page that can fail ends here: `view! { <ErrorPage error/> }`.
#[component]
pub fn ErrorPage(
    /// What happened.
    error: PageError,
) -> impl IntoView {
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(error.status());
        if let Some(seconds) = error.retry_after(use_site().now()) {
            response.insert_header(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
    }
    let words = use_words();
    match error {
        PageError::NotFound => view! { <NotFoundPage/> }.into_any(),
        PageError::SignInFirst => view! { <SignInFirst/> }.into_any(),
        PageError::NotForHelpers => signed_in_told(
            words.t("error-not-for-helpers-title"),
            words.t("error-not-for-helpers-text"),
            "/me",
            words.t("error-not-for-helpers-link"),
        ),
        PageError::VisitOver => view! { <VisitOver/> }.into_any(),
        PageError::StaffSignIn => {
            let path = match next_page(&use_request().path) {
                "/staff" => "/staff/signin".to_owned(),
                asked => format!("/staff/signin?next={asked}"),
            };
            let link = words.t("error-staff-sign-in-link");
            signed_in_told(words.t("error-staff-sign-in-title"), words.t("error-staff-sign-in-text"), &path, link)
        }
        PageError::NotEnrolling => signed_in_told(
            words.t("error-not-enrolling-title"),
            words.t("error-not-enrolling-text"),
            "/staff/enrol",
            words.t("error-not-enrolling-link"),
        ),
        PageError::NotAllowed => signed_in_told(
            words.t("error-not-allowed-title"),
            words.t("error-not-allowed-text"),
            "/staff",
            words.t("error-not-allowed-link"),
        ),
        PageError::ConfirmFirst => {
            let path = format!("/staff/confirm?next={}", use_request().path);
            signed_in_told(words.t("error-confirm-title"), words.t("error-confirm-text"), &path, words.t("error-confirm-link"))
        }
        PageError::NotFromHere => {
            view! { <Told title=words.t("error-not-from-here-title") text=words.t("error-not-from-here-text")/> }.into_any()
        }
        PageError::SlowDown { until } => {
            let seconds = i64::try_from(seconds_until(until, use_site().now())).unwrap_or(i64::MAX);
            let text = match seconds {
                ..=90 => words.with("error-slow-down-seconds", &[("seconds", &seconds)]),
                91..=7200 => words.with("error-slow-down-minutes", &[("minutes", &(seconds + 59).div_euclid(60))]),
                _ => words.with("error-slow-down-hours", &[("hours", &(seconds + 3599).div_euclid(3600))]),
            };
            view! { <Told title=words.t("error-slow-down-title") text/> }.into_any()
        }
        PageError::Busy => view! { <Told title=words.t("error-busy-title") text=words.t("error-busy-text")/> }.into_any(),
        PageError::Broken { report } => {
            let text = words.with("error-broken-text", &[("report", &report.to_string())]);
            view! { <Told title=words.t("error-broken-title") text/> }.into_any()
        }
    }
}

/// A heading, a paragraph, and the way to a person.
#[component]
fn Told(title: String, text: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <PageHead title=title.clone()/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <h1>{title}</h1>
                <p>{text}</p>
                {children.map(|children| children())}
                <p><a href=request.lang.path("/help")>{words.t("error-help")}</a></p>
            </section>
        </div></main>
    }
}

#[component]
fn SignInFirst() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <Told title=words.t("error-sign-in-title") text=words.t("error-sign-in-text")>
            <p class="actions"><a class="button" href=request.lang.path("/code")>{words.t("error-sign-in-code")}</a></p>
            <p><a href=request.lang.path("/check")>{words.t("error-sign-in-check")}</a></p>
        </Told>
    }
}

#[component]
fn VisitOver() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <Told title=words.t("error-visit-over-title") text=words.t("error-visit-over-text")>
            <form method="post" action=request.lang.path("/open/again")>
                <FormToken/>
                <p class="actions"><button class="button">{words.t("error-visit-over-button")}</button></p>
            </form>
        </Told>
    }
}

/// What somebody who is signed in is told, with the one thing to do about it.
fn signed_in_told(title: String, text: String, path: &str, link: String) -> AnyView {
    let request = use_request();
    view! {
        <PageHead title=title.clone()/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <h1>{title}</h1>
                <p>{text}</p>
                <p class="actions"><a class="button" href=request.lang.path(path)>{link}</a></p>
            </section>
        </div></main>
    }
    .into_any()
}
