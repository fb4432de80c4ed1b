//! One mail-out to everybody reachable.

use crate::incident::words;

words! {
    /// How far a notice is.
    NoticeState {
        /// Made, and nobody told.
        Draft = "draft",
        /// Being queued, person by person, and sent meanwhile.
        Queueing = "queueing",
        /// Everybody reachable is queued; being sent.
        Sending = "sending",
        /// Stopped until it is resumed.
        Paused = "paused",
        /// Nothing is left to send. Sending it again reaches people added since.
        Done = "done",
    }
}
