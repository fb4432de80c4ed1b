//! Relaxed canonicalization (RFC 6376, 3.4.2 and 3.4.4): what servers on the way may change without breaking a signature.

/// The head with its last line end, and the body, of a message whose lines end in CR LF.
pub(super) fn head_and_body(message: &str) -> (&str, &str) {
    message.find("\r\n\r\n").map_or((message, ""), |at| (&message[..at + 2], &message[at + 4..]))
}

/// The fields of a head: each with its folded lines, without its last line end.
pub(super) fn fields(head: &str) -> Vec<(&str, &str)> {
    let mut fields = Vec::new();
    let mut begin = 0;
    let mut at = 0;
    while at < head.len() {
        let end = head[at..].find("\r\n").map_or(head.len(), |length| at + length + 2);
        let is_folded = head[end..].starts_with([' ', '\t']);
        if !is_folded {
            if let Some((name, value)) = head[begin..end].trim_end_matches("\r\n").split_once(':') {
                fields.push((name, value));
            }
            begin = end;
        }
        at = end;
    }
    fields
}

/// `name:value`: the name in lower case, the value in one line with single spaces.
pub(super) fn field_relaxed(name: &str, value: &str) -> String {
    let mut relaxed = name.trim().to_ascii_lowercase();
    relaxed.push(':');
    for (at, word) in value.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).enumerate() {
        if at > 0 {
            relaxed.push(' ');
        }
        relaxed.push_str(word);
    }
    relaxed
}

/// The body: single spaces, none at the end of a line, no empty lines at the end.
pub(super) fn body_relaxed(body: &str) -> Vec<u8> {
    let mut relaxed = Vec::with_capacity(body.len() + 2);
    // Line ends are written when something follows them.
    let mut empty_lines = 0;
    for line in body.split("\r\n") {
        let line = line.trim_end_matches([' ', '\t']);
        if line.is_empty() {
            empty_lines += 1;
            continue;
        }
        for _ in 0..std::mem::take(&mut empty_lines) {
            relaxed.extend_from_slice(b"\r\n");
        }
        let mut is_after_space = false;
        for byte in line.bytes() {
            let is_space = matches!(byte, b' ' | b'\t');
            if !is_space {
                relaxed.push(byte);
            } else if !is_after_space {
                relaxed.push(b' ');
            }
            is_after_space = is_space;
        }
        relaxed.extend_from_slice(b"\r\n");
    }
    relaxed
}
