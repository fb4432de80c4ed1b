//! The languages a visitor may read.

use serde::{Deserialize, Serialize};

/// A language every sentence exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, served without a prefix.
    #[default]
    En,
    /// Spanish, served under `/es`.
    Es,
}

impl Lang {
    /// Every language, in the order in which pages offer them.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// `en` or `es`, as in `<html lang>`, in folder names and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// What stands before every path in this language: nothing, or `/es`.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::En => "",
            Self::Es => "/es",
        }
    }

    /// The language of a tag such as `es-MX`; English for any other.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("es") { Self::Es } else { Self::En }
    }

    /// The language a path is in, and the path without its prefix (`/es/check` is Spanish and `/check`).
    #[must_use]
    pub fn of_path(path: &str) -> (Self, &str) {
        match path.strip_prefix("/es") {
            Some("") => (Self::Es, "/"),
            Some(rest) if rest.starts_with('/') => (Self::Es, rest),
            _ => (Self::En, path),
        }
    }

    /// `path` (without prefix) in this language.
    #[must_use]
    pub fn path(self, path: &str) -> String {
        if path == "/" && self == Self::Es { "/es".to_owned() } else { format!("{}{path}", self.prefix()) }
    }
}
