//! Says that the visit is about to end, and offers to go on (WCAG 2.2.1).

use leptos::prelude::*;

/// The time the visit ends, and the button that keeps it open. Without script it stands there quietly; the island makes it
/// heard and seen two minutes before the end.
#[island]
pub fn VisitTimer(
    /// Until the visit ends unless a button is pressed.
    seconds_left: u32,
    /// So long before the end it is heard.
    warn_seconds: u32,
    /// "This page closes at 14:35 (…) unless you press a button."
    words: String,
    /// "Your page closes in less than two minutes."
    warning: String,
    /// What the button says.
    button: String,
    /// Where the form goes.
    action: String,
    /// The page to come back to.
    back: String,
    /// The token of the form.
    form_token: String,
) -> impl IntoView {
    let is_near = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move || browser::watch(is_near, seconds_left, f64::from(warn_seconds)));
    #[cfg(not(feature = "hydrate"))]
    let _ = (seconds_left, warn_seconds);
    view! {
        <form class="timer" class=("timer--near", move || is_near.get()) method="post" action=action>
            <input type="hidden" name="form_token" value=form_token/>
            <input type="hidden" name="back" value=back/>
            <p class="timer__words" role="status">{move || if is_near.get() { warning.clone() } else { words.clone() }}</p>
            <button class="button button--quiet">{button}</button>
        </form>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::time::Duration;

    use leptos::prelude::*;

    use crate::islands::time;

    /// Looks every five seconds.
    const EVERY: Duration = Duration::from_secs(5);

    pub fn watch(is_near: RwSignal<bool>, seconds_left: u32, warn_seconds: f64) {
        time::ends_in(seconds_left);
        set_interval(move || is_near.set(time::seconds_left() <= warn_seconds), EVERY);
    }
}
