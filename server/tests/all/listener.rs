//! The accept loop, over real sockets.

use std::{
    io::Write,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{Router, routing::any};
use candor::http::{
    connection::Patience,
    listener::{Limits, bind, serve},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinHandle,
    time::{Instant, sleep, timeout},
};
use tokio_util::sync::CancellationToken;

use crate::support::TestSite;

/// A server for one test.
struct Running {
    address: SocketAddr,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

async fn start(router: Router, limits: Limits) -> Running {
    let listeners = bind("127.0.0.1:0").await.unwrap();
    let address = listeners[0].local_addr().unwrap();
    let stop = CancellationToken::new();
    let task = tokio::spawn(serve(listeners, router, limits, stop.clone()));
    Running { address, stop, task }
}

fn short() -> Limits {
    let patience = Patience {
        head: Duration::from_millis(300),
        idle: Duration::from_millis(400),
        stalled: Duration::from_millis(500),
        age: Duration::from_secs(60),
    };
    Limits { patience, ..Limits::default() }
}

fn hello() -> Router {
    Router::new().fallback(any(async || "hello"))
}

const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost:3000\r\n\r\n";

/// Everything the server sends until it closes, and how long that took; nothing when it does not close in three seconds.
async fn until_closed(stream: &mut TcpStream) -> Option<(String, Duration)> {
    let (began, mut all) = (Instant::now(), Vec::new());
    // A reset closes as well.
    timeout(Duration::from_secs(3), stream.read_to_end(&mut all)).await.ok()?.ok();
    Some((String::from_utf8_lossy(&all).into_owned(), began.elapsed()))
}

async fn first_answer(stream: &mut TcpStream) -> String {
    let mut buffer = vec![0; 4096];
    let read = timeout(Duration::from_secs(3), stream.read(&mut buffer)).await.expect("an answer").unwrap_or(0);
    String::from_utf8_lossy(&buffer[..read]).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_never_finishes_its_head_is_closed() {
    let server = start(hello(), short()).await;
    let heads: [&[u8]; 4] = [b"", b"GET / HTTP/1.1\r\nHost: localhost", b"PRI * HTTP/2.0\r\n", b"P"];
    for head in heads {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        stream.write_all(head).await.unwrap();
        let (_, took) = until_closed(&mut stream).await.unwrap_or_else(|| panic!("still open after {:?}", String::from_utf8_lossy(head)));
        assert!(took >= Duration::from_millis(250), "closed too soon");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_drips_gains_no_time() {
    let server = start(hello(), short()).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let began = Instant::now();
    for byte in GET.iter().cycle() {
        if stream.write_all(&[*byte]).await.is_err() || began.elapsed() > Duration::from_secs(2) {
            break;
        }
        sleep(Duration::from_millis(50)).await;
    }
    assert!(began.elapsed() < Duration::from_secs(1), "the header timeout began anew with every byte");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quiet_connection_is_closed_and_a_busy_one_is_not() {
    let server = start(hello(), short()).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    for _ in 0..4 {
        sleep(Duration::from_millis(200)).await;
        stream.write_all(GET).await.unwrap();
        assert!(first_answer(&mut stream).await.ends_with("hello"));
    }
    assert!(until_closed(&mut stream).await.is_some());
}

/// One thread, so that a turn is a turn: what waits beside the accept loop gets one after every few newcomers.
#[tokio::test]
async fn a_crowd_of_newcomers_does_not_go_before_whoever_is_here_already() {
    const CROWD: usize = 60;
    let (turn, answered_in) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
    let router = Router::new().fallback(any({
        let (turn, answered_in) = (turn.clone(), answered_in.clone());
        async move || answered_in.lock().unwrap().push(turn.load(Ordering::Relaxed))
    }));
    let listeners = bind("127.0.0.1:0").await.unwrap();
    let address = listeners[0].local_addr().unwrap();
    // All of them stand in the system's queue, their requests sent, before the first is taken in.
    let mut crowd: Vec<_> = (0..CROWD).map(|_| std::net::TcpStream::connect(address).unwrap()).collect();
    crowd.iter_mut().for_each(|newcomer| newcomer.write_all(GET).unwrap());
    tokio::spawn(serve(listeners, router, Limits::default(), CancellationToken::new()));
    while answered_in.lock().unwrap().len() < CROWD {
        tokio::task::yield_now().await;
        turn.fetch_add(1, Ordering::Relaxed);
    }
    let answered_in = answered_in.lock().unwrap();
    let most = answered_in.iter().map(|turn| answered_in.iter().filter(|other| *other == turn).count()).max();
    assert!(most <= Some(16), "{answered_in:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_the_cap_newcomers_wait_for_a_place() {
    let server = start(hello(), Limits { connections: 2, ..Limits::default() }).await;
    let mut first = TcpStream::connect(server.address).await.unwrap();
    let mut second = TcpStream::connect(server.address).await.unwrap();
    for stream in [&mut first, &mut second] {
        stream.write_all(GET).await.unwrap();
        first_answer(stream).await;
    }
    let mut third = TcpStream::connect(server.address).await.unwrap();
    third.write_all(GET).await.unwrap();
    let mut buffer = [0; 64];
    assert!(timeout(Duration::from_millis(300), third.read(&mut buffer)).await.is_err(), "a third was served");
    drop(first);
    assert!(first_answer(&mut third).await.ends_with("hello"));
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_to_stop_it_finishes_what_is_under_way_and_takes_nothing_new() {
    let slow = Router::new().fallback(any(async || {
        sleep(Duration::from_millis(600)).await;
        "finished"
    }));
    let server = start(slow, Limits::default()).await;
    let mut idle = TcpStream::connect(server.address).await.unwrap();
    let mut busy = TcpStream::connect(server.address).await.unwrap();
    busy.write_all(GET).await.unwrap();
    sleep(Duration::from_millis(200)).await;
    server.stop.cancel();
    assert!(until_closed(&mut idle).await.is_some(), "an idle connection stayed open");
    sleep(Duration::from_millis(50)).await;
    assert!(TcpStream::connect(server.address).await.is_err(), "the door stayed open");
    let (answer, _) = until_closed(&mut busy).await.expect("the end of the connection");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("finished"), "{answer}");
    timeout(Duration::from_secs(2), server.task).await.expect("the server ends").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_finish_is_cut_off_when_the_time_is_up() {
    let endless = Router::new().fallback(any(async || std::future::pending::<String>().await));
    let server = start(endless, Limits { drain: Duration::from_millis(300), ..Limits::default() }).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(GET).await.unwrap();
    sleep(Duration::from_millis(100)).await;
    server.stop.cancel();
    timeout(Duration::from_secs(2), server.task).await.expect("the server ends").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_megabytes_in_chunks_are_refused_before_they_are_read() {
    let site = TestSite::new().await;
    let server = start(site.router.clone(), Limits::default()).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let head = "POST /check HTTP/1.1\r\nHost: localhost:3000\r\nSec-Fetch-Site: same-origin\r\nTransfer-Encoding: chunked\r\n\
                Content-Type: application/x-www-form-urlencoded\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    let (mut reading, mut writing) = stream.into_split();
    let sent = tokio::spawn(async move {
        let chunk = [b"10000\r\n".as_slice(), &[b'x'; 0x10000], b"\r\n"].concat();
        let mut sent = 0;
        for _ in 0..160 {
            if writing.write_all(&chunk).await.is_err() {
                break;
            }
            sent += chunk.len();
        }
        sent
    });
    let mut buffer = vec![0; 4096];
    let read = timeout(Duration::from_secs(3), reading.read(&mut buffer)).await.expect("an answer").unwrap();
    let answer = String::from_utf8_lossy(&buffer[..read]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    drop(reading);
    assert!(sent.await.unwrap() < 10 << 20, "all of it was taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_readings_of_one_request_are_never_two_answers() {
    let site = TestSite::new().await;
    let server = start(site.router.clone(), short()).await;
    let smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost:3000\r\n\r\n";
    let heads = [
        format!("Content-Length: {}\r\nTransfer-Encoding: chunked", smuggled.len() + 5),
        format!("Content-Length: 0\r\nContent-Length: {}", smuggled.len() + 5),
        "Transfer-Encoding: chunked, identity".to_owned(),
        "Transfer-Encoding: xchunked".to_owned(),
        "Content-Length: +5".to_owned(),
        "X: a\r\n folded: b".to_owned(),
        "Host: evil.test\r\nContent Length: 5".to_owned(),
    ];
    for head in heads {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let request = format!("POST /check HTTP/1.1\r\nHost: localhost:3000\r\n{head}\r\n\r\n0\r\n\r\n{smuggled}");
        stream.write_all(request.as_bytes()).await.unwrap();
        let (answers, _) = until_closed(&mut stream).await.unwrap_or_else(|| panic!("still open: {head}"));
        let count = answers.matches("HTTP/1.1 ").count();
        let is_refused = answers.starts_with("HTTP/1.1 400");
        assert!(is_refused && count == 1, "{head}: {answers}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_headers_is_refused() {
    let server = start(hello(), short()).await;
    for flood in [format!("Cookie: {}\r\n", "x".repeat(64 << 10)), "X: y\r\n".repeat(2_000)] {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        // The server may close before it has read all of it.
        let _ = stream.write_all(format!("GET / HTTP/1.1\r\nHost: localhost:3000\r\n{flood}\r\n").as_bytes()).await;
        let (answer, _) = until_closed(&mut stream).await.expect("the end of the connection");
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_ends_neither_the_connection_nor_the_server() {
    let site = TestSite::new().await;
    let routes = Router::new().fallback(any(async |asked: axum::extract::Request| {
        assert!(asked.uri().path() != "/check", "canary");
        "well"
    }));
    let files = Arc::new(candor::http::files::StaticFiles::of(Vec::new()));
    let router = candor::http::in_front(site.site.clone(), candor::http::front::FrontSettings::default(), files, routes);
    let server = start(router, Limits::default()).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(b"GET /check HTTP/1.1\r\nHost: localhost:3000\r\n\r\n").await.unwrap();
    assert!(first_answer(&mut stream).await.starts_with("HTTP/1.1 500"));
    stream.write_all(GET).await.unwrap();
    assert!(first_answer(&mut stream).await.ends_with("well"));
}
