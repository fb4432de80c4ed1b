//! Ticking a step from the island.
#![expect(missing_docs, reason = "the macro makes a struct of the arguments and takes no words about them")]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the page shows after a tick. Numbers and finished words only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticked {
    /// Whether the step is ticked now.
    pub is_done: bool,
    /// How many of the first steps are ticked.
    pub done: u32,
    /// "2 of 6 done · about 24 minutes left", in the language of the page.
    pub words: String,
    /// Until the visit ends unless another button is pressed.
    pub seconds_left: u32,
}

/// Ticks a step of the caller's own list, or takes the tick off. `lang` is the language of the page.
///
/// # Errors
/// Without a proven visit, for a step that is not on the caller's list, and when the store fails: the status says which.
#[server(prefix = "/api", endpoint = "tick-step")]
pub async fn tick_step(step: String, done: bool, lang: String) -> Result<Ticked, ServerFnError> {
    use crate::{
        api::endpoint::refuse, components::steps::progress_words, forms::tick::set_tick, request::use_request, site::use_site, visit,
        words::Words,
    };
    use domain::{lang::Lang, visit::IDLE};

    let (site, request) = (use_site(), use_request());
    let lang = Lang::from_tag(&lang);
    let visit = visit::pressed(&site, &request).await.map_err(|error| refuse(&error))?;
    let mine = set_tick(&site, visit, &step, done, lang).await.map_err(|error| refuse(&error))?;
    let progress = mine.steps(&site).progress(|id| mine.has_ticked(id));
    let left = mine.visit.ends_at.since(site.now()).min(IDLE);
    Ok(Ticked {
        is_done: mine.has_ticked(&step),
        done: progress.done.try_into().unwrap_or(u32::MAX),
        words: progress_words(Words(lang), progress),
        seconds_left: left.as_secs().try_into().unwrap_or(u32::MAX),
    })
}
