//! Phrases that no sentence of ours may hold (the style guide, "Voice"), and those that no apology may hold.

use crate::lang::Lang;

/// Never, anywhere: comfort without content, blame, begging, law talk.
const BANNED: [&[&str]; 2] = [
    &[
        "abundance of caution",
        "any inconvenience",
        "click here",
        "for your convenience",
        "invalid input",
        "oops",
        "out of an abundance",
        "please be advised",
        "please note",
        "regret to inform",
        "sorry if",
        "sorry for any",
        "sorry that you feel",
        "take your privacy seriously",
        "takes your privacy seriously",
        "take security seriously",
        "take this seriously",
        "unfortunately",
        "unauthorized third party",
        "valued customer",
        "we value your",
        "you failed",
        "you forgot",
    ],
    &[
        "abundancia de precaución",
        "aplicar a",
        "brecha",
        "buró",
        "cualquier inconveniente",
        "clic aquí",
        "desafortunadamente",
        "evidencia",
        "haga clic",
        "lamentablemente",
        "lamentamos si",
        "lo sentimos si",
        "nos tomamos en serio",
        "por favor note que",
        "valoramos su",
        "violación de datos",
        "vosotros",
        "usted olvidó",
    ],
];

/// Never in an apology: what makes it an apology for something that perhaps did not happen.
const HEDGES: [&[&str]; 2] = [
    &["if", "may have", "might have", "could have", "potentially", "possibly", "apologize for any", "apologise for any", "regret"],
    &["si", "pudo haber", "pudieron haber", "podría haber", "podrían haber", "posiblemente", "es posible que", "lamentamos cualquier"],
];

/// The banned phrases in a sentence of ours.
#[must_use]
pub fn banned(text: &str, lang: Lang) -> Vec<&'static str> {
    found(text, BANNED[lang as usize])
}

/// The banned phrases and hedges in an apology.
#[must_use]
pub fn hedges(text: &str, lang: Lang) -> Vec<&'static str> {
    let mut all = banned(text, lang);
    all.extend(found(text, HEDGES[lang as usize]));
    all
}

/// Whole words only: `life` holds no `if`.
fn found(text: &str, phrases: &[&'static str]) -> Vec<&'static str> {
    let lower = text.to_lowercase();
    let plain: String = lower.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let plain = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
    phrases.iter().copied().filter(|phrase| plain.contains(&format!(" {phrase} "))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_if_is_found_as_a_word_and_in_any_case() {
        assert_eq!(hedges("We are sorry if this caused worry.", Lang::En), ["sorry if", "if"]);
        assert_eq!(hedges("Lo sentimos mucho. SI le afectó, escríbanos.", Lang::Es), ["si"]);
        assert!(hedges("It changed your life. We are sorry.", Lang::En).is_empty());
        assert!(hedges("Sí, perdimos sus datos. Lo sentimos.", Lang::Es).is_empty());
    }

    #[test]
    fn a_phrase_is_found_across_a_line_break() {
        assert_eq!(banned("This is out of an\nabundance of caution.", Lang::En), ["abundance of caution", "out of an abundance"]);
    }
}
