//! Files for the bank: their shape, and that no cell of a list is a formula.

use candor::workers::claims::remind_all;
use http::StatusCode;
use tokio_util::sync::CancellationToken;

use super::{CASH, PAYMENTS, ana, form_id, offered, only_claim, reviewer, seen, staff_path};
use crate::support::TestSite;

/// A cash claim that was granted, its payment released: the batch's page.
async fn released(site: &TestSite, payout: &str, way: &str) -> String {
    let incident = site.incident("march-2031").await;
    let benefit = offered(site, &incident, CASH).await;
    let invited = ana(site, &incident).await;
    let browser = site.enter(&invited).await;
    let to = browser.post("/me/claims", &format!("benefit={benefit}")).await.location().unwrap().to_owned();
    let version = seen(&browser.get(&to).await.body);
    let saved = browser.post(&to, &format!("seen={version}&{payout}")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let send = saved.location().unwrap().to_owned();
    assert_eq!(browser.post(&send, &format!("form_id={}&attest=on", form_id(1))).await.status, StatusCode::SEE_OTHER);
    let (one, other) = (reviewer(site, &incident).await, reviewer(site, &incident).await);
    let page = staff_path(send.strip_suffix("/send").unwrap());
    assert_eq!(one.post(&page, &format!("act=take&form_id={}", form_id(2))).await.status, StatusCode::SEE_OTHER);
    let approve = format!("act=approve&form_id={}&granted=100&approve_words=", form_id(3));
    assert_eq!(one.post(&page, &approve).await.status, StatusCode::SEE_OTHER);
    let made = one.post(PAYMENTS, &format!("act=batch&way={way}&currency=USD")).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let batch = made.location().unwrap().to_owned();
    assert_eq!(other.post(&batch, "act=release").await.status, StatusCode::SEE_OTHER);
    only_claim(site, &invited).await;
    batch
}

async fn file(site: &TestSite, path: &str) -> String {
    let incident = site.test.store.find_incident(&domain::slug::Slug::parse("march-2031").unwrap()).await.unwrap().unwrap();
    let answer = reviewer(site, &incident).await.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ach_file_has_records_of_94_letters_in_blocks_of_ten_and_is_the_same_each_time() {
    let site = TestSite::new().await;
    let payout = "way=ach&name=Mar%C3%ADa+N%C3%BA%C3%B1ez&routing=021000021&account=12345&kind=savings";
    let batch = released(&site, payout, "ach").await;
    let ach = file(&site, &format!("{batch}/file")).await;
    let records: Vec<&str> = ach.lines().collect();
    assert_eq!(records.len(), 10);
    assert!(records.iter().all(|record| record.len() == 94 && record.is_ascii()), "{ach}");
    assert_eq!(records.iter().map(|record| &record[..1]).collect::<String>(), "1568999999");
    let entry = records[2];
    assert_eq!((&entry[1..3], &entry[3..12], entry[12..29].trim(), &entry[29..39]), ("32", "021000021", "12345", "0000010000"));
    assert_eq!(entry[54..76].trim(), "MARIA NUNEZ");
    assert_eq!(ach, file(&site, &format!("{batch}/file")).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_begins_like_a_formula_is_a_text_in_the_list() {
    let site = TestSite::new().await;
    let batch = released(&site, "way=cheque&name=%3DSUM(A1)&address=%40cmd%0A1+Main+St", "cheque").await;
    let list = file(&site, &format!("{batch}/list.csv")).await;
    assert!(list.contains("\"'=SUM(A1)\"") && list.contains("\"'@cmd"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_transfer_says_whom_it_pays_and_escapes_what_would_be_markup() {
    let site = TestSite::new().await;
    let batch = released(&site, "way=iban&name=Ana+%3Cb%3E+%26+Co&iban=DE89370400440532013000", "iban").await;
    let xml = file(&site, &format!("{batch}/file")).await;
    for says in
        ["pain.001.001.09", "<IBAN>DE89370400440532013000</IBAN>", "<InstdAmt Ccy=\"USD\">100.00</InstdAmt>", "Ana &lt;b&gt; &amp; Co"]
    {
        assert!(xml.contains(says), "{says}: {xml}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_not_paid_a_cheque_in_is_reminded_three_times_and_not_again() {
    for test in store::testing::stores().await {
        let site = TestSite::on(test);
        released(&site, "way=cheque&name=Ana+Example&address=1+Main+St", "cheque").await;
        let mut reminded = Vec::new();
        // A day before the thirtieth, and every thirty days from then on.
        for days in [29, 1, 30, 30, 30] {
            site.clock.advance(std::time::Duration::from_secs(days * 86_400));
            let (here, there) = (CancellationToken::new(), CancellationToken::new());
            let (one, other) = tokio::join!(remind_all(&site.site, &here), remind_all(&site.site, &there));
            reminded.push(one.unwrap() + other.unwrap());
        }
        assert_eq!(reminded, [0, 1, 1, 1, 0], "one mail each time, however many servers look");
        let mails = store::testing::look::mails(&site.test.store).await;
        let said: Vec<&str> = mails
            .iter()
            .filter(|(_, mail)| mail.values.get("happened").is_some_and(|happened| happened == "uncashed"))
            .map(|(_, mail)| mail.values["said"].as_str())
            .collect();
        assert_eq!(said, ["A cheque of $100.00, sent on 12 March 2031."; 3]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voucher_goes_by_a_list_to_who_sends_them_and_a_cheque_follows_when_it_does_not_arrive() {
    let site = TestSite::new().await;
    let batch = released(&site, "way=voucher&name=Ana+Example&email=ana%40example.org", "voucher").await;
    let list = file(&site, &format!("{batch}/list.csv")).await;
    let reference = list.lines().nth(1).and_then(|line| line.split('"').nth(1)).unwrap().to_owned();
    assert!(list.contains("\"100.00\",\"USD\",\"voucher\",\"Ana Example\",\"\",\"\",\"\",\"\",\"ana@example.org\""), "{list}");
    let incident = site.test.store.find_incident(&domain::slug::Slug::parse("march-2031").unwrap()).await.unwrap().unwrap();
    let staff = reviewer(&site, &incident).await;
    assert_eq!(staff.get(&format!("{batch}/file")).await.status, StatusCode::NOT_FOUND, "no bank takes a voucher");
    let answered = staff.post(PAYMENTS, &format!("act=results&results={reference}+R03")).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.body);
    let waiting = site.test.store.waiting_payments(incident.incident_id).await.unwrap();
    assert_eq!(waiting.iter().map(|waiting| waiting.way.as_str()).collect::<Vec<_>>(), ["cheque"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_sends_vouchers_nobody_can_choose_one() {
    let site = TestSite::new().await.with_settings(|settings| settings.payments.voucher.clear());
    let incident = site.incident("march-2031").await;
    let benefit = offered(&site, &incident, CASH).await;
    let invited = ana(&site, &incident).await;
    let browser = site.enter(&invited).await;
    let payout = browser.post("/me/claims", &format!("benefit={benefit}")).await.location().unwrap().to_owned();
    let page = browser.get(&payout).await;
    assert!(!page.body.contains("voucher"), "{}", page.body);
    let refused = browser.post(&payout, &format!("seen={}&way=voucher&name=Ana&email=ana%40example.org", seen(&page.body))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Choose how you want"), "{}", refused.body);
}
