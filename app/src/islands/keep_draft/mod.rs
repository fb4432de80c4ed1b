//! Keeps what is being written, says so, and shows the page as it would be.

#[cfg(feature = "hydrate")]
mod fields;
#[cfg(feature = "hydrate")]
mod frames;
#[cfg(feature = "hydrate")]
mod keeper;

use leptos::prelude::*;

/// Stands in the form it keeps. Without script it is silent, and the form's own button saves.
#[island]
pub fn KeepDraft(
    /// The path of the page, without the language's prefix.
    page: String,
    /// `en` or `es`.
    lang: String,
    /// Whether the form is kept as one; otherwise only the texts that were changed are sent.
    is_whole: bool,
    /// What is said when nothing could be kept.
    failed: String,
    /// Where words wait beside another's.
    kept_href: String,
    /// The link to there.
    kept_words: String,
    /// What opens the preview.
    preview_words: String,
    /// A language's name, and the address of the page in it; `{NAME}` in it stands for a field of the form.
    previews: Vec<(String, String)>,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let is_beside = RwSignal::new(false);
    let is_awake = RwSignal::new(false);
    let place = NodeRef::<leptos::html::Div>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        if let Some(place) = place.get()
            && keeper::watch(&place, keeper::Told { said, is_beside }, page.clone(), lang.clone(), is_whole, failed.clone())
        {
            is_awake.set(true);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (page, lang, is_whole, failed);
    let frames = move || {
        let frames: Vec<AnyView> = previews
            .iter()
            .map(|(name, address)| {
                let title = format!("{preview_words}: {name}");
                view! { <iframe class="keep__frame" sandbox="allow-same-origin" title=title data-page=address.clone()></iframe> }.into_any()
            })
            .collect();
        view! {
            <details class="keep__preview">
                <summary>{preview_words.clone()}</summary>
                <div class="keep__frames">{frames}</div>
            </details>
        }
    };
    view! {
        <div class="keep" node_ref=place>
            <p class="keep__words" role="status">{move || said.get()}</p>
            {move || is_beside.get().then(|| view! { <p><a href=kept_href.clone()>{kept_words.clone()}</a></p> })}
            {move || is_awake.get().then(&frames)}
        </div>
    }
}
