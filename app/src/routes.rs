//! Every route with who may call it: what `candor routes --json` prints, what the server lets through, and what the tests walk.

use domain::staff::Work;
use serde::Serialize;

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Anybody.
    Anyone,
    /// A browser that pressed the button of an invitation.
    OpenedVisit,
    /// A person who has shown who they are.
    Person,
    /// A member of staff who gave both factors, whatever their role.
    AnyStaff,
    /// A member of staff whose role does this work: in the incident of the address, or without one for all incidents.
    Staff(Work),
    /// Only on a loopback listener.
    Loopback,
}

impl Caller {
    /// The word in the list of routes: `person`, `staff:publish`.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Anyone => "anyone".to_owned(),
            Self::OpenedVisit => "opened_visit".to_owned(),
            Self::Person => "person".to_owned(),
            Self::AnyStaff => "staff".to_owned(),
            Self::Staff(work) => format!("staff:{}", work.as_str()),
            Self::Loopback => "loopback".to_owned(),
        }
    }
}

impl Serialize for Caller {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.word())
    }
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

/// Which scripts a page may run; its content policy follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scripts {
    /// None at all.
    None,
    /// A small file of ours (`open.js`).
    Own,
    /// Islands: the loader with a nonce, and the wasm it fetches.
    Islands,
}

/// One row of the list of routes.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct RouteRule {
    /// `GET` (and with it `HEAD`) or `POST`.
    pub method: &'static str,
    /// The path without the language's prefix: `{name}` stands for one segment.
    pub path: &'static str,
    /// Who may call it.
    pub caller: Caller,
    /// The check on unsafe methods.
    pub unsafe_check: UnsafeCheck,
    /// Whether the answer may be kept by caches.
    pub is_cacheable: bool,
    /// Which scripts the page may run.
    pub scripts: Scripts,
}

/// Where a list of people is uploaded.
pub const LIST_UPLOAD: &str = "/staff/incidents/{slug}/imports";

impl RouteRule {
    const fn get(path: &'static str, caller: Caller) -> Self {
        let unsafe_check = UnsafeCheck::ChangesNothing;
        Self { method: "GET", path, caller, unsafe_check, is_cacheable: false, scripts: Scripts::None }
    }

    /// A form's target or, below `/api`, a server function. The page may come back with the mistakes marked, so it says
    /// which scripts that page runs.
    const fn post(path: &'static str, caller: Caller) -> Self {
        let unsafe_check = UnsafeCheck::SameSite;
        Self { method: "POST", path, caller, unsafe_check, is_cacheable: false, scripts: Scripts::None }
    }

    const fn cacheable(self) -> Self {
        Self { is_cacheable: true, ..self }
    }

    /// This route's page runs these.
    const fn runs(self, scripts: Scripts) -> Self {
        Self { scripts, ..self }
    }

    /// Whether a file may be sent here: the body is larger than a form's, and streamed to its handler instead of read before.
    #[must_use]
    pub fn takes_file(&self) -> bool {
        self.method == "POST" && self.path == LIST_UPLOAD
    }

    fn has_path(&self, path: &str) -> bool {
        let mut mine = self.path.split('/');
        let mut theirs = path.split('/');
        loop {
            match (mine.next(), theirs.next()) {
                (None, None) => return true,
                (Some(mine), Some(theirs)) if mine == theirs => {}
                (Some(mine), Some(theirs)) if mine.starts_with('{') && is_plain_segment(theirs) => {}
                _ => return false,
            }
        }
    }
}

/// Slugs, ids and names of actions: nothing that has to be decoded, so that one address has one spelling.
fn is_plain_segment(segment: &str) -> bool {
    !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'))
}

/// Every route. What does not stand here is answered 404, whatever the router underneath knows.
pub const ROUTES: &[RouteRule] = &[
    // public pages
    RouteRule::get("/", Caller::Anyone).cacheable(),
    RouteRule::get("/incidents/{slug}", Caller::Anyone).cacheable(),
    RouteRule::get("/incidents/{slug}/revisions", Caller::Anyone).cacheable(),
    RouteRule::get("/incidents/{slug}/updates/{id}", Caller::Anyone).cacheable(),
    RouteRule::get("/privacy", Caller::Anyone).cacheable(),
    RouteRule::get("/accessibility", Caller::Anyone).cacheable(),
    RouteRule::get("/robots.txt", Caller::Anyone).cacheable(),
    RouteRule::get("/sitemap.xml", Caller::Anyone).cacheable(),
    RouteRule::get("/.well-known/security.txt", Caller::Anyone).cacheable(),
    // the practice box
    RouteRule::get("/practice/mail", Caller::Loopback),
    RouteRule::get("/practice/mail/before/{id}", Caller::Loopback),
    RouteRule::get("/practice/mail/{id}", Caller::Loopback),
    RouteRule::get("/practice/mail/{id}/html", Caller::Loopback),
    // letting a person in
    RouteRule::get("/check", Caller::Anyone),
    RouteRule::post("/check", Caller::Anyone),
    RouteRule::get("/check/sent", Caller::Anyone),
    RouteRule::get("/code", Caller::Anyone),
    RouteRule::post("/code", Caller::Anyone),
    RouteRule::get("/open", Caller::Anyone).runs(Scripts::Own),
    RouteRule::post("/open", Caller::Anyone).runs(Scripts::Own),
    RouteRule::post("/open/again", Caller::OpenedVisit),
    RouteRule::get("/open/enter", Caller::OpenedVisit),
    RouteRule::post("/open/enter", Caller::OpenedVisit),
    RouteRule::get("/open/send", Caller::OpenedVisit),
    RouteRule::post("/open/send", Caller::OpenedVisit),
    RouteRule::get("/signout", Caller::Anyone),
    RouteRule::post("/signout", Caller::Anyone),
    RouteRule::get("/visit/extend", Caller::Person),
    RouteRule::post("/visit/extend", Caller::Person),
    RouteRule::get("/help", Caller::Anyone),
    RouteRule::post("/help", Caller::Anyone),
    RouteRule::get("/help/requests/{number}", Caller::Anyone),
    RouteRule::get("/contact/stop", Caller::Anyone).runs(Scripts::Own),
    RouteRule::post("/contact/stop", Caller::Anyone).runs(Scripts::Own),
    // the personal page
    RouteRule::get("/me", Caller::Person).runs(Scripts::Islands),
    RouteRule::get("/me/data.json", Caller::Person),
    RouteRule::get("/me/contact", Caller::Person),
    RouteRule::post("/me/contact", Caller::Person),
    RouteRule::get("/me/help", Caller::Person),
    RouteRule::post("/me/help", Caller::Person),
    RouteRule::get("/me/kept", Caller::Person),
    RouteRule::get("/me/not-me", Caller::Person),
    RouteRule::post("/me/not-me", Caller::Person),
    RouteRule::get("/me/print", Caller::Person),
    RouteRule::get("/me/requests/{number}", Caller::Person),
    RouteRule::get("/me/safety", Caller::Person).runs(Scripts::Islands),
    RouteRule::get("/me/steps", Caller::Person).runs(Scripts::Islands),
    RouteRule::post("/me/steps", Caller::Person),
    // staff
    RouteRule::get("/staff", Caller::AnyStaff),
    RouteRule::get("/staff/incidents/new", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/new", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/categories", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/{slug}/categories", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/contacts", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/{slug}/contacts", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/dates", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/{slug}/dates", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/facts", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/{slug}/facts", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/fixes", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/{slug}/fixes", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/kept", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/{slug}/kept", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/preview", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/send", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/{slug}/send", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/texts", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/{slug}/texts", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}", Caller::Staff(Work::Read)),
    RouteRule::get("/staff/incidents/{slug}/imports", Caller::Staff(Work::Accept)),
    RouteRule::post(LIST_UPLOAD, Caller::Staff(Work::Notify)),
    RouteRule::get("/staff/incidents/{slug}/imports/{id}", Caller::Staff(Work::Accept)),
    RouteRule::post("/staff/incidents/{slug}/imports/{id}", Caller::Staff(Work::Accept)),
    RouteRule::get("/staff/incidents/{slug}/people", Caller::Staff(Work::Support)),
    RouteRule::post("/staff/incidents/{slug}/people", Caller::Staff(Work::Support)),
    RouteRule::get("/staff/incidents/{slug}/people/{id}", Caller::Staff(Work::Support)),
    RouteRule::post("/staff/incidents/{slug}/people/{id}", Caller::Staff(Work::Support)),
    RouteRule::get("/staff/incidents/{slug}/requests", Caller::Staff(Work::Support)),
    RouteRule::get("/staff/incidents/{slug}/requests/{number}", Caller::Staff(Work::Support)),
    RouteRule::post("/staff/incidents/{slug}/requests/{number}", Caller::Staff(Work::Support)),
    // signing in and setting up an account
    RouteRule::get("/staff/account", Caller::AnyStaff),
    RouteRule::post("/staff/account", Caller::AnyStaff),
    RouteRule::get("/staff/account/app", Caller::AnyStaff),
    RouteRule::post("/staff/account/app", Caller::AnyStaff),
    RouteRule::get("/staff/account/codes", Caller::AnyStaff),
    RouteRule::post("/staff/account/codes", Caller::AnyStaff),
    RouteRule::get("/staff/account/password", Caller::AnyStaff),
    RouteRule::post("/staff/account/password", Caller::AnyStaff),
    RouteRule::get("/staff/team", Caller::Staff(Work::Team)),
    RouteRule::post("/staff/team", Caller::Staff(Work::Team)),
    RouteRule::get("/staff/team/{id}", Caller::Staff(Work::Team)),
    RouteRule::post("/staff/team/{id}", Caller::Staff(Work::Team)),
    RouteRule::get("/staff/confirm", Caller::AnyStaff),
    RouteRule::post("/staff/confirm", Caller::AnyStaff),
    RouteRule::get("/staff/enrol", Caller::Anyone).runs(Scripts::Own),
    RouteRule::post("/staff/enrol", Caller::Anyone).runs(Scripts::Own),
    RouteRule::get("/staff/enrol/app", Caller::Anyone),
    RouteRule::post("/staff/enrol/app", Caller::Anyone),
    RouteRule::get("/staff/enrol/password", Caller::Anyone),
    RouteRule::post("/staff/enrol/password", Caller::Anyone),
    RouteRule::get("/staff/signin", Caller::Anyone),
    RouteRule::post("/staff/signin", Caller::Anyone),
    RouteRule::get("/staff/signin/second", Caller::Anyone),
    RouteRule::post("/staff/signin/second", Caller::Anyone),
    RouteRule::post("/staff/signout", Caller::Anyone),
    RouteRule::get("/staff/audit", Caller::Staff(Work::Audit)),
    RouteRule::get("/staff/audit.csv", Caller::Staff(Work::Audit)),
    RouteRule::get("/staff/audit.jsonl", Caller::Staff(Work::Audit)),
    RouteRule::get("/staff/incidents/{slug}/audit", Caller::Staff(Work::Audit)),
    RouteRule::get("/staff/incidents/{slug}/audit.csv", Caller::Staff(Work::Audit)),
    RouteRule::get("/staff/incidents/{slug}/audit.jsonl", Caller::Staff(Work::Audit)),
    RouteRule::get("/staff/incidents/{slug}/updates", Caller::Staff(Work::Read)),
    RouteRule::get("/staff/incidents/{slug}/updates/new", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/{slug}/updates/new", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/updates/{id}", Caller::Staff(Work::Read)),
    RouteRule::get("/staff/incidents/{slug}/updates/{id}/approve", Caller::Staff(Work::Approve)),
    RouteRule::post("/staff/incidents/{slug}/updates/{id}/approve", Caller::Staff(Work::Approve)),
    RouteRule::get("/staff/incidents/{slug}/updates/{id}/correct", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/{slug}/updates/{id}/correct", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/updates/{id}/decline", Caller::Staff(Work::Approve)),
    RouteRule::post("/staff/incidents/{slug}/updates/{id}/decline", Caller::Staff(Work::Approve)),
    RouteRule::get("/staff/incidents/{slug}/updates/{id}/release", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/{slug}/updates/{id}/release", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/updates/{id}/take-back", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/{slug}/updates/{id}/take-back", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/updates/{id}/withdraw", Caller::Staff(Work::Publish)),
    RouteRule::post("/staff/incidents/{slug}/updates/{id}/withdraw", Caller::Staff(Work::Publish)),
    RouteRule::get("/staff/incidents/{slug}/checklist", Caller::Staff(Work::Steps)),
    RouteRule::post("/staff/incidents/{slug}/checklist", Caller::Staff(Work::Steps)),
    RouteRule::get("/staff/plan", Caller::AnyStaff),
    RouteRule::get("/staff/plan/edit", Caller::Staff(Work::Comply)),
    RouteRule::post("/staff/plan/edit", Caller::Staff(Work::Comply)),
    // server functions
    RouteRule::post("/api/tick-step", Caller::Person),
];

/// What the list says about a request.
#[derive(Clone, Copy, Debug)]
pub enum Found {
    /// This rule.
    Rule(&'static RouteRule),
    /// The path is there, but not for this method; the value of `Allow`.
    OtherMethod(&'static str),
    /// Nothing.
    Nothing,
}

/// The rule for `method` and `path` (without the language's prefix). `HEAD` is asked like `GET`.
#[must_use]
pub fn find(method: &str, path: &str) -> Found {
    let method = if method == "HEAD" { "GET" } else { method };
    let (mut has_get, mut has_post) = (false, false);
    for rule in ROUTES.iter().filter(|rule| rule.has_path(path)) {
        if rule.method == method {
            return Found::Rule(rule);
        }
        has_get |= rule.method == "GET";
        has_post |= rule.method == "POST";
    }
    match (has_get, has_post) {
        (true, true) => Found::OtherMethod("GET, HEAD, POST"),
        (true, false) => Found::OtherMethod("GET, HEAD"),
        (false, true) => Found::OtherMethod("POST"),
        (false, false) => Found::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_spelling() {
        let rule = RouteRule::get("/incidents/{slug}", Caller::Anyone);
        assert!(rule.has_path("/incidents/march-2031"));
        for other in [
            "/incidents/",
            "/incidents",
            "/incidents/a/",
            "/incidents/A",
            "/incidents/%61",
            "//incidents/a",
            "/incidents/a;x",
            "/incidents/a.css",
        ] {
            assert!(!rule.has_path(other), "{other}");
        }
    }

    #[test]
    fn no_route_stands_twice() {
        for (at, rule) in ROUTES.iter().enumerate() {
            assert!(
                !ROUTES[..at].iter().any(|other| other.method == rule.method && other.path == rule.path),
                "{} {}",
                rule.method,
                rule.path
            );
        }
    }
}
