//! Claims in words.

use domain::{
    benefit::{BenefitKind, ClaimLine, ExpenseKind, MINUTES_PER_STEP, MoneyTerms},
    claim::{ClaimAct, ClaimState, Doer},
    payout::{Payout, Way},
};
use store::claims::{Claim, ClaimEvent, ClaimRefusal};

use crate::words::Words;

/// What a benefit is called.
#[must_use]
pub fn kind_title(words: Words, kind: BenefitKind) -> String {
    match kind {
        BenefitKind::Protection => words.t("protection-title"),
        BenefitKind::Cash => words.t("claims-kind-cash"),
        BenefitKind::Expenses => words.t("claims-kind-expenses"),
        BenefitKind::Time => words.t("claims-kind-time"),
        BenefitKind::Goodwill => words.t("claims-kind-goodwill"),
    }
}

/// A claim by what it is for and its number.
#[must_use]
pub fn claim_title(words: Words, claim: &Claim) -> String {
    words.with("claims-called", &[("what", &kind_words(words, &claim.terms)), ("number", &claim.number.as_str())])
}

/// What a benefit pays, in a sentence.
#[must_use]
pub fn terms_words(words: Words, terms: &MoneyTerms) -> String {
    match terms {
        MoneyTerms::Cash { amount } => words.with("claims-terms-cash", &[("amount", &words.money(*amount))]),
        MoneyTerms::Unasked { amount } => words.with("claims-terms-unasked", &[("amount", &words.money(*amount))]),
        MoneyTerms::Share { fund, most } => {
            words.with("claims-terms-share", &[("fund", &words.money(*fund)), ("most", &words.money(*most))])
        }
        MoneyTerms::Expenses { most, kinds } => {
            let pays = words.with("claims-terms-expenses", &[("most", &words.money(*most))]);
            let kinds: Vec<String> = kinds.iter().map(|kind| expense_words(words, *kind)).collect();
            if kinds.is_empty() { pays } else { format!("{pays} {}", words.with("claims-terms-kinds", &[("list", &kinds.join("; "))])) }
        }
        MoneyTerms::Time { per_hour, most_hours } => {
            words.with("claims-terms-time", &[("amount", &words.money(*per_hour)), ("hours", most_hours)])
        }
    }
}

/// What a claim asks for, in words; of a fund that is not shared out, what it is at most.
#[must_use]
pub fn asked_words(words: Words, claim: &Claim) -> Option<String> {
    let asked = claim.asked?;
    let is_open = matches!(claim.terms, MoneyTerms::Share { most, .. } if most == asked) && claim.granted.is_none();
    Some(if is_open { words.with("claims-asked-share", &[("most", &words.money(asked))]) } else { words.money(asked) })
}

/// What somebody spent money on.
#[must_use]
pub fn expense_words(words: Words, kind: ExpenseKind) -> String {
    match kind {
        ExpenseKind::Fraud => words.t("claims-expense-fraud"),
        ExpenseKind::Credit => words.t("claims-expense-credit"),
        ExpenseKind::Documents => words.t("claims-expense-documents"),
        ExpenseKind::Advice => words.t("claims-expense-advice"),
        ExpenseKind::Small => words.t("claims-expense-small"),
        ExpenseKind::Other => words.t("claims-expense-other"),
    }
}

/// One thing that is asked for, and how much of it there is.
#[must_use]
pub fn line_words(words: Words, line: &ClaimLine) -> String {
    match line {
        ClaimLine::Cash => words.t("claims-line-sum"),
        ClaimLine::Expense { on, what, day, .. } => {
            words.with("claims-line-expense", &[("what", what), ("kind", &expense_words(words, *on)), ("day", &words.date(day))])
        }
        ClaimLine::Time { what, steps } => {
            let minutes = steps.saturating_mul(MINUTES_PER_STEP);
            words.with("claims-line-time", &[("what", what), ("hours", &(minutes / 60)), ("minutes", &(minutes % 60))])
        }
    }
}

/// Where the money goes, without what would let anybody else use it.
#[must_use]
pub fn payout_words(words: Words, payout: &Payout) -> String {
    let last = payout.last_four().unwrap_or_default();
    match payout.way() {
        Way::Ach => words.with("claims-payout-is-ach", &[("name", &payout.name()), ("last", &last)]),
        Way::Iban => words.with("claims-payout-is-iban", &[("name", &payout.name()), ("last", &last)]),
        Way::Voucher => words.with("claims-payout-is-voucher", &[("name", &payout.name())]),
        Way::Cheque => words.with("claims-payout-is-cheque", &[("name", &payout.name())]),
    }
}

/// How far a claim is.
#[must_use]
pub fn state_words(words: Words, state: ClaimState) -> String {
    match state {
        ClaimState::Draft => words.t("claims-state-draft"),
        ClaimState::Submitted => words.t("claims-state-submitted"),
        ClaimState::InReview => words.t("claims-state-in-review"),
        ClaimState::NeedsMore => words.t("claims-state-needs-more"),
        ClaimState::Approved => words.t("claims-state-approved"),
        ClaimState::Denied => words.t("claims-state-denied"),
        ClaimState::Appealed => words.t("claims-state-appealed"),
        ClaimState::Paid => words.t("claims-state-paid"),
        ClaimState::Withdrawn => words.t("claims-state-withdrawn"),
    }
}

/// What was done with a claim, on its timeline.
#[must_use]
fn event_words(words: Words, act: ClaimAct) -> String {
    match act {
        ClaimAct::Submit => words.t("claims-event-submit"),
        ClaimAct::Take => words.t("claims-event-take"),
        ClaimAct::PutBack => words.t("claims-event-put-back"),
        ClaimAct::AskMore => words.t("claims-event-ask-more"),
        ClaimAct::Answer => words.t("claims-event-answer"),
        ClaimAct::Approve => words.t("claims-event-approve"),
        ClaimAct::Grant => words.t("claims-event-grant"),
        ClaimAct::Deny => words.t("claims-event-deny"),
        ClaimAct::Appeal => words.t("claims-event-appeal"),
        ClaimAct::Pay => words.t("claims-event-pay"),
        ClaimAct::Withdraw => words.t("claims-event-withdraw"),
        ClaimAct::Redirect => words.t("claims-event-redirect"),
    }
}

/// What was done with a claim, and that it came on paper when staff typed it in for its person.
#[must_use]
pub fn happened_words(words: Words, event: &ClaimEvent) -> String {
    let said = event_words(words, event.act);
    let is_keyed = event.staff_id.is_some() && event.act.doer() == Doer::Person;
    if is_keyed { words.with("claims-event-keyed", &[("what", &said)]) } else { said }
}

/// Which kind of benefit a claim is for.
#[must_use]
pub fn kind_words(words: Words, terms: &MoneyTerms) -> String {
    match terms {
        MoneyTerms::Share { .. } => words.t("claims-kind-share"),
        MoneyTerms::Unasked { .. } => words.t("claims-kind-unasked"),
        _ => kind_title(words, terms.kind()),
    }
}

/// Why nothing was done, and what to do.
#[must_use]
pub fn refusal_words(words: Words, refusal: ClaimRefusal) -> String {
    match refusal {
        ClaimRefusal::NotFound => words.t("claims-refused-not-found"),
        ClaimRefusal::NotTheirs => words.t("claims-refused-not-theirs"),
        ClaimRefusal::NotNow(state) => words.with("claims-refused-not-now", &[("state", &state_words(words, state))]),
        ClaimRefusal::Stale => words.t("claims-refused-stale"),
        ClaimRefusal::Incomplete => words.t("claims-refused-incomplete"),
        ClaimRefusal::NotWithYou => words.t("claims-refused-not-with-you"),
        ClaimRefusal::SamePerson => words.t("claims-refused-same-person"),
        ClaimRefusal::OwnKeying => words.t("claims-refused-own-keying"),
        ClaimRefusal::BadAmount => words.t("claims-refused-bad-amount"),
        ClaimRefusal::NoWords => words.t("claims-refused-no-words"),
        ClaimRefusal::NotShared => words.t("claims-refused-not-shared"),
        ClaimRefusal::OnItsWay => words.t("claims-refused-on-its-way"),
        ClaimRefusal::ChangeWaits => words.t("claims-refused-change-waits"),
    }
}
