//! What a page knows of the request it answers.

use domain::lang::Lang;
use leptos::prelude::expect_context;

use crate::{staff, visit::Once, words::Words};

/// The request, as far as pages may know it. The server strips `/es` before routing and puts the language here.
#[derive(Clone, Debug)]
pub struct Request {
    /// The language of the address.
    pub lang: Lang,
    /// The path without the language's prefix.
    pub path: String,
    /// Whether the page may carry islands; the others end hydration in their shell.
    pub has_islands: bool,
    /// The cookie of the visit, if the browser sent one.
    pub visit_cookie: Option<String>,
    /// The network that asks, already cut to what limits count: an IPv4 address or an IPv6 /64.
    pub network: String,
    /// The visit behind the cookie, looked up once for all parts of the page.
    pub once: Once,
    /// The cookie of a member of staff, if the browser sent one.
    pub staff_cookie: Option<String>,
    /// What opens the choices of a subscriber, if the browser sent it.
    pub subscription_cookie: Option<String>,
    /// The member of staff behind that cookie, looked up once.
    pub staff_once: staff::Once,
}

/// The request of the page being rendered.
///
/// # Panics
/// Outside of a page: whoever renders the app provides it.
#[must_use]
pub fn use_request() -> Request {
    expect_context()
}

/// The words of the page being rendered.
#[must_use]
pub fn use_words() -> Words {
    Words(use_request().lang)
}
