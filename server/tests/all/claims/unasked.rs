//! Money that people need not ask for: who showed who they are gets it a week later, once, where we know them, unless they say otherwise.

use std::time::Duration;

use candor::workers::claims::{begin_all_unasked, grant_all_unasked};
use domain::{
    claim::ClaimState,
    payout::{Payout, Way},
    staff::Role,
};
use http::StatusCode;
use store::testing::stores;
use tokio_util::sync::CancellationToken;

use super::{form_id, mail_of, mailed, offered, only_claim, seen, stands_at};
use crate::support::{TestSite, people::Invited};

const UNASKED: &str = "kind=unasked&amount=100&currency=USD&most_hours=10&last_day=&grace_days=0";
const DAY: Duration = Duration::from_secs(86_400);

async fn with_address(site: &TestSite, incident: &domain::incident::Incident, name: &str, address: &str) -> Invited {
    let email = format!("{}@example.org", name.to_lowercase());
    let at_home = |person: &mut domain::person::Person| {
        let contact = &mut person.contact;
        contact.address1 = address.to_owned();
        contact.city = if address.is_empty() { String::new() } else { "Austin".to_owned() };
    };
    site.person_with_invitation(incident, name, Some(&email), at_home).await
}

/// Two servers at once: how many claims each of the two steps was.
async fn work(site: &TestSite) -> (u64, u64) {
    let stop = CancellationToken::new();
    let (one, other) = tokio::join!(begin_all_unasked(&site.site, &stop), begin_all_unasked(&site.site, &stop));
    let (a, b) = tokio::join!(grant_all_unasked(&site.site, &stop), grant_all_unasked(&site.site, &stop));
    (one.unwrap() + other.unwrap(), a.unwrap() + b.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_showed_who_they_are_gets_a_cheque_a_week_later_without_asking_and_once() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let (ana, ben) =
            (with_address(&site, &incident, "Ana", "1 Main St").await, with_address(&site, &incident, "Ben", "2 Main St").await);
        // Ana was here before the offer, Ben comes after it; a third never does.
        site.enter(&ana).await;
        with_address(&site, &incident, "Cid", "3 Main St").await;
        assert_eq!(work(&site).await, (0, 0), "nothing is offered yet");
        offered(&site, &incident, UNASKED).await;
        assert_eq!(work(&site).await, (1, 0));
        site.enter(&ben).await;
        site.enter(&ben).await;
        assert_eq!(work(&site).await, (1, 0));
        assert_eq!(mailed(&site, "unasked").await, 2, "each hears of it once");
        let mail = mail_of(&site, "claim").await.unwrap();
        assert!(mail.values["said"].contains("On 19 March 2031") && mail.values["asked"] == "$100.00", "{:?}", mail.values);
        let browser = site.enter(&ben).await;
        let claim = only_claim(&site, &ben).await;
        let page = browser.get(&app::claims::path_of(&claim.number)).await;
        assert!(page.body.contains("You need not do anything. On 19 March 2031 we send you $100.00 by cheque"), "{}", page.body);

        site.clock.advance(DAY * 6);
        assert_eq!(work(&site).await, (0, 0), "there is time to say otherwise");
        site.clock.advance(DAY * 2);
        assert_eq!(work(&site).await, (0, 2));
        assert_eq!(work(&site).await, (0, 0));
        for (person, street) in [(&ana, "1 Main St"), (&ben, "2 Main St")] {
            let claim = only_claim(&site, person).await;
            assert_eq!((claim.state, claim.granted.unwrap().cents), (ClaimState::Approved, 10_000));
            assert!(matches!(&claim.payout, Some(Payout::Cheque { address, .. }) if address.starts_with(street)));
            assert_eq!(site.test.store.payments_of_claim(claim.incident_id, claim.claim_id).await.unwrap().len(), 1, "one payment");
        }
        assert_eq!(mailed(&site, "unasked_goes").await, 2);
        let waiting = site.test.store.waiting_payments(incident.incident_id).await.unwrap();
        assert_eq!((waiting.len(), waiting[0].way, waiting[0].total.cents), (1, Way::Cheque, 20_000));
        let books = site.test.store.reconcile(incident.incident_id).await.unwrap();
        assert!(books.mismatches.is_empty(), "{books:?}");
        let page = site.enter(&ben).await.get(&app::claims::path_of(&claim.number)).await;
        assert!(page.body.contains("It was granted; you did not have to ask") && page.body.contains("Granted: $100.00"), "{}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_it_in_another_way_is_looked_at_by_a_person_and_gets_no_cheque() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    offered(&site, &incident, UNASKED).await;
    let ana = with_address(&site, &incident, "Ana", "1 Main St").await;
    let browser = site.enter(&ana).await;
    assert_eq!(work(&site).await, (1, 0));
    let path = app::claims::path_of(&only_claim(&site, &ana).await.number);
    let page = browser.get(&format!("{path}/payout")).await;
    let saved = browser.post(&format!("{path}/payout"), &format!("seen={}&{}", seen(&page.body), super::TO_A_BANK)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let done = browser.post(&format!("{path}/send"), &format!("form_id={}&attest=on", form_id(1))).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    site.clock.advance(DAY * 8);
    assert_eq!(work(&site).await, (0, 0));
    assert_eq!(only_claim(&site, &ana).await.state, ClaimState::Submitted);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_account_that_nobody_sent_gets_nothing_the_cheque_goes_to_the_address_on_file() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    offered(&site, &incident, UNASKED).await;
    let ana = with_address(&site, &incident, "Ana", "1 Main St").await;
    let browser = site.enter(&ana).await;
    assert_eq!(work(&site).await, (1, 0));
    let claim = only_claim(&site, &ana).await;
    let path = app::claims::path_of(&claim.number);
    let page = browser.get(&format!("{path}/payout")).await;
    let saved = browser.post(&format!("{path}/payout"), &format!("seen={}&{}", seen(&page.body), super::TO_A_BANK)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    site.clock.advance(DAY * 8);
    assert_eq!(work(&site).await, (0, 1));
    let claim = stands_at(&site, &ana, claim.claim_id).await;
    assert!(matches!(&claim.payout, Some(Payout::Cheque { address, .. }) if address.starts_with("1 Main St")), "{:?}", claim.payout);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_comes_by_itself_to_who_said_no_or_has_no_address_or_is_not_meant() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let benefit = offered(&site, &incident, &format!("{UNASKED}&places=US-NY")).await;
    let elsewhere = with_address(&site, &incident, "Eli", "5 Main St").await;
    site.enter(&elsewhere).await;
    assert_eq!(work(&site).await, (0, 0), "it is for people in New York");
    let everybody = offered(&site, &incident, UNASKED).await;
    assert_ne!(benefit, everybody);
    assert_eq!(work(&site).await, (1, 0), "this one is for Eli");
    let (ana, nowhere) = (with_address(&site, &incident, "Ana", "1 Main St").await, with_address(&site, &incident, "Ned", "").await);
    let browser = site.enter(&ana).await;
    let entered = site.enter(&nowhere).await;
    assert_eq!(work(&site).await, (1, 0), "Ned has no address");
    let path = app::claims::path_of(&only_claim(&site, &ana).await.number);
    let back = browser.post(&path, &format!("act=withdraw&form_id={}", form_id(1))).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    site.clock.advance(DAY * 8);
    assert_eq!(work(&site).await, (0, 1), "only Eli's");
    assert_eq!(only_claim(&site, &ana).await.state, ClaimState::Withdrawn);
    let _ = entered;
    let offer = site.enter(&nowhere).await.get("/me/claims").await;
    assert!(offer.body.contains("or we hold no address of yours, ask for it here"), "{}", offer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_to_an_address_from_which_letters_came_back_and_its_person_is_asked() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    offered(&site, &incident, UNASKED).await;
    let (ana, ben) = (with_address(&site, &incident, "Ana", "1 Main St").await, with_address(&site, &incident, "Ben", "2 Main St").await);
    site.enter(&ana).await;
    assert_eq!(work(&site).await, (1, 0));
    let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
    for person in [&ana, &ben] {
        let page = format!("/staff/incidents/march-2031/people/{}", person.person.person_id);
        let marked = agent.post(&page, "act=mark&mark=moved&mark_reason=letters+came+back").await;
        assert_eq!(marked.status, StatusCode::SEE_OTHER, "{}", marked.body);
    }
    site.enter(&ben).await;
    assert_eq!(work(&site).await, (0, 0), "Ben asks for it himself");
    site.clock.advance(DAY * 8);
    assert_eq!(work(&site).await, (0, 0));
    assert_eq!(work(&site).await, (0, 0));
    let claim = only_claim(&site, &ana).await;
    assert_eq!((claim.state, claim.grant_at), (ClaimState::Draft, None), "hers to send");
    let told = store::testing::look::mails(&site.test.store).await;
    let told = told.iter().filter(|(_, mail)| mail.values.get("said").is_some_and(|said| said.contains("The money stays yours"))).count();
    assert_eq!(told, 1, "she hears of it once");
}
