//! What comes back of our mail: where reports of it go, and how they say what happened (RFC 3464, RFC 3463).

use std::fmt;

use uuid::Uuid;

use crate::{email::EmailAddress, incident::words};

words! {
    /// What a report says became of a message that a relay had taken.
    Returned {
        /// Refused for good.
        Refused = "refused",
        /// Given up after a cause that could have passed (a server that stayed away).
        GivenUp = "given_up",
        /// Not there yet, and still being tried: it counts, and changes nothing.
        Delayed = "delayed",
    }
}

/// An enhanced status code (RFC 3463): `5.1.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusCode {
    /// 2, 4 or 5: arrived, put off, refused.
    pub class: u8,
    /// What it is about: 1 is the address, 2 the mailbox, 4 the network, 7 a rule.
    pub subject: u16,
    /// The case.
    pub detail: u16,
}

impl StatusCode {
    /// Reads the code at the start of a text, as it stands in the field `Status`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let code = text.split_whitespace().next()?;
        let mut parts = code.split('.');
        let class = parts.next()?.parse().ok().filter(|class| matches!(class, 2 | 4 | 5))?;
        let mut number = || parts.next().filter(|part| part.len() <= 3)?.parse().ok();
        let (subject, detail) = (number()?, number()?);
        parts.next().is_none().then_some(Self { class, subject, detail })
    }

    /// Whether it says that there is no such mailbox (5.1.x), and not that something is wrong with who sent it (5.1.7, 5.1.8).
    #[must_use]
    pub const fn is_no_mailbox(self) -> bool {
        self.class == 5 && self.subject == 1 && !matches!(self.detail, 7 | 8)
    }
}

impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

/// Where reports go: the envelope sender of each message, made of one address and the message's id, so that whatever comes back names
/// the message by itself (VERP: `bounces+0190…@example.org`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnAddress {
    local: String,
    domain: String,
}

/// Letters and digits of an id in an address.
const ID_LENGTH: usize = 32;

impl ReturnAddress {
    /// Reads the address that the ids go into: `bounces@example.org`. Nothing when it is none, or too long to hold an id
    /// (64 bytes before the `@`, RFC 5321).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let address = EmailAddress::parse(text).ok().filter(|address| address.as_str().is_ascii())?;
        let (local, domain) = address.as_str().split_once('@')?;
        let fits = local.len() + 1 + ID_LENGTH <= 64;
        fits.then(|| Self { local: local.to_owned(), domain: domain.to_owned() })
    }

    /// The part after the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The address for one message: always the same one.
    #[must_use]
    pub fn of(&self, id: Uuid) -> String {
        format!("{}+{}@{}", self.local, id.simple(), self.domain)
    }

    /// The id in such an address, in whatever case it comes back; nothing for any other address.
    #[must_use]
    pub fn id_in(&self, address: &str) -> Option<Uuid> {
        let address = address.trim().trim_matches(['<', '>']).to_ascii_lowercase();
        let (local, domain) = address.split_once('@')?;
        let id = local.strip_prefix(self.local.as_str())?.strip_prefix('+')?;
        let is_ours = domain == self.domain && id.len() == ID_LENGTH;
        is_ours.then(|| Uuid::try_parse(id).ok()).flatten()
    }
}

/// The id in one of our `Message-ID`s, `<id@host>`; nothing for one of another host.
#[must_use]
pub fn id_in_message_id(message_id: &str, host: &str) -> Option<Uuid> {
    let (id, of) = message_id.trim().trim_matches(['<', '>']).split_once('@')?;
    of.eq_ignore_ascii_case(host).then(|| Uuid::try_parse(id).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read_and_says_whether_there_is_such_a_mailbox() {
        let read = |text: &str| StatusCode::parse(text).map(|code| (code.to_string(), code.is_no_mailbox()));
        assert_eq!(read(" 5.1.1 (bad mailbox)"), Some(("5.1.1".to_owned(), true)));
        assert_eq!(read("5.1.10"), Some(("5.1.10".to_owned(), true)));
        assert_eq!(read("5.1.8"), Some(("5.1.8".to_owned(), false)), "our own address is not their mailbox");
        assert_eq!(read("5.7.1"), Some(("5.7.1".to_owned(), false)));
        assert_eq!(read("4.1.1"), Some(("4.1.1".to_owned(), false)));
        for bad in ["", "5", "5.1", "5.1.1.1", "3.1.1", "5.x.1", "5.1.1000", "550 5.1.1"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_address_for_returns_gives_back_its_id_in_any_case_and_no_other_address_does() {
        let ours = ReturnAddress::parse("Bounces@Mail.Example.org").unwrap();
        let id = Uuid::from_u128(0x0190_a000_0000_7000_8000_0000_0000_000a);
        let address = ours.of(id);
        assert_eq!(address, "bounces+0190a000000070008000 00000000000a@mail.example.org".replace(' ', ""));
        assert_eq!(ours.id_in(&address), Some(id));
        assert_eq!(ours.id_in(&format!(" <{}> ", address.to_uppercase())), Some(id));
        for other in [
            "bounces@mail.example.org".to_owned(),
            address.replace('+', "-"),
            address.replace("mail.", ""),
            address.replace("bounces+", "bounces+0"),
            format!("x{address}"),
        ] {
            assert_eq!(ours.id_in(&other), None, "{other}");
        }
    }

    #[test]
    fn an_address_without_room_for_an_id_is_refused() {
        assert!(ReturnAddress::parse(&format!("{}@example.org", "a".repeat(31))).is_some());
        assert!(ReturnAddress::parse(&format!("{}@example.org", "a".repeat(32))).is_none());
        assert!(ReturnAddress::parse("bounces").is_none());
    }

    #[test]
    fn a_message_id_of_ours_gives_back_its_id() {
        let id = Uuid::from_u128(0x0190_a000_0000_7000_8000_0000_0000_000a);
        assert_eq!(id_in_message_id(&format!("<{id}@incident.example.org>"), "incident.example.org"), Some(id));
        assert_eq!(id_in_message_id(&format!("<{id}@example.org>"), "incident.example.org"), None);
        assert_eq!(id_in_message_id("<hello@incident.example.org>", "incident.example.org"), None);
    }
}
