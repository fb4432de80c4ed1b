//! Ticks a step without loading the page again.

use leptos::prelude::*;

/// The tick of one step: a plain form with one button, which the island sends by itself once it is awake.
#[island]
pub fn TickStep(
    /// The step's id.
    step: String,
    /// Whether it is ticked.
    is_done: bool,
    /// What the button is called for those who hear it.
    label: String,
    /// Where the form goes.
    action: String,
    /// `en` or `es`.
    lang: String,
    /// The token of the form.
    form_token: String,
) -> impl IntoView {
    let done = RwSignal::new(is_done);
    #[cfg(feature = "hydrate")]
    let send = {
        let (step, lang) = (step.clone(), lang.clone());
        move |event: leptos::ev::SubmitEvent| browser::send(&event, done, step.clone(), lang.clone())
    };
    // The server renders the form and never sends it.
    #[cfg(not(feature = "hydrate"))]
    let send = {
        let _ = lang;
        |_: leptos::ev::SubmitEvent| ()
    };
    view! {
        <form method="post" action=action on:submit=send>
            <input type="hidden" name="form_token" value=form_token/>
            <input type="hidden" name="step" value=step/>
            <input type="hidden" name="done" value=move || (!done.get()).to_string()/>
            <button class="tick" aria-label=label aria-pressed=move || done.get().to_string()>{move || done.get().then_some("✓")}</button>
        </form>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local, wasm_bindgen::JsCast};
    use web_sys::{HtmlFormElement, HtmlProgressElement};

    use crate::{
        api::ticks::{Ticked, tick_step},
        islands::time,
    };

    /// Asks the server; if that does not work, sends the plain form, whose answer is a page that says why.
    pub fn send(event: &SubmitEvent, done: RwSignal<bool>, step: String, lang: String) {
        let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else { return };
        event.prevent_default();
        spawn_local(async move {
            match tick_step(step.clone(), !done.get_untracked(), lang).await {
                Ok(ticked) => {
                    done.set(ticked.is_done);
                    show(&step, &ticked);
                }
                // The submit event does not fire again for this.
                Err(_) => drop(form.submit()),
            }
        });
    }

    /// The rest of the page: the step's looks, the meter, its words, the visit's new end.
    fn show(step: &str, ticked: &Ticked) {
        time::ends_in(ticked.seconds_left);
        let document = document();
        if let Some(item) = document.get_element_by_id(&format!("step-{step}")) {
            let _ = item.class_list().toggle_with_force("step--ticked", ticked.is_done);
        }
        if let Some(meter) = document.get_element_by_id("steps-meter").and_then(|meter| meter.dyn_into::<HtmlProgressElement>().ok()) {
            meter.set_value(f64::from(ticked.done));
        }
        if let Some(words) = document.get_element_by_id("steps-words") {
            words.set_text_content(Some(&ticked.words));
        }
    }
}
