//! Links within a copy: relative, to a file that is in it. What is not in it leads to the page that says how to reach us.

use std::collections::HashSet;

use app::pages::copy::REACH_US;
use domain::lang::Lang;

/// What a link can lead to.
pub struct Places {
    pages: HashSet<String>,
    style: String,
}

impl Places {
    /// Pages by their addresses, and the address of the style sheet.
    pub fn new(pages: impl Iterator<Item = String>, style: &str) -> Self {
        Self { pages: pages.collect(), style: style.to_owned() }
    }

    /// The file of a page: `/es/privacy` is `es/privacy/index.html`.
    pub fn file_of(page: &str) -> String {
        let folder = page.trim_matches('/');
        if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") }
    }

    /// The file a link to `address` of ours leads to, with its fragment.
    fn target(&self, address: &str) -> String {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let fragment = address.split_once('#').map_or_else(String::new, |(_, fragment)| format!("#{fragment}"));
        if path == self.style || is_copied_file(path) {
            return path.trim_start_matches('/').to_owned();
        }
        if self.pages.contains(path) {
            return Self::file_of(path) + &fragment;
        }
        Self::file_of(&Lang::of_path(path).0.path(REACH_US))
    }
}

/// What a page links to that is a file of the copy: its feeds.
fn is_copied_file(path: &str) -> bool {
    path.ends_with("/feed.atom") || path.ends_with("/feed.json")
}

/// `html` of the page at `address` with every link of ours made relative. Everything in it was written by us: an attribute's
/// value is in double quotes and holds none.
pub fn rewrite(html: &str, address: &str, places: &Places) -> String {
    const LINK: &str = "href=\"/";
    let up = "../".repeat(Places::file_of(address).matches('/').count());
    let mut written = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(LINK) {
        let value = at + LINK.len() - 1;
        let end = rest[value..].find('"').map_or(rest.len(), |length| value + length);
        written.push_str(&rest[..value]);
        written.push_str(&up);
        written.push_str(&places.target(&rest[value..end]));
        rest = &rest[end..];
    }
    written + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_what_is_not_there_leads_to_how_to_reach_us() {
        let pages = ["/", "/es", "/privacy", "/es/privacy", "/incidents/a", "/incidents/a/updates/b", "/reach-us", "/es/reach-us"];
        let places = Places::new(pages.map(str::to_owned).into_iter(), "/pkg/1/candor.css");
        let from = |address: &str, link: &str| {
            let html = format!("<a class=\"x\" href=\"{link}\">x</a><a href=\"https://example.org/\">y</a>");
            let html = rewrite(&html, address, &places);
            assert!(html.ends_with("<a href=\"https://example.org/\">y</a>"), "{html}");
            html.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        assert_eq!(from("/", "/privacy"), "privacy/index.html");
        assert_eq!(from("/es", "/"), "../index.html");
        assert_eq!(from("/incidents/a/updates/b", "/incidents/a#updates"), "../../../../incidents/a/index.html#updates");
        assert_eq!(from("/incidents/a", "/pkg/1/candor.css"), "../../pkg/1/candor.css");
        assert_eq!(from("/incidents/a", "/incidents/a/feed.atom"), "../../incidents/a/feed.atom");
        assert_eq!(from("/es/privacy", "/es/help"), "../../es/reach-us/index.html");
        assert_eq!(from("/privacy", "/check?x=1#y"), "../reach-us/index.html");
    }
}
