//! `/me/claims/{number}/evidence`: photos and papers that go with a claim.

use domain::evidence::{EvidenceState, MOST_BYTES, MOST_FILES};
use leptos::prelude::*;
use store::evidence::{Evidence, takes_evidence};

use super::{framed, load, shown};
use crate::{
    claims::path_of,
    components::form::FormToken,
    error::PageError,
    forms::use_form_state,
    islands::UploadProgress,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    words::Words,
};

/// `/me/claims/{number}/evidence`.
#[component]
pub fn EvidencePage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { shown(page(&site, &request).await) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let (_, claim) = load(site, request).await?;
    let words = Words(request.lang);
    let files = site.store.evidence_of(&claim).await?;
    let takes = takes_evidence(claim.state);
    let base = request.lang.path(&format!("{}/evidence", path_of(&claim.number)));
    let list = file_list(words, &base, &files, takes);
    let add = takes.then(|| view! { <AddFile to=base.clone()/> }.into_any());
    let back = request.lang.path(&path_of(&claim.number));
    let part = view! {
        <p>{words.t("evidence-lead")}</p>
        {list}
        {add}
        <p class="actions"><a class="button button--quiet" href=back>{words.t("evidence-back")}</a></p>
    };
    Ok(framed(request, &claim, part.into_any()))
}

/// Every file with its pages as small pictures; `base` is the address of the list, below which they are.
pub(crate) fn file_list(words: Words, base: &str, files: &[Evidence], can_remove: bool) -> AnyView {
    if files.is_empty() {
        return view! { <p>{words.t("evidence-no-file")}</p> }.into_any();
    }
    let rows: Vec<AnyView> = files
        .iter()
        .map(|file| {
            let address = format!("{base}/{}", file.evidence_id);
            let pages: Vec<AnyView> = (0..file.pages)
                .map(|page| {
                    let described = words.with("evidence-page", &[("name", &file.name), ("page", &(page + 1))]);
                    let address = format!("{address}/{page}");
                    view! { <a href=address.clone()><img class="evidence" src=address.clone() alt=described loading="lazy"/></a> }
                        .into_any()
                })
                .collect();
            let waits = (file.state == EvidenceState::Quarantined).then(|| view! { <p class="note">{words.t("evidence-quarantined")}</p> });
            let named = words.with("claims-remove-named", &[("what", &file.name)]);
            let remove = can_remove.then(|| {
                view! {
                    <form method="post" action=address.clone()>
                        <FormToken/>
                        <button class="link-button" aria-label=named>{words.t("claims-remove")}</button>
                    </form>
                }
            });
            view! { <li class="stack"><p>{file.name.clone()}</p>{waits}<p>{pages}</p>{remove}</li> }.into_any()
        })
        .collect();
    view! { <ul class="list">{rows}</ul> }.into_any()
}

/// One file at a time: a browser without script sends no more.
#[component]
pub(crate) fn AddFile(
    /// Where it is sent, with the language's prefix.
    to: String,
) -> impl IntoView {
    let (words, state) = (use_words(), use_form_state());
    let mistake = state.mistake("file").map(str::to_owned);
    let hint = words.with("evidence-hint", &[("most", &(MOST_BYTES >> 20)), ("files", &MOST_FILES)]);
    view! {
        <div class="card stack">
            <form class="stack" id="add-file" method="post" enctype="multipart/form-data" action=to>
                <FormToken/>
                <div class="field">
                    <label class="field__label" for="file">{words.t("evidence-add")}</label>
                    <span class="field__hint" id="file-hint">{hint}</span>
                    {mistake.map(|words| view! { <span class="field__error" id="file-error">{words}</span> })}
                    <input class="field__input" id="file" name="file" type="file" accept="image/jpeg,image/png,application/pdf" aria-describedby="file-hint"/>
                </div>
                <p class="actions"><button class="button">{words.t("evidence-add-press")}</button></p>
                <p class="quiet small">{words.t("evidence-says")}</p>
            </form>
            <UploadProgress
                form="add-file".to_owned()
                sending=words.t("evidence-sending")
                looking=words.t("evidence-looking")
                stop=words.t("evidence-stop")
                stopped=words.t("evidence-stopped")
                broke=words.t("evidence-broken-off")
            />
        </div>
    }
    .into_any()
}
