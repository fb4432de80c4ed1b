//! Copies a text with one press.

use leptos::prelude::*;

/// A button that copies; without script there is none, and the text stands there to be marked.
#[island]
pub fn CopyText(
    /// What is copied.
    text: String,
    /// What the button says.
    label: String,
    /// What is said when it was done.
    done: String,
) -> impl IntoView {
    let (is_awake, is_done) = (RwSignal::new(false), RwSignal::new(false));
    #[cfg(feature = "hydrate")]
    Effect::new(move || is_awake.set(true));
    #[cfg(feature = "hydrate")]
    let copy = move |_| browser::copy(&text, is_done);
    #[cfg(not(feature = "hydrate"))]
    let copy = {
        let _ = text;
        |_: leptos::ev::MouseEvent| ()
    };
    view! {
        <p class="actions">
            <button class="button button--quiet" type="button" hidden=move || !is_awake.get() on:click=copy>{label}</button>
            <span role="status">{move || is_done.get().then(|| done.clone())}</span>
        </p>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{prelude::*, task::spawn_local};

    /// Where the browser does not allow it, nothing is said to have happened.
    pub fn copy(text: &str, is_done: RwSignal<bool>) {
        let copied = window().navigator().clipboard().write_text(text);
        spawn_local(async move { is_done.set(wasm_bindgen_futures::JsFuture::from(copied).await.is_ok()) });
    }
}
