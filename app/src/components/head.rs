//! What stands in a page's `<head>`.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

use domain::lang::Lang;

use crate::{
    request::{Request, use_request},
    site::use_site,
};

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
    let title = format!("{title} – {}", use_site().settings.company.name);
    let description = (!description.is_empty()).then(|| view! { <Meta name="description" content=description/> });
    view! { <Title text=title/> {description} }
}

/// Keeps search engines out of a page.
#[component]
pub fn NoIndex() -> impl IntoView {
    view! { <Meta name="robots" content="noindex"/> }
}

/// The page's own address and its address in the other language; on personal pages the word to search engines to stay out.
#[component]
pub fn Addresses() -> impl IntoView {
    let request = use_request();
    if !is_public(&request) {
        return view! { <NoIndex/> }.into_any();
    }
    let address = |lang: Lang| format!("{}{}", use_site().settings.public_url, lang.path(&request.path));
    let alternates = Lang::ALL.map(|lang| view! { <Link rel="alternate" hreflang=lang.as_str() href=address(lang)/> });
    view! {
        <Link rel="canonical" href=address(request.lang)/>
        {alternates.collect_view()}
        <Link rel="alternate" hreflang="x-default" href=address(Lang::En)/>
    }
    .into_any()
}

/// Whether search engines may know the page: those that are the same for everybody.
fn is_public(request: &Request) -> bool {
    const PAGES: [&str; 5] = ["/", "/accessibility", "/check", "/code", "/privacy"];
    PAGES.contains(&request.path.as_str()) || request.path.starts_with("/incidents/")
}
