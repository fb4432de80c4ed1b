//! `POST /staff/incidents/{slug}/payments` and below: batches are put together, released by another person, taken apart; what the bank says
//! is read back.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{claim::ClaimState, money::Currency, payment::PaymentReference, payout::Way};
use http::request::Parts;
use serde_json::json;
use store::{
    audit::{Act, Chain},
    money::{Answered, BankAnswer, MoneyError, MoneyRefusal},
};

use super::{FormState, Mistake, Refused};
use crate::{
    claims::{News, tell},
    pages::staff::find_batch,
    request::Request,
    site::Site,
    staff::{ClaimsDesk, publishing::slug_of},
    visit::see_other,
    words::Words,
};

/// The longest code of a bank.
const LONGEST_CODE: usize = 10;
/// Results that one list holds at most.
const MOST_RESULTS: usize = 10_000;

type Typed = BTreeMap<String, String>;
type Body = Result<Form<Typed>, FormRejection>;

/// A batch is put together, or results are read.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let typed = typed(body);
    let done = if typed.get("act").is_some_and(|act| act == "results") {
        results(&site, &request, typed).await
    } else {
        batch(&site, &request, &typed).await
    };
    match done {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

/// A batch is released or taken apart.
pub async fn post_one(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    match act(&site, &request, &typed(body)).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

fn typed(body: Body) -> Typed {
    let mut typed = body.map(|Form(typed)| typed).unwrap_or_default();
    typed.remove(crate::form_token::FIELD);
    typed
}

fn refused(words: Words, error: MoneyError) -> Refused {
    let refusal = match error {
        MoneyError::Store(error) => return error.into(),
        MoneyError::Refused(refusal) => refusal,
    };
    let words = match refusal {
        MoneyRefusal::NothingWaits => words.t("payments-nothing-waits"),
        MoneyRefusal::NotNow => words.t("benefits-not-now"),
        MoneyRefusal::Own => words.t("payments-own"),
    };
    Refused::field("act", words)
}

async fn batch(site: &Site, request: &Request, typed: &Typed) -> Result<Response, Refused> {
    let desk = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let words = Words(request.lang);
    let way = typed.get("way").and_then(|way| Way::parse(way));
    let currency = typed.get("currency").and_then(|currency| Currency::parse(currency));
    let Some(of) = way.zip(currency) else { return Err(Refused::field("act", words.t("payments-nothing-waits"))) };
    let mut tx = site.store.write().await?;
    let (by, incident) = (desk.staff.member.staff_id, desk.incident.incident_id);
    let id = site.store.make_batch(&mut tx, by, incident, of, site.now()).await.map_err(|error| refused(words, error))?;
    tx.commit().await?;
    Ok(see_other(request, &format!("/staff/incidents/{}/payments/{id}", desk.incident.slug)))
}

async fn act(site: &Site, request: &Request, typed: &Typed) -> Result<Response, Refused> {
    let desk = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let batch = find_batch(site, request, &desk.incident).await?;
    let words = Words(request.lang);
    desk.confirmed(site)?;
    let by = desk.staff.member.staff_id;
    let mut tx = site.store.write().await?;
    let done = match typed.get("act").map(String::as_str).unwrap_or_default() {
        "release" => site.store.release_batch(&mut tx, by, &batch, site.now()).await,
        "drop" => site.store.drop_batch(&mut tx, by, &batch, site.now()).await,
        _ => Err(MoneyError::Refused(MoneyRefusal::NotNow)),
    };
    done.map_err(|error| refused(words, error))?;
    tx.commit().await?;
    Ok(see_other(request, &request.path))
}

/// How many results were of which sort.
#[derive(Default)]
struct Counts {
    paid: i64,
    failed: i64,
    before: i64,
    unknown: i64,
}

/// Reads what the bank says: a reference and `paid`, or the code with which it came back, one a line. Read twice it changes nothing more.
async fn results(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let words = Words(request.lang);
    let lines = match read(typed.get("results").map(String::as_str).unwrap_or_default(), words) {
        Ok(lines) => lines,
        Err(words) => return Err(Refused::Form(FormState { typed, mistakes: vec![Mistake { field: "results", words }] })),
    };
    desk.confirmed(site)?;
    let mut counts = Counts::default();
    for (reference, answer) in &lines {
        note(site, &desk, reference, *answer, &mut counts).await?;
    }
    let Counts { paid, failed, before, unknown } = counts;
    // Who reads what was read before did nothing.
    if paid + failed > 0 {
        let mut tx = site.store.write().await?;
        let (actor, details) = (desk.staff.actor(), json!({ "paid": paid, "failed": failed, "before": before, "unknown": unknown }));
        let act = Act { actor: &actor, act: "payments.results", about: None, details: &details };
        site.store.append_audit(&mut tx, Chain::Incident(desk.incident.incident_id), act, site.now()).await?;
        tx.commit().await?;
    }
    Ok(see_other(request, &format!("{}?paid={paid}&failed={failed}&before={before}&unknown={unknown}", request.path)))
}

fn read<'a>(text: &'a str, words: Words) -> Result<Vec<(PaymentReference, BankAnswer<'a>)>, String> {
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let mut parts = line.split([',', ';', '\t', ' ']).map(|part| part.trim().trim_matches('"')).filter(|part| !part.is_empty());
        let reference = parts.next().and_then(|text| PaymentReference::parse(text).ok());
        let answer = parts.next().filter(|code| code.len() <= LONGEST_CODE && code.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        match reference.zip(answer) {
            Some((reference, answer)) if answer.eq_ignore_ascii_case("paid") => lines.push((reference, BankAnswer::Paid)),
            Some((reference, answer)) => lines.push((reference, BankAnswer::Failed(answer))),
            None => return Err(words.with("payments-bad-result", &[("line", &(at + 1))])),
        }
    }
    if lines.is_empty() || lines.len() > MOST_RESULTS { Err(words.t("payments-no-results")) } else { Ok(lines) }
}

/// One answer, with the mail about it, in one transaction.
async fn note(
    site: &Site,
    desk: &ClaimsDesk,
    reference: &PaymentReference,
    answer: BankAnswer<'_>,
    counts: &mut Counts,
) -> Result<(), Refused> {
    let (incident, now) = (desk.incident.incident_id, site.now());
    let Some(payment) = site.store.find_payment(incident, reference).await? else {
        counts.unknown += 1;
        return Ok(());
    };
    // What is known already waits for nobody.
    if payment.state == answer.state() {
        counts.before += 1;
        return Ok(());
    }
    // Before the transaction: whoever holds the payment must not wait for a connection that those who wait for the payment have.
    let person = site.store.person(incident, payment.person_id).await?;
    let mut tx = site.store.write().await?;
    match site.store.bank_answers(&mut tx, incident, reference, answer, now).await? {
        Answered::Before => counts.before += 1,
        Answered::NotOnItsWay => counts.unknown += 1,
        Answered::Now(claim) => {
            let news = match answer {
                BankAnswer::Failed(_) if payment.way == Way::Cheque => Some(News::Where),
                BankAnswer::Failed(_) => Some(News::CameBack),
                BankAnswer::Paid => (claim.state == ClaimState::Paid).then_some(News::Paid),
            };
            if let Some((news, person)) = news.zip(person.as_ref()) {
                tell(&site.store, &mut tx, (&claim, person), news, "", now).await?;
            }
            tx.commit().await?;
            *(if answer == BankAnswer::Paid { &mut counts.paid } else { &mut counts.failed }) += 1;
        }
    }
    Ok(())
}
