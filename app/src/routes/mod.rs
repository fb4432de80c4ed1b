//! Every route with who may call it: what `candor routes --json` prints, what the server lets through, and what the tests walk.

mod table;

use domain::{
    helper::{Doing, HelperKind},
    staff::Work,
};
use serde::Serialize;

pub use table::ROUTES;

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
    /// The address holds a signed token that can do this and nothing else; a mail program presses without a browser. No cookie counts.
    SignedToken,
    /// The body is signed with a secret that another machine of the operator's has. No cookie counts.
    SignedBody,
}

/// Which scripts a page may run; its content policy follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scripts {
    /// None at all.
    None,
    /// A small file of ours (`open.js`, `passkey.js`).
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
    /// What is done here, when somebody who helps the person may do it too; `None` keeps every helper out.
    pub helpers: Option<Doing>,
    /// Whether scripts of other sites may read the answer: what is made for programs, the same for everybody.
    pub is_for_other_sites: bool,
    /// Whether pages of other sites may show it in a frame: what has no form and no cookie, the same for everybody.
    pub is_frameable: bool,
}

/// Where a list of people is uploaded.
pub const LIST_UPLOAD: &str = "/staff/incidents/{slug}/imports";
/// Where a photo or a paper is added to a claim.
pub const EVIDENCE_UPLOAD: &str = "/me/claims/{number}/evidence";

/// Where a scan of a paper is added to a claim by staff.
pub const SCAN_UPLOAD: &str = "/staff/incidents/{slug}/claims/{number}/evidence";

impl RouteRule {
    const fn get(path: &'static str, caller: Caller) -> Self {
        Self::plain("GET", path, caller, UnsafeCheck::ChangesNothing)
    }

    /// A form's target or, below `/api`, a server function. The page may come back with the mistakes marked, so it says
    /// which scripts that page runs.
    const fn post(path: &'static str, caller: Caller) -> Self {
        Self::plain("POST", path, caller, UnsafeCheck::SameSite)
    }

    const fn plain(method: &'static str, path: &'static str, caller: Caller, unsafe_check: UnsafeCheck) -> Self {
        let (is_cacheable, is_for_other_sites, is_frameable) = (false, false, false);
        Self { method, path, caller, unsafe_check, is_cacheable, scripts: Scripts::None, helpers: None, is_for_other_sites, is_frameable }
    }

    /// A target whose address says by itself who may press.
    const fn signed(self) -> Self {
        Self { unsafe_check: UnsafeCheck::SignedToken, ..self }
    }

    /// A target for another machine, which signs what it sends.
    const fn for_signed_calls(self) -> Self {
        Self { unsafe_check: UnsafeCheck::SignedBody, ..self }
    }

    const fn cacheable(self) -> Self {
        Self { is_cacheable: true, ..self }
    }

    /// Published for programs wherever they run: kept like a page, and open to scripts of other sites.
    const fn for_machines(self) -> Self {
        Self { is_cacheable: true, is_for_other_sites: true, ..self }
    }

    /// Kept like a page, and shown in frames of other sites.
    const fn frameable(self) -> Self {
        Self { is_cacheable: true, is_frameable: true, ..self }
    }

    /// This route's page runs these.
    const fn runs(self, scripts: Scripts) -> Self {
        Self { scripts, ..self }
    }

    /// A helper whose kind may do this gets in here too.
    const fn lets(self, doing: Doing) -> Self {
        Self { helpers: Some(doing), ..self }
    }

    /// Whether a file may be sent here: the body is larger than a form's, and streamed to its handler instead of read before.
    #[must_use]
    pub fn takes_file(&self) -> bool {
        self.method == "POST" && matches!(self.path, LIST_UPLOAD | EVIDENCE_UPLOAD | SCAN_UPLOAD)
    }

    /// Whether it is a server function, called by an island.
    #[must_use]
    pub fn is_server_function(&self) -> bool {
        self.path.starts_with("/api/")
    }

    /// Whether staff write here: all texts of an incident in both languages are one form.
    #[must_use]
    pub fn takes_long_form(&self) -> bool {
        matches!(self.caller, Caller::AnyStaff | Caller::Staff(_))
    }

    fn has_path(&self, path: &str) -> bool {
        let mut mine = self.path.split('/');
        let mut theirs = path.split('/');
        loop {
            match (mine.next(), theirs.next()) {
                (None, None) => return true,
                (Some(mine), Some(theirs)) if mine == theirs => {}
                (Some(mine), Some(theirs)) if is_filled(mine, theirs) => {}
                _ => return false,
            }
        }
    }
}

/// Whether `theirs` fills `{name}`, or `{name}.json` with its ending.
fn is_filled(mine: &str, theirs: &str) -> bool {
    let ending = mine.strip_prefix('{').and_then(|mine| mine.split_once('}')).map(|(_, ending)| ending);
    ending.and_then(|ending| theirs.strip_suffix(ending)).is_some_and(is_plain_segment)
}

/// Slugs, ids and names of actions: nothing that has to be decoded, so that one address has one spelling.
fn is_plain_segment(segment: &str) -> bool {
    !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'))
}

/// Whether a helper of this kind gets in at `path`. What only a person does is closed to them unless the list says what it is they
/// would do there.
#[must_use]
pub fn lets_helper(path: &str, kind: HelperKind) -> bool {
    let persons = ROUTES.iter().filter(|rule| rule.caller == Caller::Person && rule.has_path(path));
    persons.map(|rule| rule.helpers).all(|doing| doing.is_some_and(|doing| kind.may(doing)))
}

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
        let rule = RouteRule::get("/incidents/{slug}.json", Caller::Anyone);
        assert!(rule.has_path("/incidents/march-2031.json"));
        for other in ["/incidents/march-2031", "/incidents/.json", "/incidents/a.json/", "/incidents/a.json.json", "/incidents/a.JSON"] {
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
