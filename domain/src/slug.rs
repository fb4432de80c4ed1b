//! The name of an incident in addresses.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// 1 to 64 of `a-z`, `0-9` and single inner dashes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Slug(String);

/// Why a text is no slug.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("a slug has 1 to 64 small letters, digits and single dashes between them, such as `march-2031`")]
pub struct BadSlug;

impl Slug {
    /// Reads a slug.
    ///
    /// # Errors
    /// When it is empty, too long, or has other characters than small letters, digits and inner dashes.
    pub fn parse(text: &str) -> Result<Self, BadSlug> {
        let fits = (1..=64).contains(&text.len())
            && text.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if fits { Ok(Self(text.to_owned())) } else { Err(BadSlug) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = BadSlug;
    fn try_from(text: String) -> Result<Self, BadSlug> {
        Self::parse(&text)
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
