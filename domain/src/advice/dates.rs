//! Hours without their zone, and dates that mean two days.

use std::ops::Range;

use super::Kind;

/// How far behind an hour its zone may stand.
const NEAR: usize = 40;
const ZONES: [&str; 26] = [
    "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT", "PT", "UTC", "GMT", "BST", "CET", "CEST", "EET", "EEST",
    "AKST", "AKDT", "HST", "AST", "IST", "JST", "AEST",
];
const ZONE_WORDS: [&str; 8] = ["eastern", "central", "mountain", "pacific", "hora del", "hora de", "hora central", "local time"];

/// What is found in `text`, with its place.
pub fn found(text: &str) -> Vec<(Kind, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = digits_end(bytes, at);
        if end == at {
            at += 1;
            continue;
        }
        let is_alone = at == 0 || !matches!(bytes[at - 1], b'/' | b'-' | b'.' | b',' | b':' | b'=');
        if is_alone && end - at <= 2 {
            if let Some(time_end) = time_end(text, at, end) {
                if !has_zone(&text[time_end..]) {
                    found.push((Kind::TimeWithoutZone, at..time_end));
                }
                at = time_end;
                continue;
            }
            if let Some(date_end) = date_end(bytes, end) {
                found.push((Kind::ShortDate, at..date_end));
                at = date_end;
                continue;
            }
        }
        at = end;
    }
    found
}

fn digits_end(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The end of `14:20`, `2:20 pm` or `2 p.m.`, whose hour stands in `start..end`.
fn time_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut after = end;
    if bytes.get(end) == Some(&b':') {
        after = digits_end(bytes, end + 1);
        if after != end + 3 {
            return None;
        }
    }
    let hour: u8 = text[start..end].parse().ok().filter(|hour| *hour < 25)?;
    let rest = text[after..].strip_prefix([' ', '\u{a0}']).unwrap_or(&text[after..]);
    let lower = rest.get(..4).or_else(|| rest.get(..2)).unwrap_or_default().to_ascii_lowercase();
    let half = ["a.m.", "p.m.", "am", "pm"].into_iter().find(|half| lower.starts_with(half)).filter(|half| {
        let next = rest[half.len()..].chars().next();
        hour <= 12 && next.is_none_or(|next| !next.is_alphanumeric())
    });
    match half {
        Some(half) => Some(text.len() - rest.len() + half.len()),
        None if after > end => Some(after),
        None => None,
    }
}

fn has_zone(rest: &str) -> bool {
    let near: String = rest.chars().take(NEAR).collect();
    let lower = near.to_lowercase();
    near.split(|c: char| !c.is_alphabetic()).any(|word| ZONES.contains(&word)) || ZONE_WORDS.iter().any(|zone| lower.contains(zone))
}

/// The end of `3/5`, `03/05/26`, whose first number ends at `end`.
fn date_end(bytes: &[u8], end: usize) -> Option<usize> {
    let is_slash = |at: usize| bytes.get(at) == Some(&b'/');
    if !is_slash(end) {
        return None;
    }
    let second = digits_end(bytes, end + 1);
    if !matches!(second - (end + 1), 1 | 2) {
        return None;
    }
    if !is_slash(second) {
        return Some(second);
    }
    let third = digits_end(bytes, second + 1);
    matches!(third - (second + 1), 2 | 4).then_some(third)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        found(text).into_iter().map(|(kind, range)| (kind, &text[range])).collect()
    }

    #[test]
    fn an_hour_wants_its_zone() {
        assert_eq!(kinds("We will write by 17:00 on 3 May."), [(Kind::TimeWithoutZone, "17:00")]);
        assert_eq!(kinds("by 5 p.m. on 3 May and 2:30 PM"), [(Kind::TimeWithoutZone, "5 p.m."), (Kind::TimeWithoutZone, "2:30 PM")]);
        for text in ["17:00 EST", "3 May 2031, 17:00 (Eastern)", "a las 14:20 (hora del este)", "5 pm UTC", "5 people", "ratio 16:9"] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn a_date_of_slashes_means_two_days() {
        assert_eq!(kinds("since 05/03/26 or 3/5"), [(Kind::ShortDate, "05/03/26"), (Kind::ShortDate, "3/5")]);
        assert_eq!(kinds("https://example.org/05/03/26"), []);
    }
}
