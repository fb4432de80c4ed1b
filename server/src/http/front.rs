//! What happens to every request before and after its route.

use std::sync::Arc;

use app::{
    request::Request,
    routes::{self, Found, Scripts},
    security::content_policy,
    site::Site,
};
use axum::{extract::State, middleware::Next, response::Response};
use domain::lang::Lang;
use http::{HeaderMap, HeaderValue, Uri, header};

use super::files::StaticFiles;

/// The cookie of a visit.
const VISIT_COOKIE: &str = "__Host-candor-visit";

/// What an operator may set here.
#[derive(Clone, Debug, Default)]
pub struct FrontSettings {
    /// Networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<ipnet::IpNet>,
}

/// What every request passes.
pub struct Front {
    files: Arc<StaticFiles>,
}

impl Front {
    /// For this site.
    #[must_use]
    pub fn new(_site: Site, _settings: FrontSettings, files: Arc<StaticFiles>) -> Self {
        Self { files }
    }
}

/// Answers one request.
pub async fn answer(State(front): State<Arc<Front>>, mut asked: axum::extract::Request, next: Next) -> Response {
    if let Some(file) = front.files.answer(asked.uri().path(), asked.headers()) {
        return file;
    }
    let (lang, path) = Lang::of_path(asked.uri().path());
    // `/es/` is no second spelling of `/es`.
    let path = if lang.path(path) == asked.uri().path() { path } else { "" };
    let (path, scripts) = match routes::find(asked.method().as_str(), path) {
        Found::Rule(rule) => (path.to_owned(), rule.scripts),
        Found::OtherMethod(_) | Found::Nothing => ("/not-found".to_owned(), Scripts::None),
    };
    let request = Request {
        lang,
        path: path.clone(),
        has_islands: scripts == Scripts::Islands,
        visit_cookie: cookie(asked.headers(), VISIT_COOKIE),
        network: String::new(),
    };
    if let Ok(uri) = with_path(asked.uri(), &path) {
        *asked.uri_mut() = uri;
    }
    asked.extensions_mut().insert(request);
    let mut response = next.run(asked).await;
    if !response.headers().contains_key(header::CONTENT_SECURITY_POLICY)
        && let Ok(policy) = HeaderValue::from_str(&content_policy(scripts, None))
    {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn with_path(uri: &Uri, path: &str) -> Result<Uri, http::Error> {
    let path_and_query = uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    Uri::builder().path_and_query(path_and_query).build()
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value.to_owned())
}
