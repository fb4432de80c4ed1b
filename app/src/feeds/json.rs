//! A feed as JSON Feed 1.1.

use domain::lang::Lang;
use serde::Serialize;

use super::{entries, pretty};
use crate::{error::PageError, site::Site};

#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    language: &'static str,
    authors: [Author<'a>; 1],
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    url: String,
    title: &'a str,
    content_html: &'a str,
    date_published: String,
    date_modified: String,
    language: &'static str,
    tags: [&'a str; 1],
    #[serde(rename = "_candor")]
    candor: Candor,
}

/// What JSON Feed has no word for.
#[derive(Serialize)]
struct Candor {
    kind: &'static str,
    state: &'static str,
}

/// Writes `feed`.
///
/// # Errors
/// [`PageError::Broken`]; writing into memory does not fail.
pub fn write(site: &Site, feed: &entries::Feed) -> Result<String, PageError> {
    let root = &site.settings.public_url;
    let address = |path: &str| format!("{root}{}", feed.lang.path(path));
    pretty(&Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: address(&feed.page),
        feed_url: address(&format!("{}.json", feed.path)),
        language: Lang::as_str(feed.lang),
        authors: [Author { name: &site.settings.company.name, url: root }],
        items: feed.entries.iter().map(|entry| item(entry, address(&entry.page), feed.lang)).collect(),
    })
}

fn item(entry: &entries::Entry, url: String, lang: Lang) -> Item<'_> {
    Item {
        id: entry.id.urn().to_string(),
        url,
        title: &entry.title,
        content_html: &entry.html,
        date_published: entry.published.to_string(),
        date_modified: entry.updated.to_string(),
        language: lang.as_str(),
        tags: [&entry.label],
        candor: Candor { kind: entry.term, state: entry.state },
    }
}
