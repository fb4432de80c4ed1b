use http::{StatusCode, header};

use super::visitor::Visitor;

#[tokio::test(flavor = "multi_thread")]
async fn a_tick_is_set_and_taken_off_by_a_plain_form() {
    let ana = Visitor::ana().await;
    assert!(ana.get("/me").await.body.contains("0 of "));
    let answer = ana.post("/me/steps", "step=us_freeze_equifax&done=true").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.headers[header::LOCATION], "/me#step-us_freeze_equifax");
    let page = ana.get("/me").await;
    assert!(page.body.contains("1 of "), "{}", page.body);
    let (before, _) = page.body.split_once("name=\"step\" value=\"us_freeze_equifax\"").unwrap();
    let item = before.rsplit("<li ").next().unwrap();
    assert!(item.contains("step step--ticked") && item.contains("step-us_freeze_equifax"), "{item}");
    let answer = ana.post("/es/me/steps", "step=us_freeze_equifax&done=false").await;
    assert_eq!(answer.headers[header::LOCATION], "/es/me#step-us_freeze_equifax");
    assert!(ana.get("/me").await.body.contains("0 of "));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_of_no_list_or_of_another_list_is_refused() {
    let ana = Visitor::ana().await;
    for step in ["", "nonsense", "us_child_freeze", "gb_cifas", "../../etc"] {
        let answer = ana.post("/me/steps", &format!("step={step}&done=true")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{step}");
        let answer = ana.post("/api/tick-step", &format!("step={step}&done=true&lang=en")).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::NOT_FOUND, ""), "{step}");
    }
    assert!(ana.get("/me").await.body.contains("0 of "));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_island_ticks_through_its_server_function() {
    let ana = Visitor::ana().await;
    let answer = ana.post("/api/tick-step", "step=us_freeze_equifax&done=true&lang=es").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let ticked: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((&ticked["is_done"], &ticked["done"]), (&true.into(), &1.into()));
    assert!(ticked["words"].as_str().unwrap().starts_with("1 de "), "{ticked}");
    assert_eq!(ticked["seconds_left"], 900);
    assert!(ana.get("/me").await.body.contains("1 of "));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_function_takes_nothing_on_trust() {
    let mut ana = Visitor::ana().await;
    for body in ["", "step=us_freeze_equifax", "step=us_freeze_equifax&done=perhaps&lang=en", "{}", "person=1"] {
        let answer = ana.post("/api/tick-step", body).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, ""), "{body}");
    }
    assert_eq!(ana.get("/api/tick-step").await.status, StatusCode::METHOD_NOT_ALLOWED);
    ana.cookie = "AAAA".to_owned();
    let answer = ana.post("/api/tick-step", "step=us_freeze_equifax&done=true&lang=en").await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::UNAUTHORIZED, ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_neighbours_ticks_are_their_own() {
    let ana = Visitor::ana().await;
    let ben = ana.neighbour().await;
    ana.post("/me/steps", "step=all_verify_notice&done=true").await;
    let file = ana.get_as(&ben, "/me/data.json").await;
    let all: serde_json::Value = serde_json::from_str(&file.body).unwrap();
    assert_eq!(all["steps_done"], serde_json::json!([]));
    let mine: serde_json::Value = serde_json::from_str(&ana.get("/me/data.json").await.body).unwrap();
    assert_eq!(mine["steps_done"].as_array().unwrap().len(), 1);
}
