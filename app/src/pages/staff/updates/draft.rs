//! Updates that are being written: taken up again, and read as they would be; `/staff/incidents/{slug}/updates/drafts/{id}`.

use domain::{
    incident::{Incident, Update, UpdateKind},
    lang::Lang,
    publishing::{Correction, NewUpdate, PerLang, PostText, Proposal, UpdateAudience, Withdrawal},
};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use store::update_drafts::{Fields, UpdateDraft};

use super::staff_page;
use crate::{
    components::{head::NoIndex, staff_frame::StaffFrame},
    error::PageError,
    forms::{
        FormState,
        staff_updates::{DRAFT_ID, DRAFT_VERSION, draft_path},
    },
    pages::incident::UpdateArticle,
    request::Request,
    site::Site,
    staff::{
        PublishingDesk,
        publishing::{Preview, name_of, preview_of, slug_of},
    },
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/updates/drafts/{id}`.
    DraftPreviewPage = page
}

/// Fills the form from the draft that the address names, and says so.
///
/// # Errors
/// When the store fails.
pub(super) async fn resumed(
    site: &Site,
    words: Words,
    incident: &Incident,
    query: &ParamsMap,
    state: &FormState,
    what: &str,
) -> Result<AnyView, PageError> {
    let Some(id) = query.get("draft").filter(|_| state.typed.is_empty()).and_then(|id| id.parse().ok()) else {
        return Ok(().into_any());
    };
    let Some(draft) = site.store.update_draft(incident.incident_id, id).await?.filter(|draft| draft.what == what) else {
        return Ok(view! { <p class="note note--open">{words.t("staff-updates-draft-gone")}</p> }.into_any());
    };
    let (name, time) = (name_of(site, &draft.saved_by).await?, words.moment(draft.saved_at, &incident.zone));
    let mut typed = draft.fields;
    typed.insert(DRAFT_ID.to_owned(), draft.draft_id.to_string());
    typed.insert(DRAFT_VERSION.to_owned(), draft.version.to_string());
    provide_context(FormState { typed, mistakes: Vec::new() });
    let text = words.with("staff-updates-draft-resumed", &[("name", &name), ("time", &time)]);
    Ok(view! { <p class="note note--done" role="status">{text}</p> }.into_any())
}

async fn page(site: &Site, request: &Request, query: &ParamsMap, _state: FormState) -> Result<AnyView, PageError> {
    let PublishingDesk { staff, incident, .. } = PublishingDesk::open(site, request, slug_of(request)).await?;
    let id = request.path.rsplit('/').next().and_then(|id| id.parse().ok()).ok_or(PageError::NotFound)?;
    let draft = site.store.update_draft(incident.incident_id, id).await?.ok_or(PageError::NotFound)?;
    let words = Words(request.lang);
    let shown = match proposal(&draft) {
        Some(proposal) => preview_of(site, &incident, &proposal, site.now(), false).await?,
        None => Preview::Nothing,
    };
    let Preview::Update(update) = shown else { return Err(PageError::NotFound) };
    let update: Update = update.get(request.lang).clone();
    if query.get("beside").is_some() {
        return Ok(view! {
            <NoIndex/>
            <main id="main"><div class="wrap stack">{view! { <UpdateArticle incident update is_page=true/> }.into_any()}</div></main>
        }
        .into_any());
    }
    let back = request.lang.path(&draft_path(&incident, &draft));
    let other = if request.lang == Lang::En { Lang::Es } else { Lang::En };
    let there = other.path(&request.path);
    Ok(view! {
        <StaffFrame staff title=words.t("staff-updates-draft-preview") incident=Some(incident.clone())>
            <p class="actions">
                <a class="button" href=back>{words.t("staff-updates-draft-go-on")}</a>
                <a href=there lang=other.as_str() hreflang=other.as_str()>{words.t("staff-editor-preview-other")}</a>
            </p>
            <div class="card">{view! { <UpdateArticle incident update/> }.into_any()}</div>
        </StaffFrame>
    }
    .into_any())
}

/// What a draft would propose, however much of it is still missing.
fn proposal(draft: &UpdateDraft) -> Option<Proposal> {
    let field = |name: String| draft.fields.get(&name).map(|text| text.trim().to_owned()).unwrap_or_default();
    let text = |name: &str, lang: Lang| field(format!("{name}_{}", lang.as_str()));
    let both = |name: &str| PerLang::from_fn(|lang| text(name, lang));
    let texts = PerLang::from_fn(|lang| PostText { title: text("title", lang), body: text("body", lang) });
    let Some((what, id)) = draft.what.split_once(' ') else {
        let kind = UpdateKind::parse(&field("kind".to_owned())).unwrap_or(UpdateKind::Facts);
        let by_mail = !field("by_mail".to_owned()).is_empty();
        return Some(Proposal::Update(NewUpdate { kind, texts, next_update_at: None, audience: UpdateAudience::Everybody, by_mail }));
    };
    let update_id = id.parse().ok()?;
    match what {
        "correct" => Some(Proposal::CorrectUpdate(Correction { update_id, texts, what_changed: both("what_changed"), based_on: 0 })),
        _ => Some(Proposal::WithdrawUpdate(Withdrawal { update_id, reason: both("reason") })),
    }
}

/// The heading of a draft in the reader's language, or in the other, or that it has none yet.
pub(super) fn draft_title(words: Words, draft: &UpdateDraft) -> String {
    let title = |fields: &Fields, lang: Lang| fields.get(&format!("title_{}", lang.as_str())).map(|title| title.trim().to_owned());
    let other = if words.0 == Lang::En { Lang::Es } else { Lang::En };
    let titles = [words.0, other].into_iter().filter_map(|lang| title(&draft.fields, lang));
    let title = titles.into_iter().find(|title| !title.is_empty());
    match (draft.what.split(' ').next(), title) {
        (Some("withdraw"), _) => words.t("staff-updates-withdrawal"),
        (Some("correct"), Some(title)) => words.with("staff-updates-correction-of", &[("title", &title)]),
        (_, Some(title)) => title,
        (_, None) => words.t("staff-updates-draft-untitled"),
    }
}
