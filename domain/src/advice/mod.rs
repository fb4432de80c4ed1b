//! Advice while writing: what hedges, what is hard to read, what is missing. Advice and never a lock: whoever writes knows
//! more than these rules. Pure functions over a text, the same on the page and in the tests of our own templates.

mod dates;
mod grade;
mod phrases;
mod syllables;
mod text;

pub use grade::{grade, hardest_sentence};

use crate::{incident::Section, lang::Lang};

/// What the style guide asks for at most.
pub const HIGHEST_GRADE: f64 = 8.0;
/// A sentence with more words is two sentences.
pub const LONGEST_SENTENCE: usize = 25;
/// Fewer words say nothing about how hard a text is.
const FEWEST_WORDS: usize = 20;

/// What could be better. What to write instead stands in the locales, one sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The text is empty and the other language's is not.
    NotTranslated,
    /// The text is empty in every language.
    Missing,
    /// A place that was to be filled in.
    Blank,
    /// Sorry, but only perhaps: "sorry if", "sorry for any".
    SorryIf,
    /// "if" in an apology.
    If,
    /// "may have been", "potentially".
    MayHave,
    /// "we take … seriously", "we value".
    Seriously,
    /// The thief was too clever: "sophisticated".
    Sophisticated,
    /// "abundance of caution".
    Caution,
    /// "unfortunately", "we regret to inform".
    Unfortunately,
    /// "inconvenience".
    Inconvenience,
    /// "unauthorized third party".
    ThirdParty,
    /// "we have no evidence that".
    NoEvidence,
    /// "a limited number", "certain customers".
    NoNumber,
    /// "please be advised", "data elements".
    LawTalk,
    /// Words that the style guide replaces.
    OtherWord,
    /// "recently", "as soon as possible".
    VagueTime,
    /// "today": tomorrow it is wrong.
    RelativeDay,
    /// An hour whose zone is not said.
    TimeWithoutZone,
    /// `05/03/26`: May or March.
    ShortDate,
    /// An exclamation mark.
    Exclamation,
    /// More than [`LONGEST_SENTENCE`] words.
    LongSentence,
    /// The whole text is above [`HIGHEST_GRADE`]; what is quoted is its hardest sentence.
    Hard,
}

impl Kind {
    /// Whether it makes an apology smaller, hides who did what, or blames: what no text of ours may hold.
    #[must_use]
    pub const fn is_hedge(self) -> bool {
        matches!(
            self,
            Self::SorryIf
                | Self::If
                | Self::MayHave
                | Self::Seriously
                | Self::Sophisticated
                | Self::Caution
                | Self::Unfortunately
                | Self::Inconvenience
                | Self::ThirdParty
                | Self::NoEvidence
                | Self::NoNumber
        )
    }
}

/// One piece of advice about one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What could be better.
    pub kind: Kind,
    /// Where it begins, in characters from the start of the text.
    pub at: usize,
    /// The words it is about, as they stand there.
    pub quoted: String,
}

/// What could be better in one text, in the order of the text. `is_apology`: for the heading and the apology, where an "if" takes back
/// what was said.
#[must_use]
pub fn advise(text: &str, lang: Lang, is_apology: bool) -> Vec<Advice> {
    let mut found = phrases::found(text, lang, is_apology);
    found.extend(dates::found(text));
    found.extend(text::blanks(text));
    found.extend(text.match_indices('!').map(|(at, mark)| (Kind::Exclamation, at..at + mark.len())));
    for sentence in text::sentences(text) {
        if text::words(&text[sentence.clone()]).len() > LONGEST_SENTENCE {
            found.push((Kind::LongSentence, sentence));
        }
    }
    if text::words(text).len() >= FEWEST_WORDS && grade(text, lang).is_some_and(|grade| grade > HIGHEST_GRADE) {
        found.extend(hardest_sentence(text, lang).map(|range| (Kind::Hard, range)));
    }
    found.sort_by_key(|(kind, range)| (range.start, *kind));
    found.dedup();
    found
        .into_iter()
        .map(|(kind, range)| Advice { kind, at: text[..range.start].chars().count(), quoted: text[range].to_owned() })
        .collect()
}

/// Whether a section holds an apology or stands as one.
#[must_use]
pub const fn is_apology(section: Section) -> bool {
    matches!(section, Section::Title | Section::Apology)
}

/// What is said about a text that is empty; `other` is the same text in the other language.
#[must_use]
pub fn emptiness(text: &str, other: &str) -> Option<Kind> {
    match (text.trim().is_empty(), other.trim().is_empty()) {
        (false, _) => None,
        (true, false) => Some(Kind::NotTranslated),
        (true, true) => Some(Kind::Missing),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str, lang: Lang) -> Vec<Kind> {
        advise(text, lang, true).into_iter().map(|advice| advice.kind).collect()
    }

    #[test]
    fn every_sentence_that_the_style_guide_warns_of_is_found() {
        for (text, kind) in [
            ("We are sorry if this caused you concern.", Kind::SorryIf),
            ("We apologize for any inconvenience.", Kind::SorryIf),
            ("Your information may have been seen.", Kind::MayHave),
            ("Data elements potentially impacted.", Kind::MayHave),
            ("We take your privacy and the security of your data seriously.", Kind::Seriously),
            ("This was a highly sophisticated attack.", Kind::Sophisticated),
            ("Out of an abundance of\ncaution we write to you.", Kind::Caution),
            ("Unfortunately, files were copied.", Kind::Unfortunately),
            ("We regret the inconvenience.", Kind::Inconvenience),
            ("An unauthorized third party got in.", Kind::ThirdParty),
            ("We have no evidence of misuse.", Kind::NoEvidence),
            ("A limited number of people.", Kind::NoNumber),
            ("We recently found out.", Kind::VagueTime),
        ] {
            assert!(kinds(text, Lang::En).contains(&kind), "{text}: {:?}", kinds(text, Lang::En));
        }
        for (text, kind) in [
            ("Lo sentimos si esto le preocupó.", Kind::SorryIf),
            ("Pedimos disculpas por cualquier molestia.", Kind::SorryIf),
            ("Sus datos pudieron haber sido vistos.", Kind::MayHave),
            ("Nos tomamos su privacidad muy en serio.", Kind::Seriously),
            ("Fue un ataque sofisticado.", Kind::Sophisticated),
            ("Por un exceso de precaución le escribimos.", Kind::Caution),
            ("Lamentablemente, alguien entró.", Kind::Unfortunately),
            ("Un tercero no autorizado entró.", Kind::ThirdParty),
            ("No tenemos evidencia de mal uso.", Kind::NoEvidence),
            ("Un número reducido de personas.", Kind::NoNumber),
            ("Lo descubrimos recientemente.", Kind::VagueTime),
        ] {
            assert!(kinds(text, Lang::Es).contains(&kind), "{text}: {:?}", kinds(text, Lang::Es));
        }
    }

    #[test]
    fn advice_names_the_place_and_quotes_it_as_it_stands() {
        let advice = advise("Perdón. Nos tomamos su PRIVACIDAD muy en serio.", Lang::Es, false);
        assert_eq!(advice[0], Advice { kind: Kind::Seriously, at: 12, quoted: "tomamos su PRIVACIDAD muy en serio".to_owned() });
    }

    #[test]
    fn plain_words_raise_nothing() {
        for (text, lang) in [
            ("We did not protect your information. We are sorry.", Lang::En),
            ("From 2 to 9 March 2031, someone copied files. We had not closed an old account.", Lang::En),
            ("The next word comes by 11 March 2031, 17:00 EST.", Lang::En),
            ("No protegimos su información. Lo sentimos.", Lang::Es),
            ("Sí, perdimos sus datos el 9 de marzo de 2031, a las 14:20 (hora del este).", Lang::Es),
        ] {
            assert_eq!(advise(text, lang, true), [], "{text}");
        }
    }

    #[test]
    fn an_if_is_for_the_reader_and_not_for_the_apology() {
        let text = "If you used the same password elsewhere, change it there too.";
        assert!(advise(text, Lang::En, false).is_empty());
        assert_eq!(advise(text, Lang::En, true)[0].kind, Kind::If);
    }

    #[test]
    fn a_long_sentence_and_a_hard_text_are_named_once_each() {
        let text = "Notwithstanding the aforementioned considerations regarding organizational responsibilities, the investigation \
                    established that documentation containing identification information belonging to individuals participating in \
                    administrative programs had been transferred outside the organization without authorization.";
        assert_eq!(kinds(text, Lang::En), [Kind::LongSentence, Kind::Hard]);
    }

    #[test]
    fn a_blank_that_nobody_filled_in_is_found_and_a_link_is_none() {
        assert_eq!(kinds("On {{day}} [how many] people of ____ lost data.", Lang::En), [Kind::Blank, Kind::Blank, Kind::Blank]);
        assert_eq!(kinds("See [our page](https://example.org/a).", Lang::En), []);
    }

    #[test]
    fn what_one_language_lacks_is_a_translation_and_what_both_lack_is_missing() {
        assert_eq!(emptiness("", "texto"), Some(Kind::NotTranslated));
        assert_eq!(emptiness(" \n", ""), Some(Kind::Missing));
        assert_eq!(emptiness("text", ""), None);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_advice_quotes_what_stands_at_its_place(text in "\\PC{0,200}|([a-záíñü0-9:/!{}\\[\\]. \\n]|if |sorry |14:20 ){0,60}", es: bool) {
            let lang = if es { Lang::Es } else { Lang::En };
            for advice in advise(&text, lang, true) {
                let there: String = text.chars().skip(advice.at).take(advice.quoted.chars().count()).collect();
                prop_assert_eq!(there, advice.quoted);
            }
            if let Some(grade) = grade(&text, lang) {
                prop_assert!(grade.is_finite() && grade >= 0.0);
            }
        }

        #[test]
        fn a_hedge_is_found_wherever_it_stands(before in "([a-z]{1,8} ){0,12}", after in "( [a-z]{1,8}){0,12}") {
            let text = format!("{before}we are sorry if{after}");
            prop_assert!(advise(&text, Lang::En, false).iter().any(|advice| advice.kind == Kind::SorryIf));
        }
    }
}
