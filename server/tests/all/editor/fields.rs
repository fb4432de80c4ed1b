//! What a browser would send: the fields of a page with what stands in them.

use std::collections::BTreeMap;

/// Field name to value.
pub type Fields = BTreeMap<String, String>;

/// The fields of the page's forms, as they stand. Buttons are not among them.
pub fn fields(html: &str) -> Fields {
    let mut fields = Fields::new();
    for (at, _) in html.match_indices("<input") {
        let tag = &html[at..at + end_of_tag(&html[at..])];
        let kind = attribute(tag, "type").unwrap_or_default();
        let is_sent = !matches!(kind.as_str(), "radio" | "checkbox") || tag.contains(" checked");
        if let (true, Some(name)) = (is_sent, attribute(tag, "name")) {
            fields.insert(name, attribute(tag, "value").unwrap_or_default());
        }
    }
    for (at, _) in html.match_indices("<textarea") {
        let rest = &html[at..];
        let (tag, body) = rest.split_once('>').unwrap();
        let body = body.split_once("</textarea>").unwrap().0;
        fields.insert(attribute(tag, "name").unwrap(), plain(body));
    }
    for (at, _) in html.match_indices("<select") {
        let rest = &html[at..];
        let (tag, body) = rest.split_once('>').unwrap();
        let options = body.split_once("</select>").unwrap().0;
        let chosen = options.split("<option").find(|option| option.split('>').next().unwrap().contains(" selected"));
        let chosen = chosen.and_then(|option| attribute(option, "value")).unwrap_or_default();
        fields.insert(attribute(tag, "name").unwrap(), chosen);
    }
    fields
}

/// Where the tag that begins `html` is over: the first `>` outside quotes.
pub fn end_of_tag(html: &str) -> usize {
    let mut is_quoted = false;
    html.bytes()
        .position(|byte| {
            is_quoted ^= byte == b'"';
            byte == b'>' && !is_quoted
        })
        .unwrap_or(html.len())
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(plain(rest.split_once('"')?.0))
}

fn plain(html: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")]
        .into_iter()
        .fold(html.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// As it goes over the line; what is a textarea's has the line ends of browsers.
pub fn encoded(fields: &Fields) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields {
        form.append_pair(name, &value.replace('\n', "\r\n"));
    }
    form.finish()
}

/// The fields with some of them changed.
pub fn with(fields: &Fields, changes: &[(&str, &str)]) -> String {
    let mut fields = fields.clone();
    fields.extend(changes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    encoded(&fields)
}
