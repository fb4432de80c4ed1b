//! What staff wrote, twice: for programs that show HTML, and for those that do not.

use serde::Serialize;

use crate::components::markdown::{to_html, to_text};

/// A text in two forms.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    /// The words alone, on one line.
    pub text: String,
    /// The words with paragraphs, lists and links.
    pub html: String,
}

impl Said {
    /// Of Markdown.
    pub fn new(markdown: &str) -> Self {
        Self { text: to_text(markdown), html: to_html(markdown) }
    }
}
