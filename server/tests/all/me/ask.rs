use std::time::Duration;

use domain::request::{RequestKind, RequestNumber, RequestState};
use http::{StatusCode, header};

use super::visitor::{Visitor, hidden};
use crate::support::Answer;

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

fn number_in(path: &str) -> RequestNumber {
    RequestNumber::parse(path.rsplit('/').next().unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_gives_a_number_and_a_day_and_stands_on_the_page() {
    let ana = Visitor::ana().await;
    let form = ana.get("/me/help").await;
    let body = format!("form_id={}&message=Is+my+%3Cb%3Estreet%3C%2Fb%3E+right%3F", hidden(&form, "form_id"));
    let path = location(&ana.post("/me/help", &body).await);
    let page = ana.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    let number = number_in(&path);
    // 12 March 2031 is a Wednesday.
    for words in [number.as_str(), "A person answers by 14 March 2031.", "Is my &lt;b&gt;street&lt;/b&gt; right?"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(ana.get("/me").await.body.contains(number.as_str()));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_press_is_one_request() {
    let ana = Visitor::ana().await;
    let form_id = hidden(&ana.get("/me/not-me").await, "form_id");
    let body = format!("form_id={form_id}&message=");
    let first = location(&ana.post("/me/not-me", &body).await);
    assert_eq!(first, location(&ana.post("/me/not-me", &body).await));
    let requests = ana.site.test.store.requests_of_person(ana.incident.incident_id, ana.person.person_id).await.unwrap();
    assert_eq!(requests.len(), 1);
    assert_eq!((requests[0].kind, requests[0].state), (RequestKind::NotMe, RequestState::Open));
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_number_is_a_404_like_one_that_was_never_given() {
    let ana = Visitor::ana().await;
    let form_id = hidden(&ana.get("/me/help").await, "form_id");
    let path = location(&ana.post("/me/help", &format!("form_id={form_id}&message=canary")).await);
    let ben = ana.neighbour().await;
    let theirs = ana.get_as(&ben, &path).await;
    let never = ana.get_as(&ben, "/me/requests/r-0000-0000").await;
    assert_eq!((theirs.status, never.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert!(!theirs.body.contains("canary"));
    let public = ana.get_as("", &format!("/help/requests/{}", path.rsplit('/').next().unwrap())).await;
    assert_eq!(public.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_brings_the_form_back_with_what_was_typed() {
    let ana = Visitor::ana().await;
    let form_id = hidden(&ana.get("/me/help").await, "form_id");
    let empty = ana.post("/me/help", &format!("form_id={form_id}&message=+")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("There is no question yet.") && empty.body.contains("href=\"#message\""));
    assert_eq!(hidden(&empty, "form_id"), form_id);
    let long = ana.post("/me/help", &format!("form_id={form_id}&message={}", "word+".repeat(1000))).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.body.contains("word word word") && long.body.contains("4000 fit") || long.body.contains("4,000 fit"), "{}", long.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_when_the_visit_ended_is_not_lost() {
    let mut ana = Visitor::ana().await;
    let form_id = hidden(&ana.get("/me/help").await, "form_id");
    ana.site.clock.advance(Duration::from_secs(16 * 60));
    let answer = ana.post("/me/help", &format!("form_id={form_id}&message=My+long+story")).await;
    assert_eq!(location(&answer), "/open/send");
    ana.cookie = super::visitor::prove_again(&ana).await;
    let page = ana.get("/me/help").await;
    assert!(page.body.contains("My long story") && page.body.contains("nothing is lost"), "{}", page.body);
    location(&ana.post("/me/help", &format!("form_id={form_id}&message=My+long+story")).await);
    assert!(!ana.get("/me/help").await.body.contains("My long story"), "sent is no longer kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_cannot_get_in_can_still_ask() {
    let ana = Visitor::ana().await;
    let form = ana.get_as("", "/help").await;
    assert_eq!(form.status, StatusCode::OK);
    let body = format!(
        "incident=march-2031&form_id={}&kind=moved&name=Ana+Example&answer_to=ana.new%40example.org&postal_address=&message=",
        hidden(&form, "form_id")
    );
    let first = ana.site.post("/help", &body).await;
    let path = location(&first);
    assert_eq!(path, location(&ana.site.post("/help", &body).await), "one press, one request");
    let page = ana.get_as("", &path).await;
    assert_eq!(page.status, StatusCode::OK);
    let number = number_in(&path);
    assert!(page.body.contains(number.as_str()) && page.body.contains("14 March 2031"));
    assert!(!page.body.contains("Ana") && !page.body.contains("ana.new"), "the page of a number shows nothing else");
    let asked = ana.site.test.store.find_request(&number).await.unwrap().unwrap();
    assert_eq!((asked.kind, asked.person_id, asked.text.name.as_str()), (RequestKind::Moved, None, "Ana Example"));
    let sql = "select cast(count(*) as bigint) from outbox where kind = 'request-received'";
    let mails: i64 = store::on!(ana.site.test.store.read(), |db| sqlx::query_scalar(sql).fetch_one(db).await).unwrap();
    assert_eq!(mails, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_without_a_way_back_says_what_is_missing() {
    let ana = Visitor::ana().await;
    let answer = ana.site.post("/help", "incident=march-2031&name=Ana+Example&answer_to=&postal_address=&message=Hello").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Choose what is in the way.", "We have no way to answer you yet.", "Ana Example", "Hello"] {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
    let draft = ana.site.post("/help", "incident=nowhere&kind=moved&name=A&answer_to=a%40example.org").await;
    assert_eq!(draft.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_several_incidents_are_public_none_is_chosen_for_the_visitor() {
    let ana = Visitor::ana().await;
    ana.site.incident("may-2031").await;
    let form = ana.get_as("", "/help").await.body;
    for slug in ["march-2031", "may-2031"] {
        assert!(form.contains(&format!("name=\"incident\" value=\"{slug}\"")), "{form}");
    }
    assert!(!form.contains(" checked"), "{form}");
    let form_id = hidden(&ana.get_as("", "/help").await, "form_id");
    let body = format!("form_id={form_id}&kind=moved&name=Ana&answer_to=ana%40example.org&message=Hello");
    let answer = ana.site.post("/help", &body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Choose the incident.", "Hello", "field--wrong"] {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
    location(&ana.site.post("/help", &format!("{body}&incident=may-2031")).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn help_is_counted_per_network_like_everything_else() {
    let ana = Visitor::ana().await;
    let mut statuses = Vec::new();
    for _ in 0..61 {
        statuses.push(ana.site.post("/help", "incident=march-2031").await.status);
    }
    assert!(statuses[..60].iter().all(|status| *status == StatusCode::UNPROCESSABLE_ENTITY));
    assert_eq!(statuses[60], StatusCode::TOO_MANY_REQUESTS);
}
