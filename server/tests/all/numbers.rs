//! What `/metrics` says, and that nobody can be found in it.

use candor::ops;
use domain::{lang::Lang, mail::MailTemplate};
use http::StatusCode;
use store::outbox::OutgoingMail;

use crate::{
    mail::{
        sink::{Mood, Sink},
        support::{until, worker},
    },
    support::{TestSite, request, send},
};

async fn numbers(site: &TestSite) -> String {
    let router = ops::router(site.site.clone(), std::env::temp_dir());
    let answer = send(&router, request(http::Method::GET, "/metrics", "")).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.body
}

#[track_caller]
fn assert_says(numbers: &str, line: &str) {
    assert!(numbers.lines().any(|said| said == line), "{line}\nin\n{numbers}");
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_see_refused_sign_ins_questions_mail_lists_and_panics_and_nobody_in_particular() {
    // Before the first number is counted.
    assert!(ops::metrics().is_some());
    let site = TestSite::new().await;
    let fresh = numbers(&site).await;
    for line in [
        "candor_panics_total 0",
        "candor_sign_ins_refused_total{why=\"busy\"} 0",
        "candor_sign_ins_refused_total{why=\"limit\"} 0",
        "candor_sign_ins_refused_total{why=\"second_factor\"} 0",
        "candor_check_questions_total{became=\"taken\"} 0",
        "candor_import_rows_total{became=\"accepted\"} 0",
        "candor_import_rows_total{became=\"quarantined\"} 0",
        "candor_mail_waiting{purpose=\"notice\"} 0",
    ] {
        assert_says(&fresh, line);
    }
    let wrong = site.post("/staff/signin", "email=zqana%40example.org&password=not+the+password").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let asked = site.post("/check", "email=zqana%40example.org").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    let mut tx = site.test.store.write().await.unwrap();
    for _ in 0..2 {
        let mail = OutgoingMail::one_time_code("zqana@example.org", Lang::En, "123456");
        site.test.store.enqueue(&mut tx, None, &mail, None, site.site.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let after = numbers(&site).await;
    assert_says(&after, "candor_sign_ins_refused_total{why=\"password\"} 1");
    assert_says(&after, "candor_check_questions_total{became=\"taken\"} 1");
    assert_says(&after, "candor_mail_waiting{purpose=\"one-time-code\"} 2");
    let sink = Sink::start(|_| Mood::Takes).await;
    let handle = worker(&site.test.store, site.clock.clone(), Some(&sink), "Larkspur Freight");
    until("both mails went out", || async { site.test.store.waiting_mails().await.unwrap().is_empty() }).await;
    handle.stop().await;
    let sent = numbers(&site).await;
    assert_says(&sent, "candor_mail_total{purpose=\"one-time-code\",became=\"sent\"} 2");
    assert_says(&sent, "candor_mail_waiting{purpose=\"one-time-code\"} 0");
    for template in MailTemplate::ALL {
        assert_says(&sent, &format!("candor_mail_total{{purpose=\"{}\",became=\"bounced\"}} 0", template.as_str()));
    }
    assert!(!sent.contains("zqana") && !sent.contains("example.org"), "{sent}");
}
