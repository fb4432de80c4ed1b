//! After signing in one is on the page that was asked for, and nowhere but on a page of ours (SECURITY.md, AC-20).

use super::*;

/// Ways in which people have talked sites into sending somebody elsewhere.
const ELSEWHERE: [&str; 28] = [
    "https://elsewhere.example/staff/account",
    "http://elsewhere.example",
    "//elsewhere.example/staff/account",
    "///elsewhere.example/staff/account",
    "////elsewhere.example",
    "\\\\elsewhere.example\\staff",
    "/\\elsewhere.example/staff/account",
    "\\/elsewhere.example",
    "/staff//elsewhere.example",
    "/staff/account//elsewhere.example",
    "/staff/../../elsewhere.example",
    "/staff/..//elsewhere.example",
    "/staff/account?next=https://elsewhere.example",
    "/staff/account#https://elsewhere.example",
    "/staff/account@elsewhere.example",
    "/staff@elsewhere.example/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//staff/account",
    "data:text/html,<script>alert(1)</script>",
    "https:elsewhere.example",
    " //elsewhere.example",
    "/\t/elsewhere.example",
    "/staff/account\r\nLocation: https://elsewhere.example",
    "/staff/account%0d%0aLocation:%20https://elsewhere.example",
    "%2f%2felsewhere.example",
    "/es//elsewhere.example",
    "/me",
    "/staff/signin/second",
];

fn typed(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_both_factors_one_is_on_the_page_that_was_asked_for() {
    let site = TestSite::new().await;
    let (browser, seed, _) = enrolled(&site, Role::Owner).await;
    site.clock.advance(HALF_A_MINUTE);
    let mut browser = browser.without(app::staff::COOKIE);
    for (asked, link) in [
        ("/staff/incidents/autumn/people", "href=\"/staff/signin?next=/staff/incidents/autumn/people\""),
        ("/es/staff/incidents/autumn/people", "href=\"/es/staff/signin?next=/staff/incidents/autumn/people\""),
        ("/staff", "href=\"/staff/signin\""),
    ] {
        let refused = browser.get(&site, asked).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        assert!(refused.body.contains(link), "{}", refused.body);
    }
    let page = browser.get(&site, "/es/staff/signin?next=/staff/incidents/autumn/people").await;
    assert!(page.body.contains("name=\"next\" value=\"/staff/incidents/autumn/people\""), "{}", page.body);
    let wrong = browser.post(&site, "/es/staff/signin", "email=ana@example.org&password=no&next=/staff/incidents/autumn/people").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("name=\"next\" value=\"/staff/incidents/autumn/people\""), "it comes back with a mistake");
    let form = format!("email={}&password={}&next=/staff/incidents/autumn/people", encoded(EMAIL), encoded(PASSWORD));
    let half = browser.post(&site, "/es/staff/signin", &form).await;
    assert_eq!(location(&half), "/es/staff/signin/second?next=/staff/incidents/autumn/people", "{}", half.body);
    let second = browser.get(&site, location(&half)).await;
    assert!(second.body.contains("name=\"next\" value=\"/staff/incidents/autumn/people\""), "{}", second.body);
    let wrong = browser.post(&site, "/es/staff/signin/second", "code=123&next=/staff/incidents/autumn/people").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("name=\"next\" value=\"/staff/incidents/autumn/people\""), "it comes back with a mistake");
    let form = format!("code={}&next=/staff/incidents/autumn/people", seed.code(site.clock.now()));
    let inside = browser.post(&site, "/es/staff/signin/second", &form).await;
    assert_eq!(location(&inside), "/es/staff/incidents/autumn/people", "{}", inside.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_stands_in_next_nobody_is_sent_to_another_place() {
    let site = TestSite::new().await;
    let (mut inside, seed, _) = enrolled(&site, Role::Owner).await;
    for next in ELSEWHERE {
        let page = inside.without(app::staff::COOKIE).get(&site, &format!("/staff/signin?next={}", typed(next))).await;
        assert!(page.body.contains("name=\"next\" value=\"/staff\""), "{next}: {}", page.body);
        // Who is known has twenty tries in a quarter of an hour.
        site.clock.advance(Duration::from_secs(60));
        let mut browser = inside.without(app::staff::COOKIE);
        let form = format!("email={}&password={}&next={}", encoded(EMAIL), encoded(PASSWORD), typed(next));
        let half = browser.post(&site, "/staff/signin", &form).await;
        assert_eq!(location(&half), "/staff/signin/second", "{next}");
        let form = format!("code={}&next={}", seed.code(site.clock.now()), typed(next));
        let answer = browser.post(&site, "/staff/signin/second", &form).await;
        assert_eq!(location(&answer), "/staff", "{next}: {}", answer.body);
        site.clock.advance(Duration::from_secs(60));
        let form = format!("code={}&next={}", seed.code(site.clock.now()), typed(next));
        let confirmed = browser.post(&site, "/staff/confirm", &form).await;
        assert_eq!(location(&confirmed), "/staff", "{next}: {}", confirmed.body);
        inside = browser;
    }
}
