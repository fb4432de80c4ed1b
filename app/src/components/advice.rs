//! What could be better in a text: advice, and never a lock.

use domain::{
    advice::{Advice, Kind, advise, grade},
    lang::Lang,
};
use leptos::prelude::*;

use crate::words::Words;

/// The longest words quoted.
const QUOTED: usize = 90;

/// What could be better in a text; an empty one is missing or not translated.
#[must_use]
pub fn advice_on(words: Words, text: &str, other: &str, lang: Lang, is_apology: bool) -> AnyView {
    if let Some(kind) = domain::advice::emptiness(text, other) {
        return view! { <p class="advice">{advice_words(words, kind)}</p> }.into_any();
    }
    let advice = advise(text, lang, is_apology);
    let level = grade(text, lang).map(|grade| {
        // Whole grades: the formulas are no finer than that.
        let grade = (1_u32..=20).find(|whole| f64::from(*whole) >= grade - 0.5).unwrap_or(20);
        view! { <p class="quiet small">{words.with("staff-editor-grade", &[("grade", &grade)])}</p> }
    });
    let rows: Vec<AnyView> = advice.iter().map(|advice| advice_row(words, advice)).collect();
    let list = (!rows.is_empty()).then(|| view! { <ul class="advice">{rows}</ul> });
    view! { {list}{level} }.into_any()
}

fn advice_row(words: Words, advice: &Advice) -> AnyView {
    let mut quoted: String = advice.quoted.chars().take(QUOTED).collect();
    if quoted.len() < advice.quoted.len() {
        quoted.push('…');
    }
    view! { <li><q>{quoted}</q>" "{advice_words(words, advice.kind)}</li> }.into_any()
}

/// What to write instead.
#[must_use]
pub fn advice_words(words: Words, kind: Kind) -> String {
    match kind {
        Kind::NotTranslated => words.t("staff-advice-not-translated"),
        Kind::Missing => words.t("staff-advice-missing"),
        Kind::Blank => words.t("staff-advice-blank"),
        Kind::SorryIf => words.t("staff-advice-sorry-if"),
        Kind::If => words.t("staff-advice-if"),
        Kind::MayHave => words.t("staff-advice-may-have"),
        Kind::Seriously => words.t("staff-advice-seriously"),
        Kind::Sophisticated => words.t("staff-advice-sophisticated"),
        Kind::Caution => words.t("staff-advice-caution"),
        Kind::Unfortunately => words.t("staff-advice-unfortunately"),
        Kind::Inconvenience => words.t("staff-advice-inconvenience"),
        Kind::ThirdParty => words.t("staff-advice-third-party"),
        Kind::NoEvidence => words.t("staff-advice-no-evidence"),
        Kind::NoNumber => words.t("staff-advice-no-number"),
        Kind::LawTalk => words.t("staff-advice-law-talk"),
        Kind::OtherWord => words.t("staff-advice-other-word"),
        Kind::VagueTime => words.t("staff-advice-vague-time"),
        Kind::RelativeDay => words.t("staff-advice-relative-day"),
        Kind::TimeWithoutZone => words.t("staff-advice-time-without-zone"),
        Kind::ShortDate => words.t("staff-advice-short-date"),
        Kind::Exclamation => words.t("staff-advice-exclamation"),
        Kind::LongSentence => words.t("staff-advice-long-sentence"),
        Kind::Hard => words.t("staff-advice-hard"),
    }
}
