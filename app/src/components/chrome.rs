//! What stands around every page: the way past it for keyboards, who speaks, the practice band, the footer.

use leptos::prelude::*;

use super::{form::FormToken, head::NoIndex};
use crate::{
    pages::copy::CopyBand,
    request::{Request, use_request, use_words},
    routes::{Found, find},
    site::{Site, use_site},
    subscription, visit,
};

/// The first stop of the keyboard, the practice band, and the masthead.
#[component]
pub fn PageTop() -> impl IntoView {
    let words = use_words();
    view! {
        <a class="skip" href="#main">{words.t("chrome-skip")}</a>
        <PracticeBand/>
        <CopyBand/>
        <Masthead/>
    }
    .into_any()
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
                <SignOut/>
            </div>
        </div></header>
    }
}

/// The way out, for whoever is in.
#[component]
fn SignOut() -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    // A page that is the same for everybody never asks who is reading it: caches may keep it.
    let is_shared = matches!(find("GET", &request.path), Found::Rule(rule) if rule.is_cacheable);
    (!is_shared).then(|| {
        Suspend::new(async move {
            let visit = visit::reader(&site, &request).await.ok();
            visit.map(|_| {
                view! {
                    <form method="post" action=request.lang.path("/signout")>
                        <FormToken/>
                        <button class="link-button">{words.t("chrome-sign-out")}</button>
                    </form>
                }
            })
        })
    })
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
    if request.path.starts_with("/practice/") {
        return true;
    }
    let is_shared = matches!(find("GET", &request.path), Found::Rule(rule) if rule.is_cacheable);
    if !is_shared && let Ok(visit) = visit::reading(site, request).await {
        return site.public_words.of(site, visit.incident_id, request.lang).await.is_ok_and(|public| public.0.is_practice);
    }
    if request.path == "/subscriptions"
        && let Ok(Some(subscriber)) = subscription::current(site, request).await
        && let Some(incident) = subscriber.scope.incident()
    {
        return site.store.incident(incident).await.is_ok_and(|incident| incident.is_practice);
    }
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
                <li><a href=request.lang.path("/subscribe")>{words.t("chrome-subscribe")}</a></li>
                <li><a href=request.lang.path("/genuine")>{words.t("chrome-genuine")}</a></li>
                <li><a href=request.lang.path("/help")>{words.t("chrome-help")}</a></li>
                <li><a href=request.lang.path("/privacy")>{words.t("chrome-privacy")}</a></li>
                <li><a href=request.lang.path("/accessibility")>{words.t("chrome-accessibility")}</a></li>
            </ul>
            <p class="quiet">{address}" "{words.t("chrome-no-rights")}</p>
        </div></footer>
    }
}
