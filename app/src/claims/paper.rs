//! What stands on the form of a claim: the same four steps as on the page, in its person's language.

use domain::{
    benefit::{ExpenseKind, MoneyTerms},
    incident::Incident,
    paper::{Choice, PaperForm, Part, Table},
    person::Person,
};
use store::claims::Claim;

use super::{expense_words, kind_words, terms_words};
use crate::{site::Site, words::Words};

/// Rows to fill in; more go on another sheet.
const ROWS: usize = 8;

/// The form of a claim. `last_day` (`YYYY-MM-DD`) is the last day it can be sent on. The same claim gives the same form.
#[must_use]
pub fn paper_form(site: &Site, incident: &Incident, claim: &Claim, person: &Person, last_day: Option<&str>) -> PaperForm {
    let words = Words(claim.lang);
    let company = &site.settings.company;
    let address = format!("{}{}", site.settings.public_url, claim.lang.path("/me/claims"));
    let mut lead = Vec::new();
    lead.extend(incident.is_practice.then(|| words.t("paper-form-practice")));
    lead.push(words.with("paper-form-lead", &[("address", &address)]));
    lead.extend(last_day.map(|day| words.with("paper-form-until", &[("date", &words.date(day))])));
    lead.push(words.t("claims-waives-nothing"));
    PaperForm {
        sender: company.name.clone(),
        title: words.with("paper-form-title", &[("what", &kind_words(words, &claim.terms))]),
        number_label: words.t("paper-form-number"),
        number: claim.number.as_str().to_owned(),
        page_label: words.t("paper-form-page"),
        lead,
        parts: vec![who(words, person), asked(words, claim), way(words, site), sign(words), send(words, site)],
    }
}

/// The name we hold and no address: the paper may lie anywhere.
fn who(words: Words, person: &Person) -> Part {
    let name = person.contact.full_name();
    let says = if name.is_empty() { words.t("paper-form-no-name") } else { words.with("paper-form-name", &[("name", &name)]) };
    let lines = vec![words.t("paper-form-line-name"), words.t("paper-form-line-address"), String::new(), words.t("paper-form-line-reach")];
    Part { title: words.t("paper-form-who"), says: vec![says], lines, ..Part::default() }
}

fn asked(words: Words, claim: &Claim) -> Part {
    let mut says = vec![terms_words(words, &claim.terms)];
    let columns = match &claim.terms {
        MoneyTerms::Cash { .. } | MoneyTerms::Unasked { .. } | MoneyTerms::Share { .. } => Vec::new(),
        MoneyTerms::Expenses { kinds, .. } => {
            let kinds = if kinds.is_empty() { ExpenseKind::ALL } else { kinds.as_slice() };
            let list = ('A'..).zip(kinds).map(|(letter, kind)| format!("{letter} = {}", expense_words(words, *kind)));
            says.push(words.with("paper-form-kinds", &[("list", &list.collect::<Vec<_>>().join("; "))]));
            says.push(words.t("paper-form-copies"));
            vec![
                (words.t("paper-form-what"), 6),
                (words.t("paper-form-kind"), 1),
                (words.t("paper-form-day"), 2),
                (words.t("paper-form-amount"), 2),
            ]
        }
        MoneyTerms::Time { .. } => vec![(words.t("paper-form-with-what"), 6), (words.t("paper-form-hours"), 1)],
    };
    let table = (!columns.is_empty()).then_some(Table { columns, rows: ROWS });
    Part { title: words.t("paper-form-ask"), says, table, ..Part::default() }
}

fn way(words: Words, site: &Site) -> Part {
    let choice = |label: String, lines: Vec<String>| Choice { label, lines };
    let holder = words.t("paper-form-holder");
    let mut choices = vec![
        choice(
            words.t("claims-way-ach"),
            vec![holder.clone(), words.t("claims-routing"), words.t("claims-account"), words.t("paper-form-kind-of-account")],
        ),
        choice(words.t("claims-way-iban"), vec![holder, words.t("claims-iban")]),
        choice(words.t("claims-way-cheque"), vec![words.t("claims-address"), String::new()]),
    ];
    let voucher = &site.settings.payments.voucher;
    if !voucher.is_empty() {
        choices.push(choice(words.with("claims-way-voucher", &[("what", voucher)]), vec![words.t("claims-voucher-email")]));
    }
    Part { title: words.t("paper-form-way"), says: vec![words.t("paper-form-way-lead")], choices, ..Part::default() }
}

fn sign(words: Words) -> Part {
    Part {
        title: words.t("paper-form-sign"),
        says: vec![words.t("claims-attest")],
        lines: vec![words.t("paper-form-line-day"), words.t("paper-form-line-signature")],
        ..Part::default()
    }
}

fn send(words: Words, site: &Site) -> Part {
    let company = &site.settings.company;
    let then = words.with("paper-form-then", &[("phone", &company.phone)]);
    let says = vec![format!("{}\n{}", company.name, company.postal_address), then];
    Part { title: words.t("paper-form-send"), says, ..Part::default() }
}
