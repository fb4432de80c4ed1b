//! Syllables, as far as reading grades need them. Spanish is counted by its rules; English by the usual estimate from groups of
//! vowels, right for about nine words in ten. A dictionary for hyphenation would cost 80 KB of wasm and break words elsewhere.

use crate::lang::Lang;

/// The syllables of a word, at least one.
pub fn syllables(word: &str, lang: Lang) -> u32 {
    let word = word.to_lowercase();
    if word.chars().any(|c| c.is_numeric()) {
        return 1;
    }
    match lang {
        Lang::En => english(&word),
        Lang::Es => spanish(&word),
    }
    .max(1)
}

fn english(word: &str) -> u32 {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() <= 3 {
        return 1;
    }
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut count = 0;
    let mut was_vowel = false;
    for (at, c) in letters.iter().copied().enumerate() {
        let starts = is_vowel(c) && !was_vowel;
        // "via", "serious", but "social", "nation", "million".
        let parts = was_vowel
            && matches!(c, 'a' | 'o' | 'u')
            && letters[at - 1] == 'i'
            && (at < 2 || !matches!(letters[at - 2], 'c' | 't' | 's' | 'g' | 'x' | 'l'));
        count += u32::from(starts) + u32::from(parts);
        was_vowel = is_vowel(c);
    }
    count.saturating_sub(u32::from(has_silent_end(&letters, is_vowel)))
}

/// A written e that is not said: "change", "used", "files"; said in "little", "wanted", "places".
fn has_silent_end(letters: &[char], is_vowel: impl Fn(char) -> bool) -> bool {
    let at = |back: usize| letters.len().checked_sub(back).and_then(|at| letters.get(at)).copied().unwrap_or('a');
    let after_consonant = |back: usize| !is_vowel(at(back));
    match (at(2), at(1)) {
        (_, 'e') => after_consonant(2) && !(at(2) == 'l' && after_consonant(3)),
        ('e', 'd') => after_consonant(3) && !matches!(at(3), 't' | 'd'),
        ('e', 's') => after_consonant(3) && !matches!(at(3), 's' | 'c' | 'g' | 'x' | 'z' | 'h') && !(at(3) == 'l' && after_consonant(4)),
        _ => false,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Vowel {
    Strong,
    Weak,
    /// í or ú: a syllable of its own beside a strong vowel.
    Stressed,
}

fn spanish(word: &str) -> u32 {
    let letters: Vec<char> = word.chars().collect();
    let mut count = 0;
    let mut last: Option<Vowel> = None;
    for (at, c) in letters.iter().copied().enumerate() {
        let (before, after) = (at.checked_sub(1).map(|at| letters[at]), letters.get(at + 1).copied());
        let vowel = match c {
            'a' | 'e' | 'o' | 'á' | 'é' | 'ó' => Some(Vowel::Strong),
            'í' | 'ú' => Some(Vowel::Stressed),
            // The u of que, qui, gue, gui is not said.
            'u' if before == Some('q') || before == Some('g') && matches!(after, Some('e' | 'i' | 'é' | 'í')) => continue,
            'i' | 'u' | 'ü' => Some(Vowel::Weak),
            'y' if after.is_none() => Some(Vowel::Weak),
            _ => None,
        };
        let parts = matches!(
            (last, vowel),
            (None, Some(_)) | (Some(Vowel::Strong | Vowel::Stressed), Some(Vowel::Strong)) | (Some(Vowel::Strong), Some(Vowel::Stressed))
        );
        count += u32::from(parts);
        last = vowel;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spanish_words_have_the_syllables_they_have() {
        for (word, count) in [
            ("información", 4),
            ("filtración", 3),
            ("contraseña", 4),
            ("quien", 1),
            ("guerra", 2),
            ("día", 2),
            ("país", 2),
            ("cuidar", 2),
            ("averiguar", 4),
            ("aunque", 2),
            ("muy", 1),
            ("y", 1),
            ("vergüenza", 3),
            ("leer", 2),
            ("teléfono", 4),
            ("Seguro", 3),
            ("41,200", 1),
        ] {
            assert_eq!(syllables(word, Lang::Es), count, "{word}");
        }
    }

    #[test]
    fn english_words_are_estimated_well() {
        for (word, count) in [
            ("we", 1),
            ("sorry", 2),
            ("information", 4),
            ("change", 1),
            ("used", 1),
            ("wanted", 2),
            ("files", 1),
            ("places", 2),
            ("little", 2),
            ("password", 2),
            ("serious", 3),
            ("nation", 2),
            ("social", 2),
            ("million", 2),
            ("people", 2),
            ("security", 4),
            ("changed", 1),
        ] {
            assert_eq!(syllables(word, Lang::En), count, "{word}");
        }
    }
}
