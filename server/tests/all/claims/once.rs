//! A hundred equal forms at once are one: one claim, one decision, one payment; and after a restart too.

use domain::{claim::ClaimAct, payment::PaymentState};
use futures::future::join_all;
use http::StatusCode;
use store::testing::stores;

use super::{PAYMENTS, TIME, ana, filled, form_id, mailed, offered, only_claim, reviewer, staff_path, stands_at};
use crate::support::{TestSite, people::Invited};

const AT_ONCE: usize = 100;

async fn count(site: &TestSite, invited: &Invited, act: ClaimAct) -> usize {
    let claim = only_claim(site, invited).await;
    site.test.store.claim_events(&claim).await.unwrap().iter().filter(|event| event.act == act).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_equal_forms_are_one_claim_one_decision_one_payment() {
    for test in stores().await {
        let mut site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let benefit = offered(&site, &incident, TIME).await;
        let invited = ana(&site, &incident).await;
        let cookie = {
            let browser = site.enter(&invited).await;
            let begin = format!("benefit={benefit}");
            for answer in join_all((0..AT_ONCE).map(|_| browser.post("/me/claims", &begin))).await {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
            }
            let path = filled(&browser, &benefit).await;
            let form = format!("form_id={}&attest=on", form_id(1));
            let send = format!("{path}/send");
            for answer in join_all((0..AT_ONCE).map(|_| browser.post(&send, &form))).await {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
            }
            browser.cookie()
        };
        let claim = only_claim(&site, &invited).await;
        assert_eq!((count(&site, &invited, ClaimAct::Submit).await, mailed(&site, "received").await), (1, 1));

        // The server starts again: the same forms do nothing more.
        site = TestSite::on(site.test);
        let path = format!("/me/claims/{}", claim.number.as_str().to_lowercase());
        let browser = site.browser();
        browser.set_cookie(cookie);
        let again = browser.post(&format!("{path}/send"), &format!("form_id={}&attest=on", form_id(1))).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
        assert_eq!((count(&site, &invited, ClaimAct::Submit).await, mailed(&site, "received").await), (1, 1));

        let (one, other) = (reviewer(&site, &incident).await, reviewer(&site, &incident).await);
        let page = staff_path(&path);
        let take = format!("act=take&form_id={}", form_id(2));
        let approve = format!("act=approve&form_id={}&granted=50&approve_words=", form_id(3));
        for form in [&take, &approve] {
            for answer in join_all((0..AT_ONCE).map(|_| one.post(&page, form))).await {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
            }
        }
        assert_eq!((count(&site, &invited, ClaimAct::Approve).await, mailed(&site, "granted").await), (1, 1));
        let payments = site.test.store.payments_of_claim(incident.incident_id, claim.claim_id).await.unwrap();
        assert_eq!(payments.len(), 1);

        let made = join_all((0..AT_ONCE).map(|_| one.post(PAYMENTS, "act=batch&way=ach&currency=USD"))).await;
        let batches: Vec<&str> = made.iter().filter_map(super::super::support::Answer::location).collect();
        assert_eq!(batches.len(), 1, "the others are told that nothing waits");
        let released = join_all((0..AT_ONCE).map(|_| other.post(batches[0], "act=release"))).await;
        assert_eq!(released.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count(), 1);
        let results = format!("act=results&results={}+paid", payments[0].reference);
        for answer in join_all((0..AT_ONCE).map(|_| one.post(PAYMENTS, &results))).await {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        }
        let payments = site.test.store.payments_of_claim(incident.incident_id, claim.claim_id).await.unwrap();
        assert_eq!(payments.iter().map(|payment| payment.state).collect::<Vec<_>>(), [PaymentState::Paid]);
        assert_eq!((count(&site, &invited, ClaimAct::Pay).await, mailed(&site, "paid").await), (1, 1));
        let paid = stands_at(&site, &invited, claim.claim_id).await;
        let reconciled = site.test.store.reconcile(incident.incident_id).await.unwrap();
        assert_eq!((paid.granted.map(|money| money.cents), reconciled.entries, reconciled.mismatches.len()), (Some(5_000), 3, 0));
    }
}
