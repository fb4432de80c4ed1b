//! All that a visitor may be told when something does not work: no free text, no cause. Each case has a page, a status and
//! words of its own; the cause is in the log, where the report number finds it.

use std::{
    fmt,
    hash::{BuildHasher, RandomState},
    sync::atomic::{AtomicU64, Ordering},
};

use axum::response::Response;
use domain::clock::Timestamp;
use http::{StatusCode, request::Parts};
use leptos::prelude::provide_context;
use store::StoreError;
use thiserror::Error;

use crate::{refusal::Refusal, render, request::Request, site::Site};

/// Why a page cannot be shown or a form cannot be taken.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PageError {
    /// There is no such page, or it is somebody else's.
    #[error("no such page")]
    NotFound,
    /// The page is a person's own, and this browser has shown nobody's proof.
    #[error("no visit")]
    SignInFirst,
    /// The page is for the person alone, and this browser is a helper's.
    #[error("a helper")]
    NotForHelpers,
    /// The visit of this browser ran out less than an hour ago: one press sends a new code.
    #[error("the visit ran out")]
    VisitOver,
    /// The page is for staff, and this browser has no session with both factors.
    #[error("no session of staff")]
    StaffSignIn,
    /// The page is for who has just opened the link to their account, and this browser has not, or more than an hour ago.
    #[error("nobody sets up an account here")]
    NotEnrolling,
    /// A member of staff asks for what another role does.
    #[error("another role's work")]
    NotAllowed,
    /// What goes out or destroys wants the second factor once more.
    #[error("the second factor first")]
    ConfirmFirst,
    /// The form did not come from a page of ours.
    #[error("not from a page of ours")]
    NotFromHere,
    /// Asked too often; the same for everybody, known or not.
    #[error("asked too often")]
    SlowDown {
        /// When it may be asked again.
        until: Timestamp,
    },
    /// The database is away or has too much to do; nothing was lost.
    #[error("busy")]
    Busy,
    /// A fault of ours.
    #[error("broken, report {report}")]
    Broken {
        /// Finds the line in the log.
        report: ReportId,
    },
}

/// The number on a page about a fault of ours, and in the log line that has its cause. No secret: it only has to differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportId(String);

impl ReportId {
    /// A number that no other fault of this process has, nor (but for one in billions) one of another process.
    #[must_use]
    pub fn next() -> Self {
        static FAULTS: AtomicU64 = AtomicU64::new(0);
        let number = RandomState::new().hash_one(FAULTS.fetch_add(1, Ordering::Relaxed));
        Self(format!("{:04X}-{:04X}", number >> 16 & 0xffff, number & 0xffff))
    }
}

impl fmt::Display for ReportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PageError {
    /// A fault of ours: its cause goes to the log and to nobody else. `error` must hold nothing personal.
    #[must_use]
    pub fn broken(error: &dyn std::error::Error) -> Self {
        let report = ReportId::next();
        tracing::error!(%report, %error, "a page broke");
        Self::Broken { report }
    }

    /// The status of its page.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::NotEnrolling => StatusCode::GONE,
            Self::SignInFirst | Self::VisitOver | Self::StaffSignIn => StatusCode::UNAUTHORIZED,
            Self::NotFromHere | Self::NotAllowed | Self::NotForHelpers | Self::ConfirmFirst => StatusCode::FORBIDDEN,
            Self::SlowDown { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Seconds for `Retry-After`, at least one.
    #[must_use]
    pub fn retry_after(&self, now: Timestamp) -> Option<u64> {
        match self {
            Self::SlowDown { until } => Some(seconds_until(*until, now)),
            Self::Busy => Some(10),
            _ => None,
        }
    }

    /// Answers a request with the page of this error.
    pub async fn respond(self, site: &Site, request: &Request, parts: &Parts) -> Response {
        // There is too much to do: the renderer is the last that should have more of it.
        if self == Self::Busy {
            return Refusal::Busy.respond(request.lang, &site.assets.css);
        }
        // No island stands on these pages, whatever the page was to be.
        let request = Request { has_islands: false, ..request.clone() };
        render::page(site, &request, parts, move || provide_context(self.clone())).await
    }
}

/// Whole seconds from `now` until `until`, at least one.
#[must_use]
pub fn seconds_until(until: Timestamp, now: Timestamp) -> u64 {
    until.since(now).as_millis().div_ceil(1000).max(1).try_into().unwrap_or(u64::MAX)
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::Busy,
            StoreError::NotStaffAnyMore => Self::StaffSignIn,
            fault => Self::broken(&fault),
        }
    }
}
