//! Text messages: a sign beside a mail or letter, never the only notice. They carry nothing of a person, no code and no link that opens anything.

use crate::incident::words;

words! {
    /// How far a text message is.
    SmsState {
        /// Waits for its turn, or for its next try.
        Queued = "queued",
        /// Somebody has it.
        Sending = "sending",
        /// The provider took it. Nobody can say whether it was read.
        Sent = "sent",
        /// Given up.
        Failed = "failed",
        /// There is no number it could go to, or the number is not the person's own to read.
        NoNumber = "no_number",
    }
}

/// The letters of GSM 7-bit (3GPP TS 23.038), without those that take two places.
const GSM: &str =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// What is in one message of that alphabet.
pub const GSM_MESSAGE: usize = 160;
/// What is in one message of any other.
pub const OTHER_MESSAGE: usize = 70;

/// Whether `text` is one message: what is longer is cut in pieces, and each costs.
#[must_use]
pub fn is_one_message(text: &str) -> bool {
    if text.chars().all(|letter| GSM.contains(letter)) {
        text.chars().count() <= GSM_MESSAGE
    } else {
        text.encode_utf16().count() <= OTHER_MESSAGE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_message_holds_160_plain_letters_or_70_others() {
        assert!(is_one_message(&"a".repeat(160)) && !is_one_message(&"a".repeat(161)));
        assert!(is_one_message(&"ñ".repeat(160)), "some accents are plain");
        assert!(is_one_message(&"ó".repeat(70)) && !is_one_message(&"ó".repeat(71)), "others are not");
        assert!(!is_one_message(&"😀".repeat(36)));
    }
}
