//! The accept loop. `axum::serve` sets no header timeout and has no cap; one laptop could hold the site down with
//! connections that say nothing (SECURITY.md, finding 7).

use std::{
    collections::HashMap,
    io,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::connection::{self, Answers, Patience};

/// New connections taken in before everybody else has their turn. Five hundred that come at one moment would otherwise all stand in
/// line before the next request of a visitor who is here already.
const AT_A_TIME: usize = 4;

/// How many connections, and how long each may take for what.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// At one time, from everybody. Beyond it new ones wait in the system's queue.
    pub connections: usize,
    /// At one time, from one address. Not counted for this machine (a proxy in front) nor for configured proxies.
    pub connections_per_address: usize,
    /// The times of one connection.
    pub patience: Patience,
    /// How long requests under way may still take once we are asked to stop.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 10_000, connections_per_address: 1_000, patience: Patience::default(), drain: Duration::from_secs(30) }
    }
}

/// Binds every address that `address` means: `localhost:3000` is 127.0.0.1 and, where this machine has it, [::1], because
/// browsers try both.
///
/// # Errors
/// When the name means nothing, or none of its addresses can be bound.
pub async fn bind(address: &str) -> io::Result<Vec<TcpListener>> {
    let mut bound = Vec::new();
    let mut refused = None;
    for address in tokio::net::lookup_host(address).await? {
        match TcpListener::bind(address).await {
            Ok(listener) => bound.push(listener),
            // With half of the name taken, browsers would reach whoever has the other half.
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
            Err(error) => refused = Some(error),
        }
    }
    match refused {
        Some(error) if bound.is_empty() => Err(error),
        _ => Ok(bound),
    }
}

/// Serves `answers` on `listeners` until `stop`, then lets what is under way finish, for [`Limits::drain`] at most.
pub async fn serve(listeners: Vec<TcpListener>, answers: impl Into<Answers>, limits: Limits, stop: CancellationToken) {
    let answers = answers.into();
    let door = Arc::new(Door {
        places: Arc::new(Semaphore::new(limits.connections)),
        by_address: Mutex::default(),
        limits,
        connections: TaskTracker::new(),
        stop: stop.clone(),
    });
    let accepting: Vec<_> = listeners.into_iter().map(|listener| tokio::spawn(accept(listener, answers.clone(), door.clone()))).collect();
    for task in accepting {
        // It ends by `stop` alone; dropping the listener closes it, so that no new connection waits for an answer.
        let _ = task.await;
    }
    door.connections.close();
    if timeout(limits.drain, door.connections.wait()).await.is_err() {
        tracing::warn!(open = door.connections.len(), "connections were cut off at the end of the time to finish");
    }
}

/// What the accept loops of one server share.
struct Door {
    places: Arc<Semaphore>,
    by_address: Mutex<HashMap<IpAddr, usize>>,
    limits: Limits,
    connections: TaskTracker,
    stop: CancellationToken,
}

async fn accept(listener: TcpListener, answers: Answers, door: Arc<Door>) {
    let mut pause = Duration::from_millis(10);
    let mut in_a_row = 0;
    loop {
        if in_a_row == AT_A_TIME {
            in_a_row = 0;
            tokio::task::yield_now().await;
        }
        let place = tokio::select! {
            () = door.stop.cancelled() => return,
            place = door.places.clone().acquire_owned() => place,
        };
        let Ok(place) = place else { return };
        let accepted = tokio::select! {
            () = door.stop.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                pause = Duration::from_millis(10);
                in_a_row += 1;
                admit(stream, peer, place, &answers, &door);
            }
            Err(error) if is_about_one_connection(&error) => {}
            Err(error) => {
                // No more file handles, most likely: trying at once again would only burn the processor.
                tracing::error!(%error, "no connection could be accepted");
                sleep(pause).await;
                pause = (pause * 2).min(Duration::from_secs(1));
            }
        }
    }
}

fn is_about_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

fn admit(stream: TcpStream, peer: SocketAddr, place: OwnedSemaphorePermit, answers: &Answers, door: &Arc<Door>) {
    let address = peer.ip().to_canonical();
    let Some(guest) = Guest::admit(door, address) else {
        metrics::counter!("candor_connections_refused_total").increment(1);
        return;
    };
    let (answers, stop, patience) = (answers.clone(), door.stop.clone(), door.limits.patience);
    door.connections.spawn(async move {
        metrics::gauge!("candor_connections").increment(1);
        connection::serve(stream, address, answers, patience, stop).await;
        metrics::gauge!("candor_connections").decrement(1);
        drop((guest, place));
    });
}

/// One connection as counted by its address.
struct Guest {
    door: Arc<Door>,
    address: IpAddr,
}

impl Guest {
    fn admit(door: &Arc<Door>, address: IpAddr) -> Option<Self> {
        if !address.is_loopback() {
            let mut counts = door.by_address.lock().unwrap_or_else(PoisonError::into_inner);
            let count = counts.entry(address).or_default();
            if *count >= door.limits.connections_per_address {
                return None;
            }
            *count += 1;
        }
        Some(Self { door: door.clone(), address })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut counts = self.door.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.address);
            }
        }
    }
}
