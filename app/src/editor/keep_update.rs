//! Keeping an update, a correction or a withdrawal while it is written.

use domain::lang::Lang;
use leptos::prelude::RenderHtml;
use uuid::Uuid;

use super::Typed;
use crate::{
    api::keep_draft::Kept,
    components::advice::advice_on,
    error::PageError,
    forms::staff_updates::{DRAFT_ID, DRAFT_VERSION, kept_draft, what_is_written},
    render::without_markers,
    site::Site,
    staff::PublishingDesk,
    words::Words,
};

/// The texts of the forms, without their language.
const TEXTS: [&str; 3] = ["body", "what_changed", "reason"];

/// Keeps what was typed into the form at `…/updates/` and `what`.
pub(super) async fn keep_update(site: &Site, desk: &PublishingDesk, what: &[&str], typed: Typed, words: Words) -> Result<Kept, PageError> {
    let what = what_is_written(what).ok_or(PageError::NotFound)?;
    let advice = advice(words, &typed);
    let asked_for: Option<Uuid> = typed.get(DRAFT_ID).and_then(|id| id.parse().ok());
    let kept = kept_draft(site, desk, &what, typed).await?;
    let time = words.hour(site.now(), &desk.incident.zone);
    let is_beside = asked_for.is_some_and(|asked| asked != kept.draft_id);
    let mut said = words.with("staff-keep-saved", &[("time", &time)]);
    if is_beside {
        said.push(' ');
        said.push_str(&words.t("staff-keep-update-beside"));
    }
    let fields = vec![(DRAFT_ID.to_owned(), kept.draft_id.to_string()), (DRAFT_VERSION.to_owned(), kept.version.to_string())];
    Ok(Kept { words: said, is_beside, fields, fresh: Vec::new(), advice })
}

fn advice(words: Words, typed: &Typed) -> Vec<(String, String)> {
    let fields = TEXTS.iter().flat_map(|text| Lang::ALL.map(|lang| (format!("{text}_{}", lang.as_str()), *text, lang)));
    fields
        .filter_map(|(name, text, lang)| {
            let other = if lang == Lang::En { Lang::Es } else { Lang::En };
            let other = typed.get(&format!("{text}_{}", other.as_str())).map_or("", String::as_str);
            let html = advice_on(words, typed.get(&name)?.trim(), other.trim(), lang, false).to_html();
            Some((format!("{name}.advice"), without_markers(&html)))
        })
        .collect()
}
