//! The mark of a browser in which somebody signed in before, after OWASP's device cookies: strangers' wrong tries slow strangers
//! down and never whom they try to be. It opens nothing; it only says in which queue a try stands.

use axum::response::Response;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{clock::random, staff::BROWSER_KNOWN};
use http::{HeaderMap, HeaderValue, header};
use store::keys::Purpose;
use subtle::ConstantTimeEq;

use crate::site::Site;

const COOKIE: &str = "__Host-candor-known";

/// The mark's own number, if this browser has one for `account` (the address, in lower case).
#[must_use]
pub fn is_known(site: &Site, headers: &HeaderMap, account: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mark = cookies.flat_map(|value| value.split(';')).find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))?;
    let (number, mac) = mark.split_once('.')?;
    bool::from(mac_of(site, account, number).as_bytes().ct_eq(mac.as_bytes())).then(|| number.to_owned())
}

/// Whether this browser says that it has a mark, whoever's and right or not: enough to look at what it sends before it is
/// told to try again.
#[must_use]
pub fn has_mark(headers: &HeaderMap) -> bool {
    let mut cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.any(|value| value.contains(COOKIE))
}

/// Marks the browser for `account`, under the number it has or a new one.
#[must_use]
pub fn with_known_browser(site: &Site, mut response: Response, account: &str, number: Option<String>) -> Response {
    let number = number.unwrap_or_else(|| URL_SAFE_NO_PAD.encode(random::<16>(&*site.entropy)));
    let mark = format!("{number}.{}", mac_of(site, account, &number));
    let cookie = format!("{COOKIE}={mark}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Strict", BROWSER_KNOWN.as_secs());
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

fn mac_of(site: &Site, account: &str, number: &str) -> String {
    URL_SAFE_NO_PAD.encode(site.store.system_keys().lookup(Purpose::KnownBrowser, &[account.as_bytes(), number.as_bytes()]))
}
