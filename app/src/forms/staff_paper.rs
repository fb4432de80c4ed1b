//! `POST /staff/incidents/{slug}/claims/{number}/paper`: what somebody wrote on paper is typed in. Who types it in does not decide on it.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{
    benefit::ClaimLine,
    claim::{ClaimAct, ClaimState, LONGEST_WORDS, decided_by},
    request::day_in_zone,
};
use http::request::Parts;
use serde_json::json;
use store::{
    audit::{Act, Chain},
    claims::{Claim, ClaimError, ClaimMove, ClaimRefusal, Who},
};

use super::{
    FormState, Mistake, Refused,
    claims::{begins_at, line_typed, lines_without, payout_typed},
};
use crate::{
    claims::{News, refusal_words, tell},
    error::PageError,
    pages::staff::find_any_claim,
    request::Request,
    site::Site,
    staff::{ClaimsDesk, publishing::slug_of},
    visit::see_other,
    words::Words,
};

type Typed = BTreeMap<String, String>;

/// One press.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<Typed>, FormRejection>,
) -> Response {
    let mut typed = body.map(|Form(typed)| typed).unwrap_or_default();
    typed.remove(crate::form_token::FIELD);
    match press(&site, &request, typed).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn press(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let claim = find_any_claim(site, request, &desk.incident).await?;
    let keyed = Keyed { site, request, desk, claim };
    match typed.get("act").map(String::as_str).unwrap_or_default() {
        "add" => {
            let today = day_in_zone(site.now(), &keyed.desk.incident.zone);
            let lines = line_typed(Words(request.lang), &keyed.claim, &today, &typed)?;
            keyed.save(&lines, typed).await
        }
        "remove" => match lines_without(&keyed.claim, &typed) {
            Some(lines) => keyed.save(&lines, typed).await,
            None => Ok(see_other(request, &request.path)),
        },
        "send" => keyed.send(typed).await,
        "answer" => keyed.say(ClaimAct::Answer, typed).await,
        "appeal" => keyed.say(ClaimAct::Appeal, typed).await,
        "withdraw" => keyed.say(ClaimAct::Withdraw, typed).await,
        _ => keyed.payout(typed).await,
    }
}

/// A claim that somebody types in.
struct Keyed<'a> {
    site: &'a Site,
    request: &'a Request,
    desk: ClaimsDesk,
    claim: Claim,
}

impl Keyed<'_> {
    fn refused(&self, error: ClaimError, typed: Typed) -> Refused {
        match error {
            ClaimError::Store(error) => error.into(),
            ClaimError::Refused(refusal) => {
                let field = if refusal == ClaimRefusal::NoWords { "words" } else { "act" };
                mistaken(typed, field, refusal_words(Words(self.request.lang), refusal))
            }
        }
    }

    /// The claim as the form saw it.
    fn seen(&self, typed: &Typed) -> Claim {
        let version = typed.get("seen").and_then(|seen| seen.parse().ok()).unwrap_or(-1);
        Claim { version, ..self.claim.clone() }
    }

    fn again(&self) -> Response {
        see_other(self.request, &self.request.path)
    }

    async fn save(&self, lines: &[ClaimLine], typed: Typed) -> Result<Response, Refused> {
        let store = &self.site.store;
        let mut tx = store.write().await?;
        store.save_claim(&mut tx, &self.seen(&typed), lines).await.map_err(|error| self.refused(error, typed))?;
        tx.commit().await?;
        Ok(self.again())
    }

    /// Where the money goes, as the paper says it. That somebody typed it in is in the log, also when the claim is never sent.
    async fn payout(&self, mut typed: Typed) -> Result<Response, Refused> {
        if self.claim.state != ClaimState::Draft {
            return Err(PageError::NotFound.into());
        }
        let payout = payout_typed(self.site, Words(self.request.lang), &mut typed)?;
        let (store, claim) = (&self.site.store, &self.claim);
        let mut tx = store.write().await?;
        let by = Some(self.desk.staff.member.staff_id);
        store.save_payout(&mut tx, &self.seen(&typed), &payout, by).await.map_err(|error| self.refused(error, typed))?;
        let (actor, details) = (self.desk.staff.actor(), json!({ "number": claim.number.as_str(), "way": payout.way().as_str() }));
        let act = Act { actor: &actor, act: "claim.key", about: Some(claim.person_id.0), details: &details };
        store.append_audit(&mut tx, Chain::Incident(claim.incident_id), act, self.site.now()).await?;
        tx.commit().await?;
        Ok(self.again())
    }

    async fn send(&self, typed: Typed) -> Result<Response, Refused> {
        let words = Words(self.request.lang);
        if !typed.contains_key("attest") {
            return Err(mistaken(typed, "attest", words.t("paper-not-signed")));
        }
        let attested = Words(self.claim.lang).t("claims-attest");
        self.act(ClaimAct::Submit, Some(&attested), typed).await
    }

    async fn say(&self, act: ClaimAct, typed: Typed) -> Result<Response, Refused> {
        let length = typed.get("words").map(|said| said.trim().chars().count()).unwrap_or_default();
        if length > LONGEST_WORDS {
            let words = Words(self.request.lang).with("ask-too-long", &[("most", &LONGEST_WORDS), ("length", &length)]);
            return Err(mistaken(typed, "words", words));
        }
        self.act(act, None, typed).await
    }

    async fn act(&self, act: ClaimAct, attested: Option<&str>, typed: Typed) -> Result<Response, Refused> {
        let (store, claim, now) = (&self.site.store, &self.claim, self.site.now());
        let Some(form_id) = typed.get("form_id").and_then(|id| id.parse().ok()) else {
            return Err(mistaken(typed, "act", Words(self.request.lang).t("ask-again")));
        };
        let person = store.person(claim.incident_id, claim.person_id).await?.ok_or(PageError::NotFound)?;
        let said = typed.get("words").map(|said| said.trim().to_owned()).filter(|said| !said.is_empty());
        let incident = &self.desk.incident;
        let from = if act == ClaimAct::Submit { begins_at(self.site, claim, incident).await? } else { now };
        let promised_on = (act != ClaimAct::Withdraw).then(|| decided_by(from, &incident.zone));
        let doing = ClaimMove {
            form_id: Some(form_id),
            words: said.as_deref(),
            attested,
            promised_on: promised_on.as_deref(),
            ..ClaimMove::new(claim, Who::Keyed(self.desk.staff.member.staff_id), act)
        };
        let mut tx = store.write().await?;
        let done = store.act_on_claim(&mut tx, doing, now).await.map_err(|error| self.refused(error, typed))?;
        if done.is_new && matches!(act, ClaimAct::Submit | ClaimAct::Appeal) {
            tell(store, &mut tx, (&done.claim, &person), News::Received, "", now).await?;
        }
        tx.commit().await?;
        Ok(self.again())
    }
}

fn mistaken(typed: Typed, field: &'static str, words: String) -> Refused {
    Refused::Form(FormState { typed, mistakes: vec![Mistake { field, words }] })
}
