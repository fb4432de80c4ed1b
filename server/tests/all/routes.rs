//! The list of routes and the router say the same.

use app::routes::{Caller, ROUTES, UnsafeCheck};
use http::{Method, StatusCode};

use crate::support::{TestSite, request};

/// What the router answers for a form that is not there behind an address of the list: the page (200), never a redirect or a mistake.
fn filled(path: &str) -> String {
    path.replace("{slug}", "nowhere").split('/').map(|part| if part.starts_with('{') { "none" } else { part }).collect::<Vec<_>>().join("/")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_list_is_there_in_both_languages() {
    let site = TestSite::new().await;
    for rule in ROUTES.iter().filter(|rule| rule.method == "GET") {
        for lang in domain::lang::Lang::ALL {
            let path = lang.path(&filled(rule.path));
            let answer = site.get(&path).await;
            // A page with a name in its address says itself that there is nothing of that name.
            let is_named = rule.path.contains('{');
            assert!(
                answer.status != StatusCode::NOT_FOUND || is_named || rule.caller == Caller::Loopback,
                "{path} is listed and not there"
            );
            assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
            if rule.caller == Caller::Person || rule.caller == Caller::OpenedVisit {
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path} opens for anybody");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_of_the_list_has_a_handler_and_checks_who_sends_it() {
    let site = TestSite::new().await;
    for rule in ROUTES.iter().filter(|rule| rule.method == "POST") {
        if rule.unsafe_check == UnsafeCheck::SignedToken {
            // What stands in the address decides, for our own page as for a mail program.
            assert_eq!(rule.path, "/subscriptions/leave/{token}");
            for answer in [site.send(request(Method::POST, &filled(rule.path), "")).await, site.post(&filled(rule.path), "").await] {
                assert_eq!(answer.status, StatusCode::NOT_FOUND);
            }
            continue;
        }
        if rule.unsafe_check == UnsafeCheck::SignedBody {
            // Without a secret in the settings nobody may call, from our own page or not.
            assert_eq!(rule.path, "/hooks/bounces");
            for answer in [site.send(request(Method::POST, rule.path, "")).await, site.post(rule.path, "").await] {
                assert_eq!(answer.status, StatusCode::NOT_FOUND);
            }
            continue;
        }
        assert_eq!(rule.unsafe_check, UnsafeCheck::SameSite, "{}", rule.path);
        assert!(!rule.is_cacheable, "{}", rule.path);
        let path = filled(rule.path);
        let stranger = site.send(request(Method::POST, &path, "")).await;
        // A server function asks who calls it before it reads a byte.
        let refused = if rule.is_server_function() { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
        assert!(stranger.status == refused || stranger.status == StatusCode::BAD_REQUEST, "{path}: {}", stranger.status);
        let empty = site.post(&path, "").await;
        // A page's own GET would answer 200 to a POST that nobody handles; every handler answers an empty form otherwise.
        assert_ne!(empty.status, StatusCode::OK, "{path} has no handler");
        assert_ne!(empty.status, StatusCode::METHOD_NOT_ALLOWED, "{path} has no handler");
        assert!(!empty.status.is_server_error(), "{path}: {}", empty.status);
        if rule.caller == Caller::Person || rule.caller == Caller::OpenedVisit {
            let to = empty.headers.get(http::header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
            // A server function reads its arguments first.
            let is_unread = rule.path.starts_with("/api/") && empty.status == StatusCode::UNPROCESSABLE_ENTITY;
            assert!(
                is_unread || empty.status == StatusCode::UNAUTHORIZED || ["/open", "/code"].contains(&to),
                "{path} opens for anybody: {}",
                empty.status
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_server_function_is_in_the_list() {
    let _site = TestSite::new().await;
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        assert_eq!(method, Method::POST, "{path}: what can be got can be got by a link");
        assert!(ROUTES.iter().any(|rule| rule.method == "POST" && rule.path == path), "{path} is not in the list of routes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_else_is_there() {
    let site = TestSite::new().await;
    let words = include_str!("words_to_scan.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for word in words {
        for path in [format!("/{word}"), format!("/es/{word}"), format!("/me/{word}"), format!("/{word}/")] {
            let is_listed = matches!(app::routes::find("GET", domain::lang::Lang::of_path(&path).1), app::routes::Found::Rule(_));
            let answer = site.get(&path).await;
            assert!(is_listed || answer.status == StatusCode::NOT_FOUND, "{path}: {}", answer.status);
            assert!(!is_listed || !path.ends_with('/'), "{path} is a second spelling");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_has_one_spelling_whoever_may_ask_it() {
    let site = TestSite::new().await;
    for rule in ROUTES.iter().filter(|rule| rule.method == "GET" && rule.path != "/") {
        let path = filled(rule.path);
        let variants = [
            format!("{path}/"),
            format!("/.{path}"),
            format!("{path}.css"),
            format!("{path};x"),
            format!("{path}%2f"),
            format!("/%2e%2e{path}"),
            path.to_uppercase(),
            format!("/es/es{path}"),
            format!("{path}%00"),
            format!("/x/..{path}"),
        ];
        for variant in variants {
            let answer = site.get(&variant).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{variant}");
            assert_eq!(answer.headers[http::header::CACHE_CONTROL], "no-store", "{variant}");
        }
    }
}
