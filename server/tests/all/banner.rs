//! The banner on the company's home page: the one page that other sites may frame.

use candor::demo;
use domain::{clock::Timestamp, staff::Role};
use http::{StatusCode, header};
use store::testing::{TestEntropy, stores};

use crate::support::{NOW, TestSite};

const BANNER: &str = "/incidents/harbour-supply/banner";

async fn with_demo(site: &TestSite, is_practice: bool) {
    let now = Timestamp::parse(NOW).unwrap();
    let mut new = demo::incident(now, &*TestEntropy::fresh()).unwrap();
    (new.incident.is_practice, new.incident.published_at) = (is_practice, Some(now));
    site.test.store.add_incident(&new.incident, &new.words, now).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_banner_may_stand_in_a_frame_and_nothing_else_may() {
    for test in stores().await {
        let site = TestSite::on(test);
        with_demo(&site, false).await;
        for (path, link) in [(BANNER.to_owned(), "/incidents/harbour-supply\""), (format!("/es{BANNER}"), "/es/incidents/harbour-supply\"")]
        {
            let banner = site.get(&path).await;
            assert_eq!(banner.status, StatusCode::OK);
            assert!(!banner.headers.contains_key(header::X_FRAME_OPTIONS));
            let policy = banner.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors *") && policy.contains("form-action 'none'"));
            assert!(!policy.contains("script-src"), "{policy}");
            for forbidden in ["<script", "<form", "<input", "style=\""] {
                assert!(!banner.body.contains(forbidden), "{forbidden}");
            }
            assert!(banner.body.contains("target=\"_top\"") && banner.body.contains(link), "{}", banner.body);
            assert!(!banner.headers.contains_key(header::SET_COOKIE));
        }
        for path in ["/", "/incidents/harbour-supply", "/genuine", "/incidents/nowhere/banner", "/staff"] {
            let page = site.get(path).await;
            assert_eq!(page.headers[header::X_FRAME_OPTIONS], "DENY", "{path}");
            assert!(page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("frame-ancestors 'none'"), "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_copy_it_in_both_languages_and_see_until_when_it_has_to_stand() {
    let site = TestSite::new().await;
    with_demo(&site, false).await;
    let auditor = site.colleague(Role::Auditor, None).await;
    site.clock.advance(std::time::Duration::from_secs(5 * 24 * 3600));
    let auditor_later = site.colleague(Role::Auditor, None).await;
    assert_eq!(auditor.get("/staff/incidents/harbour-supply/banner").await.status, StatusCode::UNAUTHORIZED, "a session ends");
    let page = auditor_later.get("/staff/incidents/harbour-supply/banner").await;
    assert_eq!(page.status, StatusCode::OK);
    for text in ["at least 30 days", "may come down on 17 April 2031", "on 12 April 2031", "/es/incidents/harbour-supply/banner"] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    // A text to copy is text: nothing of it is markup of the page.
    assert!(page.body.contains("&lt;iframe src=") && !page.body.contains("<iframe"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_says_so_in_the_banner_too() {
    let site = TestSite::new().await;
    with_demo(&site, true).await;
    assert!(site.get(BANNER).await.body.contains("class=\"practice\""));
}
