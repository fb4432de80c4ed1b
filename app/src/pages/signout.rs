//! `/signout` and `/visit/extend`: how a visit ends, and how it goes on.

use leptos::prelude::*;
use store::visits::Visit;

use super::error::ErrorPage;
use crate::{
    components::{
        form::FormToken,
        head::{NoIndex, PageHead},
    },
    request::{use_request, use_words},
    site::use_site,
    visit::{current, opened},
};

/// The button while there is a visit, and what a browser is told that has none.
#[component]
pub fn SignOutPage() -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    Suspend::new(async move {
        let path = |path: &str| request.lang.path(path);
        let is_open = opened(&site, &request).await.is_ok();
        let title = if is_open { words.t("signout-title") } else { words.t("signout-done-title") };
        let rest = if is_open {
            view! {
                <form method="post" action=path("/signout")>
                    <FormToken/>
                    <p class="actions"><button class="button">{words.t("signout-button")}</button></p>
                </form>
            }
            .into_any()
        } else {
            view! {
                <p>{words.t("signout-done-text")}</p>
                <ul>
                    <li><a href=path("/code")>{words.t("signout-back")}</a></li>
                    <li><a href=path("/")>{words.t("signout-home")}</a></li>
                </ul>
            }
            .into_any()
        };
        view! {
            <PageHead title=title.clone()/>
            <NoIndex/>
            <main id="main"><div class="wrap stack-l"><section class="stack"><h1>{title}</h1>{rest}</section></div></main>
        }
    })
}

/// Until when the visit goes on, and the button that lets it go on for longer.
#[component]
pub fn ExtendPage() -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        match current(&site, &request).await {
            Ok(visit) => view! {
                <PageHead title=words.t("extend-title")/>
                <NoIndex/>
                <main id="main"><div class="wrap stack-l">
                    <section class="stack"><h1>{words.t("extend-title")}</h1><VisitEnd visit back="/me"/></section>
                </div></main>
            }
            .into_any(),
            Err(error) => {
                if let Some(response) = response {
                    provide_context(response);
                }
                view! { <ErrorPage error/> }.into_any()
            }
        }
    })
}

/// How long the visit goes on, with the buttons "stay" and "sign out".
#[component]
fn VisitEnd(
    /// The visit of the page.
    visit: Visit,
    /// The path of the page (without the language), to come back to.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let left = visit.ends_unless_pressed().since(site.now()).as_secs().div_ceil(60);
    let minutes = i64::try_from(left).unwrap_or(i64::MAX);
    let can_go_on = visit.ends_at > visit.ends_unless_pressed();
    let text =
        if can_go_on { words.with("extend-until", &[("minutes", &minutes)]) } else { words.with("extend-last", &[("minutes", &minutes)]) };
    view! {
        <div class="visit-end">
            <p class="quiet small">{text}</p>
            <div class="actions">
                {can_go_on.then(|| view! {
                    <form method="post" action=request.lang.path("/visit/extend")>
                        <FormToken/>
                        <input type="hidden" name="back" value=back/>
                        <button class="button button--quiet">{words.t("extend-button")}</button>
                    </form>
                })}
                <form method="post" action=request.lang.path("/signout")>
                    <FormToken/>
                    <button class="button button--quiet">{words.t("signout-button")}</button>
                </form>
            </div>
        </div>
    }
}
