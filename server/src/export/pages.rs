//! Renders what goes into a copy.

use std::collections::BTreeMap;

use app::{
    pages::copy::{REACH_US, StaticCopy},
    render,
    request::Request,
    site::Site,
};
use axum::body::Body;
use domain::lang::Lang;
use http::{HeaderMap, StatusCode, header};
use leptos::prelude::provide_context;
use tower::ServiceExt;

use super::{
    ExportError,
    links::{Places, rewrite},
};
use crate::http::{self as site_http, files::StaticFiles};

/// No page is larger.
const LARGEST: usize = 16 << 20;

/// Files by their names from the copy's folder.
pub type Copy = BTreeMap<String, Vec<u8>>;

/// Every public page and file, with links that lead within the copy.
///
/// # Errors
/// When the database fails, or a page does not come out.
pub async fn render(site: &Site, files: &StaticFiles) -> Result<Copy, ExportError> {
    let (now, store) = (site.now(), &site.store);
    let zone = store.listed_incidents().await?.first().map_or_else(|| "UTC".to_owned(), |incident| incident.zone.clone());
    let note = StaticCopy { made_at: now, zone };
    let mut paths = site_http::published_paths(store, now).await?;
    // A home page frames the site itself, not a copy of it.
    paths.retain(|path| !app::banner::is_banner(path));
    paths.extend(Lang::ALL.map(|lang| lang.path(REACH_US)));
    let places = Places::new(paths.iter().filter(|path| !is_file(path)).cloned(), &site.assets.css);
    let router = site_http::router(site.clone());
    let mut copy = Copy::new();
    for path in &paths {
        let (name, body) = if is_file(path) {
            (path.trim_start_matches('/').to_owned(), file(site, &router, path).await?)
        } else {
            let html = page(site, path, &note).await?;
            (Places::file_of(path), rewrite(&html, path, &places).into_bytes())
        };
        copy.insert(name, body);
    }
    let missing = || ExportError::Page(site.assets.css.clone());
    let style = files.answer(&site.assets.css, &HeaderMap::new()).ok_or_else(missing)?;
    let style = axum::body::to_bytes(style.into_body(), LARGEST).await.map_err(|_| missing())?;
    copy.insert(site.assets.css.trim_start_matches('/').to_owned(), style.to_vec());
    Ok(copy)
}

/// Whether a path is a file with an ending, not a page: those are copied as they are.
fn is_file(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

async fn file(site: &Site, router: &axum::Router, path: &str) -> Result<Vec<u8>, ExportError> {
    let broken = || ExportError::Page(path.to_owned());
    let host = site.settings.public_url.split("://").nth(1).unwrap_or_default();
    let asked = http::Request::builder().uri(path).header(header::HOST, host).body(Body::empty()).map_err(|_| broken())?;
    let Ok(response) = router.clone().oneshot(asked).await;
    whole(response, broken).await
}

/// A page as it is rendered for everybody, with the band of a copy.
async fn page(site: &Site, address: &str, note: &StaticCopy) -> Result<String, ExportError> {
    let broken = || ExportError::Page(address.to_owned());
    let (lang, path) = Lang::of_path(address);
    let request = Request {
        lang,
        path: path.to_owned(),
        has_islands: false,
        visit_cookie: None,
        network: String::new(),
        once: app::visit::Once::default(),
        staff_cookie: None,
        subscription_cookie: None,
        staff_once: app::staff::Once::default(),
    };
    let (parts, ()) = http::Request::builder().uri(path).body(()).map_err(|_| broken())?.into_parts();
    let note = note.clone();
    let response = render::page(site, &request, &parts, move || provide_context(note.clone())).await;
    String::from_utf8(whole(response, broken).await?).map_err(|_| broken())
}

async fn whole(response: axum::response::Response, broken: impl Fn() -> ExportError) -> Result<Vec<u8>, ExportError> {
    if response.status() != StatusCode::OK {
        return Err(broken());
    }
    Ok(axum::body::to_bytes(response.into_body(), LARGEST).await.map_err(|_| broken())?.to_vec())
}
