//! One mail-out to everybody reachable.

mod checks;
mod plan;
mod stage;
mod trouble;

pub use checks::{Finding, Weight, check_links, check_sender, check_subject};
pub use plan::{CallPlan, PaceOf, takes};
pub use stage::NoticeStage;
pub use trouble::{Limits, Trouble, Window};

use crate::incident::words;

words! {
    /// How far a notice is.
    NoticeState {
        /// Made, and nobody told.
        Draft = "draft",
        /// Written and shown to a second person, who has not said yes or no.
        Waiting = "waiting",
        /// Being queued, person by person, and sent meanwhile.
        Queueing = "queueing",
        /// Everybody reachable is queued; being sent.
        Sending = "sending",
        /// Stopped until it is resumed.
        Paused = "paused",
        /// A stage has gone out; somebody releases the next one.
        Held = "held",
        /// Nothing is left to send. Sending it again reaches people added since.
        Done = "done",
    }
}

words! {
    /// Why a mail-out goes out.
    Purpose {
        /// The notice that the law wants. Nobody can leave it, and it tells people for the first time.
        Notice = "notice",
        /// A published update.
        Update = "update",
        /// An update was corrected or withdrawn: to whoever was mailed the wrong words.
        Correction = "correction",
        /// A newer list says something else about people who were told before.
        AnswerChanged = "answer_changed",
        /// The updates of a day, for subscribers who want one mail a day.
        Digest = "digest",
    }
}

impl Purpose {
    /// Whether the law wants it: it goes out whatever somebody left and whatever bounced before.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Notice)
    }
}
