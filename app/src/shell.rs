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

/// Every page by its path. The server strips `/es`, so each stands here once. Each page's type ends here (`into_any`):
/// otherwise the types of all pages are part of the type of the shell, and the compiler spends minutes on it.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    if let Some(error) = use_context::<PageError>() {
        return view! { <pages::error::ErrorPage error/> }.into_any();
    }
    // Only a copy has this page: the table of routes does not, and the server answers its address as it does any other.
    if use_request().path == pages::copy::REACH_US && use_context::<pages::copy::StaticCopy>().is_some() {
        return view! { <pages::copy::ReachUsPage/> }.into_any();
    }
    view! {
        <Router>
            <FlatRoutes fallback=|| pages::not_found::NotFoundPage().into_any()>
                <Route path=StaticSegment("") view=|| pages::home::HomePage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("incidents"), ParamSegment("slug")) view=|| pages::incident::IncidentPage().into_any() ssr=SsrMode::Async/>
                <Route
                    path=(StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("updates"), ParamSegment("id"))
                    view=|| pages::update::UpdatePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("claims"))
                    view=|| pages::scorecard::ScorecardPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("revisions"))
                    view=|| pages::revisions::RevisionsPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route path=StaticSegment("privacy") view=|| pages::privacy::PrivacyPage().into_any() ssr=SsrMode::Async/>
                <Route path=StaticSegment("accessibility") view=|| pages::accessibility::AccessibilityPage().into_any() ssr=SsrMode::Async/>
                <Route path=StaticSegment("check") view=|| pages::check::CheckPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("check"), StaticSegment("sent")) view=|| pages::check::CheckSentPage().into_any() ssr=SsrMode::Async/>
                <Route path=StaticSegment("subscribe") view=|| pages::subscribe::SubscribePage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("subscribe"), StaticSegment("sent")) view=|| pages::subscribe::SubscribeSentPage().into_any() ssr=SsrMode::Async/>
                <Route path=StaticSegment("subscriptions") view=|| pages::subscriptions::SubscriptionsPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("subscriptions"), StaticSegment("confirm")) view=|| pages::subscriptions::ConfirmPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("subscriptions"), StaticSegment("link")) view=|| pages::subscriptions::LinkPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("subscriptions"), StaticSegment("link"), StaticSegment("sent")) view=|| pages::subscriptions::LinkSentPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("subscriptions"), StaticSegment("open")) view=|| pages::subscriptions::OpenSubscriptionPage().into_any() ssr=SsrMode::Async/>
                <Route path=StaticSegment("code") view=|| pages::open::CodePage().into_any() ssr=SsrMode::Async/>
                <Route path=StaticSegment("open") view=|| pages::open::OpenPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("open"), StaticSegment("enter")) view=|| pages::enter::EnterPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("open"), StaticSegment("send")) view=|| pages::send::SendPage().into_any() ssr=SsrMode::Async/>
                <Route
                    path=(StaticSegment("practice"), StaticSegment("mail"))
                    view=|| pages::practice_mail::PracticeMailPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("practice"), StaticSegment("mail"), StaticSegment("before"), ParamSegment("id"))
                    view=|| pages::practice_mail::PracticeMailPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("practice"), StaticSegment("mail"), ParamSegment("id"))
                    view=|| pages::practice_mail::PracticeMessagePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route path=StaticSegment("signout") view=|| pages::signout::SignOutPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("visit"), StaticSegment("extend")) view=|| pages::signout::ExtendPage().into_any() ssr=SsrMode::Async/>
                <Route path=StaticSegment("genuine") view=|| pages::genuine::GenuinePage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("genuine"), StaticSegment("report")) view=|| pages::genuine::GenuineReportPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("genuine"), StaticSegment("reports"), ParamSegment("number")) view=|| pages::genuine::GenuineReportedPage().into_any() ssr=SsrMode::Async/>
                <Route path=StaticSegment("help") view=|| pages::help::HelpPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("help"), StaticSegment("requests"), ParamSegment("number")) view=|| pages::help::HelpSentPage().into_any() ssr=SsrMode::Async/>
                <Route path=StaticSegment("me") view=|| pages::me::MePage().into_any() ssr=SsrMode::Async/>
                <Route
                    path=(StaticSegment("subscriptions"), StaticSegment("leave"), ParamSegment("token"))
                    view=|| pages::leave::LeavePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route path=(StaticSegment("me"), StaticSegment("updates")) view=|| pages::me::MePage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("contact"), StaticSegment("stop")) view=|| pages::contact_stop::ContactStopPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("helpers")) view=|| pages::me::HelpersPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("contact")) view=|| pages::me::ContactPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("help")) view=|| pages::me::HelpMePage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("kept")) view=|| pages::me::KeptPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("not-me")) view=|| pages::me::NotMePage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("claims")) view=|| pages::me::ClaimsPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("claims"), ParamSegment("number")) view=|| pages::me::ClaimPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("claims"), ParamSegment("number"), StaticSegment("evidence")) view=|| pages::me::EvidencePage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("claims"), ParamSegment("number"), StaticSegment("payout")) view=|| pages::me::PayoutPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("claims"), ParamSegment("number"), StaticSegment("send")) view=|| pages::me::SendClaimPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("goodwill")) view=|| pages::me::GoodwillPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("protection")) view=|| pages::me::ProtectionPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("print")) view=|| pages::me::PrintPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("requests"), ParamSegment("number")) view=|| pages::me::AskedPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("safety")) view=|| pages::me::SafetyPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("me"), StaticSegment("steps")) view=|| pages::me::MePage().into_any() ssr=SsrMode::Async/>
                <Route path=StaticSegment("staff") view=|| pages::staff::StaffHomePage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("account")) view=|| pages::staff::StaffAccountPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("account"), StaticSegment("app")) view=|| pages::staff::StaffAccountAppPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("account"), StaticSegment("codes")) view=|| pages::staff::StaffAccountCodesPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("account"), StaticSegment("password")) view=|| pages::staff::StaffAccountPasswordPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("account"), StaticSegment("passkeys")) view=|| pages::staff::StaffPasskeysPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("account"), StaticSegment("passkeys"), ParamSegment("id")) view=|| pages::staff::StaffPasskeyPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("team")) view=|| pages::staff::StaffTeamPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("team"), ParamSegment("id")) view=|| pages::staff::StaffMemberPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("confirm")) view=|| pages::staff::StaffConfirmPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("enrol")) view=|| pages::staff::StaffEnrolPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("enrol"), StaticSegment("app")) view=|| pages::staff::StaffEnrolAppPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("enrol"), StaticSegment("factor")) view=|| pages::staff::StaffEnrolFactorPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("enrol"), StaticSegment("passkey")) view=|| pages::staff::StaffEnrolPasskeyPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("enrol"), StaticSegment("password")) view=|| pages::staff::StaffEnrolPasswordPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("signin")) view=|| pages::staff::StaffSignInPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("signin"), StaticSegment("second")) view=|| pages::staff::StaffSecondPage().into_any() ssr=SsrMode::Async/>
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), StaticSegment("new"))
                    view=|| pages::staff::editor::NewIncidentPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("benefits"), StaticSegment("goodwill"))
                    view=|| pages::staff::NewGiftPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("benefits"), StaticSegment("money"))
                    view=|| pages::staff::MoneyBenefitPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("claims"))
                    view=|| pages::staff::StaffClaimsPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("claims"), StaticSegment("together"))
                    view=|| pages::staff::ClaimsTogetherPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("claims"), ParamSegment("number"))
                    view=|| pages::staff::StaffClaimPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("claims"), ParamSegment("number"), StaticSegment("evidence"))
                    view=|| pages::staff::StaffEvidencePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("claims"), ParamSegment("number"), StaticSegment("paper"))
                    view=|| pages::staff::PaperClaimPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("payments"))
                    view=|| pages::staff::PaymentsPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("payments"), ParamSegment("id"))
                    view=|| pages::staff::PaymentBatchPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("categories"))
                    view=|| pages::staff::editor::CategoriesPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("contacts"))
                    view=|| pages::staff::editor::ContactsPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("dates"))
                    view=|| pages::staff::editor::DatesPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("facts"))
                    view=|| pages::staff::editor::FactsPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("fixes"))
                    view=|| pages::staff::editor::FixesPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("kept"))
                    view=|| pages::staff::editor::KeptPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("preview"))
                    view=|| pages::staff::editor::PreviewPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("send"))
                    view=|| pages::staff::editor::SendPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("texts"))
                    view=|| pages::staff::editor::TextsPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"))
                    view=|| pages::staff::StaffIncidentPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("imports"))
                    view=|| pages::staff::ImportsPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("imports"), ParamSegment("id"))
                    view=|| pages::staff::ImportPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("waiting"))
                    view=|| pages::staff::WaitingPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("waiting"), ParamSegment("id"))
                    view=|| pages::staff::WaitingRowPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("people"))
                    view=|| pages::staff::PeoplePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("people"), ParamSegment("id"))
                    view=|| pages::staff::PersonPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("people"), ParamSegment("id"), StaticSegment("helpers"))
                    view=|| pages::staff::PersonHelpersPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("benefits"))
                    view=|| pages::staff::BenefitsPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("benefits"), ParamSegment("id"))
                    view=|| pages::staff::BenefitPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("letters"))
                    view=|| pages::staff::LettersPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("requests"))
                    view=|| pages::staff::RequestsPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("requests"), ParamSegment("number"))
                    view=|| pages::staff::RequestPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("subscribers"))
                    view=|| pages::staff::SubscribersPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route path=(StaticSegment("staff"), StaticSegment("audit")) view=|| pages::staff::AuditPage().into_any() ssr=SsrMode::Async/>
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("audit"))
                    view=|| pages::staff::AuditPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("updates"))
                    view=|| pages::staff::UpdatesPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("updates"), StaticSegment("drafts"), ParamSegment("id"))
                    view=|| pages::staff::DraftPreviewPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("updates"), StaticSegment("new"))
                    view=|| pages::staff::NewUpdatePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("updates"), ParamSegment("id"), StaticSegment("correct"))
                    view=|| pages::staff::CorrectUpdatePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("updates"), ParamSegment("id"), StaticSegment("withdraw"))
                    view=|| pages::staff::WithdrawUpdatePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("updates"), ParamSegment("id"), StaticSegment("approve"))
                    view=|| pages::staff::ProposalPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("updates"), ParamSegment("id"), StaticSegment("decline"))
                    view=|| pages::staff::ProposalPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("updates"), ParamSegment("id"), StaticSegment("release"))
                    view=|| pages::staff::ProposalPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("updates"), ParamSegment("id"), StaticSegment("take-back"))
                    view=|| pages::staff::ProposalPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("updates"), ParamSegment("id"))
                    view=|| pages::staff::ProposalPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("checklist"))
                    view=|| pages::staff::StaffChecklistPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("banner"))
                    view=|| pages::staff::StaffBannerPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route path=(StaticSegment("staff"), StaticSegment("scams")) view=|| pages::staff::StaffScamsPage().into_any() ssr=SsrMode::Async/>
                <Route path=(StaticSegment("staff"), StaticSegment("webhooks")) view=|| pages::staff::StaffWebhooksPage().into_any() ssr=SsrMode::Async/>
                <Route
                    path=(StaticSegment("staff"), StaticSegment("webhooks"), ParamSegment("id"))
                    view=|| pages::staff::StaffWebhookPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route path=(StaticSegment("staff"), StaticSegment("plan")) view=|| pages::staff::StaffPlanPage().into_any() ssr=SsrMode::Async/>
                <Route
                    path=(StaticSegment("staff"), StaticSegment("plan"), StaticSegment("edit"))
                    view=|| pages::staff::StaffPlanEditPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route path=(StaticSegment("staff"), StaticSegment("notices")) view=|| pages::staff::NoticesPage().into_any() ssr=SsrMode::Async/>
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("notices"))
                    view=|| pages::staff::NoticesPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("notices"), StaticSegment("new"))
                    view=|| pages::staff::NewNoticePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("notices"), ParamSegment("id"), StaticSegment("preview"))
                    view=|| pages::staff::NoticePreviewPage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("notices"), ParamSegment("id"), StaticSegment("approve"))
                    view=|| pages::staff::NoticePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("notices"), ParamSegment("id"), StaticSegment("ask"))
                    view=|| pages::staff::NoticePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("notices"), ParamSegment("id"), StaticSegment("decline"))
                    view=|| pages::staff::NoticePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("notices"), ParamSegment("id"), StaticSegment("release"))
                    view=|| pages::staff::NoticePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("notices"), ParamSegment("id"), StaticSegment("resume"))
                    view=|| pages::staff::NoticePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("notices"), ParamSegment("id"), StaticSegment("stop"))
                    view=|| pages::staff::NoticePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("notices"), ParamSegment("id"), StaticSegment("take-back"))
                    view=|| pages::staff::NoticePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("notices"), ParamSegment("id"))
                    view=|| pages::staff::NoticePage().into_any()
                    ssr=SsrMode::Async
                />
                <Route
                    path=(StaticSegment("staff"), StaticSegment("incidents"), ParamSegment("slug"), StaticSegment("people"), ParamSegment("id"), StaticSegment("messages"), ParamSegment("delivery"))
                    view=|| pages::staff::PersonMessagePage().into_any()
                    ssr=SsrMode::Async
                />
            </FlatRoutes>
        </Router>
    }
    .into_any()
}
