//! Which passwords staff may choose: long, known to nobody, hard to guess. No rules about kinds of characters (ASVS 6.2.5).

use std::{collections::HashSet, sync::LazyLock};

use zxcvbn::Score;

use crate::words::Words;

/// ASVS 6.2.1 asks for 8 at least and recommends 15; together with a second factor, twelve.
const SHORTEST: usize = 12;
/// In bytes; a sentence fits many times (ASVS 6.2.9 asks for 64 at least).
pub const LONGEST: usize = 1024;

/// Common passwords of twelve characters and more, in lower case (ASVS 6.2.4): shorter ones are too short anyway. From the
/// lists of leaked passwords in zxcvbn-ts and Django (MIT, BSD), and the commonest of those typed twice or three times.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| include_str!("../../data/common-passwords.txt").lines().collect());

/// Why a password cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    /// Fewer than twelve characters.
    TooShort,
    /// More than a kilobyte.
    TooLong,
    /// It stands in lists of leaked passwords.
    Common,
    /// A program that knows words, names, dates and keyboards guesses it soon.
    Guessable,
}

impl Weak {
    /// What to do about it.
    #[must_use]
    pub fn words(self, words: Words) -> String {
        match self {
            Self::TooShort => words.t("staff-password-too-short"),
            Self::TooLong => words.t("staff-password-too-long"),
            Self::Common => words.t("staff-password-common"),
            Self::Guessable => words.t("staff-password-guessable"),
        }
    }
}

/// Judges a password. `about` is what anybody could know of its owner and would try: name, address, company.
///
/// # Errors
/// See [`Weak`].
pub fn judge(password: &str, about: &[&str]) -> Result<(), Weak> {
    if password.chars().count() < SHORTEST {
        return Err(Weak::TooShort);
    }
    if password.len() > LONGEST {
        return Err(Weak::TooLong);
    }
    if COMMON.contains(password.to_lowercase().as_str()) {
        return Err(Weak::Common);
    }
    // An address is its parts, too.
    let parts: Vec<&str> = about.iter().flat_map(|text| text.split(['@', '.', ' ', '-', '_'])).filter(|part| part.len() > 2).collect();
    let known: Vec<&str> = about.iter().copied().chain(parts).collect();
    if zxcvbn::zxcvbn(password, &known).score() < Score::Three { Err(Weak::Guessable) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: [&str; 3] = ["Ana Ruiz", "ana.ruiz@example.org", "Larkspur Freight"];

    #[test]
    fn length_alone_decides_nothing_and_kinds_of_characters_neither() {
        assert_eq!(judge("Tr0ub4dor&3", &ABOUT), Err(Weak::TooShort));
        assert_eq!(judge(&"ab".repeat(600), &ABOUT), Err(Weak::TooLong));
        assert_eq!(judge("unicornunicorn", &ABOUT), Err(Weak::Common));
        assert_eq!(judge("UnicornUnicorn", &ABOUT), Err(Weak::Common));
        assert_eq!(judge("abcdefghijklmnop", &ABOUT), Err(Weak::Guessable));
        assert_eq!(judge("larkspurfreight", &ABOUT), Err(Weak::Guessable));
        assert_eq!(judge("ana.ruiz@example.org", &ABOUT), Err(Weak::Guessable));
        assert_eq!(judge("wet lantern over nine bridges", &ABOUT), Ok(()));
        assert_eq!(judge("lluvia sobre nueve puentes ñandú", &ABOUT), Ok(()));
    }

    #[test]
    fn every_line_of_the_list_could_be_chosen_otherwise() {
        assert!(COMMON.len() > 3000, "ASVS 6.2.4 asks for the three thousand commonest that fit the rules");
        assert!(COMMON.iter().all(|common| common.chars().count() >= SHORTEST && *common == common.to_lowercase()));
    }
}
