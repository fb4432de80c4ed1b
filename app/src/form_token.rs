//! The token of a form, for browsers that send neither `Sec-Fetch-Site` nor `Origin`: it shows that the form came from a
//! page of ours. Bound to the visit's cookie, or without one to the network, and to the day.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::clock::Timestamp;
use store::keys::Purpose;
use subtle::ConstantTimeEq;

use crate::{request::Request, site::Site};

/// The name of the hidden field.
pub const FIELD: &str = "form_token";

const DAY: Duration = Duration::from_secs(86_400);

/// The token for a form on the page that answers `request`.
#[must_use]
pub fn token(site: &Site, request: &Request) -> String {
    token_of(site, request, site.now())
}

/// Whether `given` was on a page of ours, today or yesterday, in this browser.
#[must_use]
pub fn verify(site: &Site, request: &Request, given: &str) -> bool {
    let now = site.now();
    [now, now.minus(DAY)].iter().any(|day| token_of(site, request, *day).as_bytes().ct_eq(given.as_bytes()).into())
}

fn token_of(site: &Site, request: &Request, day: Timestamp) -> String {
    let day = day.as_micros().div_euclid(DAY.as_micros().try_into().unwrap_or(i64::MAX)).to_le_bytes();
    let (kind, holder) = match (&request.staff_cookie, &request.visit_cookie) {
        (Some(cookie), _) if request.path.starts_with("/staff") => ("staff", cookie.as_str()),
        (_, Some(cookie)) => ("visit", cookie.as_str()),
        (_, None) => ("network", request.network.as_str()),
    };
    URL_SAFE_NO_PAD.encode(site.store.system_keys().lookup(Purpose::FormToken, &[kind.as_bytes(), holder.as_bytes(), &day]))
}
