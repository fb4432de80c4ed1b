//! Takes out the comments by which Leptos finds its way when it wakes a page. A page without islands is never woken; there
//! they are noise, and which of them stand there depends on how fast the database answered: two answers that should be the
//! same to the byte would differ.

/// `html` without comments. Quoted attributes are left as they are: what a person typed may stand there.
pub(crate) fn without_markers(html: &str) -> String {
    let mut clean = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        clean.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if let Some(after) = rest.strip_prefix("<!>") {
            rest = after;
        } else {
            let end = end_of_tag(rest);
            clean.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
    clean.push_str(rest);
    clean
}

/// Where the tag that begins `html` is over: the first `>` that stands in no quotes.
fn end_of_tag(html: &str) -> usize {
    let mut is_quoted = false;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'>' if !is_quoted => return at + 1,
            _ => {}
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::without_markers;

    #[test]
    fn markers_go_and_what_was_typed_stays() {
        let html = "<!DOCTYPE html><!--bo-1--><p title=\"a <!--b--> > c\">x<!>y &lt;!--z--&gt;</p><!--bc-1--><!--";
        assert_eq!(without_markers(html), "<!DOCTYPE html><p title=\"a <!--b--> > c\">xy &lt;!--z--&gt;</p>");
    }
}
