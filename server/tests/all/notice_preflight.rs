//! What receivers find in the records of our domains, on the page of a notice: said before it is approved, and a reason to stop.

use domain::{clock::Clock, lang::Lang, person::Kind, staff::Role};
use http::StatusCode;
use store::testing::stores;

use crate::{
    mail::{
        preflight::Zone,
        support::{add_incident, add_person},
    },
    support::{TestSite, desk::Colleague},
};

const NOTICES: &str = "/staff/incidents/march-2031/notices";
const RELAY: &str = "192.0.2.25";

/// A notice to one person that waits for the second one; its page, and who may approve it.
async fn waiting(site: &TestSite, is_practice: bool) -> (String, Colleague<'_>) {
    let now = site.clock.now();
    let incident = add_incident(&site.test.store, "march-2031", is_practice, now).await;
    add_person(&site.test.store, incident, "Ana", Kind::Adult, Lang::En, now).await;
    let (sender, owner) = (site.colleague(Role::Sender, Some(incident)).await, site.colleague(Role::Owner, None).await);
    let written = sender.post(&format!("{NOTICES}/new"), "name=First&audience=everybody&do=write").await;
    let page = written.location().unwrap().to_owned();
    assert_eq!(sender.post(&format!("{page}/ask"), "").await.status, StatusCode::SEE_OTHER, "asking sends nothing");
    (page, owner)
}

async fn reasons(site: &TestSite) -> Vec<String> {
    let sql = "select details from audit where act = 'notice.regardless'";
    store::on!(site.test.store.read(), |db| sqlx::query_scalar(sql).fetch_all(db).await).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn records_that_speak_against_us_stop_an_approval_until_it_has_a_reason_which_is_in_the_log() {
    for test in stores().await {
        let zone = Zone::default().txt("example.org", "v=spf1 -all").serve().await;
        let site = TestSite::on(test).asking(&zone.to_string());
        let (page, owner) = waiting(&site, false).await;
        let shown = owner.get(&page).await;
        assert!(shown.body.contains("says that 192.0.2.25 may not send its mail"), "{}", shown.body);
        assert!(shown.body.contains("Records of the sender: looked at on"), "{}", shown.body);
        let asks = owner.get(&format!("{page}/approve")).await;
        assert!(asks.body.contains("Why it goes out all the same"), "{}", asks.body);

        let (press, form) = (format!("{page}/approve"), "people=1&words=1");
        for regardless in ["", "&regardless=", "&regardless=+%0A"] {
            let refused = owner.post(&press, &format!("{form}{regardless}")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.body.contains("Put the records right first, or write why"), "{}", refused.body);
        }
        let long = owner.post(&press, &format!("{form}&regardless={}", "x".repeat(4001))).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(long.body.contains(&"x".repeat(4001)), "what was typed is there still");
        assert_eq!(reasons(&site).await, Vec::<String>::new());
        let done = owner.post(&press, &format!("{form}&regardless=Our+name+server+was+taken+too.")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let kept = reasons(&site).await;
        assert!(kept.len() == 1 && kept[0].contains("Our name server was taken too.") && kept[0].contains("spf"), "{kept:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_good_records_nothing_more_is_asked() {
    let zone = Zone::default()
        .txt("example.org", "v=spf1 ip4:192.0.2.0/24 -all")
        .txt("_dmarc.example.org", "v=DMARC1; p=reject")
        .ptr(RELAY, "relay.example.org")
        .a("relay.example.org", RELAY);
    let zone = zone.serve().await;
    let site = TestSite::new().await.asking(&zone.to_string());
    let (page, owner) = waiting(&site, false).await;
    let asks = owner.get(&format!("{page}/approve")).await;
    assert!(!asks.body.contains("regardless"), "{}", asks.body);
    assert!(asks.body.contains("the relay"), "that the relay has to sign is said: {}", asks.body);
    assert_eq!(owner.post(&format!("{page}/approve"), "people=1&words=1").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_goes_to_nobody_and_a_name_server_that_is_away_stops_nothing() {
    let site = TestSite::new().await;
    let (page, owner) = waiting(&site, true).await;
    assert!(!owner.get(&page).await.body.contains("Records of the sender"));
    let site = TestSite::new().await;
    let (page, owner) = waiting(&site, false).await;
    let shown = owner.get(&page).await;
    assert!(shown.body.contains("Records of the sender"), "{}", shown.body);
    assert_eq!(owner.post(&format!("{page}/approve"), "people=1&words=1").await.status, StatusCode::SEE_OTHER);
}
