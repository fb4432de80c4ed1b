//! Published pages as bytes, answered before routing.
//!
//! Each public page in each language is rendered once, by the very router that would answer it, and kept with its headers, an
//! ETag, and its compressed forms. What is not on the list of published pages is one shared 404: nobody can fill memory with
//! made-up addresses, and nothing of the request but its path and the encodings it reads decides the bytes (SECURITY.md,
//! AC-56). The list is made anew when `publication.revision` moves, and when a date passes that changes a page (a promised
//! update is late from then on). While the database is away, the last good pages stay.

mod entry;
mod list;

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use app::site::Site;
use arc_swap::ArcSwap;
use axum::{Router, body::Body, response::Response};
use domain::{clock::Timestamp, lang::Lang};
use http::{Method, Request, StatusCode, header};
use store::StoreError;
use tokio::sync::{Mutex, Notify};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use entry::Entry;
use list::Listed;

/// How often the database is asked whether a page changed. Published elsewhere shows here within two seconds (DESIGN.md).
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// No page is larger.
const LARGEST_PAGE: usize = 16 << 20;
/// Below this path every address is published or is not there.
const INCIDENTS: &str = "/incidents/";

/// The address of every public page and file, in every language: what is published at `now`.
///
/// # Errors
/// When the database is away.
pub async fn published_paths(store: &store::Store, now: Timestamp) -> Result<Vec<String>, StoreError> {
    Ok(list::published(store, now).await?.paths)
}

type Pages = HashMap<Box<str>, Arc<Entry>>;

/// The published pages.
pub struct PageCache {
    site: Site,
    /// Renders a page; must not ask this cache.
    router: Router,
    pages: ArcSwap<Pages>,
    /// By position of the language.
    not_found: ArcSwap<Vec<Arc<Entry>>>,
    /// The revision whose pages are kept; −1 before the first.
    revision: AtomicI64,
    /// When a date changes a page; microseconds.
    next_change: AtomicI64,
    filling: Mutex<()>,
    changed: Notify,
}

impl PageCache {
    /// An empty cache over `router`, which renders pages and does not itself ask the cache. It answers nothing until it is
    /// filled ([`PageCache::look`], [`PageCache::watch`]).
    #[must_use]
    pub fn new(site: Site, router: Router) -> Arc<Self> {
        Arc::new(Self {
            site,
            router,
            pages: ArcSwap::default(),
            not_found: ArcSwap::default(),
            revision: AtomicI64::new(-1),
            next_change: AtomicI64::new(i64::MAX),
            filling: Mutex::new(()),
            changed: Notify::new(),
        })
    }

    /// The answer to a request for a published page, or the shared 404 for an incident that is not there. `None` when the
    /// request is for something else: another page, another method, or before the first filling.
    #[must_use]
    pub fn answer<B>(&self, asked: &Request<B>) -> Option<Response> {
        if !matches!(*asked.method(), Method::GET | Method::HEAD) {
            return None;
        }
        let path = asked.uri().path();
        if let Some(entry) = self.pages.load().get(path) {
            return Some(entry.answer(asked.method(), asked.headers()));
        }
        let (lang, path) = Lang::of_path(path);
        if !path.starts_with(INCIDENTS) {
            return None;
        }
        self.not_found.load().get(lang as usize).map(|entry| entry.answer(asked.method(), asked.headers()))
    }

    /// Something was published by this very process: look at once.
    pub fn changed(&self) {
        self.changed.notify_one();
    }

    /// Looks whether pages changed and renders them anew if so. Says whether it did.
    ///
    /// # Errors
    /// When the database is away; the pages stay as they are.
    pub async fn look(&self) -> Result<bool, StoreError> {
        let _one_at_a_time = self.filling.lock().await;
        let revision = self.site.store.publication_revision().await?;
        let now = self.site.now();
        let is_due = now.as_micros() >= self.next_change.load(Ordering::Relaxed);
        if revision == self.revision.load(Ordering::Relaxed) && !is_due {
            return Ok(false);
        }
        let listed = list::published(&self.site.store, now).await?;
        let is_whole = self.fill(&listed).await;
        self.next_change.store(listed.next_change.map_or(i64::MAX, Timestamp::as_micros), Ordering::Relaxed);
        // A page that did not render is tried again at the next look; until then its last good bytes are served.
        if is_whole {
            self.revision.store(revision, Ordering::Relaxed);
        }
        Ok(true)
    }

    /// Looks for changes until it is told to stop.
    pub async fn watch(self: Arc<Self>, stop: CancellationToken) {
        let mut was_away = false;
        loop {
            match self.look().await {
                Ok(_) => was_away = false,
                Err(error) if !was_away => {
                    was_away = true;
                    tracing::warn!(%error, "the database is away; the last good pages are served");
                }
                Err(_) => {}
            }
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.changed.notified() => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
        }
    }

    /// Renders everything that is listed and swaps it in. Says whether every page came out.
    async fn fill(&self, listed: &Listed) -> bool {
        let old = self.pages.load_full();
        let mut pages = Pages::with_capacity(listed.paths.len());
        let mut is_whole = true;
        for path in &listed.paths {
            match self.render(path, StatusCode::OK).await {
                Some(entry) => {
                    pages.insert(path.as_str().into(), entry);
                }
                None => {
                    is_whole = false;
                    tracing::error!(path, "a published page did not render");
                    if let Some(last) = old.get(path.as_str()) {
                        pages.insert(path.as_str().into(), last.clone());
                    }
                }
            }
        }
        let mut not_found = Vec::new();
        for lang in Lang::ALL {
            not_found.extend(self.render(&lang.path("/not-found"), StatusCode::NOT_FOUND).await);
        }
        if not_found.len() == Lang::ALL.len() {
            self.not_found.store(Arc::new(not_found));
        } else {
            is_whole = false;
        }
        let pages = Arc::new(pages);
        self.pages.store(pages.clone());
        compress_later(pages);
        is_whole
    }

    /// The page as the router answers it to somebody about whom nothing is known.
    async fn render(&self, path: &str, wanted: StatusCode) -> Option<Arc<Entry>> {
        let host = self.site.settings.public_url.split("://").nth(1).unwrap_or_default();
        let request = Request::builder().uri(path).header(header::HOST, host).body(Body::empty()).ok()?;
        let Ok(response) = self.router.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, LARGEST_PAGE).await.ok()?;
        (parts.status == wanted).then(|| Arc::new(Entry::new(parts.status, &parts.headers, bytes)))
    }
}

/// Compresses pages off the async threads; until that is done they are served as they are.
fn compress_later(pages: Arc<Pages>) {
    tokio::task::spawn_blocking(move || pages.values().for_each(|entry| entry.compress()));
}
