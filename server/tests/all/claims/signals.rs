//! What reviewers are told beside a claim, what staff are told for the tax office, and what a person takes home about their claims.

use std::time::Duration;

use http::StatusCode;
use store::testing::stores;

use super::{CASH, CLAIMS, PAYMENTS, TIME, ana, form_id, granted, offered, only_claim, reviewer, sent, staff_path};
use crate::support::TestSite;

#[tokio::test(flavor = "multi_thread")]
async fn many_people_on_one_device_and_a_claim_that_nobody_could_type_so_fast_are_shown_and_decide_nothing() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let benefit = offered(&site, &incident, TIME).await;
        let staff = reviewer(&site, &incident).await;
        let mut paths = Vec::new();
        for name in ["Ana", "Ben", "Cai", "Dee"] {
            let email = format!("{}@example.org", name.to_lowercase());
            let invited = site.person_with_invitation(&incident, name, Some(&email), |_| ()).await;
            paths.push(sent(&site.enter(&invited).await, &benefit).await);
            let shown = staff.get(&staff_path(&paths[0])).await;
            assert_eq!(shown.body.contains("other people’s claims came from the same network"), paths.len() == 4, "{} claims", paths.len());
        }
        let shown = staff.get(&staff_path(&paths[0])).await;
        for says in ["3 other people’s claims came from the same network", "within 0 seconds"] {
            assert!(shown.body.contains(says), "{says}: {}", shown.body);
        }
        let together = staff.get(&format!("{CLAIMS}/together?most=50&currency=USD")).await;
        assert!(together.body.contains("There is none"), "looked at one by one: {}", together.body);
        granted(&staff, &staff_path(&paths[0]), "50", 2).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_paid_as_much_in_a_year_as_a_tax_office_wants_to_hear_of_is_named_to_staff() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        // 50 dollars for hours, 100 as a sum: the test's operator says 100.
        let (hours, sum) = (offered(&site, &incident, TIME).await, offered(&site, &incident, CASH).await);
        let invited = ana(&site, &incident).await;
        let browser = site.enter(&invited).await;
        let path = sent(&browser, &hours).await;
        let (one, other) = (reviewer(&site, &incident).await, reviewer(&site, &incident).await);
        assert!(!one.get(&staff_path(&path)).await.body.contains("tax form"), "50 dollars are less");
        granted(&one, &staff_path(&path), "50", 2).await;
        let pay = async |way: &str| {
            let made = one.post(PAYMENTS, &format!("act=batch&way={way}&currency=USD")).await;
            let batch = made.location().unwrap().to_owned();
            assert_eq!(other.post(&batch, "act=release").await.status, StatusCode::SEE_OTHER);
            let list = other.get(&format!("{batch}/list.csv")).await.body;
            let row = list.lines().nth(1).unwrap();
            let reference = row.split(',').next().unwrap().trim_matches('"').to_owned();
            assert_eq!(one.post(PAYMENTS, &format!("act=results&results={reference},paid")).await.status, StatusCode::SEE_OTHER);
        };
        pay("ach").await;
        assert!(one.get(PAYMENTS).await.body.contains("Nobody was paid $100.00 or more in 2031"));
        let begun = browser.post("/me/claims", &format!("benefit={sum}")).await.location().unwrap().to_owned();
        let path = begun.strip_suffix("/payout").unwrap();
        let version = super::seen(&browser.get(&begun).await.body);
        assert_eq!(browser.post(&begun, &format!("seen={version}&{}", super::TO_A_BANK)).await.status, StatusCode::SEE_OTHER);
        let send = format!("form_id={}&attest=on", form_id(9));
        assert_eq!(browser.post(&format!("{path}/send"), &send).await.status, StatusCode::SEE_OTHER);
        let flagged = one.get(&staff_path(path)).await;
        assert!(flagged.body.contains("in 2031 come to $150.00. From $100.00 a tax form may be due"), "{}", flagged.body);
        granted(&one, &staff_path(path), "100", 12).await;
        pay("ach").await;
        assert!(one.get(PAYMENTS).await.body.contains("1 person was paid $100.00 or more in 2031"));
        // Another year counts anew.
        site.clock.advance(Duration::from_secs(300 * 86_400));
        let next_year = reviewer(&site, &incident).await.get(PAYMENTS).await;
        assert!(next_year.body.contains("Nobody was paid $100.00 or more in 2032"), "{}", next_year.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_takes_home_their_claims_and_no_whole_account() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let benefit = offered(&site, &incident, TIME).await;
    let invited = ana(&site, &incident).await;
    let browser = site.enter(&invited).await;
    let path = sent(&browser, &benefit).await;
    granted(&reviewer(&site, &incident).await, &staff_path(&path), "50", 2).await;
    let file = browser.get("/me/data.json").await;
    let all: serde_json::Value = serde_json::from_str(&file.body).unwrap();
    let claim = &all["claims"][0];
    assert_eq!(claim["number"], only_claim(&site, &invited).await.number.as_str());
    assert_eq!(
        (&claim["granted"], &claim["goes_to"]["ends_in"], &claim["payments"][0]["state"]),
        (&"50.00".into(), &"6789".into(), &"waiting".into())
    );
    assert_eq!(claim["lines"][0]["what"], "calls to my bank");
    assert!(!file.body.contains("000123456789"));
}
