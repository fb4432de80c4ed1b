//! A share of a fund: estimated by the claims there are, shared out once, granted only then.

use domain::{claim::ClaimState, staff::Role};
use http::StatusCode;
use store::testing::stores;

use super::{CLAIMS, form_id, mail_of, offered, reviewer, seen, staff_path};
use crate::support::{
    TestSite,
    people::{Browser, Invited},
};

/// 100 dollars for all, at most 60 for one, until Monday 31 March 2031.
const SHARE: &str = "kind=share&amount=60&fund=100&currency=USD&most_hours=10&last_day=2031-03-31&grace_days=0";

/// Begun, and sent with a payout of its own; the claim's path.
async fn asked(browser: &Browser<'_>, benefit: &str, account: &str) -> String {
    let payout = browser.post("/me/claims", &format!("benefit={benefit}")).await.location().unwrap().to_owned();
    let path = payout.strip_suffix("/payout").unwrap().to_owned();
    let version = seen(&browser.get(&payout).await.body);
    let to = format!("seen={version}&way=ach&name=Ana&routing=021000021&account={account}&kind=checking");
    assert_eq!(browser.post(&payout, &to).await.status, StatusCode::SEE_OTHER);
    let check = browser.get(&format!("{path}/send")).await;
    assert!(check.body.contains("at most $60.00") && check.body.contains("after the last day"), "{}", check.body);
    let send = format!("form_id={}&attest=on", form_id(1));
    assert_eq!(browser.post(&format!("{path}/send"), &send).await.status, StatusCode::SEE_OTHER);
    path
}

async fn person(site: &TestSite, name: &str) -> Invited {
    let slug = domain::slug::Slug::parse("march-2031").unwrap();
    let incident = site.test.store.find_incident(&slug).await.unwrap().unwrap();
    site.person_with_invitation(&incident, name, Some(&format!("{}@example.org", name.to_lowercase())), |_| ()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fund_is_estimated_honestly_shared_out_once_and_granted_only_then() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let writer = site.colleague(Role::Compliance, None).await;
        let no_day = writer.post(super::BENEFITS, "kind=share&amount=60&fund=50&currency=USD&last_day=&grace_days=0").await;
        assert_eq!(no_day.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(no_day.body.contains("choose the last day") && no_day.body.contains("at least as much as the most"), "{}", no_day.body);
        let benefit = offered(&site, &incident, SHARE).await;
        let page = format!("/staff/incidents/march-2031/benefits/{benefit}");
        let (ana, ben, cai) = (person(&site, "Ana").await, person(&site, "Ben").await, person(&site, "Cai").await);
        let browsers = [site.enter(&ana).await, site.enter(&ben).await, site.enter(&cai).await];
        let list = browsers[0].get("/me/claims").await;
        assert!(list.body.contains("a fund of $100.00") && list.body.contains("at most $60.00"), "{}", list.body);
        let mut paths = Vec::new();
        for (at, browser) in browsers.iter().enumerate() {
            paths.push(asked(browser, &benefit, &format!("1000{at}")).await);
        }
        assert!(mail_of(&site, "claim").await.unwrap().values["asked"].contains("at most $60.00"));
        let list = browsers[0].get("/me/claims").await;
        for says in ["each of the 3 claims there are would get about $33.33", "with twice as many it would be $16.66"] {
            assert!(list.body.contains(says), "{says}: {}", list.body);
        }
        // Ten working days after Monday 31 March.
        assert!(browsers[0].get(&paths[0]).await.body.contains("14 April 2031"), "{}", browsers[0].get(&paths[0]).await.body);

        // Nobody knows how much it is: nothing can be granted, but what is not for the fund can be refused.
        let staff = reviewer(&site, &incident).await;
        for path in [&paths[0], &paths[2]] {
            let take = staff.post(&staff_path(path), &format!("act=take&form_id={}", form_id(2))).await;
            assert_eq!(take.status, StatusCode::SEE_OTHER);
        }
        let grant = |cents: &str, id| format!("act=approve&form_id={}&granted={cents}&approve_words=", form_id(id));
        let early = staff.post(&staff_path(&paths[0]), &grant("60", 3)).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.body.contains("not shared out yet"), "{}", early.body);
        assert!(staff.get(&format!("{CLAIMS}/together?most=60&currency=USD")).await.body.contains("There is none"));
        let deny = format!("act=deny&form_id={}&deny_words=asked+twice", form_id(4));
        assert_eq!(staff.post(&staff_path(&paths[2]), &deny).await.status, StatusCode::SEE_OTHER);

        let owner = site.colleague(Role::Owner, None).await;
        assert_eq!(owner.post(&page, "act=share&seen=2").await.status, StatusCode::UNPROCESSABLE_ENTITY, "people can still ask");
        assert_eq!(owner.post(&page, "act=close").await.status, StatusCode::SEE_OTHER);
        let shown = owner.get(&page).await;
        assert!(shown.body.contains("2 claims stand, and each gets $50.00, $100.00 together"), "{}", shown.body);
        assert_eq!(owner.post(&page, "act=share&seen=3").await.status, StatusCode::UNPROCESSABLE_ENTITY, "not what was shown");
        assert_eq!(owner.post(&page, "act=share&seen=2").await.status, StatusCode::SEE_OTHER);
        assert_eq!(owner.post(&page, "act=share&seen=2").await.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
        assert!(owner.get(&page).await.body.contains("each claim gets $50.00"));

        let more = staff.post(&staff_path(&paths[0]), &grant("60", 5)).await;
        assert_eq!(more.status, StatusCode::UNPROCESSABLE_ENTITY, "no more than the share");
        assert_eq!(staff.post(&staff_path(&paths[0]), &grant("50", 6)).await.status, StatusCode::SEE_OTHER);
        let together = format!("{CLAIMS}/together");
        let shown = staff.get(&format!("{together}?most=60&currency=USD")).await;
        assert!(shown.body.contains("1 claim is granted whole: $50.00"), "{}", shown.body);
        let number = super::only_claim(&site, &ben).await.number;
        let done = staff.post(&together, &format!("claims={number}&most=60&currency=USD")).await;
        assert!(done.location().unwrap().ends_with("granted=1"), "{:?}", done.location());
        for invited in [&ana, &ben] {
            let claim = super::only_claim(&site, invited).await;
            assert_eq!((claim.state, claim.granted.map(|money| money.cents)), (ClaimState::Approved, Some(5_000)));
        }
        assert!(site.test.store.reconcile(incident.incident_id).await.unwrap().mismatches.is_empty());
    }
}
