//! What a letter says, and to whom.

use super::sample::{PRESS, letter, run, to_nobody, words_of};
use crate::{
    Addressee, Language, Letter, Paper, PressError,
    world::{ENGLISH, SPANISH},
};

#[test]
fn a_letter_says_the_facts_the_steps_the_code_and_who_else_helps() {
    let document = PRESS.set(&run(Language::En, Paper::UsLetter), &[letter(Addressee::Adult)], (0.0, 0.0)).unwrap();
    let all: String = (0..document.pages().len()).map(|page| words_of(&document, page)).collect();
    let all = all.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Dear Maximiliano Bartholomew Featherstonehaugh-Montgomery",
        "Social Security number : confirmed",
        "Date of birth : suspected",
        "by 20 March 2031",
        "Freeze your credit at Experian",
        "www.experian.com/freeze",
        "P-7K4M-Q2ZX-90TB-ABCD",
        "https://notice.example.org/code",
        "7K4MQ-2ZXBT",
        "Oregon Department of Justice",
        "PRACTICE",
    ] {
        let is_said = all.replace(" :", ":").contains(&part.replace(" :", ":"));
        assert!(is_said, "{part}: {all}");
    }
}

#[test]
fn nobody_is_greeted_by_the_name_of_a_child_or_of_the_dead() {
    for (kind, to) in [(Addressee::Minor, "To the parent or guardian of"), (Addressee::Deceased, "To the family or executor of")] {
        let document = PRESS.set(&run(Language::En, Paper::A4), &[letter(kind)], (0.0, 0.0)).unwrap();
        let words = words_of(&document, 0);
        assert!(words.contains(to) && !words.contains("Dear"), "{words}");
    }
    let document = PRESS.set(&run(Language::Es, Paper::A4), &[to_nobody()], (0.0, 0.0)).unwrap();
    assert!(words_of(&document, 0).contains("Buenos días:"));
}

#[test]
fn both_languages_have_the_same_words_and_the_template_says_each() {
    let keys = |text: &str| -> Vec<String> {
        let key = |line: &str| line.split_once(':').map(|(key, _)| key.trim().to_owned());
        text.lines()
            .filter(|line| line.starts_with("  "))
            .filter_map(key)
            .filter(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
            .collect()
    };
    let (english, spanish) = (keys(ENGLISH), keys(SPANISH));
    assert!(english.len() > 30);
    assert_eq!(english, spanish);
    let template = include_str!("../../templates/letter.typ");
    for key in english.iter().filter(|key| !["adult", "minor", "deceased"].contains(&key.as_str())) {
        let is_said = template.match_indices(&format!("words.{key}")).any(|(at, found)| {
            // `words.to` is not said by `words.together`.
            !template[at + found.len()..].starts_with(|next: char| next.is_ascii_lowercase() || next == '-')
        });
        assert!(is_said, "{key} is not used");
    }
}

#[test]
fn each_letter_begins_on_a_sheet_of_its_own_and_none_is_lost() {
    let letters: Vec<Letter> = (1..=7).map(|number| Letter { reference: format!("1-{number}"), ..letter(Addressee::Adult) }).collect();
    let run = run(Language::En, Paper::UsLetter);
    let printed = PRESS.print(&run, &letters).unwrap();
    assert_eq!(printed.pages.len(), 7);
    let document = PRESS.set(&run, &letters, (0.0, 0.0)).unwrap();
    let mut next = 1;
    for (number, pages) in (1..).zip(&printed.pages) {
        assert_eq!(pages.start, next, "no page between two letters is nobody's");
        assert_eq!(pages.start % 2, 1, "a letter begins on the front of a sheet");
        assert!(words_of(&document, pages.start - 1).contains(&format!("1-{number}")));
        next = pages.end;
    }
    assert_eq!(next, document.pages().len() + 1);
}

#[test]
fn a_run_without_letters_is_none() {
    assert!(matches!(PRESS.print(&run(Language::En, Paper::A4), &[]), Err(PressError::Empty)));
}
