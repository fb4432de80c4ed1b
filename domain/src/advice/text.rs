//! A text as sentences and words, with their places. Markdown of ours is simple enough to be read past.

use std::ops::Range;

use super::Kind;

/// The words of `text` with their places: letters and digits, with apostrophes inside.
pub fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let is_inside = c.is_alphanumeric() || (matches!(c, '\'' | '’') && start.is_some());
        match (is_inside, start) {
            (true, None) => start = Some(at),
            (false, Some(begun)) => {
                words.push(begun..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|begun| begun..text.len()));
    words
}

/// The sentences of `text`: up to a mark that ends one (Flesch counts semicolon and colon with them), an empty line, or the next
/// item of a list. Without the space around them.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let ends = match c {
            '.' | '!' | '?' | ';' | ':' | '…' => {
                next.is_none_or(|next| next.is_whitespace() || matches!(next, ')' | '”' | '"' | '*' | '_'))
            }
            '\n' => begins_block(&text[at + 1..]),
            _ => false,
        };
        if ends {
            push(text, start..at + c.len_utf8(), &mut sentences);
            start = at + c.len_utf8();
        }
    }
    push(text, start..text.len(), &mut sentences);
    sentences
}

fn begins_block(rest: &str) -> bool {
    let line = rest.split('\n').next().unwrap_or_default().trim_start();
    line.is_empty() || line.starts_with(['-', '*', '#', '>']) || line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(". ")
}

fn push(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let inside = &text[range.clone()];
    if inside.chars().any(char::is_alphanumeric) {
        let start = range.start + (inside.len() - inside.trim_start().len());
        sentences.push(start..start + inside.trim().len());
    }
}

/// Places that were to be filled in: `{{…}}`, `[…]` that is no link, `___`.
pub fn blanks(text: &str) -> Vec<(Kind, Range<usize>)> {
    let mut blanks = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['{', '[', '_']) {
        let start = at + found;
        let rest = &text[start..];
        let end = if rest.starts_with("{{") {
            rest.find("}}").map(|end| end + 2)
        } else if rest.starts_with('[') {
            rest.find(']').map(|end| end + 1).filter(|end| *end > 2 && !rest[*end..].starts_with('('))
        } else if rest.starts_with("___") {
            Some(rest.len() - rest.trim_start_matches('_').len())
        } else {
            None
        };
        at = match end {
            Some(end) => {
                blanks.push((Kind::Blank, start..start + end));
                start + end
            }
            None => start + 1,
        };
    }
    blanks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_mark_and_not_inside_a_number() {
        let text = "We lost 41,200 files at 3.5 a minute. Sorry!\n\n- one\n- two: three";
        let sentences: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(sentences, ["We lost 41,200 files at 3.5 a minute.", "Sorry!", "- one", "- two:", "three"]);
    }
}
