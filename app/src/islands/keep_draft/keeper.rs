//! When to send, and what to do with the answer.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use leptos::{
    ev::SubmitEvent,
    prelude::*,
    task::spawn_local,
    wasm_bindgen::{JsCast, closure::Closure},
};
use web_sys::{Element, Event, EventTarget, HtmlElement, HtmlFormElement};

use super::{
    fields::{as_button, collect, refresh, remember, set_hidden, texts},
    frames::show_all,
};
use crate::api::keep_draft::{Kept, keep_draft};

/// So long after the last key.
const QUIET: Duration = Duration::from_millis(1200);
/// And so long, in milliseconds, after the first that was not kept.
const LONGEST: f64 = 8000.0;

/// What the reader is told.
#[derive(Clone, Copy)]
pub struct Told {
    /// The sentence in the live region.
    pub said: RwSignal<String>,
    /// Whether words wait beside another's.
    pub is_beside: RwSignal<bool>,
}

struct Keeper {
    place: Element,
    form: HtmlFormElement,
    told: Told,
    page: String,
    lang: String,
    is_whole: bool,
    failed: String,
    /// Texts as they are kept.
    known: RefCell<Vec<(String, String)>>,
    /// Since when something is not kept; `None` when all is.
    dirty_since: Cell<Option<f64>>,
    /// The press of a key that counts: earlier ones wait no longer.
    key: Cell<u32>,
    is_sending: Cell<bool>,
    /// The form is being left: nothing more is sent beside it.
    is_leaving: Cell<bool>,
    /// The button that was pressed while something was on its way.
    pressed: RefCell<Option<Option<HtmlElement>>>,
}

/// Watches the form around `place`; `false` when there is none.
pub fn watch(place: &Element, told: Told, page: String, lang: String, is_whole: bool, failed: String) -> bool {
    let Some(form) = place.closest("form").ok().flatten().and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return false };
    let keeper = Rc::new(Keeper {
        place: place.clone(),
        known: RefCell::new(texts(&form)),
        form: form.clone(),
        told,
        page,
        lang,
        is_whole,
        failed,
        dirty_since: Cell::new(None),
        key: Cell::new(0),
        is_sending: Cell::new(false),
        is_leaving: Cell::new(false),
        pressed: RefCell::new(None),
    });
    let on = |target: &EventTarget, name: &str, does: fn(&Rc<Keeper>, Event)| {
        let keeper = keeper.clone();
        let closure = Closure::<dyn Fn(Event)>::new(move |event| does(&keeper, event));
        let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        // The page lives as long as its form.
        closure.forget();
    };
    on(&form, "input", |keeper, _| typed(keeper));
    on(&form, "submit", |keeper, event| submitted(keeper, &event));
    on(&document(), "visibilitychange", |keeper, _| {
        if document().hidden() {
            send(keeper);
        }
    });
    // `toggle` does not bubble; it can be caught on its way down.
    let shown = {
        let keeper = keeper.clone();
        Closure::<dyn Fn(Event)>::new(move |_| preview(&keeper))
    };
    let _ = place.add_event_listener_with_callback_and_bool("toggle", shown.as_ref().unchecked_ref(), true);
    shown.forget();
    true
}

fn typed(keeper: &Rc<Keeper>) {
    let now = js_sys::Date::now();
    let since = keeper.dirty_since.get().unwrap_or(now);
    keeper.dirty_since.set(Some(since));
    let key = keeper.key.get().wrapping_add(1);
    keeper.key.set(key);
    if now - since >= LONGEST {
        send(keeper);
        return;
    }
    let keeper = keeper.clone();
    set_timeout(
        move || {
            if keeper.key.get() == key {
                send(&keeper);
            }
        },
        QUIET,
    );
}

/// A form that is sent while its words are on their way would meet them as another's: it waits for them.
fn submitted(keeper: &Rc<Keeper>, event: &Event) {
    if keeper.is_sending.get() {
        event.prevent_default();
        let button = event.dyn_ref::<SubmitEvent>().and_then(|event| event.submitter());
        *keeper.pressed.borrow_mut() = Some(as_button(button));
    } else {
        keeper.is_leaving.set(true);
    }
}

fn send(keeper: &Rc<Keeper>) {
    if keeper.dirty_since.get().is_none() || keeper.is_sending.get() || keeper.is_leaving.get() {
        return;
    }
    let Some(collected) = collect(&keeper.form, &keeper.known.borrow(), keeper.is_whole) else { return };
    keeper.is_sending.set(true);
    keeper.dirty_since.set(None);
    let keeper = keeper.clone();
    spawn_local(async move {
        match keep_draft(keeper.page.clone(), collected.form, keeper.lang.clone()).await {
            Ok(kept) => {
                apply(&keeper, &kept, collected.texts);
                preview(&keeper);
            }
            Err(_) => {
                // The next key tries again.
                keeper.told.said.set(keeper.failed.clone());
            }
        }
        keeper.is_sending.set(false);
        if let Some(button) = keeper.pressed.borrow_mut().take() {
            keeper.is_leaving.set(true);
            let _ = keeper.form.request_submit_with_submitter(button.as_ref());
        } else if keeper.dirty_since.get().is_some() {
            typed(&keeper);
        }
    });
}

fn apply(keeper: &Keeper, kept: &Kept, texts: Vec<(String, String)>) {
    let mut known = keeper.known.borrow_mut();
    for (name, text) in texts {
        remember(&mut known, name, text);
    }
    for (name, value) in &kept.fields {
        set_hidden(&keeper.form, name, value);
    }
    for fresh in &kept.fresh {
        refresh(&keeper.form, fresh, &mut known);
    }
    for (place, html) in &kept.advice {
        if let Some(place) = document().get_element_by_id(place) {
            place.set_inner_html(html);
        }
    }
    keeper.told.is_beside.set(kept.is_beside);
    keeper.told.said.set(kept.words.clone());
}

/// Shows the page as it would be, where somebody has opened it.
fn preview(keeper: &Rc<Keeper>) {
    if keeper.place.query_selector("details[open]").ok().flatten().is_some() {
        let keeper = keeper.clone();
        spawn_local(async move { show_all(&keeper.place, &keeper.form).await });
    }
}
