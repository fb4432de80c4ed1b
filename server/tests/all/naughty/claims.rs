//! The same strings in a claim: what somebody paid for, who holds the account, what is answered and decided. Text on every page and in every file.

use domain::staff::Role;
use http::StatusCode;

use super::{
    form,
    look::{one_line, skeleton, unescaped},
    site, strings,
};
use crate::support::{TestSite, people::Browser};

const STAFF: &str = "/staff/incidents/march-2031";

/// An offer of money that is open: its id.
async fn offered(site: &TestSite) -> String {
    let (writer, owner) = (site.colleague(Role::Compliance, None).await, site.colleague(Role::Owner, None).await);
    let offer = "kind=expenses&amount=500&currency=USD&most_hours=10&last_day=&grace_days=0";
    let written = writer.post(&format!("{STAFF}/benefits/money"), offer).await;
    let page = written.location().unwrap().to_owned();
    assert_eq!(owner.post(&page, "act=open").await.status, StatusCode::SEE_OTHER);
    page.rsplit('/').next().unwrap().to_owned()
}

async fn seen(browser: &Browser<'_>, path: &str) -> String {
    let page = browser.get(path).await.body;
    page.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a version").to_owned()
}

fn form_id(number: u128) -> String {
    uuid::Uuid::from_u128(number).to_string()
}

/// Every page and file a claim with this word in it is on; `None` where the word is not taken (too long, with control characters).
async fn walked(site: &TestSite, benefit: &str, at: usize, word: &str) -> Option<Vec<(&'static str, String)>> {
    let incident = site.test.store.find_incident(&domain::slug::Slug::parse("march-2031").unwrap()).await.unwrap().unwrap();
    let email = format!("claims{at}@example.org");
    let invited = site.person_with_invitation(&incident, "Ana", Some(&email), |_| ()).await;
    let browser = site.enter(&invited).await;
    let path = browser.post("/me/claims", &format!("benefit={benefit}")).await.location().unwrap().to_owned();
    let version = seen(&browser, &path).await;
    let line = [("act", "add"), ("seen", &version), ("on", "other"), ("what", word), ("day", "2031-03-01"), ("amount", "50")];
    let added = browser.post(&path, &form(&line)).await;
    let wrong = form(&[("act", "add"), ("seen", &version), ("on", "other"), ("what", word), ("day", "2031-03-01"), ("amount", word)]);
    let mut pages = vec![("a mistake", browser.post(&path, &wrong).await.body)];
    if added.status != StatusCode::SEE_OTHER {
        return None;
    }
    pages.push(("the lines", browser.get(&path).await.body));
    let payout = format!("{path}/payout");
    let version = seen(&browser, &payout).await;
    let address = format!("{word}\n{at} Main St");
    let cheque = [("seen", version.as_str()), ("way", "cheque"), ("name", word), ("address", &address)];
    let saved = browser.post(&payout, &form(&cheque)).await;
    if saved.status != StatusCode::SEE_OTHER {
        return None;
    }
    pages.push(("the payout", browser.get(&payout).await.body));
    pages.push(("sending", browser.get(&format!("{path}/send")).await.body));
    let sent = browser.post(&format!("{path}/send"), &form(&[("form_id", &form_id(1)), ("attest", "on")])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let (one, other) = (site.colleague(Role::Reviewer, None).await, site.colleague(Role::Reviewer, None).await);
    let review = format!("{STAFF}/claims/{}", path.rsplit('/').next().unwrap());
    one.post(&review, &form(&[("act", "take"), ("form_id", &form_id(2))])).await;
    let ask = [("act", "ask"), ("form_id", &form_id(3)), ("ask_what", word), ("ask_why", word), ("ask_example", word)];
    assert_eq!(one.post(&review, &form(&ask)).await.status, StatusCode::SEE_OTHER);
    pages.push(("a question", browser.get(&path).await.body));
    let answered = browser.post(&path, &form(&[("act", "answer"), ("form_id", &form_id(4)), ("words", &format!("x {word}"))])).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.body);
    pages.push(("the review", one.get(&review).await.body));
    let part = [("act", "approve"), ("form_id", &form_id(5)), ("granted", "40"), ("approve_words", &format!("x {word}"))];
    assert_eq!(one.post(&review, &form(&part)).await.status, StatusCode::SEE_OTHER);
    pages.push(("the decision", browser.get(&path).await.body));
    let batch = one.post(&format!("{STAFF}/payments"), "act=batch&way=cheque&currency=USD").await.location().unwrap().to_owned();
    assert_eq!(other.post(&batch, "act=release").await.status, StatusCode::SEE_OTHER);
    pages.push(("a batch", other.get(&batch).await.body));
    pages.push(("the list", other.get(&format!("{batch}/list.csv")).await.body));
    Some(pages)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_asks_for_is_text_on_every_page_and_no_formula_in_a_file() {
    let site = site().await;
    site.incident("march-2031").await;
    let benefit = offered(&site).await;
    let naughty = strings();
    // Others on the same device first: from then on every page has the same warnings.
    for at in naughty.len()..naughty.len() + 3 {
        walked(&site, &benefit, at, &naughty[0]).await.expect("a plain name is taken");
    }
    let plain = walked(&site, &benefit, 0, &naughty[0]).await.expect("a plain name is taken");
    let mut taken = 0;
    for (at, word) in naughty.iter().enumerate().skip(1) {
        let Some(pages) = walked(&site, &benefit, at, word).await else { continue };
        taken += 1;
        for ((name, page), (_, plain)) in pages.iter().zip(&plain) {
            if *name == "the list" {
                let mut rows = csv::Reader::from_reader(page.as_bytes());
                for row in rows.records() {
                    assert!(
                        row.expect("a row").iter().all(|value| !value.starts_with(['=', '+', '-', '@', '\t', '\r'])),
                        "{word:?}: {page}"
                    );
                }
                continue;
            }
            assert_eq!(skeleton(page), skeleton(plain), "{word:?} is markup on {name}");
            // A batch shows only how a payment goes, and who gets it.
            assert!(one_line(&unescaped(page)).contains(&one_line(word)), "{word:?} is not on {name}");
        }
    }
    assert!(taken > naughty.len() / 2, "{taken} of {} were taken", naughty.len());
}
