//! `candor serve`: the site, until SIGTERM or Ctrl-C.

use std::net::SocketAddr;

use clap::Args;
use serde::Serialize;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_util::sync::CancellationToken;

use super::{Failure, Global};
use crate::{
    config::Config,
    evidence::{EvidenceFiles, Scanner},
    http::{self, Lists, bounce_hook::BounceHook, files::StaticFiles, front::FrontSettings, listener},
    machine::raise_file_limit,
    ops,
    paper::PaperForms,
    sealed_files::SealedFiles,
    site,
    workers::Workers,
};

/// What `candor serve` overrides.
#[derive(Args, Clone, Debug, Default, Serialize)]
pub struct Serve {
    /// Where visitors are answered: address and port.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<String>,
    /// Where health and metrics are answered.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ops_listen: Option<String>,
    /// `sqlite:PATH` or `postgres://…`.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// The origin that every link begins with.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// The mail relay.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smtp: Option<String>,
}

/// Runs `candor serve`.
///
/// # Errors
/// Bad input: settings that cannot be used. Environment: no key, wrong key, no database, an address that cannot be bound.
pub async fn run(global: &Global, flags: &Serve) -> Result<(), Failure> {
    let config = global.settings_with(flags)?;
    serve(global, config, |_| ()).await
}

/// Serves with these settings; `ready` is called with the public address once visitors are answered.
///
/// # Errors
/// As [`run`].
pub async fn serve(global: &Global, config: Config, ready: impl FnOnce(SocketAddr)) -> Result<(), Failure> {
    // Both signals count from the first moment on, or one that comes early would end us without finishing.
    let stop = stop_on_signal()?;
    raise_file_limit();
    // Before the first counter is made: one made earlier would count for nobody.
    ops::metrics();
    let files = StaticFiles::embedded();
    let public = bind(&config.listen).await?;
    let ops_listeners = if config.ops_listen.is_empty() { Vec::new() } else { bind(&config.ops_listen).await? };
    let is_loopback = public.iter().all(|listener| listener.local_addr().is_ok_and(|address| address.ip().is_loopback()));
    let opened = global.open_with(config).await?;
    let site = site::build(&opened, &files, is_loopback)?;
    let limits = listener::Limits {
        connections: opened.config.max_connections,
        connections_per_address: opened.config.max_connections_per_address,
        ..listener::Limits::default()
    };
    let database = opened.config.database_address(&global.data_dir);
    let lists = Lists::in_folder(&global.data_dir, database, global.master_key()?, opened.config.max_list_mb)?;
    let files_at = SealedFiles::at(&opened.config.sealed_files, &global.data_dir, "evidence")?;
    let evidence = EvidenceFiles::new(files_at, Scanner::from_setting(&opened.config.clamd));
    let settings = FrontSettings {
        trusted_proxies: opened.config.trusted_proxies.clone(),
        lists: Some(lists),
        evidence: Some(evidence.clone()),
        paper: PaperForms::new(opened.config.letters.clone()),
        bounces: BounceHook::from_config(&opened.config)?,
        ..FrontSettings::default()
    };
    let (answers, pages) = http::router_with_pages(site.clone(), settings, files);
    tokio::spawn({
        let (stop, streams) = (stop.clone(), site.streams.clone());
        async move {
            stop.cancelled().await;
            streams.end();
        }
    });
    let watch_stop = stop.child_token();
    let watching = tokio::spawn(pages.watch(watch_stop.clone()));
    let workers = Workers::start(&site, &opened, evidence)?;
    let ops_router = ops::router(site.clone(), global.data_dir.clone());
    // The ops listener goes on answering while the public one finishes.
    let ops_stop = CancellationToken::new();
    let ops_task = tokio::spawn(listener::serve(ops_listeners, ops_router, listener::Limits::default(), ops_stop.clone()));
    let address = public.first().and_then(|listener| listener.local_addr().ok());
    let serving = tokio::spawn(listener::serve(public, answers, limits, stop));
    if let Some(address) = address {
        println!("listening on {address}");
        ready(address);
    }
    let served = serving.await;
    watch_stop.cancel();
    let _ = watching.await;
    workers.stop().await;
    ops_stop.cancel();
    let _ = ops_task.await;
    opened.store.close().await;
    served.map_err(|error| Failure::Environment(error.to_string()))
}

async fn bind(address: &str) -> Result<Vec<TcpListener>, Failure> {
    listener::bind(address).await.map_err(|error| Failure::Environment(format!("{address} cannot be listened on: {error}")))
}

fn stop_on_signal() -> Result<CancellationToken, Failure> {
    let stop = CancellationToken::new();
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::spawn({
        let stop = stop.clone();
        async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            tracing::info!("asked to stop: finishing what is under way");
            stop.cancel();
        }
    });
    Ok(stop)
}
