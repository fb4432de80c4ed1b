//! Every route with who may call it: what `candor routes --json` prints, and what the tests walk.

use serde::Serialize;

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Caller {
    /// Anybody.
    Anyone,
    /// A browser that pressed the button of an invitation.
    OpenedVisit,
    /// A person who has shown who they are.
    Person,
    /// Only on a loopback listener.
    Loopback,
}

/// How a request that changes something shows that our own page sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnsafeCheck {
    /// It changes nothing.
    ChangesNothing,
    /// `Sec-Fetch-Site`, without it `Origin`, without both a form token.
    SameSite,
}

/// One row of the list of routes.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct RouteRule {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path without the language's prefix, in axum's notation.
    pub path: &'static str,
    /// Who may call it.
    pub caller: Caller,
    /// The check on unsafe methods.
    pub unsafe_check: UnsafeCheck,
    /// Whether the answer may be kept by caches.
    pub is_cacheable: bool,
    /// Whether the page carries islands (and so scripts).
    pub has_islands: bool,
}
