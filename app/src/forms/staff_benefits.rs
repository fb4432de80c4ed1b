//! `POST /staff/incidents/{slug}/benefits` and below: identity protection is written by one, opened by another, and gets its codes.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{
    benefit::{
        BenefitState, Eligible, LONGEST_ASKS, LONGEST_PROVIDER, LONGEST_URL, MOST_GRACE_DAYS, MOST_MONTHS, Protection, RedItem, read_code,
    },
    incident::Incident,
    person::Kind,
    publishing::PerLang,
    request::day_in_zone,
};
use http::request::Parts;
use serde_json::json;
use store::{
    audit::{Act, Chain},
    benefits::{Benefit, BenefitError, BenefitRefusal, NewBenefit},
};

use super::{FormState, Mistake, Refused, staff_updates};
use crate::{
    request::Request,
    site::Site,
    staff::{
        ComplianceDesk,
        benefits::{benefit_of, floor},
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

type Typed = BTreeMap<String, String>;
type Body = Result<Form<Typed>, FormRejection>;

/// A new offer.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    match write(&site, &request, typed(body)).await {
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
    let words = Words(request.lang);
    let mut reader = Reader { words, typed: &typed, mistakes: Vec::new() };
    let new = reader.benefit(&desk.incident, &day_in_zone(site.now(), &desk.incident.zone));
    let mistakes = reader.mistakes;
    if !mistakes.is_empty() {
        return Err(Refused::Form(FormState { typed, mistakes }));
    }
    let mut tx = site.store.write().await?;
    let (by, incident) = (desk.staff.member.staff_id, desk.incident.incident_id);
    let id = site.store.write_benefit(&mut tx, by, incident, &new, site.now()).await?;
    tx.commit().await?;
    Ok(see_other(request, &format!("/staff/incidents/{}/benefits/{id}", desk.incident.slug)))
}

async fn act(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = ComplianceDesk::open(site, request, slug_of(request)).await?;
    let benefit = benefit_of(site, request, &desk.incident).await?;
    let words = Words(request.lang);
    desk.confirmed(site)?;
    let by = desk.staff.member.staff_id;
    let what = typed.get("act").map(String::as_str).unwrap_or_default();
    if what == "codes" {
        return add_codes(site, request, &desk, &benefit, typed).await;
    }
    let mut tx = site.store.write().await?;
    let done = match what {
        "open" => site.store.open_benefit(&mut tx, by, &benefit, site.now()).await,
        "close" => site.store.close_benefit(&mut tx, by, &benefit, site.now()).await,
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
async fn add_codes(site: &Site, request: &Request, desk: &ComplianceDesk, benefit: &Benefit, typed: Typed) -> Result<Response, Refused> {
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

/// Reads the form; each mistake is kept with its field.
struct Reader<'a> {
    words: Words,
    typed: &'a Typed,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn field(&self, name: &str) -> String {
        self.typed.get(name).map(|text| text.trim().to_owned()).unwrap_or_default()
    }

    fn wrong(&mut self, field: &'static str, words: String) {
        self.mistakes.push(Mistake { field, words });
    }

    fn benefit(&mut self, incident: &Incident, today: &str) -> NewBenefit {
        let terms = self.terms(incident, today);
        NewBenefit { terms, last_day: self.day("last_day", today), grace_days: self.grace_days(), eligible: self.eligible() }
    }

    /// Who can have it: everybody, unless something is ticked or typed.
    fn eligible(&mut self) -> Eligible {
        let mut conditions = staff_updates::Reader { words: self.words, typed: self.typed, mistakes: Vec::new() };
        let (categories, places) = (conditions.categories(), conditions.places());
        self.mistakes.append(&mut conditions.mistakes);
        let kinds = Kind::ALL.into_iter().filter(|kind| self.typed.contains_key(&kind_field(*kind))).collect();
        Eligible { categories, places, kinds }
    }

    /// None where nothing was typed.
    fn grace_days(&mut self) -> i64 {
        let text = self.field("grace_days");
        let days = if text.is_empty() { 0 } else { text.parse::<i64>().unwrap_or(-1) };
        if !(0..=MOST_GRACE_DAYS).contains(&days) {
            self.wrong("grace_days", self.words.with("benefits-bad-grace", &[("most", &MOST_GRACE_DAYS)]));
        }
        days
    }

    fn terms(&mut self, incident: &Incident, today: &str) -> Protection {
        let asks = PerLang { en: self.text("asks_en", LONGEST_ASKS), es: self.text("asks_es", LONGEST_ASKS) };
        let terms = Protection {
            provider: self.text("provider", LONGEST_PROVIDER),
            url: self.url(),
            months: self.months(incident),
            enrol_by: self.day("enrol_by", today).unwrap_or_default(),
            asks,
            red: RedItem::ALL.iter().copied().filter(|item| self.typed.contains_key(&format!("red-{}", item.as_str()))).collect(),
            low_at: self.low_at(),
        };
        if terms.enrol_by.is_empty() && self.mistakes.iter().all(|mistake| mistake.field != "enrol_by") {
            self.wrong("enrol_by", self.words.t("benefits-no-day"));
        }
        terms
    }

    fn text(&mut self, field: &'static str, most: usize) -> String {
        let text = self.field(field);
        let length = text.chars().count();
        if text.is_empty() || text.chars().any(char::is_control) {
            self.wrong(field, self.words.t("benefits-empty"));
        } else if length > most {
            self.wrong(field, self.words.with("ask-too-long", &[("most", &most), ("length", &length)]));
        }
        text
    }

    fn url(&mut self) -> String {
        let text = self.field("url");
        let is_address = url::Url::parse(&text).is_ok_and(|url| url.scheme() == "https" && url.has_host() && url.username().is_empty());
        if !is_address || text.len() > LONGEST_URL {
            self.wrong("url", self.words.t("benefits-bad-url"));
        }
        text
    }

    /// No fewer than any state asks for the data of the incident.
    fn months(&mut self, incident: &Incident) -> i64 {
        let months = self.field("months").parse::<i64>().unwrap_or(0);
        let floor = floor(incident).map_or(1, |(duty, _)| duty.months);
        if !(1..=MOST_MONTHS).contains(&months) {
            self.wrong("months", self.words.t("benefits-bad-months"));
        } else if months < floor {
            self.wrong("months", self.words.with("benefits-too-few-months", &[("months", &floor)]));
        }
        months
    }

    fn low_at(&mut self) -> i64 {
        let low_at = self.field("low_at").replace([',', ' '], "").parse::<i64>().unwrap_or(-1);
        if !(0..=100_000_000).contains(&low_at) {
            self.wrong("low_at", self.words.t("benefits-bad-number"));
        }
        low_at
    }

    /// A day that has not passed; nothing when none was typed.
    fn day(&mut self, field: &'static str, today: &str) -> Option<String> {
        let text = self.field(field);
        if text.is_empty() {
            return None;
        }
        match text.parse::<jiff::civil::Date>() {
            Ok(day) if day.to_string().as_str() >= today => Some(day.to_string()),
            _ => {
                self.wrong(field, self.words.t("benefits-bad-day"));
                None
            }
        }
    }
}
