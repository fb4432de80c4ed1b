//! What a pipe brings: one message, or several as a mailbox file has them.

/// The messages in what was read: cut at the lines that begin with `From ` (after an empty line, RFC 4155) when the first line is one;
/// else it is one message.
#[must_use]
pub fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Vec::new();
    }
    if !bytes.starts_with(b"From ") {
        return vec![bytes];
    }
    let mut messages = Vec::new();
    let (mut begin, mut at, mut is_after_empty) = (0, 0, true);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if is_after_empty && line.starts_with(b"From ") {
            if begin < at {
                messages.push(&bytes[begin..at]);
            }
            begin = at + line.len();
        }
        is_after_empty = line == b"\n" || line == b"\r\n";
        at += line.len();
    }
    if begin < bytes.len() {
        messages.push(&bytes[begin..]);
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::messages;

    #[test]
    fn a_mailbox_is_cut_at_its_lines_and_one_message_stays_whole() {
        let read =
            |text: &'static str| messages(text.as_bytes()).into_iter().map(|one| std::str::from_utf8(one).unwrap()).collect::<Vec<_>>();
        assert_eq!(read("Subject: a\n\nFrom here on\n"), ["Subject: a\n\nFrom here on\n"]);
        assert_eq!(
            read("From x Mon\nSubject: a\n\nText\n>From\nFrom within\n\nFrom y Tue\nSubject: b\n\n"),
            ["Subject: a\n\nText\n>From\nFrom within\n\n", "Subject: b\n\n"]
        );
        assert!(read(" \n").is_empty());
    }
}
