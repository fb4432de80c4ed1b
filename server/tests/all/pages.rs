use http::StatusCode;

use crate::support::TestSite;

#[tokio::test(flavor = "multi_thread")]
async fn a_page_answers_in_the_language_of_its_address() {
    let site = TestSite::new().await;
    for (path, lang) in [("/", "<html lang=\"en\""), ("/es", "<html lang=\"es\"")] {
        let page = site.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains(lang), "{path}: {}", page.body);
        assert!(!page.body.contains("<script"), "{path}");
        assert!(page.body.ends_with("</html>"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_not_there_is_the_shared_404() {
    let site = TestSite::new().await;
    let first = site.get("/nowhere").await;
    assert_eq!(first.status, StatusCode::NOT_FOUND);
    for path in ["/es/", "/ES", "/nowhere/at/all?email=canary", "/index.php", "/.env", "/%2e%2e/"] {
        let page = site.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!page.body.contains("canary"), "{path}");
    }
}
