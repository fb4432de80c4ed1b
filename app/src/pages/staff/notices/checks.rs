//! What was looked at before a notice goes out, and what was found.

use domain::{
    lang::Lang,
    notice::{Finding, Weight},
    preflight::{self, Verdict},
};
use leptos::prelude::*;

use crate::{
    mail_room::Preflight,
    preflight::{check, to_do, what},
    staff::{notices::Obstacle, publishing::lang_words},
    words::Words,
};

/// What stands in its way, what was found in its words, and what receivers find about the sender.
pub(super) fn checks(
    words: Words,
    zone: &str,
    obstacle: Option<Obstacle>,
    found: &[(Option<Lang>, Finding)],
    preflight: Option<&Preflight>,
) -> AnyView {
    let obstacle = obstacle.map(|obstacle| {
        let text = match obstacle {
            Obstacle::NotPublic => words.t("staff-notices-not-public"),
            Obstacle::Closed => words.t("staff-notices-closed"),
            Obstacle::NoRelay => words.t("staff-notices-no-relay"),
            Obstacle::NoWords(lang) => words.with("staff-notices-no-words", &[("lang", &lang_words(words, lang))]),
        };
        row(words, Weight::Blocks, text)
    });
    let mut rows: Vec<AnyView> = obstacle.into_iter().collect();
    rows.extend(found.iter().map(|(lang, finding)| {
        let text = finding_words(words, finding);
        let text = lang.map_or_else(|| text.clone(), |lang| format!("{}: {text}", lang_words(words, lang)));
        row(words, finding.weight(), text)
    }));
    rows.extend(
        preflight
            .into_iter()
            .flat_map(|preflight| amiss(&preflight.findings))
            .map(|(weight, finding)| row(words, weight, preflight_words(words, finding))),
    );
    let list = if rows.is_empty() {
        view! { <p>{words.t("staff-notices-nothing-found")}</p> }.into_any()
    } else {
        view! { <ul class="list">{rows}</ul> }.into_any()
    };
    let looked = preflight.map(|preflight| {
        let time = words.moment(preflight.looked_at, zone);
        view! { <p class="quiet small">{words.with("staff-notices-preflight-looked", &[("time", &time)])}</p> }
    });
    view! { <section class="stack" id="checks"><h2>{words.t("staff-notices-checks")}</h2>{list}{looked}</section> }.into_any()
}

/// What is not as it should be with the sender, the worst first.
fn amiss(findings: &[preflight::Finding]) -> Vec<(Weight, &preflight::Finding)> {
    let of = |verdict, weight| findings.iter().filter(move |finding| finding.verdict() == verdict).map(move |finding| (weight, finding));
    of(Verdict::Block, Weight::Blocks).chain(of(Verdict::Warn, Weight::Warns)).collect()
}

/// What an approver has to give a reason for, if they go on.
pub(super) fn in_the_way(words: Words, preflight: &Preflight) -> Vec<String> {
    let blocking = preflight.findings.iter().filter(|finding| finding.verdict() == Verdict::Block);
    blocking.map(|finding| preflight_words(words, finding)).collect()
}

/// What was looked at, what was found, and what to do.
fn preflight_words(words: Words, finding: &preflight::Finding) -> String {
    let (what, to_do) = (what(words, finding), to_do(words, finding));
    format!("{}: {what} {}", check(words, finding.check()), to_do.unwrap_or_default()).trim_end().to_owned()
}

fn row(words: Words, weight: Weight, text: String) -> AnyView {
    let (class, what) = match weight {
        Weight::Blocks => ("tag tag--open", words.t("staff-notices-blocks")),
        Weight::Warns => ("tag tag--plan", words.t("staff-notices-warns")),
    };
    view! { <li class="row"><span>{text}</span><span class=class>{what}</span></li> }.into_any()
}

fn finding_words(words: Words, finding: &Finding) -> String {
    match finding {
        Finding::Amount(what) => words.with("staff-notices-found-amount", &[("what", what)]),
        Finding::Urgency(what) => words.with("staff-notices-found-urgency", &[("what", what)]),
        Finding::Shouts(what) => words.with("staff-notices-found-shouts", &[("what", what)]),
        Finding::NoSubject => words.t("staff-notices-found-no-subject"),
        Finding::ShortLink(what) => words.with("staff-notices-found-short-link", &[("what", what)]),
        Finding::OtherHost(what) => words.with("staff-notices-found-other-host", &[("what", what)]),
        Finding::PlainLink(what) => words.with("staff-notices-found-plain-link", &[("what", what)]),
        Finding::NoReply(what) => words.with("staff-notices-found-no-reply", &[("what", what)]),
    }
}
