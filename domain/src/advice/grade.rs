//! How many years of school a text asks for.

use std::ops::Range;

use super::{
    syllables::syllables,
    text::{sentences, words},
};
use crate::lang::Lang;

/// The U.S. school grade a text is written for; `None` when it has no word.
///
/// English: Flesch-Kincaid (Kincaid et al., 1975). Spanish: Fernández-Huerta (1959), with the correction of Law (2011) to the length of
/// sentences; its scale is read as grades by Huerta's own table.
#[must_use]
pub fn grade(text: &str, lang: Lang) -> Option<f64> {
    let text = without_addresses(text);
    let (words, sentences) = (words(&text), sentences(&text));
    if words.is_empty() || sentences.is_empty() {
        return None;
    }
    let all: u32 = words.iter().map(|word| syllables(&text[word.clone()], lang)).sum();
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    let in_sentence = count(words.len()) / count(sentences.len());
    let in_word = f64::from(all) / count(words.len());
    let grade = match lang {
        Lang::En => 0.39 * in_sentence + 11.8 * in_word - 15.59,
        Lang::Es => huerta_grade(206.84 - 60.0 * in_word - 1.02 * in_sentence),
    };
    Some(grade.clamp(0.0, 20.0))
}

/// Huerta's table, between its middles in a straight line: 90 to 100 is the fourth grade, 80 to 90 the fifth, 70 to 80 the sixth, 60 to
/// 70 the seventh and eighth, 50 to 60 high school, 30 to 50 and below what comes after it.
fn huerta_grade(ease: f64) -> f64 {
    const TABLE: [(f64, f64); 7] = [(95.0, 4.0), (85.0, 5.0), (75.0, 6.0), (65.0, 7.5), (55.0, 10.5), (40.0, 13.0), (15.0, 17.0)];
    if ease >= TABLE[0].0 {
        return TABLE[0].1 - (ease - TABLE[0].0) / 10.0;
    }
    for pair in TABLE.windows(2) {
        let ((high, easy), (low, hard)) = (pair[0], pair[1]);
        if ease >= low {
            return easy + (high - ease) / (high - low) * (hard - easy);
        }
    }
    17.0 + (15.0 - ease) / 10.0
}

/// The sentence with the highest grade of its own.
#[must_use]
pub fn hardest_sentence(text: &str, lang: Lang) -> Option<Range<usize>> {
    let own = |range: &Range<usize>| grade(&text[range.clone()], lang).unwrap_or_default();
    sentences(text).into_iter().max_by(|a, b| own(a).total_cmp(&own(b)))
}

/// Where links lead is not read aloud: `[words](address)` is its words.
fn without_addresses(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        plain.push_str(before);
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formula_gives_what_it_gives_by_hand() {
        // 9 words, 2 sentences, 14 syllables: 0.39 × 4.5 + 11.8 × 14 / 9 − 15.59.
        let grade_of = grade("We did not protect your information. We are sorry.", Lang::En).unwrap();
        assert!((grade_of - (0.39 * 4.5 + 11.8 * 14.0 / 9.0 - 15.59)).abs() < 1e-9, "{grade_of}");
        // 6 words, 2 sentences, 14 syllables.
        let grade_of = grade("No protegimos su información. Lo sentimos.", Lang::Es).unwrap();
        let huerta = 206.84 - 60.0 * 14.0 / 6.0 - 1.02 * 3.0;
        assert!((grade_of - huerta_grade(huerta)).abs() < 1e-9, "{grade_of}");
    }

    #[test]
    fn longer_sentences_and_longer_words_are_never_easier() {
        let easy = "We lost your data. We are sorry. We will write to you by Friday.";
        let hard = "Notwithstanding organizational responsibilities, identification information was transferred outside the organization.";
        assert!(grade(easy, Lang::En) < grade(hard, Lang::En));
        let easy = "Perdimos sus datos. Lo sentimos. Le escribiremos el viernes.";
        let hard = "Sin perjuicio de las responsabilidades organizativas, determinadas informaciones identificativas fueron transferidas.";
        assert!(grade(easy, Lang::Es) < grade(hard, Lang::Es));
        for (high, low) in [(120.0, 95.0), (95.0, 85.0), (85.0, 60.0), (60.0, 30.0), (30.0, 0.0), (0.0, -50.0)] {
            assert!(huerta_grade(high) < huerta_grade(low));
        }
    }

    #[test]
    fn where_a_link_leads_makes_a_text_no_harder() {
        assert_eq!(
            grade("See [our page](https://example.org/responsibilities/organizational).", Lang::En),
            grade("See our page.", Lang::En)
        );
    }

    #[test]
    fn a_text_without_words_has_no_grade() {
        assert_eq!(grade(" … ", Lang::En), None);
    }
}
