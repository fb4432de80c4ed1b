//! What happens to every request before and after its route.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use app::{
    error::{PageError, ReportId},
    form_token,
    refusal::Refusal,
    request::Request,
    routes::{self, Found, RouteRule, Scripts, UnsafeCheck},
    site::Site,
    staff, subscription, visit,
};
use axum::{body::Body, extract::State, middleware::Next, response::Response};
use domain::lang::Lang;
use futures::FutureExt;
use http::{HeaderMap, HeaderValue, Method, Uri, header};
use ipnet::IpNet;
use tokio::{
    sync::Semaphore,
    time::{Instant, timeout},
};
use tracing::Instrument;

use super::{
    bounce_hook::{self, BounceHook},
    connection::Peer,
    counted,
    files::StaticFiles,
    form_body,
    headers::{Headers, Kind},
    host::Hosts,
    network,
    page_cache::PageCache,
    same_site::{self, Sender},
    upload::Lists,
    watch::{Seen, Watch},
};
use crate::{evidence::EvidenceFiles, paper::PaperForms};

/// Where passwords of staff are tried.
const SIGN_IN: &str = "/staff/signin";

/// What may be set here.
#[derive(Clone, Debug)]
pub struct FrontSettings {
    /// Networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Bytes of a form at most.
    pub largest_form: usize,
    /// Bytes of a form of staff at most: all texts of an incident in both languages are one form.
    pub largest_staff_form: usize,
    /// Bytes of a report of mail that did not arrive, at most: our own message may be in it.
    pub largest_report: usize,
    /// How long a form's body may take to arrive.
    pub body_patience: Duration,
    /// How long an answer may take to be made.
    pub answer_patience: Duration,
    /// Answers made at one time; what comes on top waits for `queue_patience`, then is told to try again.
    pub at_once: usize,
    /// How long a request may wait for its turn.
    pub queue_patience: Duration,
    /// What takes uploaded lists; without it lists come by the command line only.
    pub lists: Option<Lists>,
    /// What takes evidence; without it none is taken.
    pub evidence: Option<EvidenceFiles>,
    /// What sets claim forms on paper.
    pub paper: PaperForms,
    /// What takes reports of mail that did not arrive; without it nobody may call it.
    pub bounces: Option<BounceHook>,
    /// How long a list may take to arrive and its answer to be made.
    pub list_patience: Duration,
}

impl Default for FrontSettings {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            trusted_proxies: Vec::new(),
            largest_form: 64 << 10,
            largest_staff_form: 512 << 10,
            largest_report: 256 << 10,
            body_patience: seconds(20),
            answer_patience: seconds(30),
            at_once: 256,
            queue_patience: seconds(2),
            lists: None,
            evidence: None,
            paper: PaperForms::default(),
            bounces: None,
            list_patience: seconds(900),
        }
    }
}

/// What every request passes.
pub struct Front {
    site: Site,
    settings: FrontSettings,
    files: Arc<StaticFiles>,
    pages: Option<Arc<PageCache>>,
    hosts: Hosts,
    headers: Headers,
    turns: Semaphore,
    watch: Watch,
}

impl Front {
    /// For this site.
    #[must_use]
    pub fn new(site: Site, settings: FrontSettings, files: Arc<StaticFiles>) -> Self {
        Self {
            hosts: Hosts::of(&site.settings.public_url),
            headers: Headers::of(&site.settings.public_url),
            turns: Semaphore::new(settings.at_once),
            watch: Watch::new(&*site.entropy),
            site,
            settings,
            files,
            pages: None,
        }
    }

    /// With published pages out of `pages`.
    #[must_use]
    pub fn with_pages(self, pages: Arc<PageCache>) -> Self {
        Self { pages: Some(pages), ..self }
    }

    /// What can be answered without any work: published pages and files, and sign-ins that are turned away. `None` when there is
    /// more to it.
    #[must_use]
    pub fn at_once<B>(&self, asked: &http::Request<B>) -> Option<Response> {
        self.hosts.asked(asked)?;
        match *asked.method() {
            Method::GET | Method::HEAD => {}
            Method::POST => return self.turned_away(asked),
            _ => return None,
        }
        // A page out of the cache was completed when it was kept.
        if let Some(page) = self.pages.as_ref().and_then(|pages| pages.answer(asked)) {
            self.watch.count_kept();
            return Some(page);
        }
        let mut response = self.files.answer(asked.uri().path(), asked.headers())?;
        self.headers.complete(&mut response, Kind::Kept);
        self.watch.count_kept();
        Some(if *asked.method() == Method::HEAD { without_body(response) } else { response })
    }

    fn refuse(&self, refusal: &Refusal, lang: Lang) -> Response {
        refusal.respond(lang, &self.site.assets.css)
    }

    /// A sign-in that no place is taken up by, told so before its body is read and before it costs anything else: one that is longer than
    /// any, and one for which there is no place. A browser with a mark is looked at first: its owner has places of their own.
    fn turned_away<B>(&self, asked: &http::Request<B>) -> Option<Response> {
        let (lang, path) = Lang::of_path(asked.uri().path());
        if path != SIGN_IN {
            return None;
        }
        let refusal = if form_body::says_more(asked.headers(), self.settings.largest_form) {
            Refusal::TooLarge
        } else if self.site.store.argon().is_full() && !staff::has_mark(asked.headers()) {
            counted::crowded_out();
            Refusal::Busy
        } else {
            return None;
        };
        let mut response = self.refuse(&refusal, lang);
        self.headers.complete(&mut response, Kind::Error);
        Some(response)
    }

    /// The request as pages know it.
    fn request(&self, asked: &axum::extract::Request, lang: Lang, path: &str, scripts: Scripts) -> Request {
        let network = asked.extensions().get::<Peer>().map(|peer| {
            let client = network::client(peer.0, asked.headers(), &self.settings.trusted_proxies);
            network::network(client)
        });
        Request {
            lang,
            path: path.to_owned(),
            has_islands: scripts == Scripts::Islands,
            visit_cookie: cookie(asked.headers(), visit::COOKIE),
            network: network.unwrap_or_default(),
            once: visit::Once::default(),
            staff_cookie: cookie(asked.headers(), staff::COOKIE),
            subscription_cookie: cookie(asked.headers(), subscription::COOKIE),
            staff_once: staff::Once::default(),
        }
    }
}

/// Answers one request.
pub async fn answer(State(front): State<Arc<Front>>, asked: axum::extract::Request, next: Next) -> Response {
    if let Some(response) = front.at_once(&asked) {
        return response;
    }
    let began = Instant::now();
    let is_head = *asked.method() == Method::HEAD;
    let mut seen = Seen::new(asked.method());
    let span = front.watch.span();
    let (mut response, kind) = routed(&front, asked, next, &mut seen).instrument(span.clone()).await;
    front.headers.complete(&mut response, kind);
    if is_head {
        response = without_body(response);
    }
    span.in_scope(|| front.watch.note(&seen, response.status(), began.elapsed()));
    response
}

/// Host, route and method; then everything else under watch.
async fn routed(front: &Front, asked: axum::extract::Request, next: Next, seen: &mut Seen) -> (Response, Kind) {
    let (lang, path) = Lang::of_path(asked.uri().path());
    if front.hosts.asked(&asked).is_none() {
        return (front.refuse(&Refusal::OtherHost, lang), Kind::Error);
    }
    // Two lengths for one body: whoever stands before us may have read another request than we do (ASVS 4.2.1).
    if asked.headers().contains_key(header::TRANSFER_ENCODING) && asked.headers().contains_key(header::CONTENT_LENGTH) {
        return (front.refuse(&Refusal::NotUnderstood, lang), Kind::Error);
    }
    // `/es/` is no second spelling of `/es`.
    let path = if lang.path(path) == asked.uri().path() { path.to_owned() } else { String::new() };
    let rule = match routes::find(asked.method().as_str(), &path) {
        Found::Rule(rule) => Some(rule),
        Found::OtherMethod(allow) => return (front.refuse(&Refusal::WrongMethod { allow }, lang), Kind::Error),
        Found::Nothing => None,
    };
    seen.route = rule.map_or("none", |rule| rule.path);
    // What is not there is one page, whatever was asked.
    let path = if rule.is_some() { path } else { "/not-found".to_owned() };
    let made = AssertUnwindSafe(checked(front, asked, next, lang, &path, rule)).catch_unwind();
    let settings = &front.settings;
    let takes_file = rule.is_some_and(RouteRule::takes_file);
    let patience = if takes_file { settings.list_patience } else { settings.answer_patience + settings.body_patience };
    let response = match timeout(patience, made).await {
        Ok(Ok(Ok(response))) => response,
        Ok(Ok(Err(refusal))) => front.refuse(&refusal, lang),
        Ok(Err(_)) => {
            // The panic hook wrote where; this line ties it to what the visitor can tell us.
            let report = ReportId::next();
            tracing::error!(%report, route = seen.route, "a request panicked");
            front.refuse(&Refusal::Broken { report }, lang)
        }
        Err(_) => {
            tracing::warn!(route = seen.route, "an answer took too long");
            front.refuse(&Refusal::Busy, lang)
        }
    };
    (response, rule.map_or(Kind::Error, Kind::Route))
}

async fn checked(
    front: &Front,
    asked: axum::extract::Request,
    next: Next,
    lang: Lang,
    path: &str,
    rule: Option<&'static RouteRule>,
) -> Result<Response, Refusal> {
    let request = front.request(&asked, lang, path, rule.map_or(Scripts::None, |rule| rule.scripts));
    let mut asked = match rule {
        Some(rule) if rule.method != "GET" => {
            if rule.is_server_function()
                && let Err(refused) = app::api::admit(&front.site, &request, rule).await
            {
                return Ok(refused);
            }
            match read_form(front, asked, &request, rule).await? {
                Ok(asked) => asked,
                Err(parts) => return Ok(PageError::NotFromHere.respond(&front.site, &request, &parts).await),
            }
        }
        _ => {
            // What a GET carries is not read.
            let (parts, _) = asked.into_parts();
            http::Request::from_parts(parts, Body::empty())
        }
    };
    *asked.uri_mut() = with_path(asked.uri(), path).map_err(|_| Refusal::NotUnderstood)?;
    asked.extensions_mut().insert(request);
    let turn = timeout(front.settings.queue_patience, front.turns.acquire()).await;
    let _turn = turn.ok().and_then(Result::ok).ok_or(Refusal::Busy)?;
    Ok(next.run(asked).await)
}

/// The request with its body read, if our own page sent it; else what is needed to say so.
async fn read_form(
    front: &Front,
    asked: axum::extract::Request,
    request: &Request,
    rule: &RouteRule,
) -> Result<Result<axum::extract::Request, http::request::Parts>, Refusal> {
    if rule.unsafe_check == UnsafeCheck::SignedBody {
        // The handler looks at the signature; without any there is nothing to read.
        let (parts, body) = asked.into_parts();
        let is_signed = parts.headers.contains_key(bounce_hook::SIGNATURE);
        let body = if is_signed { body } else { Body::empty() };
        let body = form_body::read(&parts.headers, body, front.settings.largest_report, front.settings.body_patience).await?;
        return Ok(Ok(http::Request::from_parts(parts, Body::from(body))));
    }
    if rule.unsafe_check == UnsafeCheck::SignedToken {
        // Who may press stands in the address, and is for the handler to look at. A mail program comes without a browser's headers.
        let (parts, body) = asked.into_parts();
        let body = form_body::read(&parts.headers, body, front.settings.largest_form, front.settings.body_patience).await?;
        return Ok(Ok(http::Request::from_parts(parts, Body::from(body))));
    }
    let host = front.hosts.asked(&asked).unwrap_or_default();
    let sender = same_site::sender(asked.headers(), &front.hosts, host);
    let (parts, body) = asked.into_parts();
    // A server function is called by our script, which always says where it comes from.
    let is_api = rule.is_server_function();
    if sender == Sender::Stranger || (sender == Sender::Unknown && is_api) {
        tracing::warn!(route = rule.path, "refused: not sent by our own page");
        return Ok(Err(stripped(parts, &request.path)));
    }
    if rule.takes_file() {
        // The token is somewhere in the body, which is not read here: the browser itself has to say that the page is ours.
        let is_ours = sender == Sender::OurPage;
        return Ok(if is_ours { Ok(http::Request::from_parts(parts, body)) } else { Err(stripped(parts, &request.path)) });
    }
    if !is_api && !form_body::is_form(&parts.headers) {
        return Err(Refusal::NotUnderstood);
    }
    // What a stranger may send is small, below /staff as elsewhere.
    let most = if rule.takes_long_form() { front.settings.largest_staff_form } else { front.settings.largest_form };
    let body = form_body::read(&parts.headers, body, most, front.settings.body_patience).await?;
    if form_body::is_form(&parts.headers) {
        let token = form_body::token(&body)?;
        let is_proven = sender == Sender::OurPage || token.is_some_and(|token| form_token::verify(&front.site, request, &token));
        if !is_proven {
            tracing::warn!(route = rule.path, "refused: the form has no token of ours");
            return Ok(Err(stripped(parts, &request.path)));
        }
    }
    Ok(Ok(http::Request::from_parts(parts, Body::from(body))))
}

fn stripped(mut parts: http::request::Parts, path: &str) -> http::request::Parts {
    if let Ok(uri) = with_path(&parts.uri, path) {
        parts.uri = uri;
    }
    parts
}

fn with_path(uri: &Uri, path: &str) -> Result<Uri, http::Error> {
    let path_and_query = uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    Uri::builder().path_and_query(path_and_query).build()
}

/// The answer to a HEAD: the same, without the body.
fn without_body(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    // Where a length stands already, the router has taken the body off.
    if !parts.headers.contains_key(header::CONTENT_LENGTH)
        && let Some(length) = http_body::Body::size_hint(&body).exact()
    {
        parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    Response::from_parts(parts, Body::empty())
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| value.to_owned())
}
