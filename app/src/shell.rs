//! The document around every page.

use leptos::{config::LeptosOptions, prelude::*};
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    ParamSegment, SsrMode, StaticSegment,
    components::{FlatRoutes, Route, Router},
};

use crate::{
    components::{
        chrome::{Footer, PageTop},
        head::PersonalNoIndex,
    },
    error::PageError,
    pages,
    request::use_request,
    site::use_site,
};

/// `<html>` with the page in it. A page without islands carries no script and no serialised value.
#[component]
pub fn Shell() -> impl IntoView {
    provide_meta_context();
    let request = use_request();
    let site = use_site();
    if !request.has_islands
        && let Some(shared) = Owner::current_shared_context()
    {
        // Otherwise Leptos prints every resource as JSON at the end of the page: twice the bytes, and fields nobody meant to show.
        shared.set_is_hydrating(false);
    }
    view! {
        <!DOCTYPE html>
        <html lang=request.lang.as_str()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=site.assets.css.clone()/>
                {request.has_islands.then(|| view! { <IslandLoader options=site.leptos.clone()/> })}
                <MetaTags/>
            </head>
            <body>
                <PersonalNoIndex/>
                <PageTop/>
                <App/>
                <Footer/>
            </body>
        </html>
    }
}

#[component]
fn IslandLoader(options: LeptosOptions) -> impl IntoView {
    view! { <HydrationScripts options islands=true/> }
}

/// Every page by its path. The server strips `/es`, so each stands here once.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    if let Some(error) = use_context::<PageError>() {
        return view! { <pages::error::ErrorPage error/> }.into_any();
    }
    view! {
        <Router>
            <FlatRoutes fallback=pages::not_found::NotFoundPage>
                <Route path=StaticSegment("") view=pages::home::HomePage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("incidents"), ParamSegment("slug")) view=pages::incident::IncidentPage ssr=SsrMode::Async/>
                <Route
                    path=(StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("updates"), ParamSegment("id"))
                    view=pages::update::UpdatePage
                    ssr=SsrMode::Async
                />
                <Route path=StaticSegment("privacy") view=pages::privacy::PrivacyPage ssr=SsrMode::Async/>
                <Route path=StaticSegment("accessibility") view=pages::accessibility::AccessibilityPage ssr=SsrMode::Async/>
                <Route path=StaticSegment("check") view=pages::check::CheckPage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("check"), StaticSegment("sent")) view=pages::check::CheckSentPage ssr=SsrMode::Async/>
                <Route path=StaticSegment("code") view=pages::open::CodePage ssr=SsrMode::Async/>
                <Route path=StaticSegment("open") view=pages::open::OpenPage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("open"), StaticSegment("enter")) view=pages::enter::EnterPage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("open"), StaticSegment("send")) view=pages::send::SendPage ssr=SsrMode::Async/>
                <Route
                    path=(StaticSegment("practice"), StaticSegment("mail"))
                    view=pages::practice_mail::PracticeMailPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("practice"), StaticSegment("mail"), StaticSegment("before"), ParamSegment("id"))
                    view=pages::practice_mail::PracticeMailPage
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("practice"), StaticSegment("mail"), ParamSegment("id"))
                    view=pages::practice_mail::PracticeMessagePage
                    ssr=SsrMode::Async
                />
                <Route path=StaticSegment("signout") view=pages::signout::SignOutPage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("visit"), StaticSegment("extend")) view=pages::signout::ExtendPage ssr=SsrMode::Async/>
                <Route path=StaticSegment("help") view=pages::help::HelpPage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("help"), StaticSegment("requests"), ParamSegment("number")) view=pages::help::HelpSentPage ssr=SsrMode::Async/>
                <Route path=StaticSegment("me") view=pages::me::MePage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("help")) view=pages::me::HelpMePage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("kept")) view=pages::me::KeptPage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("not-me")) view=pages::me::NotMePage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("print")) view=pages::me::PrintPage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("requests"), ParamSegment("number")) view=pages::me::AskedPage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("safety")) view=pages::me::SafetyPage ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("steps")) view=pages::me::MePage ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
    .into_any()
}
