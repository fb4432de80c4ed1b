//! `/open/send`: what any forwarded mail may show: which incident, a masked address, and one button.

use domain::{incident::Section, visit::Channel};
use leptos::prelude::*;
use store::visits::Visit;

use super::error::ErrorPage;
use crate::{
    components::{
        form::{ErrorSummary, FormHead, FormToken},
        markdown::InlineMarkdown,
    },
    error::PageError,
    forms::{FormState, use_form_state},
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    visit::{code_address, opened},
};

/// What the page may know of the person behind the link.
struct SendView {
    slug: String,
    incident: String,
    /// Such as `a•••@e•••.org`; none when no address is on file.
    masked: Option<String>,
    is_letter: bool,
    is_proven: bool,
}

/// The page of a visit that nobody has proven yet.
#[component]
pub fn SendPage() -> impl IntoView {
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

async fn read(site: &Site, request: &Request) -> Result<SendView, PageError> {
    let visit: Visit = opened(site, request).await?;
    let incident = site.store.incident(visit.incident_id).await?;
    let words = site.store.incident_words(visit.incident_id, request.lang).await?;
    let address = code_address(site, &visit).await?;
    Ok(SendView {
        slug: incident.slug.as_str().to_owned(),
        incident: words.section(Section::Title).to_owned(),
        masked: address.map(|email| email.masked()),
        is_letter: visit.channel == Channel::Letter,
        is_proven: visit.proof.is_some(),
    })
}

#[component]
fn Shown(shown: SendView, state: FormState) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let path = |path: &str| request.lang.path(path);
    let next = match shown.masked {
        _ if shown.is_proven => view! { <p class="actions"><a class="button" href=path("/me")>{words.t("visit-on")}</a></p> }.into_any(),
        _ if shown.is_letter => {
            view! { <p class="actions"><a class="button" href=path("/code")>{words.t("visit-letter")}</a></p> }.into_any()
        }
        None => view! {
            <p>{words.t("visit-no-email")}</p>
            <p class="actions"><a class="button" href=path("/help")>{words.t("visit-help-button")}</a></p>
        }
        .into_any(),
        Some(masked) => view! {
            <p>{words.with("visit-text", &[("address", &masked)])}</p>
            <form method="post" action=path("/open/send")>
                <FormToken/>
                <p class="actions"><button id="send" class="button">{words.t("visit-send")}</button></p>
            </form>
            <p class="quiet">{words.t("visit-why")}</p>
        }
        .into_any(),
    };
    provide_context(state);
    view! {
        <FormHead title=words.t("visit-title")/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <ErrorSummary/>
                <h1>{words.t("visit-title")}</h1>
                <p class="note">
                    <a href=path(&format!("/incidents/{}", shown.slug))><InlineMarkdown text=shown.incident/></a>
                </p>
                {next}
            </section>
            <section class="stack">
                <h2>{words.t("visit-trouble-title")}</h2>
                <ul>
                    <li><a href=path("/code")>{words.t("visit-trouble-code")}</a></li>
                    <li><a href=path("/help")>{words.t("visit-trouble-help")}</a></li>
                </ul>
            </section>
        </div></main>
    }
}
