//! `POST /staff/incidents/{slug}/benefits` and below: an offer is written by one and opened by another; identity protection and gifts get
//! their codes; how claims are going is shown to everybody or not.

mod gift;
mod money;
mod reader;

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{
    benefit::{BenefitState, MoneyTerms, read_code},
    person::Kind,
    request::day_in_zone,
};
use http::request::Parts;
use serde_json::json;
use store::{
    audit::{Act, Chain},
    benefits::{Benefit, BenefitError, BenefitRefusal, NewBenefit, Terms},
};

use super::{FormState, Mistake, Refused};
use crate::{
    request::Request,
    site::Site,
    staff::{
        ComplianceDesk,
        benefits::{Offer, offer_of},
        publishing::slug_of,
    },
    visit::see_other,
    words::Words,
};

/// The name of the box of a kind of person.
#[must_use]
pub fn kind_field(kind: Kind) -> String {
    format!("kind-{}", kind.as_str())
}

pub(crate) use money::{SHARE, UNASKED, expense_field};
use reader::Reader;

type Typed = BTreeMap<String, String>;
type Body = Result<Form<Typed>, FormRejection>;

/// A new offer of identity protection.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    match write(&site, &request, typed(body)).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

/// A new offer of money.
pub async fn post_money(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    match write_money(&site, &request, typed(body)).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

/// A new gift.
pub async fn post_gift(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    match write_gift(&site, &request, typed(body)).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

/// One offer: opened, closed, or given codes.
pub async fn post_one(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    match act(&site, &request, typed(body)).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

fn typed(body: Body) -> Typed {
    let mut typed = body.map(|Form(typed)| typed).unwrap_or_default();
    typed.remove(crate::form_token::FIELD);
    typed
}

async fn write(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = ComplianceDesk::open(site, request, slug_of(request)).await?;
    let what = typed.get("act").map(String::as_str).unwrap_or_default();
    if matches!(what, "show-scorecard" | "hide-scorecard") {
        return scorecard(site, request, &desk, what == "show-scorecard").await;
    }
    let mut reader = Reader { words: Words(request.lang), typed: &typed, mistakes: Vec::new() };
    let new = reader.benefit(&desk.incident, &day_in_zone(site.now(), &desk.incident.zone));
    let mistakes = reader.mistakes;
    keep(site, request, &desk, new, FormState { typed, mistakes }).await
}

/// Everybody may see how claims are going, or no longer.
async fn scorecard(site: &Site, request: &Request, desk: &ComplianceDesk, is_shown: bool) -> Result<Response, Refused> {
    desk.confirmed(site)?;
    let mut tx = site.store.write().await?;
    let (by, incident) = (desk.staff.member.staff_id, desk.incident.incident_id);
    site.store.show_scorecard(&mut tx, by, (incident, is_shown), site.now()).await?;
    tx.commit().await?;
    Ok(see_other(request, &request.path))
}

async fn write_money(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = ComplianceDesk::open(site, request, slug_of(request)).await?;
    let mut reader = Reader { words: Words(request.lang), typed: &typed, mistakes: Vec::new() };
    let new = reader.money_benefit(&day_in_zone(site.now(), &desk.incident.zone));
    let mistakes = reader.mistakes;
    let state = FormState { typed, mistakes };
    match new {
        Some(new) => keep(site, request, &desk, new, state).await,
        None => Err(Refused::Form(state)),
    }
}

async fn write_gift(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = ComplianceDesk::open(site, request, slug_of(request)).await?;
    let mut reader = Reader { words: Words(request.lang), typed: &typed, mistakes: Vec::new() };
    let new = reader.gift(&day_in_zone(site.now(), &desk.incident.zone));
    let mistakes = reader.mistakes;
    keep(site, request, &desk, new, FormState { typed, mistakes }).await
}

/// Writes the offer down when nothing in its form was wrong.
async fn keep<T: Terms>(
    site: &Site,
    request: &Request,
    desk: &ComplianceDesk,
    new: NewBenefit<T>,
    state: FormState,
) -> Result<Response, Refused> {
    if !state.mistakes.is_empty() {
        return Err(Refused::Form(state));
    }
    let mut tx = site.store.write().await?;
    let (by, incident) = (desk.staff.member.staff_id, desk.incident.incident_id);
    let id = site.store.write_benefit(&mut tx, by, incident, &new, site.now()).await?;
    tx.commit().await?;
    Ok(see_other(request, &format!("/staff/incidents/{}/benefits/{id}", desk.incident.slug)))
}

async fn act(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = ComplianceDesk::open(site, request, slug_of(request)).await?;
    let offer = offer_of(site, request, &desk.incident).await?;
    desk.confirmed(site)?;
    let what = typed.get("act").cloned().unwrap_or_default();
    match offer {
        Offer::Protection(benefit) if what == "codes" => add_codes(site, request, &desk, &benefit, typed).await,
        Offer::Protection(benefit) => open_or_close(site, request, &desk, &benefit, &what).await,
        Offer::Gift(benefit) if what == "codes" => add_codes(site, request, &desk, &benefit, typed).await,
        Offer::Gift(benefit) => open_or_close(site, request, &desk, &benefit, &what).await,
        Offer::Money(benefit) if what == "share" => share(site, request, &desk, &benefit, &typed).await,
        Offer::Money(benefit) => open_or_close(site, request, &desk, &benefit, &what).await,
    }
}

/// A fund is shared out among as many claims as the page showed.
async fn share(
    site: &Site,
    request: &Request,
    desk: &ComplianceDesk,
    benefit: &Benefit<MoneyTerms>,
    typed: &Typed,
) -> Result<Response, Refused> {
    let seen = typed.get("seen").and_then(|seen| seen.parse().ok()).unwrap_or(-1);
    let mut tx = site.store.write().await?;
    match site.store.share_out(&mut tx, desk.staff.member.staff_id, benefit, seen, site.now()).await {
        Ok(()) => tx.commit().await?,
        Err(BenefitError::Store(error)) => return Err(error.into()),
        Err(BenefitError::Refused(_)) => return Err(Refused::field("act", Words(request.lang).t("benefits-not-now"))),
    }
    Ok(see_other(request, &request.path))
}

async fn open_or_close<T: Terms>(
    site: &Site,
    request: &Request,
    desk: &ComplianceDesk,
    benefit: &Benefit<T>,
    what: &str,
) -> Result<Response, Refused> {
    let (words, by) = (Words(request.lang), desk.staff.member.staff_id);
    let mut tx = site.store.write().await?;
    let done = match what {
        "open" => site.store.open_benefit(&mut tx, by, benefit, site.now()).await,
        "close" => site.store.close_benefit(&mut tx, by, benefit, site.now()).await,
        _ => Err(BenefitError::Refused(BenefitRefusal::NotNow)),
    };
    match done {
        Ok(()) => tx.commit().await?,
        Err(BenefitError::Store(error)) => return Err(error.into()),
        Err(BenefitError::Refused(refusal)) => {
            let words = match refusal {
                BenefitRefusal::Own => words.t("benefits-own"),
                BenefitRefusal::NotNow => words.t("benefits-not-now"),
            };
            return Err(Refused::field("act", words));
        }
    }
    Ok(see_other(request, &request.path))
}

/// One code a line. What the page says afterwards is counted, and no code is shown again.
async fn add_codes(
    site: &Site,
    request: &Request,
    desk: &ComplianceDesk,
    benefit: &Benefit<impl Terms>,
    typed: Typed,
) -> Result<Response, Refused> {
    let words = Words(request.lang);
    let text = typed.get("codes").cloned().unwrap_or_default();
    let wrong = |typed: Typed, words: String| Err(Refused::Form(FormState { typed, mistakes: vec![Mistake { field: "codes", words }] }));
    if benefit.state == BenefitState::Closed {
        return wrong(typed, words.t("benefits-not-now"));
    }
    let mut codes = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match read_code(line) {
            Some(code) => codes.push(code),
            None => return wrong(typed, words.with("benefits-bad-code", &[("line", &(at + 1))])),
        }
    }
    if codes.is_empty() {
        return wrong(typed, words.t("benefits-no-codes"));
    }
    let takes_shared = typed.contains_key("takes_shared");
    let now = site.now();
    let mut tx = site.store.write().await?;
    let added = site.store.add_codes(&mut tx, benefit, &codes, takes_shared, now).await?;
    let (actor, details) = (desk.staff.actor(), json!({ "added": added.added, "known": added.known, "shared": added.shared }));
    let act = Act { actor: &actor, act: "benefit.codes", about: Some(benefit.benefit_id.0), details: &details };
    site.store.append_audit(&mut tx, Chain::Incident(benefit.incident_id), act, now).await?;
    tx.commit().await?;
    let query = format!("added={}&known={}&shared={}", added.added, added.known, added.shared);
    Ok(see_other(request, &format!("{}?{query}", request.path)))
}
