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
    connection::Answers,
    files::StaticFiles,
    front::{self, Front, FrontSettings},
    page_cache::PageCache,
    public_files,
    upload::{self, Lists},
};

/// The whole public site, as one service: checks, static files, pages, forms, server functions.
pub fn router(site: Site) -> Router {
    router_with(site, FrontSettings::default(), StaticFiles::embedded())
}

/// The site with other settings than the usual ones.
pub fn router_with(site: Site, settings: FrontSettings, files: Arc<StaticFiles>) -> Router {
    // Leptos needs it before the first page; it is an error only to say so twice.
    let _ = Executor::init_tokio();
    let routes = all_routes(site.clone(), settings.lists.clone());
    in_front(site, settings, files, routes)
}

fn all_routes(site: Site, lists: Option<Lists>) -> Router {
    let routes = forms().route("/api/{function}", post(app::api::post)).fallback(page).method_not_allowed_fallback(page);
    routes.with_state(site).layer(Extension(lists))
}

/// The site with its published pages kept in front; `candor serve` keeps them up to date ([`PageCache::watch`]).
pub fn router_with_pages(site: Site, settings: FrontSettings, files: Arc<StaticFiles>) -> (Answers, Arc<PageCache>) {
    let routes = router_with(site.clone(), settings.clone(), files.clone());
    let pages = PageCache::new(site.clone(), routes);
    let lists = settings.lists.clone();
    let front = Arc::new(Front::new(site.clone(), settings, files).with_pages(pages.clone()));
    let inside = Router::new().fallback_service(all_routes(site, lists));
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
        .route("/check", post(forms::check::post))
        .route("/code", post(forms::open::post))
        .route("/help", post(forms::help::post))
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
        .route("/contact/stop", post(forms::contact_stop::post))
        .route("/me/contact", post(forms::contact::post))
        .route(app::routes::LIST_UPLOAD, post(upload::post))
        .route("/staff/incidents/{slug}/imports/{id}", post(forms::staff_import::post))
        .route("/staff/incidents/{slug}/people", post(forms::staff_people::post))
        .route("/staff/incidents/{slug}/people/{id}", post(forms::staff_person::post))
        .route("/staff/incidents/{slug}/requests/{number}", post(forms::staff_request::post))
        .route("/staff/account", post(forms::staff::account::post))
        .route("/staff/account/app", post(forms::staff::account::post_app))
        .route("/staff/account/codes", post(forms::staff::account::post_codes))
        .route("/staff/account/password", post(forms::staff::account::post_password))
        .route("/staff/team", post(forms::staff::team::post))
        .route("/staff/team/{id}", post(forms::staff::team::post_member))
        .route("/staff/confirm", post(forms::staff::confirm::post))
        .route("/staff/enrol", post(forms::staff::enrol::post))
        .route("/staff/enrol/app", post(forms::staff::enrol::post_app))
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
        .route("/visit/extend", post(forms::signout::post_extend))
}

/// Every page: the path decides which.
async fn page(State(site): State<Site>, Extension(request): Extension<Request>, asked: axum::extract::Request) -> Response {
    let (parts, _) = asked.into_parts();
    render::page(&site, &request, &parts, || ()).await
}
