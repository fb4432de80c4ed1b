//! What happens to every request before and after its route.

use std::{sync::Arc, time::Duration};

use app::routes::{ROUTES, Scripts};
use axum::{Router, body::Body, routing::any};
use candor::http::{files::StaticFiles, front::FrontSettings, in_front};
use http::{HeaderValue, Method, Request, StatusCode, header};

use crate::support::{Answer, PUBLIC_URL, TestSite, request, send};

/// What every answer carries, whatever it is.
const ALWAYS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The checks before a handler that says what reached it.
async fn echo(settings: FrontSettings) -> Router {
    let site = TestSite::new().await;
    let echo = Router::new().fallback(any(async |asked: Request<Body>| {
        let (parts, body) = asked.into_parts();
        let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
        let network = parts.extensions.get::<app::request::Request>().map(|request| request.network.clone()).unwrap_or_default();
        format!("{} {} [{network}] {}", parts.method, parts.uri, String::from_utf8_lossy(&body))
    }));
    in_front(site.site.clone(), settings, Arc::new(StaticFiles::of(Vec::new())), echo)
}

/// A form's address without parameters. There is always one: a site nobody can be let into is no site.
fn form_path() -> &'static str {
    let is_form = |rule: &&app::routes::RouteRule| rule.method == "POST" && !rule.path.starts_with("/api/") && !rule.path.contains('{');
    ROUTES.iter().find(is_form).expect("a form").path
}

fn form(path: &str, body: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut post = request(Method::POST, path, body);
    post.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    for (name, value) in headers {
        post.headers_mut().insert(http::HeaderName::try_from(*name).unwrap(), HeaderValue::from_str(value).unwrap());
    }
    post
}

fn assert_headers(what: &str, answer: &Answer) {
    for (name, value) in ALWAYS {
        assert_eq!(answer.headers.get(name).map(|value| value.to_str().unwrap()), Some(value), "{what}: {name}");
    }
    let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(
        policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"),
        "{what}"
    );
    assert!(answer.headers.contains_key("permissions-policy"), "{what}");
    assert!(!answer.headers.contains_key(header::SERVER) && !answer.headers.contains_key("x-powered-by"), "{what}");
    assert!(!answer.headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN), "{what}");
    assert!(answer.headers.contains_key(header::CACHE_CONTROL), "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_same_headers() {
    let site = TestSite::new().await;
    let slow = FrontSettings { answer_patience: Duration::ZERO, body_patience: Duration::from_millis(50), ..FrontSettings::default() };
    let broken = in_front(site.site.clone(), slow, Arc::new(StaticFiles::of(Vec::new())), Router::new().fallback(any(panicking)));
    let answers = [
        (StatusCode::OK, site.get("/").await),
        (StatusCode::NOT_FOUND, site.get("/nowhere").await),
        (StatusCode::METHOD_NOT_ALLOWED, site.send(request(Method::DELETE, "/", "")).await),
        (StatusCode::MISDIRECTED_REQUEST, site.send(Request::get("/").header("host", "evil.test").body(Body::empty()).unwrap()).await),
        (StatusCode::FORBIDDEN, site.send(form(form_path(), "a=b", &[("sec-fetch-site", "cross-site")])).await),
        (StatusCode::PAYLOAD_TOO_LARGE, site.post(form_path(), &format!("a={}", "x".repeat(70_000))).await),
        (StatusCode::BAD_REQUEST, site.post(form_path(), "a=1&a=2").await),
        (StatusCode::INTERNAL_SERVER_ERROR, send(&broken, request(Method::GET, "/", "")).await),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status, status, "{}", answer.body);
        assert_headers(status.as_str(), &answer);
        if status != StatusCode::OK {
            assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{status}");
        }
        assert!(answer.headers[header::CONTENT_TYPE].to_str().unwrap().contains("charset=utf-8"), "{status}");
        assert!(!answer.headers.contains_key(header::STRICT_TRANSPORT_SECURITY), "{status}: HSTS over http");
    }
}

async fn panicking() -> String {
    panic!("canary of a panic")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_is_one_page_with_a_report_number_and_says_nothing_else() {
    let site = TestSite::new().await;
    let broken = in_front(
        site.site.clone(),
        FrontSettings::default(),
        Arc::new(StaticFiles::of(Vec::new())),
        Router::new().fallback(any(panicking)),
    );
    for (path, words) in [("/", "Something broke on our side"), ("/es", "Algo falló de nuestro lado")] {
        let answer = send(&broken, request(Method::GET, path, "")).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.body.contains(words), "{}", answer.body);
        assert!(!answer.body.contains("canary"));
    }
    let twice = [send(&broken, request(Method::GET, "/", "")).await.body, send(&broken, request(Method::GET, "/", "")).await.body];
    assert_ne!(twice[0], twice[1], "each report has its own number");
}

#[tokio::test(flavor = "multi_thread")]
async fn over_https_browsers_are_told_to_stay_there() {
    // The store lives as long as the site.
    let site = TestSite::at("https://incident.example.org").await;
    let get = Request::get("/").header("host", "incident.example.org").body(Body::empty()).unwrap();
    let answer = send(&site.router, get).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[header::STRICT_TRANSPORT_SECURITY], "max-age=63072000; includeSubDomains");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_host_is_not_answered() {
    let site = TestSite::new().await;
    for host in [
        "evil.test",
        "localhost",
        "localhost:3001",
        "127.0.0.1:80",
        "localhost:3000.evil.test",
        "localhost:3000@evil.test",
        "",
        "incident.example.org",
    ] {
        let answer = site.send(Request::get("/").header("host", host).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert!(host.is_empty() || !answer.body.contains("evil"), "{host}");
    }
    let twice = Request::get("/").header("host", "localhost:3000").header("host", "evil.test").body(Body::empty()).unwrap();
    assert_eq!(site.send(twice).await.status, StatusCode::MISDIRECTED_REQUEST);
    for host in ["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "LOCALHOST:3000"] {
        let answer = site.send(Request::get("/").header("host", host).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{host}");
    }
    // What a proxy may claim changes nothing.
    let mut forwarded = request(Method::GET, "/", "");
    for name in ["x-forwarded-host", "x-host", "forwarded", "x-original-url", "x-rewrite-url", "x-forwarded-proto"] {
        forwarded.headers_mut().insert(name, HeaderValue::from_static("evil.test"));
    }
    let answer = site.send(forwarded).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!answer.body.contains("evil.test"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_something_must_come_from_our_own_page() {
    let router = echo(FrontSettings::default()).await;
    let path = form_path();
    let refused: [&[(&str, &str)]; 9] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "none")],
        &[("sec-fetch-site", "cross-site"), ("origin", PUBLIC_URL)],
        &[("origin", "https://evil.test")],
        &[("origin", "null")],
        &[("origin", "http://localhost:3001")],
        &[("referer", PUBLIC_URL)],
        &[],
    ];
    for headers in refused {
        let answer = send(&router, form(path, "a=b", headers)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
        assert!(!answer.body.starts_with("POST"), "{headers:?}");
    }
    let taken: [&[(&str, &str)]; 3] =
        [&[("sec-fetch-site", "same-origin")], &[("origin", PUBLIC_URL)], &[("sec-fetch-site", "same-origin"), ("origin", "null")]];
    for headers in taken {
        let answer = send(&router, form(path, "a=b", headers)).await;
        assert_eq!((answer.status, answer.body), (StatusCode::OK, format!("POST {path} [] a=b")), "{headers:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_another_kind_is_not_read() {
    let router = echo(FrontSettings::default()).await;
    for kind in ["text/plain", "multipart/form-data; boundary=x", "application/json", ""] {
        let post = form(form_path(), "a=b", &[("sec-fetch-site", "same-origin"), ("content-type", kind)]);
        assert_eq!(send(&router, post).await.status, StatusCode::BAD_REQUEST, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_browsers_word_the_token_of_the_form_decides() {
    let site = TestSite::new().await;
    let asking = app::request::Request {
        lang: domain::lang::Lang::En,
        path: form_path().to_owned(),
        has_islands: false,
        visit_cookie: None,
        network: String::new(),
        once: app::visit::Once::default(),
        staff_cookie: None,
        subscription_cookie: None,
        staff_once: app::staff::Once::default(),
    };
    let token = app::form_token::token(&site.site, &asking);
    let router = in_front(
        site.site.clone(),
        FrontSettings::default(),
        Arc::new(StaticFiles::of(Vec::new())),
        Router::new().fallback(any(|| async { "in" })),
    );
    assert_eq!(send(&router, form(form_path(), &format!("form_token={token}"), &[])).await.body, "in");
    for wrong in ["form_token=", "form_token=x", &format!("form_token={token}x"), &format!("other={token}")] {
        assert_eq!(send(&router, form(form_path(), wrong, &[])).await.status, StatusCode::FORBIDDEN, "{wrong}");
    }
    // Somebody else's token is bound to their browser.
    let other = form(form_path(), &format!("form_token={token}"), &[("cookie", "__Host-candor-visit=another")]);
    assert_eq!(send(&router, other).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_is_bounded_in_size_and_time_whether_or_not_it_says_its_length() {
    let settings = FrontSettings { body_patience: Duration::from_millis(100), ..FrontSettings::default() };
    let router = echo(settings).await;
    let ours = [("sec-fetch-site", "same-origin")];
    let mut endless = form(form_path(), "", &ours);
    *endless.body_mut() = Body::from_stream(futures::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b'x'; 4096])));
    assert_eq!(send(&router, endless).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let mut silent = form(form_path(), "", &ours);
    *silent.body_mut() = Body::from_stream(futures::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    assert_eq!(send(&router, silent).await.status, StatusCode::REQUEST_TIMEOUT);
    let mut boasting = form(form_path(), "a=b", &ours);
    boasting.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("10000000"));
    assert_eq!(send(&router, boasting).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let largest = format!("a={}", "x".repeat((64 << 10) - 2));
    assert_eq!(send(&router, form(form_path(), &largest, &ours)).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn methods_have_one_meaning() {
    let site = TestSite::new().await;
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get"] {
        let answer = site.send(request(Method::from_bytes(method.as_bytes()).unwrap(), "/", "")).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert!(answer.headers[header::ALLOW].to_str().unwrap().starts_with("GET, HEAD"), "{method}");
    }
    let mut overridden = request(Method::GET, "/", "_method=DELETE");
    overridden.headers_mut().insert("x-http-method-override", HeaderValue::from_static("DELETE"));
    assert_eq!(site.send(overridden).await.status, StatusCode::OK);
    let (get, head) = (site.get("/").await, site.send(request(Method::HEAD, "/", "")).await);
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    assert_eq!(head.headers[header::CONTENT_LENGTH], get.body.len().to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn overload_is_told_to_come_back() {
    let settings = FrontSettings { at_once: 1, queue_patience: Duration::from_millis(50), ..FrontSettings::default() };
    let site = TestSite::new().await;
    let slow = Router::new().fallback(any(async || tokio::time::sleep(Duration::from_millis(600)).await));
    let router = in_front(site.site.clone(), settings, Arc::new(StaticFiles::of(Vec::new())), slow);
    let first = tokio::spawn({
        let router = router.clone();
        async move { send(&router, request(Method::GET, "/", "")).await }
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    let second = send(&router, request(Method::GET, "/", "")).await;
    assert_eq!((second.status, &second.headers[header::RETRY_AFTER]), (StatusCode::SERVICE_UNAVAILABLE, &HeaderValue::from_static("10")));
    assert_eq!(first.await.unwrap().status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_policy_allows_the_scripts_of_the_page_and_no_more() {
    let site = TestSite::new().await;
    for rule in ROUTES.iter().filter(|rule| rule.method == "GET" && !rule.path.contains('{')) {
        let answer = site.get(rule.path).await;
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{}", rule.path);
        assert!(!answer.body.contains("style=\""), "{}", rule.path);
        // A page that was refused (no visit) runs nothing, whatever it would run.
        if answer.status != StatusCode::OK {
            continue;
        }
        match rule.scripts {
            Scripts::None => assert!(!policy.contains("script-src") && !answer.body.contains("<script"), "{}", rule.path),
            Scripts::Own => assert!(policy.ends_with("script-src 'self'"), "{}", rule.path),
            Scripts::Islands => {
                let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce");
                assert!(answer.body.contains(&format!("nonce=\"{nonce}\"")), "{}", rule.path);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_headers_do_not_change_what_a_cache_may_keep() {
    let site = TestSite::new().await;
    let plain = site.get("/").await;
    assert_eq!(plain.headers.get_all(header::SET_COOKIE).iter().count(), 0);
    for name in
        ["x-forwarded-for", "x-original-url", "islands-router", "cookie", "accept-language", "user-agent", "x-real-ip", "origin", "range"]
    {
        let mut odd = request(Method::GET, "/?q=canary", "");
        odd.headers_mut().insert(http::HeaderName::from_static(name), HeaderValue::from_static("canary"));
        let answer = site.send(odd).await;
        assert_eq!((answer.status, answer.body), (plain.status, plain.body.clone()), "{name}");
    }
}
