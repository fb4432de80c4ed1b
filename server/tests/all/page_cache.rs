//! Published pages as bytes: what goes out, when it changes, and what happens when the database does not answer.

use std::{io::Read, sync::Arc, time::Duration};

use axum::{Router, body::Body};
use candor::{
    demo,
    http::{files::StaticFiles, front::FrontSettings, page_cache::PageCache, router_with_pages},
};
use domain::{clock::Timestamp, incident::Incident};
use http::{HeaderMap, Method, Request, StatusCode, header};
use store::{
    Store,
    testing::{TestEntropy, add_test_incident, stores},
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::support::{NOW, TestSite, request};

/// A site with its cache in front.
struct Kept {
    site: TestSite,
    router: Router,
    pages: Arc<PageCache>,
}

struct Bytes {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Kept {
    fn over(site: TestSite) -> Self {
        let (answers, pages) = router_with_pages(site.site.clone(), FrontSettings::default(), StaticFiles::embedded());
        Self { site, router: answers.router, pages }
    }

    async fn with_demo() -> (Self, Incident) {
        let site = TestSite::new().await;
        let incident = add_demo(&site.test.store, false).await;
        let kept = Self::over(site);
        assert!(kept.pages.look().await.unwrap());
        (kept, incident)
    }

    async fn send(&self, request: Request<Body>) -> Bytes {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = axum::body::to_bytes(body, 16 << 20).await.unwrap().to_vec();
        Bytes { status: parts.status, headers: parts.headers, body }
    }

    async fn get(&self, path: &str) -> Bytes {
        self.send(request(Method::GET, path, "")).await
    }

    async fn get_with(&self, path: &str, name: header::HeaderName, value: &str) -> Bytes {
        let mut asked = request(Method::GET, path, "");
        asked.headers_mut().insert(name, value.parse().unwrap());
        self.send(asked).await
    }

    /// Compression runs beside everything else: asks until it is done.
    async fn compressed(&self, path: &str, encoding: &str) -> Bytes {
        for _ in 0..500 {
            let page = self.get_with(path, header::ACCEPT_ENCODING, encoding).await;
            if page.headers.contains_key(header::CONTENT_ENCODING) {
                return page;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{path} was never compressed as {encoding}");
    }
}

async fn add_demo(store: &Store, is_practice: bool) -> Incident {
    let mut new = demo::incident(Timestamp::parse(NOW).unwrap(), &*TestEntropy::fresh()).unwrap();
    new.incident.is_practice = is_practice;
    store.add_incident(&new.incident, &new.words, Timestamp::parse(NOW).unwrap()).await.unwrap();
    new.incident
}

const PAGE: &str = "/incidents/harbour-supply";

#[tokio::test]
async fn a_kept_page_is_the_page_the_router_makes_with_all_its_headers() {
    let (kept, _) = Kept::with_demo().await;
    for path in [PAGE, "/es/incidents/harbour-supply", "/", "/es", "/privacy", "/robots.txt", "/sitemap.xml", "/.well-known/security.txt"] {
        let made = kept.site.get(path).await;
        let page = kept.get(path).await;
        assert_eq!((page.status, String::from_utf8(page.body.clone()).unwrap()), (StatusCode::OK, made.body), "{path}");
        assert_eq!(page.headers[header::CACHE_CONTROL], "public, max-age=10, must-revalidate");
        assert_eq!(page.headers[header::VARY], "accept-encoding");
        assert_eq!(page.headers[header::CONTENT_LENGTH], page.body.len().to_string().as_str());
        assert!(!page.headers.contains_key(header::SET_COOKIE));
        for (name, value) in made.headers.iter().filter(|(name, _)| **name != header::CACHE_CONTROL) {
            assert_eq!(page.headers.get(name), Some(value), "{name} of {path}");
        }
        for name in ["content-security-policy", "x-content-type-options", "x-frame-options", "cross-origin-opener-policy", "etag"] {
            assert!(page.headers.contains_key(name), "{name} of {path}");
        }
    }
}

#[tokio::test]
async fn whoever_has_the_page_is_told_so_in_every_encoding() {
    let (kept, _) = Kept::with_demo().await;
    let plain = kept.get(PAGE).await;
    for encoding in ["identity", "gzip", "br"] {
        let page = if encoding == "identity" { kept.get(PAGE).await } else { kept.compressed(PAGE, encoding).await };
        let body = match encoding {
            "gzip" => {
                let mut body = Vec::new();
                flate2::read::GzDecoder::new(&page.body[..]).read_to_end(&mut body).unwrap();
                body
            }
            "br" => {
                let mut body = Vec::new();
                brotli::BrotliDecompress(&mut &page.body[..], &mut body).unwrap();
                body
            }
            _ => page.body.clone(),
        };
        assert_eq!(body, plain.body, "{encoding}");
        assert!(encoding == "identity" || page.body.len() < plain.body.len() / 2);
        let etag = page.headers[header::ETAG].to_str().unwrap().to_owned();
        for known in [etag.clone(), format!("W/{etag}"), format!("\"other\", {etag}"), "*".to_owned()] {
            let mut asked = request(Method::GET, PAGE, "");
            asked.headers_mut().insert(header::ACCEPT_ENCODING, encoding.parse().unwrap());
            asked.headers_mut().insert(header::IF_NONE_MATCH, known.parse().unwrap());
            let unchanged = kept.send(asked).await;
            assert_eq!((unchanged.status, unchanged.body.len()), (StatusCode::NOT_MODIFIED, 0), "{known}");
            assert_eq!(unchanged.headers[header::ETAG], etag.as_str());
            assert!(unchanged.headers.contains_key(header::CACHE_CONTROL) && unchanged.headers.contains_key(header::VARY));
        }
        assert_eq!(kept.get_with(PAGE, header::IF_NONE_MATCH, "\"another\"").await.status, StatusCode::OK);
    }
    let refused = kept.get_with(PAGE, header::ACCEPT_ENCODING, "br;q=0, gzip;q=0").await;
    assert!(!refused.headers.contains_key(header::CONTENT_ENCODING));
}

#[tokio::test]
async fn questions_in_the_address_and_the_way_of_asking_change_no_byte() {
    let (kept, _) = Kept::with_demo().await;
    let plain = kept.get(PAGE).await;
    let asked = kept.get(&format!("{PAGE}?utm_source=mail&x=%00")).await;
    assert_eq!((asked.body, &asked.headers[header::ETAG]), (plain.body.clone(), &plain.headers[header::ETAG]));
    let cookie = kept.get_with(PAGE, header::COOKIE, "__Host-candor-visit=AAAA").await;
    assert_eq!(cookie.body, plain.body);
    let head = kept.send(request(Method::HEAD, PAGE, "")).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    assert_eq!(head.headers[header::CONTENT_LENGTH], plain.headers[header::CONTENT_LENGTH]);
    // Another host is refused before anything is looked up.
    let mut other = request(Method::GET, PAGE, "");
    other.headers_mut().insert(header::HOST, "evil.example".parse().unwrap());
    assert_ne!(kept.send(other).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_not_published_is_one_shared_page_that_nobody_keeps() {
    let (kept, _) = Kept::with_demo().await;
    let first = kept.get("/incidents/nobody").await;
    for path in ["/incidents/nobody-else", "/incidents/harbour-supply/updates/1", "/incidents/harbour-supply.css", "/incidents/a/b/c/d/e"] {
        let page = kept.get(path).await;
        assert_eq!((page.status, &page.headers[header::CACHE_CONTROL]), (StatusCode::NOT_FOUND, &"no-store".parse().unwrap()), "{path}");
        assert_eq!(page.body, first.body, "{path}");
    }
    assert_ne!(kept.get("/es/incidents/nobody").await.body, first.body);
    for path in ["/me/x.css", "/privacy/", "/es/", "/nothing"] {
        let page = kept.get(path).await;
        assert_eq!((page.status, &page.headers[header::CACHE_CONTROL]), (StatusCode::NOT_FOUND, &"no-store".parse().unwrap()), "{path}");
    }
    assert_eq!(kept.send(request(Method::POST, PAGE, "")).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn what_one_server_publishes_another_shows_within_two_seconds() {
    for test in stores().await {
        let address = test.address.clone();
        let other = Store::open(&address, test.master.clone(), TestEntropy::fresh()).await.unwrap();
        let kept = Kept::over(TestSite::on(test));
        let stop = CancellationToken::new();
        let watching = tokio::spawn(kept.pages.clone().watch(stop.clone()));
        while !kept.get("/").await.headers.contains_key(header::ETAG) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(kept.get(PAGE).await.status, StatusCode::NOT_FOUND);
        add_demo(&other, false).await;
        let began = std::time::Instant::now();
        while kept.get(PAGE).await.status != StatusCode::OK || kept.get("/es").await.body.len() < 9000 {
            assert!(began.elapsed() < Duration::from_secs(2), "still not there");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        // What was kept for the front page is replaced, not only added to.
        add_test_incident(&other, "second", false, Timestamp::parse(NOW).unwrap()).await;
        let began = std::time::Instant::now();
        while !String::from_utf8_lossy(&kept.get("/").await.body).contains("/incidents/second") {
            assert!(began.elapsed() < Duration::from_secs(2), "the old front page is still there");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        stop.cancel();
        watching.await.unwrap();
        other.close().await;
    }
}

#[tokio::test]
async fn a_page_changes_by_itself_when_its_promise_has_passed() {
    let (kept, incident) = Kept::with_demo().await;
    let before = kept.get(PAGE).await;
    assert!(!kept.pages.look().await.unwrap(), "nothing changed");
    kept.site.clock.advance(incident.next_update_at.unwrap().since(kept.site.site.now()) + Duration::from_micros(1));
    assert!(kept.pages.look().await.unwrap());
    let after = kept.get(PAGE).await;
    assert!(String::from_utf8_lossy(&after.body).contains("It is late"));
    assert_ne!(before.headers[header::ETAG], after.headers[header::ETAG]);
}

#[tokio::test]
async fn the_last_good_pages_are_served_while_the_database_is_away() {
    let (kept, _) = Kept::with_demo().await;
    let before = kept.get(PAGE).await;
    kept.site.test.store.close().await;
    assert!(kept.pages.look().await.is_err());
    kept.site.clock.advance(Duration::from_secs(400 * 24 * 3600));
    assert!(kept.pages.look().await.is_err());
    let after = kept.get(PAGE).await;
    assert_eq!((after.status, after.body), (StatusCode::OK, before.body));
    assert_eq!(kept.get("/incidents/nobody").await.status, StatusCode::NOT_FOUND);
    assert_eq!(kept.get("/check/sent").await.status, kept.site.get("/check/sent").await.status, "what is not kept is answered as always");
}

#[tokio::test]
async fn before_the_first_filling_the_router_answers() {
    let site = TestSite::new().await;
    add_demo(&site.test.store, true).await;
    let kept = Kept::over(site);
    let page = kept.get(PAGE).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.headers.contains_key(header::ETAG));
    assert!(String::from_utf8_lossy(&page.body).contains("class=\"practice\""));
}
