//! The ops listener: does the process live, can it serve, and its numbers. Nothing personal, and never on the public listener.

use std::{path::PathBuf, sync::OnceLock, time::Duration};

use app::site::Site;
use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// Below this much free space in the data folder we ask for help: an import or a busy day may need it.
const FREE_SPACE: u64 = 64 << 20;
/// How long the database may take to say that it is there.
const PING_WAIT: Duration = Duration::from_secs(2);
/// Seconds; the aims of DESIGN.md lie between 1 ms and 1 s.
const DURATIONS: [f64; 9] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0];

static METRICS: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// The recorder of this process, made at the first call. `None` when another one was there first.
pub fn metrics() -> Option<&'static PrometheusHandle> {
    let make = || {
        let builder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &DURATIONS).ok()?;
        builder.install_recorder().ok()
    };
    METRICS.get_or_init(make).as_ref()
}

#[derive(Clone)]
struct Ops {
    site: Site,
    data_dir: PathBuf,
}

/// `/healthz`, `/readyz` and `/metrics`.
pub fn router(site: Site, data_dir: PathBuf) -> Router {
    metrics();
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(numbers))
        .with_state(Ops { site, data_dir })
}

/// 200 when everything a visitor needs is there, else 503; one line for each.
async fn ready(State(ops): State<Ops>) -> impl IntoResponse {
    let database = matches!(tokio::time::timeout(PING_WAIT, ops.site.store.ping()).await, Ok(Ok(())));
    let space = rustix::fs::statvfs(&ops.data_dir).map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize));
    // PostgreSQL may live elsewhere, with no data folder here beside the key's.
    let disk = space.map_or(ops.site.store.kind() != "sqlite", |free| free >= FREE_SPACE);
    let word = |is_well| if is_well { "ok" } else { "fails" };
    // The key was proven against the database when it was opened: without it this process would not run.
    let text = format!("database {}\nkey ok\ndisk {}\n", word(database), word(disk));
    (if database && disk { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, text)
}

async fn numbers() -> impl IntoResponse {
    let text = metrics().map(|handle| {
        handle.run_upkeep();
        handle.render()
    });
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text.unwrap_or_default())
}
