//! The editor of an incident: one page for each part, each with what comes next.

mod categories;
mod contacts;
mod dates;
mod entries;
mod kept;
mod new;
mod parts;
mod preview;
mod send;
mod texts;

pub use categories::CategoriesPage;
pub use contacts::ContactsPage;
pub use dates::DatesPage;
pub use entries::{FactsPage, FixesPage};
pub use kept::KeptPage;
pub use new::NewIncidentPage;
pub use preview::PreviewPage;
pub use send::SendPage;
pub use texts::TextsPage;

use domain::lang::Lang;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::shown;
use crate::{
    components::{form::FormToken, staff_frame::StaffFrame},
    editor::{Edited, Step, page_path},
    error::PageError,
    forms::{FormState, use_form_state},
    islands::KeepDraft,
    request::{Request, use_request},
    site::{Site, use_site},
    staff::PublishingDesk,
    words::Words,
};

/// What a page knows before it asks the store.
struct Asked {
    site: Site,
    request: Request,
    words: Words,
    slug: String,
    /// What was done just before, from the address.
    done: Option<String>,
    /// Whether the page is shown beside the text that is being written, without what leads on from it.
    is_beside: bool,
    state: FormState,
}

/// A page of the editor: contexts first, then the store.
fn page<F>(write: impl FnOnce(Asked) -> F + Send + 'static) -> AnyView
where
    F: Future<Output = Result<AnyView, PageError>> + Send + 'static,
{
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let query = use_query_map();
    let (done, is_beside) = (query.read_untracked().get("done"), query.read_untracked().get("beside").is_some());
    let response = use_context::<leptos_axum::ResponseOptions>();
    let words = Words(request.lang);
    Suspend::new(async move {
        let page = write(Asked { site, request, words, slug, done, is_beside, state }).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
    .into_any()
}

/// The desk of the incident in the address, with what its editors see.
async fn begin(asked: &Asked) -> Result<(PublishingDesk, Edited), PageError> {
    let desk = PublishingDesk::open(&asked.site, &asked.request, &asked.slug).await?;
    let edited = Edited::load(&asked.site, desk.incident.clone()).await?;
    Ok((desk, edited))
}

/// The frame, the pages of the editor, and what happened just before.
fn framed(asked: &Asked, desk: PublishingDesk, edited: &Edited, step: Step, inner: AnyView) -> AnyView {
    let (steps, told) = (steps(asked, edited, Some(step)), told(asked, edited));
    view! {
        <StaffFrame staff=desk.staff title=step_title(asked.words, step) incident=Some(desk.incident)>
            {steps}
            {told}
            {inner}
        </StaffFrame>
    }
    .into_any()
}

/// A form that saves, with its buttons.
fn form(asked: &Asked, edited: &Edited, step: Step, fields: AnyView) -> AnyView {
    let words = asked.words;
    let next = step.next().map(|next| {
        let label = words.with("staff-editor-save-next", &[("page", &step_title(words, next))]);
        view! { <button class="button" name="go" value="next">{label}</button> }
    });
    view! {
        <form class="stack-l" method="post" action=asked.request.lang.path(&step.path(&edited.incident))>
            <FormToken/>
            // Enter in a field presses the first button: it saves and moves nothing.
            <button class="aside" name="go" value="stay" tabindex="-1" aria-hidden="true">{words.t("staff-editor-save")}</button>
            {fields}
            <p class="actions">
                {next}
                <button class="button button--quiet" name="go" value="stay">{words.t("staff-editor-save")}</button>
            </p>
            <p class="quiet small">{words.t("staff-editor-save-note")}</p>
            {keeper(asked, edited, step)}
        </form>
    }
    .into_any()
}

/// Keeps the form while somebody types, and shows the page beside it.
fn keeper(asked: &Asked, edited: &Edited, step: Step) -> AnyView {
    let (words, lang) = (asked.words, asked.request.lang);
    let previews = Lang::ALL.map(|lang| {
        let path = lang.path(&Step::Preview.path(&edited.incident));
        (parts::lang_name(words, lang), format!("{path}?beside=yes"))
    });
    view! {
        <KeepDraft
            page=step.path(&edited.incident)
            lang=lang.as_str().to_owned()
            is_whole=false
            failed=words.t("staff-keep-failed")
            kept_href=lang.path(&page_path(&edited.incident, "kept"))
            kept_words=words.t("staff-editor-kept-link")
            preview_words=words.t("staff-keep-preview")
            previews=previews.to_vec()
        />
    }
    .into_any()
}

/// The pages of the editor in their order.
fn steps(asked: &Asked, edited: &Edited, here: Option<Step>) -> AnyView {
    let words = asked.words;
    let rows: Vec<AnyView> = Step::ALL
        .into_iter()
        .map(|step| {
            let href = asked.request.lang.path(&step.path(&edited.incident));
            view! { <li><a href=href aria-current=(here == Some(step)).then_some("step")>{step_title(words, step)}</a></li> }.into_any()
        })
        .collect();
    view! { <nav class="tabs" aria-label=words.t("staff-editor-steps")><ol>{rows}</ol></nav> }.into_any()
}

/// What happened just before.
fn saved(asked: &Asked, edited: &Edited) -> AnyView {
    let words = asked.words;
    let note = match asked.done.as_deref() {
        Some("made") => Some(words.t("staff-editor-made")),
        Some("saved") if edited.incident.published_at.is_some() => Some(words.t("staff-editor-saved-public")),
        Some("saved") => Some(words.t("staff-editor-saved")),
        _ => None,
    };
    note.map(|note| view! { <p class="note note--done" role="status">{note}</p> }).into_any()
}

/// What happened just before, and what waits.
fn told(asked: &Asked, edited: &Edited) -> AnyView {
    let words = asked.words;
    let saved = saved(asked, edited);
    let kept = (edited.kept > 0).then(|| {
        let href = asked.request.lang.path(&page_path(&edited.incident, "kept"));
        let text = words.with("staff-editor-kept-wait", &[("count", &edited.kept)]);
        view! { <p class="note note--open">{text}" "<a href=href>{words.t("staff-editor-kept-link")}</a></p> }
    });
    view! { {saved}{kept} }.into_any()
}

fn step_title(words: Words, step: Step) -> String {
    match step {
        Step::Texts => words.t("staff-editor-step-texts"),
        Step::Facts => words.t("staff-editor-step-facts"),
        Step::Fixes => words.t("staff-editor-step-fixes"),
        Step::Dates => words.t("staff-editor-step-dates"),
        Step::Categories => words.t("staff-editor-step-categories"),
        Step::Contacts => words.t("staff-editor-step-contacts"),
        Step::Preview => words.t("staff-editor-step-preview"),
        Step::Send => words.t("staff-editor-step-send"),
    }
}
