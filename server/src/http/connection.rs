//! One connection: HTTP/1.1 or HTTP/2, with an end to everybody's patience.

use std::{
    net::IpAddr,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::{Router, body::Body, response::Response};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto::Builder,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Instant, sleep_until},
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::front::Front;

/// Header bytes of one request at most (ASVS 4.2.4).
const LARGEST_HEAD: usize = 16 << 10;
/// HTTP/2: requests of one connection at one time.
const STREAMS: u32 = 64;
/// HTTP/2: streams a client may open and reset before the connection ends (rapid reset).
const RESET_STREAMS: usize = 20;
/// HTTP/2: bytes a client may send ahead. Forms are small.
const WINDOW: u32 = 64 << 10;

/// How long a connection may take for what.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the head of a request; also how long a quiet HTTP/1.1 connection stays open.
    pub head: Duration,
    /// For a quiet HTTP/2 connection.
    pub idle: Duration,
    /// For a request under way during which not a byte moves in either direction.
    pub stalled: Duration,
    /// For one connection altogether; then it is asked to end, and `stalled` later ended.
    pub age: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { head: seconds(10), idle: seconds(30), stalled: seconds(30), age: seconds(600) }
    }
}

/// Who answers.
#[derive(Clone)]
pub struct Answers {
    /// Everything.
    pub router: Router,
    /// What needs no work, before the router is asked.
    pub front: Option<Arc<Front>>,
}

impl From<Router> for Answers {
    fn from(router: Router) -> Self {
        Self { router, front: None }
    }
}

/// Who is at the other end.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Answers the requests of one connection until it ends, is to end, or somebody's patience does.
pub async fn serve(stream: TcpStream, address: IpAddr, answers: Answers, patience: Patience, stop: CancellationToken) {
    // Small answers must not wait for a full packet. A connection that cannot be set up so still works.
    let _ = stream.set_nodelay(true);
    let pulse = Arc::new(Pulse::new());
    let service = service_fn({
        let pulse = pulse.clone();
        move |request: hyper::Request<Incoming>| {
            let under_way = UnderWay::begin(&pulse);
            let kept = answers.front.as_ref().and_then(|front| front.at_once(&request));
            let asked = kept.is_none().then(|| {
                let mut request = request.map(Body::new);
                request.extensions_mut().insert(Peer(address));
                answers.router.clone().oneshot(request)
            });
            async move {
                let answer = match (kept, asked) {
                    (Some(kept), _) => Ok(kept),
                    (None, Some(asked)) => asked.await,
                    (None, None) => Ok(Response::default()),
                };
                drop(under_way);
                answer
            }
        }
    });
    let builder = builder(patience);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(Watched { stream, pulse: pulse.clone() }), service));
    let mut is_ending = false;
    loop {
        let deadline = pulse.deadline(patience, is_ending);
        tokio::select! {
            // How a connection ends is the client's affair; what went wrong on our side was logged where it happened.
            _ = connection.as_mut() => return,
            () = stop.cancelled(), if !is_ending => {
                is_ending = true;
                connection.as_mut().graceful_shutdown();
            }
            () = sleep_until(deadline) => match pulse.verdict(patience, is_ending) {
                Verdict::GoOn => {}
                Verdict::AskToEnd => {
                    is_ending = true;
                    pulse.touch();
                    connection.as_mut().graceful_shutdown();
                }
                Verdict::End => return,
            },
        }
    }
}

fn builder(patience: Patience) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(patience.head).max_buf_size(LARGEST_HEAD).max_headers(100);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS)
        .max_pending_accept_reset_streams(RESET_STREAMS)
        .max_local_error_reset_streams(RESET_STREAMS)
        .max_header_list_size(LARGEST_HEAD as u32)
        .initial_stream_window_size(WINDOW)
        .initial_connection_window_size(4 * WINDOW)
        .max_send_buf_size(WINDOW as usize)
        .keep_alive_interval(patience.idle)
        .keep_alive_timeout(patience.head);
    builder
}

/// What the watch over a connection knows: in milliseconds since it began.
struct Pulse {
    began: Instant,
    last_byte: AtomicU64,
    requests: AtomicU64,
    under_way: AtomicUsize,
}

/// What is to be done about a connection.
enum Verdict {
    GoOn,
    AskToEnd,
    End,
}

impl Pulse {
    fn new() -> Self {
        Self { began: Instant::now(), last_byte: AtomicU64::new(0), requests: AtomicU64::new(0), under_way: AtomicUsize::new(0) }
    }

    fn touch(&self) {
        let now = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.last_byte.store(now, Ordering::Relaxed);
    }

    /// When patience ends if nothing happens until then.
    fn deadline(&self, patience: Patience, is_ending: bool) -> Instant {
        let since_last_byte = self.began + Duration::from_millis(self.last_byte.load(Ordering::Relaxed));
        let quiet = if self.under_way.load(Ordering::Relaxed) > 0 || is_ending {
            since_last_byte + patience.stalled
        } else if self.requests.load(Ordering::Relaxed) == 0 {
            // The first request has to come in time, however slowly its bytes drip.
            self.began + patience.head
        } else {
            since_last_byte + patience.idle
        };
        if is_ending { quiet } else { quiet.min(self.began + patience.age) }
    }

    fn verdict(&self, patience: Patience, is_ending: bool) -> Verdict {
        if Instant::now() < self.deadline(patience, is_ending) {
            Verdict::GoOn
        } else if !is_ending && self.began.elapsed() >= patience.age {
            Verdict::AskToEnd
        } else {
            Verdict::End
        }
    }
}

/// Counts a request from its head to its answer's head.
struct UnderWay(Arc<Pulse>);

impl UnderWay {
    fn begin(pulse: &Arc<Pulse>) -> Self {
        pulse.requests.fetch_add(1, Ordering::Relaxed);
        pulse.under_way.fetch_add(1, Ordering::Relaxed);
        Self(pulse.clone())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The stream, with every byte noted.
struct Watched {
    stream: TcpStream,
    pulse: Arc<Pulse>,
}

impl AsyncRead for Watched {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if read.is_ready() {
            self.pulse.touch();
        }
        read
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<std::io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        if written.is_ready() {
            self.pulse.touch();
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bufs: &[std::io::IoSlice<'_>]) -> Poll<std::io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        if written.is_ready() {
            self.pulse.touch();
        }
        written
    }
}
