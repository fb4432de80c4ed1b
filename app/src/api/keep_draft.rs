//! Keeping what staff write, while they write it.
#![expect(missing_docs, reason = "the macro makes a struct of the arguments and takes no words about them")]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a page shows after its words were kept. Finished words only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// "Saved at 14:03 EDT.", or why not; in the language of the page.
    pub words: String,
    /// Whether words of this page wait beside another's.
    pub is_beside: bool,
    /// Hidden fields by name, with what they are from now on: versions, orders.
    pub fields: Vec<(String, String)>,
    /// Texts that a colleague changed and this page left alone.
    pub fresh: Vec<Fresh>,
    /// Advice by the id of its place, as HTML that the server wrote.
    pub advice: Vec<(String, String)>,
}

/// A text that a colleague changed meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fresh {
    /// The name of its field.
    pub name: String,
    /// What stands there now.
    pub text: String,
    /// The name of the field with its version.
    pub version_name: String,
    /// Its version.
    pub version: String,
}

/// Keeps what stands in the form of the page at the path `page`: the fields of `form`, as a browser would send them. `lang` is the
/// language of the page. What the form itself would refuse is not kept, and said; the rest is.
///
/// # Errors
/// For whoever may not write there, and when the store fails: the status says which.
#[server(prefix = "/api", endpoint = "keep-draft")]
pub async fn keep_draft(page: String, form: String, lang: String) -> Result<Kept, ServerFnError> {
    use crate::{api::endpoint::refuse, editor::keep, request::use_request, site::use_site, words::Words};
    use domain::lang::Lang;

    let (site, request) = (use_site(), use_request());
    let typed = serde_urlencoded::from_str(&form).unwrap_or_default();
    keep(&site, &request, &page, typed, Words(Lang::from_tag(&lang))).await.map_err(|error| refuse(&error))
}
