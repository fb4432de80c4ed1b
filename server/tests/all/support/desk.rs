//! Members of staff at the desks of a test site.

use axum::{body::Body, response::Response};
use domain::{
    ids::{IncidentId, StaffId},
    staff::Role,
};
use http::{HeaderValue, Method, Request, header};
use store::testing::staff::signed_in;
use tower::ServiceExt;

use super::{Answer, TestSite, request};

/// A member of staff who gave both factors just now, and their browser.
pub struct Colleague<'a> {
    site: &'a TestSite,
    cookie: String,
    pub staff: StaffId,
}

impl TestSite {
    /// Somebody with this role in one incident, or in all.
    pub async fn colleague(&self, role: Role, incident: Option<IncidentId>) -> Colleague<'_> {
        let (staff, cookie) = signed_in(&self.test.store, role, incident, self.site.now()).await;
        Colleague { site: self, cookie: cookie.as_str().to_owned(), staff }
    }
}

impl Colleague<'_> {
    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "").await
    }

    /// Sends a form as our own page would.
    pub async fn post(&self, path: &str, form: &str) -> Answer {
        self.send(Method::POST, path, form).await
    }

    /// Opens a page that goes on for a while; its body is read by whoever asks.
    pub async fn open(&self, path: &str) -> Response<Body> {
        self.site.router.clone().oneshot(self.asked(Method::GET, path, "")).await.expect("a router answers")
    }

    async fn send(&self, method: Method, path: &str, form: &str) -> Answer {
        self.site.send(self.asked(method, path, form)).await
    }

    fn asked(&self, method: Method, path: &str, form: &str) -> Request<Body> {
        let mut asked = request(method.clone(), path, form);
        if method == Method::POST {
            asked.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
            asked.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        }
        let cookie = HeaderValue::try_from(format!("{}={}", app::staff::COOKIE, self.cookie)).expect("a cookie");
        asked.headers_mut().insert(header::COOKIE, cookie);
        asked
    }
}
