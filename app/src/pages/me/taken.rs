//! What was taken: each category, confirmed or suspected, with what somebody could do with it.

use domain::{
    exposure::{Category, CategorySet},
    guidance::Severity,
    lang::Lang,
    person::Kind,
};
use leptos::prelude::*;

use crate::{
    components::steps::lower_first,
    me::Mine,
    request::{use_request, use_words},
    site::{Site, use_site},
    words::Words,
};

/// What people ask about first: said to be absent where it is.
const WORRIES: [&str; 4] = ["online_credentials", "payment_card", "ssn", "bank_account"];

/// One row: one category, or the mild ones together.
struct Row {
    label: String,
    risk: String,
    is_confirmed: bool,
}

/// The list, worst first, and what was not in it.
#[component]
pub fn Taken(
    /// Whose.
    mine: Mine,
    /// How bad it is all together.
    severity: Severity,
) -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let exposure = mine.person.exposure;
    let mut rows = rows(&site, &mine, exposure.confirmed, true, request.lang);
    rows.extend(self::rows(&site, &mine, exposure.suspected, false, request.lang));
    let until = mine.incident().suspected_known_by.as_deref().map(|iso| words.date(iso));
    let is_empty = rows.is_empty();
    let items: Vec<_> = rows.into_iter().map(|row| view! { <TakenRow row until=until.clone()/> }).collect();
    let as_of = words.day(mine.incident().as_of, &mine.incident().zone);
    let absent = absent(&site, &mine, request.lang);
    view! {
        {is_empty.then(|| view! { <p>{words.t("me-taken-unknown")}</p> })}
        {(!is_empty).then(|| view! { <ul class="list">{items}</ul> })}
        {(severity == Severity::Severe).then(|| view! { <p>{words.t("me-together")}</p> })}
        {(!absent.is_empty()).then(|| {
            let list = words.list(&absent);
            view! { <p class="quiet small">{words.with("me-not-taken", &[("day", &as_of), ("list", &list)])}</p> }
        })}
    }
}

#[component]
fn TakenRow(row: Row, until: Option<String>) -> impl IntoView {
    let words = use_words();
    let (class, tag) =
        if row.is_confirmed { ("tag tag--open", words.t("me-confirmed")) } else { ("tag tag--plan", words.t("me-suspected")) };
    let unknown = (!row.is_confirmed).then(|| match until {
        Some(day) => words.with("me-suspected-until", &[("day", &day)]),
        None => words.t("me-suspected-open"),
    });
    view! {
        <li>
            <div class="row"><h2 class="title">{row.label}</h2><span class=class>{tag}</span></div>
            <p class="quiet">{row.risk}{unknown.map(|unknown| format!(" {unknown}"))}</p>
        </li>
    }
}

/// The worst first; two or more mild ones in one row.
fn rows(site: &Site, mine: &Mine, set: CategorySet, is_confirmed: bool, lang: Lang) -> Vec<Row> {
    let severity = |category: &Category| site.guidance.category(*category).severity;
    let (mild, mut grave): (Vec<Category>, Vec<Category>) = set.iter().partition(|category| severity(category) == Severity::Low);
    grave.sort_by_key(|category| std::cmp::Reverse(severity(category)));
    let row = |category: Category| Row {
        label: label(site, mine, category, lang),
        risk: site.guidance.category(category).risk.get(lang).to_owned(),
        is_confirmed,
    };
    let mut rows: Vec<Row> = grave.into_iter().map(row).collect();
    match mild.as_slice() {
        [] => {}
        [one] => rows.push(row(*one)),
        several => {
            let labels: Vec<String> = several
                .iter()
                .enumerate()
                .map(|(at, category)| {
                    let label = label(site, mine, *category, lang);
                    if at == 0 { label } else { lower_first(&label) }
                })
                .collect();
            rows.push(Row { label: Words(lang).list(&labels), risk: Words(lang).t("me-mild"), is_confirmed });
        }
    }
    rows
}

/// The catalogue speaks to the person ("Your name"); on the page of a child or of somebody who died it is "Name".
fn label(site: &Site, mine: &Mine, category: Category, lang: Lang) -> String {
    if mine.person.kind != Kind::Adult && category.id() == "name" {
        return Words(lang).t("me-taken-name");
    }
    site.guidance.category(category).label.get(lang).to_owned()
}

/// What the incident's page names or people worry about, and this person's data does not hold.
fn absent(site: &Site, mine: &Mine, lang: Lang) -> Vec<String> {
    let worries: CategorySet = WORRIES.iter().filter_map(|id| Category::parse(id).ok()).collect();
    let absent = worries.union(mine.incident().categories).without(mine.person.exposure.all());
    absent.iter().map(|category| lower_first(&label(site, mine, category, lang))).collect()
}
