//! The whole way, as a person and three members of staff go it.

use domain::{claim::ClaimState, payment::PaymentState};
use http::StatusCode;
use store::testing::{look, stores};

use super::{
    CASH, CLAIMS, EXPENSES, PAYMENTS, TIME, TO_A_BANK, ana, filled, form_id, offered, only_claim, reviewer, seen, sent, staff_path,
};
use crate::support::TestSite;

async fn mails(site: &TestSite) -> Vec<String> {
    let mails = look::mails(&site.test.store).await.into_iter().filter(|(_, mail)| mail.values.contains_key("happened"));
    // The clock stands still: mails of one moment have no order.
    let mut happened: Vec<String> = mails.map(|(_, mail)| mail.values["happened"].clone()).collect();
    happened.sort();
    happened
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_goes_from_the_offer_to_the_money_with_a_question_a_part_and_an_appeal() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let invited = ana(&site, &incident).await;
        let browser = site.enter(&invited).await;
        assert!(!browser.get("/me").await.body.contains("/me/claims"), "nothing is offered yet");
        let benefit = offered(&site, &incident, TIME).await;
        assert!(browser.get("/me").await.body.contains("/me/claims"));
        let list = browser.get("/me/claims").await;
        for says in ["$25.00", "10 hours", "Ask for this", "You sign nothing away"] {
            assert!(list.body.contains(says), "{says}: {}", list.body);
        }
        let path = filled(&browser, &benefit).await;
        let check = browser.get(&format!("/es{path}/send")).await;
        assert!(check.body.contains("$50.00") && check.body.contains("6789") && !check.body.contains("000123456789"), "{}", check.body);
        let without = browser.post(&format!("{path}/send"), &format!("form_id={}", form_id(1))).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(without.body.contains("Tick the sentence"), "{}", without.body);
        let done = browser.post(&format!("{path}/send"), &format!("form_id={}&attest=on", form_id(1))).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        // Ten working days after Wednesday 12 March 2031.
        let page = browser.get(&path).await;
        assert!(page.body.contains("A person decides by 26 March 2031"), "{}", page.body);

        let first = reviewer(&site, &incident).await;
        assert!(first.get("/staff").await.body.contains("1 claim waits for a reviewer"));
        assert!(first.get(CLAIMS).await.body.contains("$50.00"));
        let claim = staff_path(&path);
        assert_eq!(first.post(&claim, &format!("act=take&form_id={}", form_id(2))).await.status, StatusCode::SEE_OTHER);
        let shown = first.get(&claim).await;
        assert!(shown.body.contains("Ana") && !shown.body.contains("000123456789"), "{}", shown.body);
        let ask = format!("act=ask&form_id={}&ask_what=the+dates&ask_why=to+count&ask_example=March+10", form_id(3));
        assert_eq!(first.post(&claim, &ask).await.status, StatusCode::SEE_OTHER);
        let asked = browser.get(&path).await;
        for says in ["We need: the dates", "Why: to count", "For example: March 10", "answer by 11 April 2031"] {
            assert!(asked.body.contains(says), "{says}: {}", asked.body);
        }
        let answer = format!("act=answer&form_id={}&words=On+the+tenth", form_id(4));
        assert_eq!(browser.post(&path, &answer).await.status, StatusCode::SEE_OTHER);
        let part = |id, amount: &str, why: &str| format!("act=approve&form_id={}&granted={amount}&approve_words={why}", form_id(id));
        let no_why = first.post(&claim, &part(5, "40", "")).await;
        assert_eq!(no_why.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(no_why.body.contains("You grant less than was asked for"), "{}", no_why.body);
        assert_eq!(first.post(&claim, &part(5, "40", "one+call+is+known")).await.status, StatusCode::SEE_OTHER);
        assert!(browser.get(&path).await.body.contains("You get $40.00"));

        // An appeal goes to somebody else.
        let appeal = format!("act=appeal&form_id={}&words=There+were+two", form_id(6));
        assert_eq!(browser.post(&path, &appeal).await.status, StatusCode::SEE_OTHER);
        let own = first.post(&claim, &format!("act=take&form_id={}", form_id(7))).await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(own.body.contains("An appeal goes to another person"), "{}", own.body);
        let second = reviewer(&site, &incident).await;
        assert_eq!(second.post(&claim, &format!("act=take&form_id={}", form_id(8))).await.status, StatusCode::SEE_OTHER);
        let less = second.post(&claim, &part(9, "30", "less")).await;
        assert_eq!(less.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing granted is taken away");
        assert_eq!(second.post(&claim, &part(9, "50", "")).await.status, StatusCode::SEE_OTHER);

        // Two payments wait: what was granted at first, and the rest.
        let batch = first.post(PAYMENTS, "act=batch&way=ach&currency=USD").await;
        assert_eq!(batch.status, StatusCode::SEE_OTHER, "{}", batch.body);
        let batch = batch.location().unwrap().to_owned();
        assert_eq!(first.get(&format!("{batch}/file")).await.status, StatusCode::NOT_FOUND, "no file before the release");
        let alone = first.post(&batch, "act=release").await;
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(alone.body.contains("Somebody else has to release it"), "{}", alone.body);
        assert_eq!(second.post(&batch, "act=release").await.status, StatusCode::SEE_OTHER);
        let file = second.get(&format!("{batch}/file")).await;
        assert_eq!(file.status, StatusCode::OK, "{}", file.body);
        assert!(file.body.contains("0000004000") && file.body.contains("0000001000"), "{}", file.body);

        let claim = only_claim(&site, &invited).await;
        let payments = site.test.store.payments_of_claim(incident.incident_id, claim.claim_id).await.unwrap();
        let references: Vec<&str> = payments.iter().map(|payment| payment.reference.as_str()).collect();
        let results = format!("act=results&results={}+paid%0A{}+R03", references[0], references[1]);
        let read = first.post(PAYMENTS, &results).await;
        assert_eq!(read.status, StatusCode::SEE_OTHER, "{}", read.body);
        let said = first.get(read.location().unwrap()).await;
        assert!(said.body.contains("1 arrived, 1 came back") && said.body.contains("agree to the cent"), "{}", said.body);
        // What came back goes out as a cheque.
        let batch = first.post(PAYMENTS, "act=batch&way=cheque&currency=USD").await;
        let batch = batch.location().unwrap().to_owned();
        assert_eq!(second.post(&batch, "act=release").await.status, StatusCode::SEE_OTHER);
        assert!(second.get(&format!("{batch}/list.csv")).await.body.contains("\"10.00\",\"USD\",\"cheque\",\"Ana"));
        let payments = site.test.store.payments_of_claim(incident.incident_id, claim.claim_id).await.unwrap();
        let cheque = payments.iter().find(|payment| payment.state == PaymentState::Released).unwrap();
        let last = cheque.reference.clone();
        assert_eq!(first.post(PAYMENTS, &format!("act=results&results={last},paid")).await.status, StatusCode::SEE_OTHER);
        assert_eq!(only_claim(&site, &invited).await.state, ClaimState::Paid);
        assert!(browser.get(&path).await.body.contains("$50.00 arrived"));
        assert_eq!(mails(&site).await, ["came_back", "granted", "granted", "paid", "question", "received", "received"]);
        assert!(site.test.store.reconcile(incident.incident_id).await.unwrap().mismatches.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fixed_sum_asks_for_nothing_but_where_it_goes() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let invited = ana(&site, &incident).await;
    let benefit = offered(&site, &incident, CASH).await;
    let browser = site.enter(&invited).await;
    let begun = browser.post("/me/claims", &format!("benefit={benefit}")).await;
    assert!(begun.location().unwrap().ends_with("/payout"), "{:?}", begun.location());
    let claim = only_claim(&site, &invited).await;
    assert_eq!(claim.asked.map(|money| money.cents), Some(10_000));
    // Again it is the same claim.
    let again = browser.post("/me/claims", &format!("benefit={benefit}")).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(only_claim(&site, &invited).await.claim_id, claim.claim_id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_in_a_line_gives_back_what_was_typed_and_an_old_form_changes_nothing() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let invited = ana(&site, &incident).await;
    let benefit = offered(&site, &incident, EXPENSES).await;
    let browser = site.enter(&invited).await;
    let begun = browser.post("/me/claims", &format!("benefit={benefit}")).await;
    let path = begun.location().unwrap().to_owned();
    let first = seen(&browser.get(&path).await.body);
    let wrong = browser.post(&path, &format!("act=add&seen={first}&on=fraud&what=a+new+card&day=2031-03-13&amount=lots")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for says in ["a new card", "Choose what it was for", "cannot be a day to come", "Type the amount as a number"] {
        assert!(wrong.body.contains(says), "{says}: {}", wrong.body);
    }
    let good = format!("act=add&seen={first}&on=documents&what=a+new+card&day=2031-03-11&amount=1,024.50");
    assert_eq!(browser.post(&path, &good).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get(&path).await.body.contains("$500.00 together"), "no more than the most");
    let old = browser.post(&path, &good).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(old.body.contains("was changed meanwhile"), "{}", old.body);
    let now = seen(&browser.get(&path).await.body);
    assert_eq!(browser.post(&path, &format!("act=remove&seen={now}&line=0")).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get(&path).await.body.contains("Nothing is filled in yet"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_with_a_wrong_digit_is_named_and_no_account_comes_back_to_the_page() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let invited = ana(&site, &incident).await;
    let benefit = offered(&site, &incident, CASH).await;
    let browser = site.enter(&invited).await;
    let payout = browser.post("/me/claims", &format!("benefit={benefit}")).await.location().unwrap().to_owned();
    let version = seen(&browser.get(&payout).await.body);
    let post = |fields: String| {
        let (browser, payout) = (&browser, &payout);
        let form = format!("seen={version}&{fields}");
        async move { browser.post(payout, &form).await }
    };
    for (fields, says) in [
        (TO_A_BANK.replace("021000021", "021000022"), "One digit of this routing number is wrong"),
        (TO_A_BANK.replace("021000021", "12345"), "has nine digits"),
        (TO_A_BANK.replace("000123456789", "12"), "has 4 to 17 digits"),
        ("way=iban&name=Ana&iban=DE89370400440532013001".to_owned(), "This is no IBAN"),
        ("way=cheque&name=Ana&address=".to_owned(), "Type the address"),
        ("way=voucher&name=Ana&email=ana.example.org".to_owned(), "Type an e-mail address"),
        ("name=Ana".to_owned(), "Choose how you want"),
    ] {
        let answer = post(fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(says), "{says}: {}", answer.body);
        for secret in ["000123456789", "021000022", "DE8937"] {
            assert!(!answer.body.contains(secret), "{secret}");
        }
    }
    assert_eq!(post(TO_A_BANK.to_owned()).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_taken_back_can_be_begun_anew_and_two_who_share_an_account_are_shown() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let benefit = offered(&site, &incident, TIME).await;
    let invited = ana(&site, &incident).await;
    let browser = site.enter(&invited).await;
    let path = sent(&browser, &benefit).await;
    assert_eq!(browser.post(&path, &format!("act=withdraw&form_id={}", form_id(2))).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get(&path).await.body.contains("You took this claim back"));
    let anew = filled(&browser, &benefit).await;
    assert_ne!(anew, path);
    let sent_anew = browser.post(&format!("{anew}/send"), &format!("form_id={}&attest=on", form_id(3))).await;
    assert_eq!(sent_anew.status, StatusCode::SEE_OTHER);
    let ben = site.person_with_invitation(&incident, "Ben", Some("ben@example.org"), |_| ()).await;
    let other = site.enter(&ben).await;
    sent(&other, &benefit).await;
    let desk = reviewer(&site, &incident).await;
    let shown = desk.get(&staff_path(&anew)).await;
    assert!(shown.body.contains("One other person’s claim sends its money to the same place"), "{}", shown.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn small_claims_are_granted_together_and_what_needs_a_look_is_left_out() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let benefit = offered(&site, &incident, TIME).await;
        let invited = ana(&site, &incident).await;
        sent(&site.enter(&invited).await, &benefit).await;
        let desk = reviewer(&site, &incident).await;
        let together = format!("{CLAIMS}/together");
        assert!(desk.get(&format!("{together}?most=49&currency=USD")).await.body.contains("There is none"));
        let shown = desk.get(&format!("{together}?most=50&currency=USD")).await;
        assert!(shown.body.contains("1 claim is granted whole: $50.00"), "{}", shown.body);
        let number = only_claim(&site, &invited).await.number;
        let press = format!("claims={number}&most=50&currency=USD");
        // Somebody else's money goes to the same account: now it is looked at one by one.
        let ben = site.person_with_invitation(&incident, "Ben", Some("ben@example.org"), |_| ()).await;
        let other = site.enter(&ben).await;
        let path = sent(&other, &benefit).await;
        let none = desk.post(&together, &press).await;
        assert!(none.location().unwrap().ends_with("granted=0"), "{:?}", none.location());
        assert_eq!(only_claim(&site, &invited).await.state, ClaimState::Submitted);
        assert_eq!(other.post(&path, &format!("act=withdraw&form_id={}", form_id(9))).await.status, StatusCode::SEE_OTHER);
        for granted in ["granted=1", "granted=0"] {
            let done = desk.post(&together, &press).await;
            assert!(done.location().unwrap().ends_with(granted), "{:?}", done.location());
        }
        let claim = only_claim(&site, &invited).await;
        assert_eq!((claim.state, claim.granted.map(|money| money.cents)), (ClaimState::Approved, Some(5_000)));
        assert_eq!(mails(&site).await, ["granted", "received", "received"]);
    }
}
