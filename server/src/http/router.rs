//! The routes. What may be asked at all stands in `app::routes::ROUTES`; `front` lets nothing else through to here.

use std::sync::Arc;

use any_spawner::Executor;
use app::{forms, render, request::Request, site::Site};
use axum::{
    Extension, Router,
    extract::State,
    middleware,
    response::Response,
    routing::{get, post},
};

use super::{
    bounce_hook::{self, BounceHook},
    connection::Answers,
    evidence,
    files::StaticFiles,
    front::{self, Front, FrontSettings},
    page_cache::PageCache,
    paper, public_files,
    upload::{self, Lists},
};
use crate::evidence::EvidenceFiles;

/// The whole public site, as one service: checks, static files, pages, forms, server functions.
pub fn router(site: Site) -> Router {
    router_with(site, FrontSettings::default(), StaticFiles::embedded())
}

/// The site with other settings than the usual ones.
pub fn router_with(site: Site, settings: FrontSettings, files: Arc<StaticFiles>) -> Router {
    // Leptos needs it before the first page; it is an error only to say so twice.
    let _ = Executor::init_tokio();
    let routes = all_routes(site.clone(), &settings);
    in_front(site, settings, files, routes)
}

fn all_routes(site: Site, settings: &FrontSettings) -> Router {
    let routes = forms().route("/api/{function}", post(app::api::post)).fallback(page).method_not_allowed_fallback(page);
    routes
        .with_state(site)
        .layer(Extension::<Option<Lists>>(settings.lists.clone()))
        .layer(Extension::<Option<EvidenceFiles>>(settings.evidence.clone()))
        .layer(Extension(settings.paper.clone()))
        .layer(Extension::<Option<BounceHook>>(settings.bounces.clone()))
}

/// The site with its published pages kept in front; `candor serve` keeps them up to date ([`PageCache::watch`]).
pub fn router_with_pages(site: Site, settings: FrontSettings, files: Arc<StaticFiles>) -> (Answers, Arc<PageCache>) {
    let uncached = router_with(site.clone(), settings.clone(), files.clone());
    let pages = PageCache::new(site.clone(), uncached);
    let routes = all_routes(site.clone(), &settings);
    let front = Arc::new(Front::new(site, settings, files).with_pages(pages.clone()));
    let inside = Router::new().fallback_service(routes);
    let router = inside.layer(middleware::from_fn_with_state(front.clone(), front::answer));
    (Answers { router, front: Some(front) }, pages)
}

/// `routes` behind every check. A layer over the fallback sees the request before it is routed, and may take the language
/// off its path.
pub fn in_front(site: Site, settings: FrontSettings, files: Arc<StaticFiles>, routes: Router) -> Router {
    let front = Arc::new(Front::new(site, settings, files));
    Router::new().fallback_service(routes).layer(middleware::from_fn_with_state(front, front::answer))
}

/// What is posted, and the few answers that are no pages. One line each.
fn forms() -> Router<Site> {
    Router::new()
        .route("/robots.txt", get(public_files::robots))
        .route("/sitemap.xml", get(public_files::sitemap))
        .route("/.well-known/security.txt", get(public_files::security))
        .route("/feed.atom", get(app::feeds::get_atom))
        .route("/feed.json", get(app::feeds::get_json))
        .route("/incidents/{slug}", get(incident))
        .route("/incidents/{slug}/banner", get(app::banner::get))
        .route("/incidents/{slug}/feed.atom", get(app::feeds::get_atom))
        .route("/incidents/{slug}/feed.json", get(app::feeds::get_json))
        .route("/check", post(forms::check::post))
        .route("/code", post(forms::open::post))
        .route("/genuine", post(forms::genuine::post))
        .route("/genuine/report", post(forms::genuine::post_report))
        .route("/help", post(forms::help::post))
        .route("/hooks/bounces", post(bounce_hook::post))
        .route("/me/data.json", get(app::me::download))
        .route("/me/help", post(forms::ask::post_help))
        .route("/me/not-me", post(forms::ask::post_not_me))
        .route("/me/steps", post(forms::tick::post))
        .route("/open", post(forms::open::post))
        .route("/open/again", post(forms::send::post_again))
        .route("/open/enter", post(forms::enter::post))
        .route("/open/send", post(forms::send::post))
        .route("/practice/mail/{id}/html", get(forms::practice_html::get))
        .route("/staff/audit.csv", get(app::audit::download))
        .route("/staff/audit.jsonl", get(app::audit::download))
        .route("/staff/incidents/{slug}/audit.csv", get(app::audit::download))
        .route("/staff/incidents/{slug}/audit.jsonl", get(app::audit::download))
        .route("/signout", post(forms::signout::post))
        .route("/subscriptions/leave/{token}", post(forms::leave::post))
        .route("/me/updates", post(forms::update_mails::post))
        .route("/contact/stop", post(forms::contact_stop::post))
        .route("/me/contact", post(forms::contact::post))
        .route("/me/helpers", post(forms::helpers::post))
        .route("/staff/incidents/{slug}/people/{id}/helpers", post(forms::staff_helpers::post))
        .route(app::routes::LIST_UPLOAD, post(upload::post))
        .route("/staff/incidents/{slug}/imports/{id}", post(forms::staff_import::post))
        .route("/staff/incidents/{slug}/waiting/{id}", post(forms::staff_waiting::post))
        .route("/staff/incidents/{slug}/people", post(forms::staff_people::post))
        .route("/staff/incidents/{slug}/people/{id}", post(forms::staff_person::post))
        .route("/staff/incidents/{slug}/requests/{number}", post(forms::staff_request::post))
        .route("/staff/account", post(forms::staff::account::post))
        .route("/staff/account/app", post(forms::staff::account::post_app))
        .route("/staff/account/codes", post(forms::staff::account::post_codes))
        .route("/staff/account/passkeys", post(forms::staff::passkeys::post))
        .route("/staff/account/passkeys/{id}", post(forms::staff::passkeys::post_one))
        .route("/staff/account/password", post(forms::staff::account::post_password))
        .route("/staff/team", post(forms::staff::team::post))
        .route("/staff/team/{id}", post(forms::staff::team::post_member))
        .route("/staff/webhooks", post(forms::staff_webhooks::post))
        .route("/staff/webhooks/{id}", post(forms::staff_webhooks::post_one))
        .route("/staff/confirm", post(forms::staff::confirm::post))
        .route("/staff/enrol", post(forms::staff::enrol::post))
        .route("/staff/enrol/app", post(forms::staff::enrol::post_app))
        .route("/staff/enrol/passkey", post(forms::staff::enrol::post_passkey))
        .route("/staff/enrol/password", post(forms::staff::enrol::post_password))
        .route("/staff/signin", post(forms::staff::sign_in::post))
        .route("/staff/signin/second", post(forms::staff::sign_in::post_second))
        .route("/staff/signout", post(forms::staff::sign_in::post_out))
        .route("/staff/incidents/{slug}/updates/new", post(forms::staff_updates::post_new))
        .route("/staff/incidents/{slug}/updates/{id}/approve", post(forms::staff_updates::post_approve))
        .route("/staff/incidents/{slug}/updates/{id}/correct", post(forms::staff_updates::post_correct))
        .route("/staff/incidents/{slug}/updates/{id}/decline", post(forms::staff_updates::post_decline))
        .route("/staff/incidents/{slug}/updates/{id}/release", post(forms::staff_updates::post_release))
        .route("/staff/incidents/{slug}/updates/{id}/take-back", post(forms::staff_updates::post_take_back))
        .route("/staff/incidents/{slug}/updates/{id}/withdraw", post(forms::staff_updates::post_withdraw))
        .route("/staff/incidents/{slug}/checklist", post(forms::staff_checklist::post))
        .route("/staff/scams", post(forms::staff_scams::post))
        .route("/staff/plan/edit", post(forms::staff_plan::post))
        .route("/staff/incidents/new", post(forms::editor::post_new))
        .route("/staff/incidents/{slug}/categories", post(forms::editor::post_categories))
        .route("/staff/incidents/{slug}/contacts", post(forms::editor::post_contacts))
        .route("/staff/incidents/{slug}/dates", post(forms::editor::post_dates))
        .route("/staff/incidents/{slug}/facts", post(forms::editor::post_facts))
        .route("/staff/incidents/{slug}/fixes", post(forms::editor::post_fixes))
        .route("/staff/incidents/{slug}/kept", post(forms::editor::post_kept))
        .route("/staff/incidents/{slug}/send", post(forms::editor::post_send))
        .route("/staff/incidents/{slug}/texts", post(forms::editor::post_texts))
        .route("/subscribe", post(forms::subscribe::post))
        .route("/subscriptions", post(forms::subscriptions::post))
        .route("/subscriptions/confirm", post(forms::subscriptions::post_confirm))
        .route("/subscriptions/link", post(forms::subscribe::post_link))
        .route("/subscriptions/open", post(forms::subscriptions::post_open))
        .route("/me/claims", post(forms::claims::post))
        .route("/me/claims/{number}", post(forms::claims::post_one))
        .route(app::routes::EVIDENCE_UPLOAD, post(evidence::post))
        .route("/me/claims/{number}/evidence/{id}", post(evidence::post_remove))
        .route("/me/claims/{number}/evidence/{id}/{page}", get(evidence::get))
        .route(app::routes::SCAN_UPLOAD, post(evidence::post_scan))
        .route("/staff/incidents/{slug}/claims/{number}/paper", post(forms::staff_paper::post))
        .route("/staff/incidents/{slug}/people/{id}/paper/{number}", get(paper::get_for_staff))
        .route("/staff/incidents/{slug}/claims/{number}/evidence/{id}/{page}", get(evidence::get_for_staff))
        .route("/me/claims/{number}/paper.pdf", get(paper::get))
        .route("/me/claims/{number}/payout", post(forms::claims::post_payout))
        .route("/me/claims/{number}/send", post(forms::claims::post_send))
        .route("/me/goodwill", post(forms::goodwill::post))
        .route("/me/protection", post(forms::protection::post))
        .route("/staff/incidents/{slug}/benefits", post(forms::staff_benefits::post))
        .route("/staff/incidents/{slug}/benefits/goodwill", post(forms::staff_benefits::post_gift))
        .route("/staff/incidents/{slug}/benefits/money", post(forms::staff_benefits::post_money))
        .route("/staff/incidents/{slug}/claims/together", post(forms::staff_claims::post_together))
        .route("/staff/incidents/{slug}/claims/{number}", post(forms::staff_claims::post))
        .route("/staff/incidents/{slug}/payments", post(forms::staff_payments::post))
        .route("/staff/incidents/{slug}/payments/{id}", post(forms::staff_payments::post_one))
        .route("/staff/incidents/{slug}/payments/{id}/file", get(app::staff::bank::download))
        .route("/staff/incidents/{slug}/payments/{id}/list.csv", get(app::staff::bank::download))
        .route("/staff/incidents/{slug}/benefits/{id}", post(forms::staff_benefits::post_one))
        .route("/staff/incidents/{slug}/letters", post(forms::staff_letters::post))
        .route("/staff/incidents/{slug}/subscribers", post(forms::staff_subscribers::post))
        .route("/staff/incidents/{slug}/notices/new", post(forms::staff_notices::post_new))
        .route("/staff/incidents/{slug}/notices/{id}/preview", post(forms::staff_notices::post_preview))
        .route("/staff/incidents/{slug}/notices/{id}/progress", get(app::staff::notices::progress))
        .route("/staff/incidents/{slug}/notices/{id}/report.csv", get(app::staff::notices::download))
        .route("/staff/incidents/{slug}/notices/{id}/approve", post(forms::staff_notices::post_approve))
        .route("/staff/incidents/{slug}/notices/{id}/ask", post(forms::staff_notices::post_ask))
        .route("/staff/incidents/{slug}/notices/{id}/decline", post(forms::staff_notices::post_decline))
        .route("/staff/incidents/{slug}/notices/{id}/release", post(forms::staff_notices::post_release))
        .route("/staff/incidents/{slug}/notices/{id}/resume", post(forms::staff_notices::post_resume))
        .route("/staff/incidents/{slug}/notices/{id}/stop", post(forms::staff_notices::post_stop))
        .route("/staff/incidents/{slug}/notices/{id}/take-back", post(forms::staff_notices::post_take_back))
        .route("/visit/extend", post(forms::signout::post_extend))
}

/// Every page: the path decides which.
async fn page(State(site): State<Site>, Extension(request): Extension<Request>, asked: axum::extract::Request) -> Response {
    let (parts, _) = asked.into_parts();
    render::page(&site, &request, &parts, || ()).await
}

/// `/incidents/{slug}`, and `/incidents/{slug}.json`: the router takes a segment only as a whole.
async fn incident(State(site): State<Site>, Extension(request): Extension<Request>, asked: axum::extract::Request) -> Response {
    let (parts, _) = asked.into_parts();
    if !request.path.ends_with(".json") {
        return render::page(&site, &request, &parts, || ()).await;
    }
    match app::feeds::incident_json(&site, &request).await {
        Ok(json) => json,
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}
