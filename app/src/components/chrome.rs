//! What stands around every page: the way past it for keyboards, who speaks, the practice band, the footer.

use leptos::prelude::*;

use super::head::NoIndex;
use crate::{
    request::{Request, use_request, use_words},
    site::{Site, use_site},
};

/// The first stop of the keyboard, the practice band, and the masthead.
#[component]
pub fn PageTop() -> impl IntoView {
    let words = use_words();
    view! {
        <a class="skip" href="#main">{words.t("chrome-skip")}</a>
        <PracticeBand/>
        <Masthead/>
    }
}

/// Who speaks, and the same page in the other language.
#[component]
fn Masthead() -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let other = match request.lang {
        domain::lang::Lang::En => domain::lang::Lang::Es,
        domain::lang::Lang::Es => domain::lang::Lang::En,
    };
    view! {
        <header class="masthead"><div class="wrap">
            <a class="masthead__name" href=request.lang.path("/")>{site.settings.company.name.clone()}</a>
            <div class="masthead__tools">
                <a href=other.path(&request.path) lang=other.as_str() hreflang=other.as_str()>{words.t("chrome-other-language")}</a>
            </div>
        </div></header>
    }
}

/// Says that this is practice, and keeps search engines out of it.
#[component]
fn PracticeBand() -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    Suspend::new(async move {
        is_practice(&site, &request).await.then(|| {
            view! {
                <NoIndex/>
                <p class="practice">{words.t("chrome-practice")}</p>
            }
        })
    })
}

/// Whether the page belongs to a practice incident, or to a site that has no other.
async fn is_practice(site: &Site, request: &Request) -> bool {
    // Without the database there is no page either; what stands in its place is the same for practice and not.
    let Ok(incidents) = site.store.published_incidents().await else { return false };
    let mine = request.path.strip_prefix("/incidents/").and_then(|rest| rest.split('/').next());
    match incidents.iter().find(|incident| Some(incident.slug.as_str()) == mine) {
        Some(incident) => incident.is_practice,
        None => !incidents.is_empty() && incidents.iter().all(|incident| incident.is_practice),
    }
}

/// What every page ends with.
#[component]
pub fn Footer() -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let company = &site.settings.company;
    let address = if company.postal_address.is_empty() {
        format!("{}.", company.name)
    } else {
        format!("{}, {}.", company.name, company.postal_address)
    };
    view! {
        <footer class="footer"><div class="wrap stack">
            <ul>
                <li><a href=request.lang.path("/help")>{words.t("chrome-help")}</a></li>
                <li><a href=request.lang.path("/privacy")>{words.t("chrome-privacy")}</a></li>
                <li><a href=request.lang.path("/accessibility")>{words.t("chrome-accessibility")}</a></li>
            </ul>
            <p class="quiet">{address}" "{words.t("chrome-no-rights")}</p>
        </div></footer>
    }
}
