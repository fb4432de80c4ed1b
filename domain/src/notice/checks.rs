//! What is looked at before a notice goes out: its subject, its links, its sender. Checks by state come with the law catalogue; they
//! give [`Finding`]s like these.

use crate::{email::EmailAddress, lang::Lang};

/// Whether a finding stops a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It cannot go out like this.
    Blocks,
    /// Somebody should look.
    Warns,
}

/// Something found, with the words it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// An amount of money in the subject: what frauds promise.
    Amount(String),
    /// The subject rushes.
    Urgency(String),
    /// The subject shouts: an exclamation mark, or a word in capitals.
    Shouts(String),
    /// The subject is empty or holds a line break.
    NoSubject,
    /// A link whose aim nobody can see.
    ShortLink(String),
    /// A link to another host than ours.
    OtherHost(String),
    /// A link without TLS.
    PlainLink(String),
    /// Nobody reads what is answered to the sender.
    NoReply(String),
}

impl Finding {
    /// Whether it stops the notice.
    #[must_use]
    pub const fn weight(&self) -> Weight {
        match self {
            Self::Amount(_) | Self::NoSubject | Self::ShortLink(_) | Self::NoReply(_) | Self::PlainLink(_) => Weight::Blocks,
            Self::Urgency(_) | Self::Shouts(_) | Self::OtherHost(_) => Weight::Warns,
        }
    }
}

/// Words that rush (the style guide, "Do not rush").
const URGENT: [&[&str]; 2] = [
    &[
        "action required",
        "act now",
        "as soon as possible",
        "asap",
        "final notice",
        "immediately",
        "important",
        "last chance",
        "today only",
        "urgent",
    ],
    &[
        "acción requerida",
        "actúe ya",
        "cuanto antes",
        "de inmediato",
        "hoy mismo",
        "importante",
        "inmediatamente",
        "última oportunidad",
        "urgente",
    ],
];

/// Hosts that hide where a link goes.
const SHORTENERS: &[&str] = &[
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "lnkd.in",
    "ow.ly",
    "rb.gy",
    "rebrand.ly",
    "shorturl.at",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "v.gd",
];

/// What is wrong with a subject.
#[must_use]
pub fn check_subject(subject: &str, lang: Lang) -> Vec<Finding> {
    let mut found = Vec::new();
    if subject.trim().is_empty() || subject.chars().any(char::is_control) {
        return vec![Finding::NoSubject];
    }
    found.extend(amount(subject).map(Finding::Amount));
    let lower = format!(" {} ", spaced(&subject.to_lowercase()));
    let rushes = URGENT[lang as usize].iter().find(|phrase| lower.contains(&format!(" {phrase} ")));
    found.extend(rushes.map(|phrase| Finding::Urgency((*phrase).to_owned())));
    let capitals = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 4 && word.chars().all(|c| !c.is_lowercase());
    let shouts = if subject.contains('!') { Some("!") } else { subject.split_whitespace().find(capitals) };
    found.extend(shouts.map(|word| Finding::Shouts(word.to_owned())));
    found
}

/// Only letters, digits and single spaces.
fn spaced(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The first amount of money: a sign or a currency's name next to a number.
fn amount(text: &str) -> Option<String> {
    const NAMES: &[&str] = &["usd", "eur", "gbp", "dollar", "dollars", "euro", "euros", "pounds", "dólares", "dolares", "pesos"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let has_digit = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    let is_name = |word: &str| NAMES.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str());
    words.iter().enumerate().find_map(|(at, word)| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        if word.contains(['$', '€', '£']) {
            return Some((*word).to_owned());
        }
        let named = (has_digit(word) && is_name(next)) || (is_name(word) && has_digit(next));
        named.then(|| format!("{word} {next}"))
    })
}

/// What is wrong with the links in a text: each host once. `our_host` is the host every link of ours begins with, with its port if it
/// has one.
#[must_use]
pub fn check_links(text: &str, our_host: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | '(' | ',');
    for link in text.split(ends).filter_map(|word| Link::parse(word.trim_end_matches(['.', ';', ':']))) {
        let is_ours = link.host == our_host;
        let finding = if SHORTENERS.contains(&link.host.trim_start_matches("www.")) {
            Finding::ShortLink(link.host)
        } else if is_ours {
            continue;
        } else if link.is_plain {
            Finding::PlainLink(link.host)
        } else {
            Finding::OtherHost(link.host)
        };
        if !found.contains(&finding) {
            found.push(finding);
        }
    }
    found
}

struct Link {
    host: String,
    is_plain: bool,
}

impl Link {
    fn parse(word: &str) -> Option<Self> {
        let lower = word.to_lowercase();
        let (rest, is_plain) = match (lower.strip_prefix("https://"), lower.strip_prefix("http://")) {
            (Some(rest), _) => (rest, false),
            (None, Some(rest)) => (rest, true),
            // Mail programs make links of these as well.
            (None, None) if lower.starts_with("www.") || is_short(&lower) => (lower.as_str(), false),
            (None, None) => return None,
        };
        let host = rest.split(['/', '?', '#']).next()?;
        // What stands before an @ is not the host.
        let host = host.rsplit('@').next()?.trim_end_matches('.');
        (!host.is_empty()).then(|| Self { host: host.to_owned(), is_plain })
    }
}

/// Whether a word is a shortened link without its scheme.
fn is_short(word: &str) -> bool {
    word.split_once('/').is_some_and(|(host, _)| SHORTENERS.contains(&host))
}

/// What is wrong with the address a notice comes from.
#[must_use]
pub fn check_sender(sender: &EmailAddress) -> Vec<Finding> {
    let local: String = sender.as_str().split('@').next().unwrap_or_default().chars().filter(|c| c.is_alphanumeric()).collect();
    let local = local.to_lowercase();
    let answers_nobody =
        ["noreply", "donotreply", "noresponder", "noresponda", "norespuesta", "mailerdaemon"].iter().any(|no| local.contains(no));
    if answers_nobody { vec![Finding::NoReply(sender.as_str().to_owned())] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_names_no_amount_does_not_rush_and_does_not_shout() {
        assert_eq!(check_subject("Your information was in our data breach: what to do first", Lang::En), []);
        assert_eq!(check_subject("Su información estuvo en nuestra filtración de datos: qué hacer primero", Lang::Es), []);
        assert_eq!(check_subject("Claim your $1,250 now", Lang::En), [Finding::Amount("$1,250".to_owned())]);
        assert_eq!(check_subject("We owe you 50 dollars", Lang::En), [Finding::Amount("50 dollars".to_owned())]);
        assert_eq!(check_subject("Le pagamos 50 dólares", Lang::Es), [Finding::Amount("50 dólares".to_owned())]);
        assert_eq!(check_subject("Urgent: read this", Lang::En), [Finding::Urgency("urgent".to_owned())]);
        assert_eq!(check_subject("Read this!", Lang::En), [Finding::Shouts("!".to_owned())]);
        assert_eq!(check_subject("SECURITY of your data", Lang::En), [Finding::Shouts("SECURITY".to_owned())]);
        assert_eq!(check_subject("a\nBcc: b@example.org", Lang::En), [Finding::NoSubject]);
        assert_eq!(check_subject("  ", Lang::En), [Finding::NoSubject]);
    }

    #[test]
    fn an_unimportant_word_within_another_is_no_urgency() {
        assert_eq!(check_subject("What is unimportant", Lang::En), []);
    }

    #[test]
    fn links_that_hide_where_they_go_stop_a_notice_and_links_to_others_are_named_once() {
        let text = "Open https://incident.example.org/open#abc or https://www.identitytheft.gov/, and https://www.identitytheft.gov/steps. \
                    Not <a href=\"http://example.net/x\">this</a>, nor https://bit.ly/3x nor tinyurl.com/abc.";
        assert_eq!(
            check_links(text, "incident.example.org"),
            [
                Finding::OtherHost("www.identitytheft.gov".to_owned()),
                Finding::PlainLink("example.net".to_owned()),
                Finding::ShortLink("bit.ly".to_owned()),
                Finding::ShortLink("tinyurl.com".to_owned()),
            ]
        );
    }

    #[test]
    fn a_host_is_not_taken_for_ours_because_ours_stands_before_an_at_sign_or_within_it() {
        for link in ["https://incident.example.org@evil.example/", "https://incident.example.org.evil.example/"] {
            assert!(matches!(check_links(link, "incident.example.org").as_slice(), [Finding::OtherHost(_)]), "{link}");
        }
    }

    #[test]
    fn a_sender_that_nobody_reads_stops_a_notice() {
        let check = |address: &str| check_sender(&EmailAddress::parse(address).unwrap());
        for address in ["noreply@example.org", "No-Reply@example.org", "do_not.reply@example.org", "no-responder@example.org"] {
            assert_eq!(check(address).first().map(Finding::weight), Some(Weight::Blocks), "{address}");
        }
        assert_eq!(check("incident@example.org"), []);
    }
}
