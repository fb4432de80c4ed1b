//! Which value of a row it was that made it wait, and how much of a value is shown to whoever looks at it.

use super::{Column, LONGEST_VALUE, Quarantine, looks_like_exposed_value};
use crate::{exposure::Category, person::Kind, place::Country};

/// Whether this value is why the row waits.
#[must_use]
pub fn is_amiss(reason: Quarantine, column: Column, value: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(value) else { return reason == Quarantine::NotUtf8 };
    let text = text.trim();
    match reason {
        Quarantine::RaggedRow | Quarantine::NotUtf8 => false,
        Quarantine::ControlCharacters => text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')),
        Quarantine::FieldTooLong => text.chars().count() > LONGEST_VALUE,
        Quarantine::MissingExternalId => column == Column::ExternalId,
        Quarantine::MissingCountry => column == Column::Country && Country::parse(text).is_none(),
        Quarantine::UnknownCategory => {
            let is_known = |id: &str| Category::parse(id).is_ok() || Category::parse(&id.to_lowercase()).is_ok();
            matches!(column, Column::Categories | Column::CategoriesSuspected)
                && text.split(';').map(str::trim).any(|id| !id.is_empty() && !is_known(id))
        }
        Quarantine::UnknownKind => column == Column::Kind && !text.is_empty() && Kind::parse(&text.to_lowercase()).is_none(),
        Quarantine::LooksLikeExposedValue => column != Column::Phone && looks_like_exposed_value(text),
    }
}

/// A value's shape: the first letter, then a dot for every other letter and digit, with the signs between them. Enough to tell a
/// phone number from a card number; at most forty characters.
#[must_use]
pub fn shape(text: &str) -> String {
    const SHOWN: usize = 40;
    let dotted = text.trim().chars().enumerate().map(|(at, c)| match c {
        c if c.is_control() => '�',
        c if at > 0 && c.is_alphanumeric() => '•',
        c => c,
    });
    let mut shape: String = dotted.take(SHOWN).collect();
    if text.trim().chars().count() > SHOWN {
        shape.push('…');
    }
    shape
}

/// What is shown of a value: words of our own lists whole, everything else by its shape.
#[must_use]
pub fn shown(column: Column, value: &[u8]) -> String {
    let text = String::from_utf8_lossy(value);
    let is_list = matches!(
        column,
        Column::Country | Column::Region | Column::Language | Column::Kind | Column::Categories | Column::CategoriesSuspected
    );
    let is_word = text.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '_' | ';' | '-' | ' ')) && text.len() <= 200;
    if is_list && is_word { text.trim().to_owned() } else { shape(&text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_tells_nobody_who_it_is() {
        assert_eq!(shape("Ana Example"), "A•• •••••••");
        assert_eq!(shape("123-45-6789"), "1••-••-••••");
        assert_eq!(shape("ana@example.org"), "a••@•••••••.•••");
        assert_eq!(shape(&"x".repeat(50)).chars().count(), 41);
    }

    #[test]
    fn words_of_our_lists_are_shown_and_what_stands_there_by_mistake_is_not() {
        assert_eq!(shown(Column::Categories, b"name; emial"), "name; emial");
        assert_eq!(shown(Column::Categories, b"123-45-6789"), "1••-••-••••");
        assert_eq!(shown(Column::GivenName, b"Ana"), "A••");
        assert_eq!(shown(Column::Country, b"ana@example.org"), "a••@•••••••.•••");
    }

    #[test]
    fn the_value_that_stopped_a_row_is_found() {
        assert!(is_amiss(Quarantine::UnknownCategory, Column::Categories, b"name;emial"));
        assert!(!is_amiss(Quarantine::UnknownCategory, Column::Categories, b"name"));
        assert!(is_amiss(Quarantine::MissingCountry, Column::Country, b"Atlantis"));
        assert!(is_amiss(Quarantine::NotUtf8, Column::City, &[0xff]));
        assert!(is_amiss(Quarantine::LooksLikeExposedValue, Column::Address2, b"123-45-6789"));
        assert!(!is_amiss(Quarantine::RaggedRow, Column::City, b"Reno"));
    }
}
