//! What the log and the metrics learn of a request: its route and never its address, its status, how long it took.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use domain::clock::{Entropy, random};
use http::{Method, StatusCode};
use metrics::{Counter, counter, histogram};
use tracing::Span;

use super::counted;

/// Numbers requests, logs and counts them.
pub struct Watch {
    /// Tells the requests of this process from those of the others that write into the same log.
    process: u32,
    requests: AtomicU64,
    kept: Counter,
}

/// What is known of a request while it is answered.
pub struct Seen {
    method: &'static str,
    /// The route as it stands in the list.
    pub route: &'static str,
}

impl Seen {
    /// Of a request with this method; clients may send any word as one.
    #[must_use]
    pub fn new(method: &Method) -> Self {
        let method = match *method {
            Method::GET => "GET",
            Method::HEAD => "HEAD",
            Method::POST => "POST",
            _ => "OTHER",
        };
        Self { method, route: "none" }
    }
}

impl Watch {
    /// Begins to count.
    #[must_use]
    pub fn new(entropy: &dyn Entropy) -> Self {
        let process = u32::from_le_bytes(random(entropy));
        counted::begin();
        Self { process, requests: AtomicU64::new(0), kept: counter!("candor_requests_total", "route" => "kept", "status" => "200") }
    }

    /// The span of one request: every line written for it carries its number.
    #[must_use]
    pub fn span(&self) -> Span {
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        tracing::info_span!("request", id = format_args!("{:08x}-{number}", self.process))
    }

    /// Counts what came out of memory. It gets no line: there are tens of thousands a second, and they say nothing.
    pub fn count_kept(&self) {
        self.kept.increment(1);
    }

    /// Counts one request and writes its line.
    pub fn note(&self, seen: &Seen, status: StatusCode, took: Duration) {
        if seen.method == "POST" {
            counted::note(seen.route, status);
        }
        counter!("candor_requests_total", "route" => seen.route, "status" => status.as_str().to_owned()).increment(1);
        histogram!("candor_request_seconds", "route" => seen.route).record(took.as_secs_f64());
        let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        tracing::info!(method = seen.method, route = seen.route, status = status.as_u16(), milliseconds, "answered");
    }
}
