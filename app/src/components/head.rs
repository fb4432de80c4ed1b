//! What stands in a page's `<head>`.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

use domain::{lang::Lang, slug::Slug};

use super::markdown::escaped;
use crate::{
    feeds,
    request::{use_request, use_words},
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

/// Where a page's feeds are: of its incident, if it is in one, and of the whole site.
#[component]
pub fn FeedLinks(
    /// The incident the page is about.
    #[prop(optional)]
    slug: Option<Slug>,
) -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    Suspend::new(async move {
        // Practice beside what is real is in no feed. Without the database the page is not rendered either.
        let listed = site.store.listed_incidents().await.unwrap_or_default();
        let own = slug.filter(|slug| listed.iter().any(|incident| incident.slug == *slug));
        let own = own.map(|slug| (feeds::path(Some(&slug)), words.t("feed-incident-title")));
        let links = own.into_iter().chain([(feeds::path(None), words.t("feed-all-title"))]).flat_map(|(path, title)| {
            [(".atom", feeds::ATOM), (".json", feeds::JSON_FEED)].map(|(ending, kind)| {
                let address = format!("{}{}", site.settings.public_url, request.lang.path(&format!("{path}{ending}")));
                view! { <Link rel="alternate" type_=kind title=title.clone() href=address/> }
            })
        });
        links.collect_view()
    })
}

/// Keeps search engines out of everything but the pages that are the same for everybody.
#[component]
pub fn PersonalNoIndex() -> impl IntoView {
    const PUBLIC: [&str; 8] = ["/", "/accessibility", "/check", "/code", "/genuine", "/help", "/privacy", "/subscribe"];
    let path = use_request().path;
    let is_public = PUBLIC.contains(&path.as_str()) || path.starts_with("/incidents/");
    (!is_public).then(|| view! { <NoIndex/> })
}
