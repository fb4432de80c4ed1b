//! Where the money goes, changed after the claim was sent (AC-28): six digits, the address on file told, 48 hours, and another look.

use std::time::Duration;

use candor::workers::claims::redirect_all;
use domain::{claim::ClaimState, payout::Way};
use futures::future::join_all;
use http::StatusCode;
use store::{money::Payment, testing::stores};
use tokio_util::sync::CancellationToken;

use super::{
    CASH, PAYMENTS, TIME, TO_A_BANK, ana, form_id, granted, mail_of, mailed, offered, only_claim, reviewer, seen, sent, staff_path,
};
use crate::support::{
    TestSite,
    people::{Browser, Invited},
};

const ELSEWHERE: &str = "way=iban&name=Ana+Example&iban=DE89370400440532013000";

/// Asks for the change and types the digits of the mail.
async fn proven(site: &TestSite, browser: &Browser<'_>, path: &str) {
    let payout = format!("{path}/payout");
    let asked = browser.post(&payout, ELSEWHERE).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    assert!(mail_of(site, "payout-change").await.is_none(), "nothing is told before the proof");
    let code = mail_of(site, "payout-code").await.expect("six digits").values["code"].clone();
    let wrong = browser.post(&payout, &format!("act=code&digits={}", if code == "000000" { "000001" } else { "000000" })).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let digits = format!("act=code&digits={code}");
    let right = join_all((0..20).map(|_| browser.post(&payout, &digits))).await;
    assert!(right.iter().all(|answer| answer.status.as_u16() < 500), "{:?}", right.iter().map(|answer| answer.status).collect::<Vec<_>>());
    let told = store::testing::look::mails(&site.test.store).await;
    assert_eq!(told.iter().filter(|(_, mail)| mail.template.as_str() == "payout-change").count(), 1, "told once");
}

async fn payments(site: &TestSite, invited: &Invited) -> Vec<Payment> {
    let claim = only_claim(site, invited).await;
    site.test.store.payments_of_claim(claim.incident_id, claim.claim_id).await.unwrap()
}

async fn done(site: &TestSite) -> u64 {
    let (here, there) = (CancellationToken::new(), CancellationToken::new());
    let (one, other) = tokio::join!(redirect_all(&site.site, &here), redirect_all(&site.site, &there));
    one.unwrap() + other.unwrap()
}

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test(flavor = "multi_thread")]
async fn money_that_was_granted_waits_48_hours_and_for_a_reviewer_when_it_is_to_go_elsewhere() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let benefit = offered(&site, &incident, TIME).await;
        let invited = ana(&site, &incident).await;
        let browser = site.enter(&invited).await;
        let path = sent(&browser, &benefit).await;
        let (staff, page) = (reviewer(&site, &incident).await, staff_path(&path));
        granted(&staff, &page, "50", 2).await;
        proven(&site, &browser, &path).await;
        let told = mail_of(&site, "payout-change").await.unwrap();
        assert_eq!(
            (told.to.as_str(), told.values["number"].as_str()),
            ("ana@example.org", only_claim(&site, &invited).await.number.as_str())
        );
        let shown = browser.get(&format!("{path}/payout")).await;
        assert!(shown.body.contains("Your change waits") && shown.body.contains("ends in 3000"), "{}", shown.body);
        assert!(!shown.body.contains("DE8937"), "no account comes back to the page");

        let batch = "act=batch&way=ach&currency=USD";
        let held = staff.post(PAYMENTS, batch).await;
        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY, "{:?}", held.location());
        assert!(staff.get(PAYMENTS).await.body.contains("1 payment is held"));
        site.clock.advance(48 * HOUR - Duration::from_secs(1));
        assert_eq!(done(&site).await, 0);
        site.clock.advance(Duration::from_secs(1));
        // The time has come and nobody has done it yet: what would go out now goes where a thief may have said, unseen.
        let staff = reviewer(&site, &incident).await;
        assert_eq!(staff.post(PAYMENTS, batch).await.status, StatusCode::UNPROCESSABLE_ENTITY, "the change is not done yet");
        assert_eq!(done(&site).await, 1, "once, however many servers look");

        let claim = only_claim(&site, &invited).await;
        assert_eq!((claim.state, claim.payout.as_ref().map(domain::payout::Payout::way)), (ClaimState::Submitted, Some(Way::Iban)));
        assert_eq!(mailed(&site, "redirected").await, 1);
        let iban = "act=batch&way=iban&currency=USD";
        for way in [batch, iban] {
            let staff = reviewer(&site, &incident).await;
            assert_eq!(staff.post(PAYMENTS, way).await.status, StatusCode::UNPROCESSABLE_ENTITY, "a reviewer has not looked");
        }
        let staff = reviewer(&site, &incident).await;
        let looked = staff.get(&page).await;
        for says in ["Before: Ana Example, account that ends in 6789", "Now: Ana Example, account (IBAN) that ends in 3000"] {
            assert!(looked.body.contains(says), "{says}: {}", looked.body);
        }
        granted(&staff, &page, "50", 20).await;
        let all = payments(&site, &invited).await;
        assert_eq!(all.iter().map(|payment| (payment.way, payment.amount.cents)).collect::<Vec<_>>(), [(Way::Iban, 5_000)], "paid once");
        assert_eq!(staff.post(PAYMENTS, iban).await.status, StatusCode::SEE_OTHER);
        assert!(site.test.store.reconcile(incident.incident_id).await.unwrap().mismatches.is_empty());
        let acts = site.test.store.acts_about(incident.incident_id, invited.person.person_id.0, None).await.unwrap();
        let acts: Vec<&str> = acts.iter().map(|act| act.act.as_str()).filter(|act| act.starts_with("payout.")).collect();
        assert_eq!(acts, ["payout.change", "payout.ask"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_destination_is_paid_nothing_and_its_person_can_ask_again() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let benefit = offered(&site, &incident, TIME).await;
    let invited = ana(&site, &incident).await;
    let browser = site.enter(&invited).await;
    let path = sent(&browser, &benefit).await;
    let page = staff_path(&path);
    granted(&reviewer(&site, &incident).await, &page, "50", 2).await;
    proven(&site, &browser, &path).await;
    site.clock.advance(48 * HOUR);
    assert_eq!(done(&site).await, 1);
    let staff = reviewer(&site, &incident).await;
    assert_eq!(staff.post(&page, &format!("act=take&form_id={}", form_id(20))).await.status, StatusCode::SEE_OTHER);
    let deny = format!("act=deny&form_id={}&deny_words=this+account+is+not+yours", form_id(21));
    assert_eq!(staff.post(&page, &deny).await.status, StatusCode::SEE_OTHER);
    let batch = staff.post(PAYMENTS, "act=batch&way=iban&currency=USD").await;
    assert_eq!(batch.status, StatusCode::UNPROCESSABLE_ENTITY, "refused: nothing goes there");
    let browser = site.enter(&invited).await;
    assert!(browser.get(&format!("{path}/payout")).await.body.contains("Send me the code"), "and can be changed again");
    assert!(browser.get(&path).await.body.contains("Ask for another look"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_on_file_stops_the_change_and_the_money_goes_where_it_went() {
    for field in ["token", "code"] {
        let site = TestSite::new().await;
        let incident = site.incident("march-2031").await;
        let benefit = offered(&site, &incident, TIME).await;
        let invited = ana(&site, &incident).await;
        let browser = site.enter(&invited).await;
        let path = sent(&browser, &benefit).await;
        granted(&reviewer(&site, &incident).await, &staff_path(&path), "50", 2).await;
        proven(&site, &browser, &path).await;
        let told = mail_of(&site, "payout-change").await.unwrap();
        let secret = format!("{field}={}", told.values[if field == "token" { "stop_token" } else { "stop_code" }]);
        let stranger = site.browser();
        let stopped = join_all((0..20).map(|_| stranger.post("/contact/stop", &secret))).await;
        assert_eq!(stopped.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count(), 1);
        site.clock.advance(49 * HOUR);
        assert_eq!(done(&site).await, 0);
        assert_eq!(only_claim(&site, &invited).await.state, ClaimState::Approved);
        let staff = reviewer(&site, &incident).await;
        assert_eq!(staff.post(PAYMENTS, "act=batch&way=ach&currency=USD").await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_on_its_way_is_not_sent_elsewhere_and_what_is_not_decided_yet_is() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let benefit = offered(&site, &incident, TIME).await;
        let invited = ana(&site, &incident).await;
        let browser = site.enter(&invited).await;
        let path = sent(&browser, &benefit).await;
        let payout = format!("{path}/payout");
        let same = browser.post(&payout, TO_A_BANK).await;
        assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(same.body.contains("goes already") && !same.body.contains("000123456789"), "{}", same.body);
        proven(&site, &browser, &path).await;
        let second = browser.post(&payout, TO_A_BANK).await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Granted meanwhile: the money waits for the change all the same.
        let (staff, page) = (reviewer(&site, &incident).await, staff_path(&path));
        granted(&staff, &page, "50", 2).await;
        assert_eq!(staff.post(PAYMENTS, "act=batch&way=ach&currency=USD").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.post(&payout, "act=stop").await.status, StatusCode::SEE_OTHER);
        let batch = staff.post(PAYMENTS, "act=batch&way=ach&currency=USD").await;
        assert_eq!(batch.status, StatusCode::SEE_OTHER, "stopped: {}", batch.body);
        let late = browser.post(&payout, ELSEWHERE).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.body.contains("already on its way"), "{}", late.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_a_batch_stays_what_it_was_when_the_rest_of_the_money_goes_elsewhere() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let benefit = offered(&site, &incident, TIME).await;
        let invited = ana(&site, &incident).await;
        let browser = site.enter(&invited).await;
        let path = sent(&browser, &benefit).await;
        let (staff, other, page) = (reviewer(&site, &incident).await, reviewer(&site, &incident).await, staff_path(&path));
        assert_eq!(staff.post(&page, &format!("act=take&form_id={}", form_id(2))).await.status, StatusCode::SEE_OTHER);
        let part = format!("act=approve&form_id={}&granted=40&approve_words=one+call", form_id(3));
        assert_eq!(staff.post(&page, &part).await.status, StatusCode::SEE_OTHER);
        let batch = staff.post(PAYMENTS, "act=batch&way=ach&currency=USD").await.location().unwrap().to_owned();
        assert_eq!(other.post(&batch, "act=release").await.status, StatusCode::SEE_OTHER);
        let file = other.get(&format!("{batch}/file")).await;
        assert!(file.body.contains("000123456789"), "{}", file.body);
        let reference = payments(&site, &invited).await[0].reference.clone();
        assert_eq!(staff.post(PAYMENTS, &format!("act=results&results={reference},paid")).await.status, StatusCode::SEE_OTHER);
        let appeal = format!("act=appeal&form_id={}&words=There+were+two", form_id(6));
        assert_eq!(browser.post(&path, &appeal).await.status, StatusCode::SEE_OTHER);
        proven(&site, &browser, &path).await;
        site.clock.advance(48 * HOUR);
        assert_eq!(done(&site).await, 1);
        let again = reviewer(&site, &incident).await.get(&format!("{batch}/file")).await;
        assert_eq!((again.status, again.body), (StatusCode::OK, file.body), "where it went, not where the rest goes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_address_on_file_is_led_to_a_person() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let benefit = offered(&site, &incident, TIME).await;
    let invited = site.person_with_invitation(&incident, "Ana", None, |_| ()).await;
    let browser = site.browser();
    let opened = browser.post("/open", &format!("code={}", invited.letter.code.grouped())).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    let path = sent(&browser, &benefit).await;
    let page = browser.get(&format!("{path}/payout")).await;
    assert!(page.body.contains("a person checks with you") && page.body.contains("/me/help"), "{}", page.body);
    assert_eq!(browser.post(&format!("{path}/payout"), ELSEWHERE).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cheque_that_came_back_is_not_sent_to_the_same_place_again() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let benefit = offered(&site, &incident, CASH).await;
        let invited = ana(&site, &incident).await;
        let browser = site.enter(&invited).await;
        let payout = browser.post("/me/claims", &format!("benefit={benefit}")).await.location().unwrap().to_owned();
        let path = payout.strip_suffix("/payout").unwrap().to_owned();
        let version = seen(&browser.get(&payout).await.body);
        let cheque = format!("seen={version}&way=cheque&name=Ana&address=1+Main+St");
        assert_eq!(browser.post(&payout, &cheque).await.status, StatusCode::SEE_OTHER);
        let send = format!("form_id={}&attest=on", form_id(1));
        assert_eq!(browser.post(&format!("{path}/send"), &send).await.status, StatusCode::SEE_OTHER);
        let (staff, other) = (reviewer(&site, &incident).await, reviewer(&site, &incident).await);
        granted(&staff, &staff_path(&path), "100", 2).await;
        let batch = "act=batch&way=cheque&currency=USD";
        let made = staff.post(PAYMENTS, batch).await.location().unwrap().to_owned();
        assert_eq!(other.post(&made, "act=release").await.status, StatusCode::SEE_OTHER);
        let reference = payments(&site, &invited).await[0].reference.clone();
        assert_eq!(staff.post(PAYMENTS, &format!("act=results&results={reference},R03")).await.status, StatusCode::SEE_OTHER);
        assert_eq!((mailed(&site, "where").await, mailed(&site, "came_back").await), (1, 0));
        assert_eq!(staff.post(PAYMENTS, batch).await.status, StatusCode::UNPROCESSABLE_ENTITY, "it waits for an address");
        proven(&site, &browser, &path).await;
        site.clock.advance(48 * HOUR);
        assert_eq!(done(&site).await, 1);
        let staff = reviewer(&site, &incident).await;
        granted(&staff, &staff_path(&path), "100", 20).await;
        assert_eq!(staff.post(PAYMENTS, "act=batch&way=iban&currency=USD").await.status, StatusCode::SEE_OTHER);
        assert!(site.test.store.reconcile(incident.incident_id).await.unwrap().mismatches.is_empty());
    }
}
