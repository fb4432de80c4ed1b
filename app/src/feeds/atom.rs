//! A feed as Atom (RFC 4287).

use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use domain::{clock::Timestamp, lang::Lang};
use uuid::Uuid;

use super::{ATOM, JSON_FEED, entries};
use crate::{error::PageError, site::Site};

/// Writes `feed`.
///
/// # Errors
/// [`PageError::Broken`]; writing into memory does not fail.
pub fn write(site: &Site, feed: &entries::Feed) -> Result<String, PageError> {
    let address = |lang: Lang, path: &str| format!("{}{}", site.settings.public_url, lang.path(path));
    let atom = format!("{}.atom", feed.path);
    let mut links = vec![
        link("self", address(feed.lang, &atom), ATOM, None),
        link("alternate", address(feed.lang, &feed.page), "text/html", Some(feed.lang)),
        link("alternate", address(feed.lang, &format!("{}.json", feed.path)), JSON_FEED, Some(feed.lang)),
    ];
    links.extend(
        Lang::ALL.into_iter().filter(|lang| *lang != feed.lang).map(|lang| link("alternate", address(lang, &atom), ATOM, Some(lang))),
    );
    let written = Feed {
        title: text(&feed.title),
        id: urn(feed.id),
        updated: time(feed.updated),
        authors: vec![Person { name: clean(&site.settings.company.name), ..Person::default() }],
        generator: Some(Generator { value: "Candor".to_owned(), ..Generator::default() }),
        links,
        lang: Some(feed.lang.as_str().to_owned()),
        entries: feed.entries.iter().map(|one| entry(one, address(feed.lang, &one.page), feed.lang)).collect(),
        ..Feed::default()
    };
    let xml = written.write_to(Vec::new()).map_err(|error| PageError::broken(&error))?;
    String::from_utf8(xml).map_err(|error| PageError::broken(&error))
}

fn entry(one: &entries::Entry, address: String, lang: Lang) -> Entry {
    Entry {
        title: text(&one.title),
        id: urn(one.id),
        updated: time(one.updated),
        published: Some(time(one.published)),
        categories: vec![Category { term: one.term.to_owned(), label: Some(clean(&one.label)), scheme: None }],
        links: vec![link("alternate", address, "text/html", Some(lang))],
        content: Some(Content { value: Some(clean(&one.html)), content_type: Some("html".to_owned()), ..Content::default() }),
        ..Entry::default()
    }
}

fn link(rel: &str, href: String, mime_type: &str, lang: Option<Lang>) -> Link {
    let hreflang = lang.map(|lang| lang.as_str().to_owned());
    Link { href, rel: rel.to_owned(), mime_type: Some(mime_type.to_owned()), hreflang, ..Link::default() }
}

fn urn(id: Uuid) -> String {
    id.urn().to_string()
}

fn time(time: Timestamp) -> FixedDateTime {
    FixedDateTime::parse_from_rfc3339(&time.to_string()).unwrap_or_default()
}

fn text(words: &str) -> Text {
    Text::plain(clean(words))
}

/// Without characters that no XML may hold, however written (XML 1.0, 2.2): one of them makes a whole feed unreadable.
fn clean(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)).collect()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_no_xml_may_hold_is_left_out_and_nothing_else() {
        assert_eq!(clean("a\u{0}\u{b}\u{1f}b\u{fffe}\u{ffff}\n\t é 你 🙂"), "ab\n\t é 你 🙂");
    }
}
