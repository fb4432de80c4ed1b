//! Values in files that people open with a spreadsheet.

use std::borrow::Cow;

/// A value that a spreadsheet takes for a text, whatever it begins with (OWASP, CSV Injection): what would begin a formula gets
/// an apostrophe before it.
#[must_use]
pub fn harmless(value: &str) -> Cow<'_, str> {
    if value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']) { Cow::Owned(format!("'{value}")) } else { Cow::Borrowed(value) }
}

/// One line of a CSV file (RFC 4180): every value harmless and in quotes.
pub fn csv_line<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = values.into_iter().map(|value| format!("\"{}\"", harmless(value).replace('"', "\"\""))).collect();
    quoted.join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_a_text_and_a_quote_ends_nothing() {
        let line = csv_line(["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "a \"quoted\", word", "plain"]);
        assert_eq!(line, "\"'=cmd|' /C calc'!A0\",\"'+1\",\"'-1\",\"'@SUM(A1)\",\"a \"\"quoted\"\", word\",\"plain\"\r\n");
    }
}
