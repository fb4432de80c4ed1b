//! A whole site for a test: a fresh store, a clock that stands still, and the router that `candor serve` uses.

pub mod authenticator;
pub mod desk;
pub mod people;
pub mod staff;

use std::sync::Arc;

use app::site::{Assets, Budgets, Company, PaymentSettings, Settings, Site, SiteParts};
use axum::{Router, body::Body};
use domain::clock::Entropy;
use http::{HeaderMap, Method, Request, StatusCode, header};
use store::testing::{TestClock, TestEntropy, TestStore};
use tower::ServiceExt;

/// Where test sites live.
pub const PUBLIC_URL: &str = "http://localhost:3000";
/// When tests happen.
pub const NOW: &str = "2031-03-12T09:00:00Z";

/// A site and what a test needs to look behind it.
pub struct TestSite {
    pub site: Site,
    pub router: Router,
    pub clock: Arc<TestClock>,
    pub test: TestStore,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl TestSite {
    /// A site on SQLite without an incident.
    pub async fn new() -> Self {
        Self::on(store::testing::sqlite_store().await)
    }

    /// A site on SQLite at another address.
    pub async fn at(public_url: &str) -> Self {
        Self::build(store::testing::sqlite_store().await, public_url, Budgets::default())
    }

    /// A site on this store.
    pub fn on(test: TestStore) -> Self {
        Self::with_budgets(test, Budgets::default())
    }

    /// A site on this store where other limits hold.
    pub fn with_budgets(test: TestStore, budgets: Budgets) -> Self {
        Self::build(test, PUBLIC_URL, budgets)
    }

    fn build(test: TestStore, public_url: &str, budgets: Budgets) -> Self {
        let clock = TestClock::at(NOW);
        let site = site(&test, clock.clone(), TestEntropy::fresh(), public_url, budgets);
        Self { router: candor::http::router(site.clone()), site, clock, test }
    }

    /// The same site where this name server says whether our mail is ours.
    pub fn asking(self, resolver: &str) -> Self {
        let room = mail_room_asking(&self.test, PUBLIC_URL, resolver);
        self.with_parts(|parts| parts.mail_room = room)
    }

    /// The same site with its static files elsewhere.
    pub fn with_assets(self, assets: Assets) -> Self {
        self.with_parts(|parts| parts.assets = assets)
    }

    /// The same site with other settings.
    pub fn with_settings(self, change: impl FnOnce(&mut Settings)) -> Self {
        self.with_parts(|parts| change(&mut parts.settings))
    }

    fn with_parts(self, change: impl FnOnce(&mut SiteParts)) -> Self {
        let mut parts = SiteParts {
            guidance: self.site.guidance.clone(),
            mail_room: self.site.mail_room.clone(),
            public_words: app::me::PublicWords::default(),
            streams: Arc::default(),
            store: self.test.store.clone(),
            clock: self.clock.clone(),
            entropy: self.site.entropy.clone(),
            settings: self.site.settings.clone(),
            leptos: self.site.leptos.clone(),
            assets: self.site.assets.clone(),
        };
        change(&mut parts);
        let site = Site::new(parts);
        Self { router: candor::http::router(site.clone()), site, ..self }
    }

    /// Asks the router.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        send(&self.router, request).await
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(request(Method::GET, path, "")).await
    }

    /// Sends a form as our own page would.
    pub async fn post(&self, path: &str, form: &str) -> Answer {
        let mut post = request(Method::POST, path, form);
        post.headers_mut().insert("sec-fetch-site", "same-origin".parse().expect("a header"));
        post.headers_mut().insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded".parse().expect("a header"));
        self.send(post).await
    }
}

/// Asks a router.
pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.expect("a router answers");
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, 16 << 20).await.expect("a whole body");
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
}

/// A request to the test site's host.
pub fn request(method: Method, path: &str, body: &str) -> Request<Body> {
    let request = Request::builder().method(method).uri(path).header(header::HOST, "localhost:3000");
    request.body(Body::from(body.to_owned())).expect("a request")
}

/// The account of a company that pays: an invented one.
fn test_payments() -> PaymentSettings {
    PaymentSettings {
        ach_routing: "011000015".to_owned(),
        ach_bank_name: "Example Bank".to_owned(),
        ach_company_id: "1555010000".to_owned(),
        iban: "DE75512108001245126199".to_owned(),
        voucher: "Example gift card".to_owned(),
        tax_form_from: "100.00 USD".to_owned(),
        ..PaymentSettings::default()
    }
}

/// The mail code, with a relay that nobody asks (no worker runs) and a name server that answers nothing.
fn mail_room(test: &TestStore, public_url: &str) -> Arc<dyn app::mail_room::MailRoom> {
    mail_room_asking(test, public_url, "127.0.0.1:9")
}

fn mail_room_asking(test: &TestStore, public_url: &str, resolver: &str) -> Arc<dyn app::mail_room::MailRoom> {
    let config = candor::config::Config {
        resolver: resolver.to_owned(),
        mail_addresses: vec!["192.0.2.25".parse().expect("an address")],
        public_url: public_url.to_owned(),
        smtp: "smtp://127.0.0.1:2525".to_owned(),
        company: Company { name: "Larkspur Freight".to_owned(), ..Company::default() },
        ..candor::config::Config::default()
    };
    candor::mail::room(test.store.clone(), &config, domain::guidance::Catalogue::bundled()).expect("settings")
}

fn site(test: &TestStore, clock: Arc<TestClock>, entropy: Arc<dyn Entropy>, public_url: &str, budgets: Budgets) -> Site {
    Site::new(SiteParts {
        guidance: domain::guidance::Catalogue::bundled(),
        mail_room: mail_room(test, public_url),
        public_words: app::me::PublicWords::default(),
        streams: Arc::default(),
        store: test.store.clone(),
        clock,
        entropy,
        settings: Settings {
            public_url: public_url.to_owned(),
            company: Company { name: "Larkspur Freight".to_owned(), ..Company::default() },
            budgets,
            practice_mail_is_open: true,
            sends_sms: false,
            webhooks_may_reach_private_networks: false,
            payments: test_payments(),
            home_country: "US".to_owned(),
        },
        leptos: candor::site::leptos_options("pkg/test".to_owned()),
        assets: Assets { css: "/pkg/test/candor.css".to_owned(), open_js: "/open.js".to_owned(), passkey_js: "/passkey.js".to_owned() },
    })
}
