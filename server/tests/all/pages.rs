use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use http::StatusCode;
use store::testing::add_test_incident;

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

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_stands_in_a_head_is_there_however_long_the_database_takes_and_whoever_else_asks() {
    let site = Arc::new(TestSite::new().await);
    add_test_incident(&site.test.store, "march-2031", true, site.site.now()).await;
    let asking: Vec<_> = (0..200)
        .map(|number| {
            let site = site.clone();
            let path = ["/", "/es", "/check", "/incidents/march-2031"][number % 4];
            tokio::spawn(async move { (path, site.get(path).await.body) })
        })
        .collect();
    let mut pages = BTreeMap::<&str, BTreeSet<String>>::new();
    for page in asking {
        let (path, body) = page.await.unwrap();
        let title = body.matches("<title>").count();
        assert_eq!(title, 1, "{path}: {body}");
        pages.entry(path).or_default().insert(body);
    }
    for (path, bodies) in &pages {
        assert_eq!(bodies.len(), 1, "{path} came out in {} ways", bodies.len());
        let is_indexed = *path == "/check";
        assert!(bodies.iter().all(|body| is_indexed || body.contains("noindex")), "{path} of a practice site may be indexed");
    }
}
