//! The steps of one person, as they stand on a page.

mod item;
mod list;
mod view;

use domain::guidance::Progress;

pub use item::{Step, StepBody};
pub use list::{FoldedSteps, Steps};
pub(crate) use view::lower_first;
pub use view::{LinkView, ListView, StepView, StepsContext};

use crate::words::Words;

/// "2 of 6 done · about 24 minutes left".
#[must_use]
pub fn progress_words(words: Words, progress: Progress) -> String {
    if progress.done == progress.total {
        return words.with("steps-all-done", &[("total", &progress.total)]);
    }
    words.with("steps-progress", &[("done", &progress.done), ("total", &progress.total), ("minutes", &progress.minutes_left)])
}
