//! The fonts letters are set in: those that come with typst, and the operator's for scripts that those lack.

use std::path::{Path, PathBuf};

use thiserror::Error;
use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

/// What stands for a letter that no font has.
const UNKNOWN: char = '\u{25a1}';

/// The fonts, read once.
pub struct Fonts {
    pub(crate) all: Vec<Font>,
    pub(crate) book: LazyHash<FontBook>,
}

/// The operator's fonts cannot be read.
#[derive(Debug, Error)]
#[error("the fonts in {} cannot be read: {why}", .folder.display())]
pub struct BadFonts {
    folder: PathBuf,
    why: std::io::Error,
}

impl Fonts {
    /// The fonts that come along: Latin, Greek, Cyrillic, and some letters of other scripts.
    #[must_use]
    pub fn embedded() -> Self {
        Self::of(typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect())
    }

    /// These, and every font (`.ttf`, `.otf`, `.ttc`) of a folder: for letters that the embedded ones lack.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn with_folder(folder: &Path) -> Result<Self, BadFonts> {
        let bad = |why| BadFonts { folder: folder.to_owned(), why };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(bad)? {
            let path = entry.map_err(bad)?.path();
            let is_font = path
                .extension()
                .and_then(|ending| ending.to_str())
                .is_some_and(|ending| ["ttf", "otf", "ttc"].iter().any(|known| ending.eq_ignore_ascii_case(known)));
            if is_font {
                paths.push(path);
            }
        }
        // The same letters in the same bytes, whatever order the folder is listed in.
        paths.sort();
        let mut all = Self::embedded().all;
        for path in paths {
            all.extend(Font::iter(Bytes::new(std::fs::read(path).map_err(bad)?)));
        }
        Ok(Self::of(all))
    }

    fn of(all: Vec<Font>) -> Self {
        let book = LazyHash::new(FontBook::from_fonts(&all));
        Self { all, book }
    }

    fn has(&self, letter: char) -> bool {
        letter.is_whitespace() || self.all.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
    }

    /// Whether every letter of a text can be set.
    #[must_use]
    pub fn can_set(&self, text: &str) -> bool {
        text.chars().all(|letter| is_invisible(letter) || self.has(letter))
    }

    /// Makes a text one that can be set: a letter without a form becomes a box, what has no form is left out. PDF/UA allows neither a
    /// letter without a form nor one that stands for nothing.
    pub(crate) fn make_settable(&self, text: &mut String) {
        if text.is_ascii() && !text.contains(|c: char| c.is_ascii_control() && c != '\n') {
            return;
        }
        *text = text
            .chars()
            .filter(|letter| !is_invisible(*letter))
            .map(|letter| if is_private(letter) || !self.has(letter) { UNKNOWN } else { letter })
            .collect();
    }
}

/// Controls, marks that only steer (direction, joining) and non-characters.
fn is_invisible(letter: char) -> bool {
    let is_control = letter.is_control() && letter != '\n';
    is_control
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(letter, '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(letter) & 0xfffe == 0xfffe
}

/// Letters that mean something only to whoever made a font.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}')
}
