//! Whoever does not answer a question is reminded, in time and not for ever.

use std::time::Duration;

use candor::workers::claims::remind_of_questions;
use http::StatusCode;
use store::testing::stores;
use tokio_util::sync::CancellationToken;

use super::{TIME, ana, form_id, mail_of, mailed, offered, reviewer, sent, staff_path};
use crate::support::TestSite;

#[tokio::test(flavor = "multi_thread")]
async fn who_has_not_answered_is_reminded_before_the_day_and_the_day_after_it() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let benefit = offered(&site, &incident, TIME).await;
        let invited = ana(&site, &incident).await;
        let path = sent(&site.enter(&invited).await, &benefit).await;
        let (staff, page) = (reviewer(&site, &incident).await, staff_path(&path));
        assert_eq!(staff.post(&page, &format!("act=take&form_id={}", form_id(2))).await.status, StatusCode::SEE_OTHER);
        let ask = format!("act=ask&form_id={}&ask_what=the+dates&ask_why=to+count&ask_example=March+10", form_id(3));
        assert_eq!(staff.post(&page, &ask).await.status, StatusCode::SEE_OTHER);
        // Asked on 12 March, until 11 April: on the 4th, the 9th and the 12th.
        let mut reminded = Vec::new();
        for days in [22, 1, 4, 1, 2, 1, 30] {
            site.clock.advance(Duration::from_secs(days * 86_400));
            let (here, there) = (CancellationToken::new(), CancellationToken::new());
            let (one, other) = tokio::join!(remind_of_questions(&site.site, &here), remind_of_questions(&site.site, &there));
            reminded.push(one.unwrap() + other.unwrap());
        }
        assert_eq!(reminded, [0, 1, 0, 1, 0, 1, 0], "one mail each time, however many servers look");
        assert_eq!(mailed(&site, "reminder").await, 3);
        let mail = mail_of(&site, "claim").await.unwrap();
        assert!(mail.values["said"].contains("We need: the dates") && mail.values["day"] == "11 April 2031", "{:?}", mail.values);
        // Reviewers see that it stands still.
        let list = reviewer(&site, &incident).await.get(super::CLAIMS).await;
        assert!(list.body.contains("tag--open"), "{}", list.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_answered_is_not_reminded() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let benefit = offered(&site, &incident, TIME).await;
    let invited = ana(&site, &incident).await;
    let path = sent(&site.enter(&invited).await, &benefit).await;
    let page = staff_path(&path);
    let ask = |id| format!("act=ask&form_id={}&ask_what=the+dates&ask_why=to+count&ask_example=March+10", form_id(id));
    let stop = CancellationToken::new();
    let staff = reviewer(&site, &incident).await;
    assert_eq!(staff.post(&page, &format!("act=take&form_id={}", form_id(2))).await.status, StatusCode::SEE_OTHER);
    assert_eq!(staff.post(&page, &ask(3)).await.status, StatusCode::SEE_OTHER);
    site.clock.advance(Duration::from_secs(25 * 86_400));
    assert_eq!(remind_of_questions(&site.site, &stop).await.unwrap(), 1);
    let browser = site.enter(&invited).await;
    assert_eq!(browser.post(&path, &format!("act=answer&form_id={}&words=the+tenth", form_id(4))).await.status, StatusCode::SEE_OTHER);
    site.clock.advance(Duration::from_secs(5 * 86_400));
    assert_eq!(remind_of_questions(&site.site, &stop).await.unwrap(), 0, "it is answered");
    let claim = super::only_claim(&site, &invited).await;
    assert_eq!(claim.state, domain::claim::ClaimState::InReview);
}
