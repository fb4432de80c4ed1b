//! Claims over HTTP: offered by two, filled in, sent, looked at, granted, paid.

mod evidence;
mod files;
mod once;
mod paper;
mod redirect;
mod refused;
mod remind;
mod scorecard;
mod share;
mod signals;
mod unasked;
mod walk;

use domain::{ids::ClaimId, incident::Incident, staff::Role};
use http::StatusCode;
use store::{claims::Claim, outbox::OutgoingMail, testing::look};

use crate::support::{
    TestSite,
    desk::Colleague,
    people::{Browser, Invited},
};

const BENEFITS: &str = "/staff/incidents/march-2031/benefits/money";
const CLAIMS: &str = "/staff/incidents/march-2031/claims";
const PAYMENTS: &str = "/staff/incidents/march-2031/payments";
/// Time, at 25 dollars an hour.
const TIME: &str = "kind=time&amount=25&currency=USD&most_hours=10&last_day=&grace_days=0";
const CASH: &str = "kind=cash&amount=100&currency=USD&most_hours=10&last_day=&grace_days=0";
const EXPENSES: &str = "kind=expenses&amount=500&currency=USD&most_hours=10&last_day=&grace_days=0&expense-credit=on&expense-documents=on";
const TO_A_BANK: &str = "way=ach&name=Ana+Example&routing=021000021&account=000123456789&kind=checking&iban=&address=";

/// An offer of money that a second person opened: the id of the benefit.
async fn offered(site: &TestSite, incident: &Incident, offer: &str) -> String {
    let (writer, owner) = (site.colleague(Role::Compliance, Some(incident.incident_id)).await, site.colleague(Role::Owner, None).await);
    let written = writer.post(BENEFITS, offer).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.body);
    let page = written.location().unwrap().to_owned();
    assert_eq!(writer.post(&page, "act=open").await.status, StatusCode::UNPROCESSABLE_ENTITY, "who wrote it does not open it");
    let shown = owner.get(&page).await;
    assert!(shown.body.contains("Open it"), "{}", shown.body);
    assert_eq!(owner.post(&page, "act=open").await.status, StatusCode::SEE_OTHER);
    page.rsplit('/').next().unwrap().to_owned()
}

async fn reviewer<'a>(site: &'a TestSite, incident: &Incident) -> Colleague<'a> {
    site.colleague(Role::Reviewer, Some(incident.incident_id)).await
}

async fn ana(site: &TestSite, incident: &Incident) -> Invited {
    site.person_with_invitation(incident, "Ana", Some("ana@example.org"), |_| ()).await
}

/// Which version of the claim a page was made of.
fn seen(page: &str) -> String {
    let at = page.find("name=\"seen\" value=\"").expect("a version") + "name=\"seen\" value=\"".len();
    page[at..].chars().take_while(char::is_ascii_digit).collect()
}

fn form_id(number: u128) -> String {
    uuid::Uuid::from_u128(0x4000_8000_0000_0000_0000 + number).to_string()
}

/// A claim for two hours, filled in and not yet sent: its path.
async fn filled(browser: &Browser<'_>, benefit: &str) -> String {
    let begun = browser.post("/me/claims", &format!("benefit={benefit}")).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let path = begun.location().unwrap().to_owned();
    let page = browser.get(&path).await;
    let added = browser.post(&path, &format!("act=add&seen={}&what=calls+to+my+bank&hours=2", seen(&page.body))).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let payout = browser.get(&format!("{path}/payout")).await;
    let saved = browser.post(&format!("{path}/payout"), &format!("seen={}&{TO_A_BANK}", seen(&payout.body))).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    path
}

/// The same, sent.
async fn sent(browser: &Browser<'_>, benefit: &str) -> String {
    let path = filled(browser, benefit).await;
    let done = browser.post(&format!("{path}/send"), &format!("form_id={}&attest=on", form_id(1))).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    path
}

/// The page of a claim for staff.
fn staff_path(path: &str) -> String {
    format!("{CLAIMS}/{}", path.rsplit('/').next().unwrap())
}

/// A member of staff takes a claim and grants it: the forms' ids are `id` and the next.
async fn granted(staff: &Colleague<'_>, page: &str, amount: &str, id: u128) {
    let take = staff.post(page, &format!("act=take&form_id={}", form_id(id))).await;
    assert_eq!(take.status, StatusCode::SEE_OTHER, "{}", take.body);
    let grant = staff.post(page, &format!("act=approve&form_id={}&granted={amount}&approve_words=", form_id(id + 1))).await;
    assert_eq!(grant.status, StatusCode::SEE_OTHER, "{}", grant.body);
}

/// The newest mail of a template.
async fn mail_of(site: &TestSite, template: &str) -> Option<OutgoingMail> {
    look::mails(&site.test.store).await.into_iter().rev().map(|(_, mail)| mail).find(|mail| mail.template.as_str() == template)
}

/// How many mails say that this happened.
async fn mailed(site: &TestSite, happened: &str) -> usize {
    let mails = look::mails(&site.test.store).await;
    mails.iter().filter(|(_, mail)| mail.values.get("happened").is_some_and(|value| value == happened)).count()
}

async fn only_claim(site: &TestSite, invited: &Invited) -> Claim {
    let claims = site.test.store.claims_of_person(invited.person.incident_id, invited.person.person_id).await.unwrap();
    assert_eq!(claims.len(), 1, "one claim");
    claims.into_iter().next().unwrap()
}

async fn stands_at(site: &TestSite, invited: &Invited, claim: ClaimId) -> Claim {
    site.test.store.claim(invited.person.incident_id, claim).await.unwrap().unwrap()
}
