//! `POST /staff/incidents/{slug}/claims/{number}`: taken, put back, asked about, granted, refused; `…/claims/together`: small ones granted with
//! one press.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{
    claim::{ClaimAct, ClaimNumber, LONGEST_WORDS, answer_by, decided_by},
    money::{Currency, Money},
};
use http::request::Parts;
use store::claims::{Claim, ClaimError, ClaimMove, ClaimRefusal, Who};

use super::{FormState, Mistake, Refused};
use crate::{
    claims::{News, refusal_words, tell},
    error::PageError,
    pages::staff::find_claim,
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

/// Claims granted with one press, at most.
pub const MOST_TOGETHER: u32 = 200;

/// Small claims granted together.
pub async fn post_together(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<Typed>, FormRejection>,
) -> Response {
    let typed = body.map(|Form(typed)| typed).unwrap_or_default();
    match together(&site, &request, &typed).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

/// Grants those that were shown and still are what was shown: each taken and granted in a transaction of its own, so that one that somebody
/// took meanwhile stops no other.
async fn together(site: &Site, request: &Request, typed: &Typed) -> Result<Response, Refused> {
    let desk = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let words = Words(request.lang);
    let field = |name: &str| typed.get(name).map(String::as_str).unwrap_or_default();
    let currency = Currency::parse(field("currency"));
    let most = currency.and_then(|currency| Money::parse(field("most"), currency).ok());
    let Some(most) = most else { return Err(Refused::field("act", words.t("claims-bad-amount"))) };
    desk.confirmed(site)?;
    let shown: Vec<ClaimNumber> = field("claims").split(' ').filter_map(|number| ClaimNumber::parse(number).ok()).collect();
    let small = site.store.small_claims(desk.incident.incident_id, most, MOST_TOGETHER).await?;
    let mut granted = 0;
    for claim in small.iter().filter(|claim| shown.contains(&claim.number)) {
        granted += i64::from(grant_whole(site, &desk, claim).await?);
    }
    Ok(see_other(request, &format!("{}?most={}&currency={}&granted={granted}", request.path, most.plain(), most.currency.as_str())))
}

async fn grant_whole(site: &Site, desk: &ClaimsDesk, claim: &Claim) -> Result<bool, PageError> {
    let (now, who) = (site.now(), Who::Staff(desk.staff.member.staff_id));
    let Some(person) = site.store.person(claim.incident_id, claim.person_id).await? else { return Ok(false) };
    let promised_on = decided_by(now, &desk.incident.zone);
    let grant = ClaimMove {
        granted_cents: claim.asked.map(|money| money.cents),
        promised_on: Some(&promised_on),
        ..ClaimMove::new(claim, who, ClaimAct::Approve)
    };
    let mut tx = site.store.write().await?;
    for act in [ClaimMove::new(claim, who, ClaimAct::Take), grant] {
        match site.store.act_on_claim(&mut tx, act, now).await {
            Ok(done) if act.act == ClaimAct::Approve => tell(&site.store, &mut tx, (&done.claim, &person), News::Granted, "", now).await?,
            Ok(_) => {}
            Err(ClaimError::Refused(_)) => return Ok(false),
            Err(ClaimError::Store(error)) => return Err(error.into()),
        }
    }
    tx.commit().await?;
    Ok(true)
}

/// What is done, what is said with it, and what the person hears.
struct Doing {
    act: ClaimAct,
    field: &'static str,
    said: Option<String>,
    granted_cents: Option<i64>,
    promised_on: Option<String>,
    news: Option<News>,
}

async fn press(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let claim = find_claim(site, request, &desk.incident).await?;
    let words = Words(request.lang);
    let doing = match read(site, words, &desk, &claim, &typed) {
        Ok(doing) => doing,
        Err((field, words)) => return Err(Refused::Form(FormState { typed, mistakes: vec![Mistake { field, words }] })),
    };
    if doing.news.is_some() && doing.act != ClaimAct::AskMore {
        desk.confirmed(site)?;
    }
    let person = site.store.person(claim.incident_id, claim.person_id).await?.ok_or(PageError::NotFound)?;
    let act = ClaimMove {
        form_id: typed.get("form_id").and_then(|id| id.parse().ok()),
        words: doing.said.as_deref(),
        granted_cents: doing.granted_cents,
        promised_on: doing.promised_on.as_deref(),
        ..ClaimMove::new(&claim, Who::Staff(desk.staff.member.staff_id), doing.act)
    };
    let now = site.now();
    let mut tx = site.store.write().await?;
    let done = site.store.act_on_claim(&mut tx, act, now).await.map_err(|error| match error {
        ClaimError::Store(error) => error.into(),
        ClaimError::Refused(refusal) => {
            // Beside the field where it is one's fault; the others may not be on the page any more.
            let is_of_field = matches!(refusal, ClaimRefusal::NoWords | ClaimRefusal::BadAmount);
            let field = if is_of_field { doing.field } else { "act" };
            let mistakes = vec![Mistake { field, words: refusal_words(words, refusal) }];
            Refused::Form(FormState { typed, mistakes })
        }
    })?;
    if let Some(news) = doing.news.filter(|_| done.is_new) {
        tell(&site.store, &mut tx, (&done.claim, &person), news, doing.said.as_deref().unwrap_or_default(), now).await?;
    }
    tx.commit().await?;
    Ok(see_other(request, &request.path))
}

/// Reads the form, or says which field is wrong and why.
fn read(site: &Site, words: Words, desk: &ClaimsDesk, claim: &Claim, typed: &Typed) -> Result<Doing, (&'static str, String)> {
    let field = |name: &str| typed.get(name).map(|text| text.replace("\r\n", "\n").trim().to_owned()).unwrap_or_default();
    let long = |name: &'static str, text: &str| {
        let length = text.chars().count();
        let says = || words.with("ask-too-long", &[("most", &LONGEST_WORDS), ("length", &length)]);
        if length > LONGEST_WORDS { Err((name, says())) } else { Ok(()) }
    };
    let (now, zone) = (site.now(), desk.incident.zone.as_str());
    let plain = |act| Doing { act, field: "act", said: None, granted_cents: None, promised_on: None, news: None };
    match typed.get("act").map(String::as_str).unwrap_or_default() {
        "take" => Ok(plain(ClaimAct::Take)),
        "put-back" => Ok(plain(ClaimAct::PutBack)),
        "ask" => {
            let (what, why, example) = (field("ask_what"), field("ask_why"), field("ask_example"));
            for (name, text) in [("ask_what", &what), ("ask_why", &why), ("ask_example", &example)] {
                if text.is_empty() {
                    return Err((name, words.t("review-ask-empty")));
                }
                long(name, text)?;
            }
            // In the language of who reads it.
            let theirs = Words(claim.lang);
            let said = theirs.with("claims-question", &[("what", &what), ("why", &why), ("example", &example)]);
            Ok(Doing {
                field: "ask_what",
                said: Some(said),
                promised_on: Some(answer_by(now, zone)),
                news: Some(News::Question),
                ..plain(ClaimAct::AskMore)
            })
        }
        "approve" => {
            let currency = claim.terms.most().currency;
            let granted = Money::parse(&field("granted"), currency).map_err(|_| ("granted", words.t("claims-bad-amount")))?;
            let said = field("approve_words");
            long("approve_words", &said)?;
            if said.is_empty() && claim.asked != Some(granted) {
                return Err(("approve_words", words.t("review-part-empty")));
            }
            let said = (!said.is_empty()).then_some(said);
            let promised_on = Some(decided_by(now, zone));
            Ok(Doing {
                field: "granted",
                said,
                granted_cents: Some(granted.cents),
                promised_on,
                news: Some(News::Granted),
                ..plain(ClaimAct::Approve)
            })
        }
        "deny" => {
            let said = field("deny_words");
            long("deny_words", &said)?;
            if said.is_empty() {
                return Err(("deny_words", words.t("claims-refused-no-words")));
            }
            Ok(Doing { field: "deny_words", said: Some(said), news: Some(News::Refused), ..plain(ClaimAct::Deny) })
        }
        _ => Err(("act", words.t("ask-again"))),
    }
}
