//! The check word in every message: at `/genuine` it says that the message is ours.

use domain::{clock::Timestamp, genuine::MessageKind, mail::MailTemplate};
use uuid::Uuid;

use super::{letterhead::Letterhead, templates::Written, writer::Writer};

/// Where the word stands in the layouts. Whoever writes a message for somebody puts the word there.
const PLACE: &str = "@@WORD@@";

impl Writer {
    /// The message with its check word in both parts. `id` and `begun_at` are those of its row, as for the `Message-ID` and the `Date`:
    /// written again later it has the same word.
    #[must_use]
    pub fn with_check_word(
        &self,
        written: Written,
        letterhead: &Letterhead,
        template: MailTemplate,
        id: Uuid,
        begun_at: Timestamp,
    ) -> Written {
        let (incident, zone) = match &letterhead.incident {
            Some(incident) => (Some(incident.incident_id), incident.zone.as_str()),
            None => (None, "UTC"),
        };
        let word = self.store.check_word(incident, MessageKind::of(template), id, begun_at, zone).to_string();
        put(written, &word)
    }
}

/// The same for whoever only looks: the message was not sent to them, or not yet.
pub(super) fn with_masked_word(written: Written) -> Written {
    put(written, "•••••-•••••")
}

/// Only the last place is the layout's: what somebody wrote stands before it and stays as it is.
fn put(written: Written, word: &str) -> Written {
    let put = |part: &str| match part.rsplit_once(PLACE) {
        Some((before, after)) => format!("{before}{word}{after}"),
        None => part.to_owned(),
    };
    Written { text: put(&written.text), html: put(&written.html), ..written }
}
