//! The headers of every answer, errors included.

use app::{
    routes::{RouteRule, Scripts},
    security::{content_policy, framed_policy},
};
use axum::response::Response;
use http::{HeaderName, HeaderValue, StatusCode, header};

/// Features no page of ours uses.
const PERMISSIONS: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
                           magnetometer=(), microphone=(), midi=(), payment=(), usb=(), xr-spatial-tracking=()";
/// Two years, and whatever lies below.
const TWO_YEARS: &str = "max-age=63072000; includeSubDomains";

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
];

/// Puts them on.
#[derive(Clone, Debug)]
pub struct Headers {
    is_https: bool,
    policies: [HeaderValue; 2],
    framed: HeaderValue,
}

/// What an answer is, as far as caches and the content policy go.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// The answer of a route.
    Route(&'static RouteRule),
    /// A file or a page out of the cache: it says itself how long it may be kept.
    Kept,
    /// No route: an error.
    Error,
}

impl Headers {
    /// For a site at `public_url`.
    #[must_use]
    pub fn of(public_url: &str) -> Self {
        let policy =
            |scripts| HeaderValue::try_from(content_policy(scripts, None)).unwrap_or(HeaderValue::from_static("default-src 'none'"));
        let framed = HeaderValue::try_from(framed_policy()).unwrap_or(HeaderValue::from_static("default-src 'none'"));
        Self { is_https: public_url.starts_with("https://"), policies: [policy(Scripts::None), policy(Scripts::Own)], framed }
    }

    /// Completes `response`. A page with islands comes with its own policy, because its nonce is in it.
    pub fn complete(&self, response: &mut Response, kind: Kind) {
        let may_be_kept = match kind {
            Kind::Kept => true,
            Kind::Route(rule) => {
                rule.is_cacheable && response.status() == StatusCode::OK && !response.headers().contains_key(header::SET_COOKIE)
            }
            Kind::Error => false,
        };
        let response_is_ok = response.status() == StatusCode::OK;
        let headers = response.headers_mut();
        for (name, value) in ALWAYS {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if let Kind::Route(rule) = kind
            && rule.is_for_other_sites
        {
            // Without credentials: no cookie comes with such a request, and none would change the answer.
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
        }
        if let Kind::Route(rule) = kind
            && rule.is_frameable
            && response_is_ok
        {
            headers.remove(header::X_FRAME_OPTIONS);
            headers.insert(header::CONTENT_SECURITY_POLICY, self.framed.clone());
            headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
        }
        if self.is_https {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(TWO_YEARS));
        }
        if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
            let runs_own = matches!(kind, Kind::Route(rule) if rule.scripts == Scripts::Own);
            headers.insert(header::CONTENT_SECURITY_POLICY, self.policies[usize::from(runs_own)].clone());
        }
        if !may_be_kept {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        } else if !headers.contains_key(header::CACHE_CONTROL) {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        }
    }
}
