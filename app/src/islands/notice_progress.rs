//! Moves the figures of a notice while it goes out.

use leptos::prelude::*;

/// Says when the notice is at another point, and offers to load the page again: other things can be done then. The figures themselves stand in
/// the page; the island writes the new ones over them.
#[island]
pub fn NoticeProgress(
    /// Where the figures come from.
    url: String,
    /// State and stage when the page was loaded.
    point: String,
    /// The page itself.
    page: String,
    /// What the link to it says.
    again: String,
) -> impl IntoView {
    let news = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    Effect::new(move || browser::watch(&url, point.clone(), news));
    #[cfg(not(feature = "hydrate"))]
    let _ = (url, point);
    view! {
        <p class="note" class=("note--quiet", move || news.get().is_empty()) role="status">
            {move || news.get()}" "
            <a href=page hidden=move || news.get().is_empty()>{again}</a>
        </p>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        prelude::*,
        wasm_bindgen::{JsCast, closure::Closure},
    };
    use web_sys::{EventSource, HtmlProgressElement, MessageEvent};

    /// Listens until the stream says that nothing moves any more. Where the browser has no such thing, the page stays as it is.
    pub fn watch(url: &str, point: String, news: RwSignal<String>) {
        let Ok(source) = EventSource::new(url) else { return };
        let ending = source.clone();
        let told = point.clone();
        let moved = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| show(&event, &point, news));
        let ended = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            show(&event, &told, news);
            ending.close();
        });
        source.set_onmessage(Some(moved.as_ref().unchecked_ref()));
        let _ = source.add_event_listener_with_callback("end", ended.as_ref().unchecked_ref());
        // They live as long as the page.
        moved.forget();
        ended.forget();
    }

    fn show(event: &MessageEvent, point: &str, news: RwSignal<String>) {
        let Some(text) = event.data().as_string() else { return };
        let lines: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once('\t')).collect();
        let document = document();
        for (name, text) in &lines {
            if let Some(place) = name.starts_with("figure-").then(|| document.get_element_by_id(name)).flatten() {
                if place.text_content().as_deref() != Some(*text) {
                    place.set_text_content(Some(text));
                }
            }
        }
        let of = |wanted: &str| lines.iter().find(|(name, _)| *name == wanted).map(|(_, text)| *text);
        let bar = document.get_element_by_id("figure-bar").and_then(|bar| bar.dyn_into::<HtmlProgressElement>().ok());
        if let (Some(bar), Some(percent)) = (bar, of("percent").and_then(|percent| percent.parse().ok())) {
            bar.set_value(percent);
        }
        if let (Some(at), Some(words)) = (of("point"), of("news")) {
            news.set(if at == point { String::new() } else { words.to_owned() });
        }
    }
}
