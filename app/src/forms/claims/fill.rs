//! One press on the page of a claim.

use axum::response::Response;
use domain::{
    benefit::{ClaimLine, ExpenseKind, MINUTES_PER_STEP, MoneyTerms},
    claim::{ClaimAct, LONGEST_WHAT, LONGEST_WORDS, MOST_LINES, decided_by},
    money::Money,
    request::day_in_zone,
};
use store::claims::{Claim, ClaimMove, Who};

use super::{FormState, Mistake, Pressed, Typed, mistaken, refused, seen};
use crate::{
    claims::{News, tell},
    forms::Refused,
    me::Mine,
    request::Request,
    site::Site,
    visit::see_other,
    words::Words,
};

/// How long what somebody ticked takes, in minutes, as the catalogue says.
#[must_use]
pub fn minutes_of_steps(site: &Site, mine: &Mine) -> i64 {
    let steps = mine.steps(site);
    steps.actions().filter(|action| mine.has_ticked(&action.id)).map(|action| i64::from(action.minutes)).sum()
}

pub(super) async fn act(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let who = Pressed::load(site, request).await?;
    let claim = who.claim(site, request).await?;
    match typed.get("act").map(String::as_str).unwrap_or_default() {
        "add" => add(site, request, &who, claim, typed).await,
        "steps" => add_steps(site, request, &who, claim, typed).await,
        "remove" => remove(site, request, claim, typed).await,
        "answer" => say(site, request, &who, &claim, ClaimAct::Answer, typed).await,
        "appeal" => say(site, request, &who, &claim, ClaimAct::Appeal, typed).await,
        "withdraw" => say(site, request, &who, &claim, ClaimAct::Withdraw, typed).await,
        _ => Ok(see_other(request, &request.path)),
    }
}

async fn save(site: &Site, request: &Request, claim: Claim, lines: &[ClaimLine], typed: Typed) -> Result<Response, Refused> {
    let claim = seen(claim, &typed);
    let mut tx = site.store.write().await?;
    site.store.save_claim(&mut tx, &claim, lines).await.map_err(|error| refused(error, request, typed))?;
    tx.commit().await?;
    Ok(see_other(request, &request.path))
}

async fn add(site: &Site, request: &Request, who: &Pressed, claim: Claim, typed: Typed) -> Result<Response, Refused> {
    let today = day_in_zone(site.now(), &who.incident.zone);
    let lines = line_typed(Words(request.lang), &claim, &today, &typed)?;
    save(site, request, claim, &lines, typed).await
}

/// The lines of a claim with the one that was typed.
///
/// # Errors
/// The form with its mistakes.
pub fn line_typed(words: Words, claim: &Claim, today: &str, typed: &Typed) -> Result<Vec<ClaimLine>, Refused> {
    let mut reader = Reader { words, typed, mistakes: Vec::new() };
    let line = reader.line(&claim.terms, today);
    if claim.lines.len() >= MOST_LINES {
        reader.wrong("what", words.with("claims-most-lines", &[("most", &MOST_LINES)]));
    }
    let mistakes = reader.mistakes;
    match line.filter(|_| mistakes.is_empty()) {
        Some(line) => Ok([claim.lines.as_slice(), &[line]].concat()),
        None => Err(Refused::Form(FormState { typed: typed.clone(), mistakes })),
    }
}

/// The lines of a claim without the one that was pressed; nothing when that is none, or stays.
#[must_use]
pub fn lines_without(claim: &Claim, typed: &Typed) -> Option<Vec<ClaimLine>> {
    let at: usize = typed.get("line").and_then(|at| at.parse().ok())?;
    let mut lines = claim.lines.clone();
    if at >= lines.len() || claim.terms.is_sum() {
        return None;
    }
    lines.remove(at);
    Some(lines)
}

/// What the ticked steps took, in quarters of an hour, the last begun one counted.
async fn add_steps(site: &Site, request: &Request, who: &Pressed, claim: Claim, typed: Typed) -> Result<Response, Refused> {
    let mine = Mine::of(site, who.visit.clone(), request.lang).await?;
    let minutes = minutes_of_steps(site, &mine);
    let steps = (minutes + MINUTES_PER_STEP - 1) / MINUTES_PER_STEP;
    if steps == 0 || !matches!(claim.terms, MoneyTerms::Time { .. }) {
        return Ok(see_other(request, &request.path));
    }
    let what = Words(request.lang).t("claims-steps-line");
    // Pressed again it is counted anew, not twice.
    let others = claim.lines.iter().filter(|line| !matches!(line, ClaimLine::Time { what: of, .. } if *of == what)).cloned();
    let lines: Vec<ClaimLine> = others.chain([ClaimLine::Time { what: what.clone(), steps }]).collect();
    save(site, request, claim, &lines, typed).await
}

async fn remove(site: &Site, request: &Request, claim: Claim, typed: Typed) -> Result<Response, Refused> {
    let Some(lines) = lines_without(&claim, &typed) else { return Ok(see_other(request, &request.path)) };
    save(site, request, claim, &lines, typed).await
}

/// An answer, an appeal or a withdrawal.
async fn say(site: &Site, request: &Request, who: &Pressed, claim: &Claim, act: ClaimAct, typed: Typed) -> Result<Response, Refused> {
    let (words, now) = (Words(request.lang), site.now());
    let said = typed.get("words").map(|said| said.trim().to_owned()).unwrap_or_default();
    let length = said.chars().count();
    if length > LONGEST_WORDS {
        return Err(mistaken(typed, "words", words.with("ask-too-long", &[("most", &LONGEST_WORDS), ("length", &length)])));
    }
    let Some(form_id) = typed.get("form_id").and_then(|id| id.parse().ok()) else {
        return Err(mistaken(typed, "words", words.t("ask-again")));
    };
    let promised_on = (act != ClaimAct::Withdraw).then(|| decided_by(now, &who.incident.zone));
    let doing = ClaimMove {
        form_id: Some(form_id),
        words: (!said.is_empty()).then_some(said.as_str()),
        promised_on: promised_on.as_deref(),
        ..ClaimMove::new(claim, Who::Person(who.visit.person_id), act)
    };
    let mut tx = site.store.write().await?;
    let after = site.store.act_on_claim(&mut tx, doing, now).await.map_err(|error| refused(error, request, typed))?;
    if act == ClaimAct::Appeal && after.is_new {
        tell(&site.store, &mut tx, (&after.claim, &who.person), News::Received, "", now).await?;
    }
    tx.commit().await?;
    Ok(see_other(request, &request.path))
}

/// Reads a line; each mistake is kept with its field.
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

    fn line(&mut self, terms: &MoneyTerms, today: &str) -> Option<ClaimLine> {
        let line = match terms {
            MoneyTerms::Cash { .. } | MoneyTerms::Unasked { .. } | MoneyTerms::Share { .. } => return None,
            MoneyTerms::Expenses { most, kinds } => {
                let on = ExpenseKind::parse(&self.field("on")).filter(|on| kinds.is_empty() || kinds.contains(on));
                if on.is_none() {
                    self.wrong("on", self.words.t("claims-bad-kind"));
                }
                let what = self.what();
                let day = self.day(today);
                let cents = Money::parse(&self.field("amount"), most.currency).map(|money| money.cents).unwrap_or(0);
                if cents <= 0 {
                    self.wrong("amount", self.words.t("claims-bad-amount"));
                }
                ClaimLine::Expense { on: on?, what, day, cents }
            }
            MoneyTerms::Time { .. } => {
                let what = self.what();
                ClaimLine::Time { what, steps: self.steps() }
            }
        };
        Some(line)
    }

    fn what(&mut self) -> String {
        let what = self.field("what");
        let length = what.chars().count();
        if what.is_empty() || what.chars().any(char::is_control) {
            self.wrong("what", self.words.t("claims-bad-what"));
        } else if length > LONGEST_WHAT {
            self.wrong("what", self.words.with("ask-too-long", &[("most", &LONGEST_WHAT), ("length", &length)]));
        }
        what
    }

    /// A day that is not in the future.
    fn day(&mut self, today: &str) -> String {
        match self.field("day").parse::<jiff::civil::Date>() {
            Ok(day) if day.to_string().as_str() <= today => day.to_string(),
            _ => {
                self.wrong("day", self.words.t("claims-bad-day"));
                String::new()
            }
        }
    }

    /// Hours as people type them (`1.5`, `1,25`, `2`), in whole quarters.
    fn steps(&mut self) -> i64 {
        let hours = Money::parse(&self.field("hours"), domain::money::Currency::Usd).map(|hundredths| hundredths.cents).unwrap_or(0);
        let per_step = 100 * MINUTES_PER_STEP / 60;
        if hours <= 0 || hours % per_step != 0 || hours > 100 * 10_000 {
            self.wrong("hours", self.words.t("claims-bad-hours"));
            return 0;
        }
        hours / per_step
    }
}
