//! Texts of staff (Markdown) in the two parts of a mail: as HTML through the pages' allow-list, and as plain text.

use minijinja::Value;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// One text, ready for both parts of a mail: `{{ text.html }}` and `{{ text.text }}` in the templates.
pub fn prose(markdown: &str) -> Value {
    minijinja::context! {
        html => Value::from_safe_string(app::components::markdown::to_html(markdown)),
        text => plain(markdown),
    }
}

/// Paragraphs with an empty line between them, lists with dashes or numbers, a link's address after its words.
pub fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut links: Vec<(String, usize)> = Vec::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::List(first)) => {
                if !lists.is_empty() {
                    text.push('\n');
                }
                lists.push(first);
            }
            Event::Start(Tag::Item) => {
                let indent = "  ".repeat(lists.len().saturating_sub(1));
                match lists.last_mut() {
                    Some(Some(number)) => {
                        text.push_str(&format!("{indent}{number}. "));
                        *number += 1;
                    }
                    _ => text.push_str(&format!("{indent}- ")),
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => links.push((dest_url.into_string(), text.len())),
            Event::End(TagEnd::Link) => {
                if let Some((address, start)) = links.pop()
                    && text.get(start..).is_some_and(|words| words != address)
                {
                    text.push_str(&format!(" ({address})"));
                }
            }
            Event::End(TagEnd::Item) => {
                while text.ends_with('\n') {
                    text.pop();
                }
                text.push('\n');
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
                if lists.is_empty() {
                    text.push('\n');
                }
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock) => text.push_str("\n\n"),
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_staff_is_plain_text_with_its_lists_and_addresses() {
        let markdown = "We *closed* it\non **9 March**.\n\n- [Freeze](https://example.org/freeze)\n- <b>bold</b>\n\n1. one\n2. two\n\nEnd.";
        assert_eq!(plain(markdown), "We closed it on 9 March.\n\n- Freeze (https://example.org/freeze)\n- bold\n\n1. one\n2. two\n\nEnd.");
    }
}
