//! Keeping what stands in a form of the editor while it is written: the same reading and the same version check as when it is sent.

use std::{collections::BTreeSet, time::Duration};

use domain::{
    advice::is_apology,
    draft::{Part, Spot},
    lang::Lang,
};
use leptos::prelude::RenderHtml;
use store::drafts::{Edit, Saved};

use super::{Edited, Step, Typed, keep_update::keep_update};
use crate::{
    api::keep_draft::{Fresh, Kept},
    components::advice::advice_on,
    error::PageError,
    forms::{
        Mistake,
        editor::{Gathered, gather},
    },
    render::without_markers,
    request::Request,
    site::Site,
    staff::PublishingDesk,
    words::Words,
};

/// Whoever saved so recently is writing still.
const WRITING: Duration = Duration::from_secs(10 * 60);

/// Keeps the form of the page at the path `page`.
///
/// # Errors
/// [`PageError::NotFound`] when no words are kept there; those of the desk and of the store.
pub async fn keep(site: &Site, request: &Request, page: &str, typed: Typed, words: Words) -> Result<Kept, PageError> {
    let parts: Vec<&str> = page.split('/').collect();
    let ["", "staff", "incidents", slug, below @ ..] = parts.as_slice() else { return Err(PageError::NotFound) };
    let desk = PublishingDesk::open(site, request, slug).await?;
    match below {
        ["updates", what @ ..] => keep_update(site, &desk, what, typed, words).await,
        [step] => {
            keep_page(site, &desk, Step::parse(step).filter(|step| step.is_written()).ok_or(PageError::NotFound)?, &typed, words).await
        }
        _ => Err(PageError::NotFound),
    }
}

async fn keep_page(site: &Site, desk: &PublishingDesk, step: Step, typed: &Typed, words: Words) -> Result<Kept, PageError> {
    let (actor, incident) = (desk.staff.actor(), desk.incident.incident_id);
    let before = Edited::load(site, desk.incident.clone()).await?;
    let Gathered { edits, mistakes } = gather(site, words, &before, typed, step);
    let changed: Vec<Edit> = edits.iter().filter(|edit| before.changes(edit)).cloned().collect();
    let saved = site.store.save_drafts(&actor, incident, &changed, site.now()).await?;
    let after = Edited::load(site, desk.incident.clone()).await?;
    let is_beside = saved.iter().any(|saved| matches!(saved, Saved::Beside(_)));
    let others = match after.others(step, &actor, site.now().minus(WRITING)) {
        Some((who, when)) => {
            let name = match who.parse() {
                Ok(id) => site.store.member(id).await?.map(|member| member.contact.name),
                Err(_) => None,
            };
            let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| words.t("staff-editor-somebody"));
            let time = words.hour(when, &after.incident.zone);
            Some(words.with("staff-keep-two", &[("name", &name), ("time", &time)]))
        }
        None => None,
    };
    Ok(Kept {
        words: said(words, site, &after, &mistakes, is_beside, others),
        is_beside,
        fields: edits.iter().flat_map(|edit| hidden_fields(&after, edit, &changed, &saved)).collect(),
        fresh: fresh(&after, typed),
        advice: advice(words, &after, &edits),
    })
}

fn said(words: Words, site: &Site, after: &Edited, mistakes: &[Mistake], is_beside: bool, others: Option<String>) -> String {
    let time = words.hour(site.now(), &after.incident.zone);
    let mut said = match mistakes.first() {
        Some(mistake) => words.with("staff-keep-not-yet", &[("mistake", &mistake.words)]),
        None => words.with("staff-keep-saved", &[("time", &time)]),
    };
    let more = if is_beside { Some(words.t("staff-keep-beside")) } else { others };
    if let Some(more) = more {
        said.push(' ');
        said.push_str(&more);
    }
    said
}

/// What the hidden fields of an edited part are from now on.
fn hidden_fields(after: &Edited, edit: &Edit, changed: &[Edit], saved: &[Saved]) -> Vec<(String, String)> {
    let became = changed.iter().position(|other| other.spot == edit.spot).map(|at| saved[at]);
    if let Some(Saved::Beside(conflict)) = became {
        return vec![(Edited::beside_field(edit.spot), conflict.to_string())];
    }
    // What stands there by now is another's, and this page left it alone.
    if after.value(edit.spot) != edit.body {
        return Vec::new();
    }
    let mut fields = vec![(Edited::version_field(edit.spot), after.version(edit.spot).to_string())];
    if matches!(edit.spot.part, Part::Facts | Part::Fixes) {
        fields.push((Edited::field(edit.spot), edit.body.clone()));
    }
    fields
}

/// Texts of the page that are newer than it, whose fields did not come because nobody wrote in them.
fn fresh(after: &Edited, typed: &Typed) -> Vec<Fresh> {
    let versions = typed.iter().filter_map(|(name, version)| Some((name.strip_suffix(".version")?, version)));
    versions
        .filter_map(|(name, version)| {
            let (part, lang) = name.rsplit_once('.')?;
            let spot = Spot::parse(part, lang).filter(|_| !typed.contains_key(name))?;
            let now = after.version(spot);
            let is_older = version.parse::<i64>().is_ok_and(|version| version < now);
            is_older.then(|| Fresh {
                name: name.to_owned(),
                text: after.value(spot),
                version_name: Edited::version_field(spot),
                version: now.to_string(),
            })
        })
        .collect()
}

/// Advice on every text that came, in both languages: whether one is translated depends on the other.
fn advice(words: Words, after: &Edited, edits: &[Edit]) -> Vec<(String, String)> {
    let parts: BTreeSet<String> = edits.iter().filter(|edit| edit.spot.lang.is_some()).map(|edit| edit.spot.part.to_text()).collect();
    let parts = parts.iter().filter_map(|part| Part::parse(part));
    let spots = parts.flat_map(|part| Lang::ALL.map(|lang| (part, lang)));
    spots
        .map(|(part, lang)| {
            let other = if lang == Lang::En { Lang::Es } else { Lang::En };
            let (text, other) = (after.value(Spot::of(part, lang)), after.value(Spot::of(part, other)));
            let is_apology = matches!(part, Part::Section(section) if is_apology(section));
            let html = advice_on(words, &text, &other, lang, is_apology).to_html();
            (format!("{}.advice", Edited::field(Spot::of(part, lang))), without_markers(&html))
        })
        .collect()
}
