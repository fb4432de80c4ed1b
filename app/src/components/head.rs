//! What stands in a page's `<head>`.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

use domain::lang::Lang;

use super::markdown::escaped;
use crate::{request::use_request, site::use_site};

/// Title and description of a page. Neither may name a kind of data, a child, or the word "victim": somebody may be
/// watching the reader's screen (STYLE.md, rule 11).
#[component]
pub fn PageHead(
    /// What the page is, without the company's name.
    #[prop(into)]
    title: String,
    /// One sentence for search engines; left out on personal pages.
    #[prop(optional, into)]
    description: String,
) -> impl IntoView {
    // leptos_meta writes the title as it is: without this, a heading of staff could bring markup of its own.
    let title = escaped(&format!("{title} – {}", use_site().settings.company.name));
    let description = (!description.is_empty()).then(|| view! { <Meta name="description" content=description/> });
    view! { <Title text=title/> {description} }
}

/// Keeps search engines out of a page.
#[component]
pub fn NoIndex() -> impl IntoView {
    view! { <Meta name="robots" content="noindex"/> }
}

/// Where a public page stands, and where it stands in the other language; search engines count both as one page.
#[component]
pub fn AddressLinks(
    /// The path without the language's prefix.
    #[prop(into)]
    path: String,
) -> impl IntoView {
    let root = use_site().settings.public_url.clone();
    let address = |lang: Lang| format!("{root}{}", lang.path(&path));
    let alternates = Lang::ALL.map(|lang| view! { <Link rel="alternate" hreflang=lang.as_str() href=address(lang)/> });
    view! {
        <Link rel="canonical" href=address(use_request().lang)/>
        {alternates.collect_view()}
        <Link rel="alternate" hreflang="x-default" href=address(Lang::En)/>
    }
}

/// Keeps search engines out of everything but the pages that are the same for everybody.
#[component]
pub fn PersonalNoIndex() -> impl IntoView {
    const PUBLIC: [&str; 6] = ["/", "/accessibility", "/check", "/code", "/help", "/privacy"];
    let path = use_request().path;
    let is_public = PUBLIC.contains(&path.as_str()) || path.starts_with("/incidents/");
    (!is_public).then(|| view! { <NoIndex/> })
}
