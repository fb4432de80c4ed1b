//! What a page is made of, and what it says.

/// Every tag with the names of its attributes, in order. Where values were escaped, no value changes it.
pub fn skeleton(html: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = tag(after);
        tags.push(tag);
        rest = after;
    }
    tags
}

/// One tag without its values, and what follows it. A `>` within quotes does not end it.
fn tag(html: &str) -> (String, &str) {
    let (mut names, mut quote) = (String::new(), None);
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return (names, &html[at + 1..]),
            (None, c) => names.push(c),
        }
    }
    (names, "")
}

/// The text of a page as a reader sees it, and the values of its attributes: unescaped once.
pub fn unescaped(html: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2f;", "/"), ("&#x2F;", "/")];
    let text = entities.iter().fold(html.to_owned(), |text, (entity, c)| text.replace(entity, c));
    text.replace("&amp;", "&")
}

/// The words of a text, one space between: mails and pages break lines where they like.
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_tag_that_was_let_in_shows_in_the_skeleton_and_an_escaped_one_does_not() {
    let page = |value: &str| format!("<p class=\"a\" title=\"{value}\">{value}</p>");
    let plain = skeleton(&page("Ana"));
    assert_eq!(plain, ["p class= title=", "/p"]);
    assert_eq!(skeleton(&page("&lt;script&gt;&quot;")), plain);
    for let_in in ["<script>", "\" onclick=\"", "<!--", "\"><b>"] {
        assert_ne!(skeleton(&page(let_in)), plain, "{let_in}");
    }
}
