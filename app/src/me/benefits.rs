//! What somebody was given and asked for, as it stands in the file with everything we keep about them.

use domain::benefit::ClaimLine;
use serde_json::{Value, json};
use store::claims::Claim;

use super::Mine;
use crate::{error::PageError, site::Site};

/// Their codes: of identity protection and of gifts.
///
/// # Errors
/// When the store fails.
pub(super) async fn codes(site: &Site, mine: &Mine) -> Result<Vec<Value>, PageError> {
    let (incident, person) = (mine.visit.incident_id, mine.visit.person_id);
    let mut codes = Vec::new();
    for benefit in site.store.benefits(incident).await? {
        if let Some(given) = site.store.code_of(incident, benefit.benefit_id, person).await? {
            codes.push(json!({ "provider": benefit.terms.provider, "code": given.code, "given_at": given.given_at.to_string() }));
        } else if let Some(day) = site.store.waits_until(incident, benefit.benefit_id, person).await? {
            codes.push(json!({ "provider": benefit.terms.provider, "code": null, "promised_on": day }));
        }
    }
    for benefit in site.store.gifts(incident).await? {
        if let Some(given) = site.store.code_of(incident, benefit.benefit_id, person).await? {
            let what = benefit.terms.what.get(mine.person.lang);
            codes.push(json!({ "gift": what, "code": given.code, "given_at": given.given_at.to_string() }));
        }
    }
    Ok(codes)
}

/// Their claims, with their lives and payments. Of an account only its end, as on every page: whoever gets hold of the file can use no account.
///
/// # Errors
/// When the store fails.
pub(super) async fn claims(site: &Site, mine: &Mine) -> Result<Vec<Value>, PageError> {
    let mut claims = Vec::new();
    for claim in site.store.claims_of_person(mine.visit.incident_id, mine.visit.person_id).await? {
        claims.push(one(site, &claim).await?);
    }
    Ok(claims)
}

async fn one(site: &Site, claim: &Claim) -> Result<Value, PageError> {
    let events = site.store.claim_events(claim).await?;
    let payments = site.store.payments_of_claim(claim.incident_id, claim.claim_id).await?;
    let files = site.store.evidence_of(claim).await?;
    let events: Vec<Value> = events
        .iter()
        .map(|event| json!({ "what": event.act.as_str(), "at": event.at.to_string(), "said": event.words, "granted_cents": event.granted_cents }))
        .collect();
    let payments: Vec<Value> = payments
        .iter()
        .map(|payment| {
            json!({
                "reference": payment.reference.as_str(),
                "way": payment.way.as_str(),
                "amount": payment.amount.plain(),
                "currency": payment.amount.currency.as_str(),
                "state": payment.state.as_str(),
                "settled_at": payment.settled_at.map(|at| at.to_string()),
            })
        })
        .collect();
    Ok(json!({
        "number": claim.number.as_str(),
        "for": claim.terms.kind().as_str(),
        "state": claim.state.as_str(),
        "begun_at": claim.made_at.to_string(),
        "sent_at": claim.sent_at.map(|at| at.to_string()),
        "promised_on": claim.promised_on,
        "lines": claim.lines.iter().map(line).collect::<Vec<_>>(),
        "asked": claim.asked.map(|money| money.plain()),
        "granted": claim.granted.map(|money| money.plain()),
        "currency": claim.terms.most().currency.as_str(),
        "you_said_yes_to": claim.attested,
        "goes_to": claim.payout.as_ref().map(|payout| json!({ "way": payout.way().as_str(), "name": payout.name(), "ends_in": payout.last_four() })),
        "files": files.iter().map(|file| &file.name).collect::<Vec<_>>(),
        "what_happened": events,
        "payments": payments,
    }))
}

fn line(line: &ClaimLine) -> Value {
    match line {
        ClaimLine::Cash => json!({ "what": "the sum" }),
        ClaimLine::Expense { on, what, day, cents } => json!({ "what": what, "kind": on.as_str(), "paid_on": day, "cents": cents }),
        ClaimLine::Time { what, steps } => json!({ "what": what, "quarters_of_an_hour": steps }),
    }
}
