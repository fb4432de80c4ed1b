//! Markdown of staff as HTML, through an allow-list: only the elements below can come out, whatever goes in.
//!
//! HTML in the text is dropped, pictures are reduced to their words, and a link that is not `https:`, `mailto:` or `tel:`
//! is reduced to its text. We write every byte ourselves instead of filtering somebody's HTML (SECURITY.md, AC-40).

use leptos::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// A text of staff, as paragraphs, lists, headings of the third level, and links.
#[component]
pub fn Markdown(
    /// What staff wrote.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <div class="prose" inner_html=to_html(&text)></div> }
}

/// One sentence or two of staff within a line of ours: emphasis and links, no blocks.
#[component]
pub fn InlineMarkdown(
    /// What staff wrote.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span inner_html=to_inline_html(&text)></span> }
}

/// The HTML of `markdown`.
#[must_use]
pub fn to_html(markdown: &str) -> String {
    write(markdown, true)
}

/// The HTML of `markdown` without its blocks: only `em`, `strong`, `code`, `a` and `br`.
#[must_use]
pub fn to_inline_html(markdown: &str) -> String {
    write(markdown, false).trim_end().to_owned()
}

/// The words alone, for a page's description: no marks, one line.
#[must_use]
pub fn to_text(markdown: &str) -> String {
    let mut text = String::new();
    for event in events(markdown) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock) => {
                text.push(' ')
            }
            _ => {}
        }
    }
    text.trim_end().to_owned()
}

/// What we read: CommonMark without raw HTML.
fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    // A block of HTML ends at its own end tag; what it holds is `Html` and is never written.
    Parser::new(markdown).filter(|event| !matches!(event, Event::Html(_) | Event::InlineHtml(_)))
}

fn write(markdown: &str, has_blocks: bool) -> String {
    let mut html = String::with_capacity(markdown.len() * 2);
    // Whether each open link was written; a refused one keeps its words and loses its tag.
    let mut links: Vec<bool> = Vec::new();
    for event in events(markdown) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let is_written = is_safe(&dest_url);
                links.push(is_written);
                if is_written {
                    html.push_str("<a href=\"");
                    escape(&dest_url, &mut html);
                    html.push_str("\">");
                }
            }
            Event::End(TagEnd::Link) => html.push_str(if links.pop() == Some(true) { "</a>" } else { "" }),
            Event::Start(tag) => html.push_str(&opening(&tag, has_blocks)),
            Event::End(end) => html.push_str(closing(end, has_blocks)),
            Event::Text(words) => escape(&words, &mut html),
            Event::Code(words) => {
                html.push_str("<code>");
                escape(&words, &mut html);
                html.push_str("</code>");
            }
            Event::SoftBreak => html.push('\n'),
            Event::HardBreak => html.push_str("<br>"),
            // Nothing else is switched on in the parser, and HTML was dropped.
            _ => {}
        }
    }
    html
}

fn opening(tag: &Tag<'_>, has_blocks: bool) -> String {
    match tag {
        Tag::Emphasis => "<em>".to_owned(),
        Tag::Strong => "<strong>".to_owned(),
        _ if !has_blocks => String::new(),
        Tag::Paragraph | Tag::CodeBlock(_) => "<p>".to_owned(),
        Tag::Heading { .. } => "<h3>".to_owned(),
        Tag::BlockQuote(_) => "<blockquote>".to_owned(),
        Tag::List(None) => "<ul>".to_owned(),
        Tag::List(Some(1)) => "<ol>".to_owned(),
        Tag::List(Some(first)) => format!("<ol start=\"{first}\">"),
        Tag::Item => "<li>".to_owned(),
        _ => String::new(),
    }
}

const fn closing(end: TagEnd, has_blocks: bool) -> &'static str {
    match end {
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Paragraph | TagEnd::Item if !has_blocks => " ",
        _ if !has_blocks => "",
        TagEnd::Paragraph | TagEnd::CodeBlock => "</p>",
        TagEnd::Heading(_) => "</h3>",
        TagEnd::BlockQuote(_) => "</blockquote>",
        TagEnd::List(false) => "</ul>",
        TagEnd::List(true) => "</ol>",
        TagEnd::Item => "</li>",
        _ => "",
    }
}

/// `https:`, `mailto:` and `tel:`, without characters that a browser would drop before it reads the scheme.
fn is_safe(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    ["https://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme))
        && !address.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// `text` as it may stand in HTML, in text and in attributes.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape(text, &mut html);
    html
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
}
