//! The log, on standard error: lines for people, or JSON with `CANDOR_LOG_FORMAT=json`. Ids and routes, never an address, a
//! name, a token or a body.

use std::panic;

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// What is worth a line unless `CANDOR_LOG` says otherwise. sqlx would log statements.
const USUAL: &str = "info,sqlx=off,hyper=error,hyper_util=error,h2=off";

/// Begins to log. A second call changes nothing.
pub fn start() {
    let filter = EnvFilter::try_from_env("CANDOR_LOG").unwrap_or_else(|_| EnvFilter::new(USUAL));
    let registry = tracing_subscriber::registry().with(filter);
    let lines = fmt::layer().with_writer(std::io::stderr).with_target(false).with_ansi(false);
    // An error means that a log is there already.
    let _ = if std::env::var("CANDOR_LOG_FORMAT").is_ok_and(|format| format == "json") {
        registry.with(lines.json().flatten_event(true).with_current_span(true).with_span_list(false)).try_init()
    } else {
        registry.with(lines).try_init()
    };
    // The text of a panic may hold what the code was working on: the place says enough.
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        metrics::counter!("candor_panics_total").increment(1);
        tracing::error!(place, "a panic");
    }));
}
