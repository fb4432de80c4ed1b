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
use domain::mail::MailTemplate;
use metrics::{counter, gauge};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::import;

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
    // Every number stands there from the start, so that one that never came is 0 and not missing.
    counter!("candor_panics_total").increment(0);
    import::counted::begin();
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

/// What waits is asked of the database when somebody looks: another server may have queued it.
async fn count_waiting(site: &Site) {
    let Ok(Ok(waiting)) = tokio::time::timeout(PING_WAIT, site.store.waiting_mails()).await else { return };
    for template in MailTemplate::ALL {
        let count: i64 = waiting.iter().filter(|(of, _)| of == template).map(|(_, count)| count).sum();
        gauge!("candor_mail_waiting", "purpose" => template.as_str()).set(count as f64);
    }
}

async fn numbers(State(ops): State<Ops>) -> impl IntoResponse {
    count_waiting(&ops.site).await;
    let text = metrics().map(|handle| {
        handle.run_upkeep();
        handle.render()
    });
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text.unwrap_or_default())
}
