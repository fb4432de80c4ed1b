//! Does a value look like one that was exposed? It must not be in the list at all.

/// Whether a text holds something shaped like a US Social Security number (three, two and four digits with dashes or spaces
/// between, in a range the Social Security Administration gives out or once did), or 13 to 19 digits that pass as a payment
/// card number (ISO/IEC 7812: Luhn's check; spaces, dashes and dots between them do not hide it).
#[must_use]
pub fn looks_like_exposed_value(text: &str) -> bool {
    // Most values have no digits worth a look.
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 9 && (has_social_security_number(text.as_bytes()) || has_card_number(text.as_bytes()))
}

/// `AAA-GG-SSSS` or `AAA GG SSSS` that no digit touches. Area 000 and 666, group 00 and serial 0000 were never given out;
/// area 9xx is that of taxpayer numbers, which are as secret.
fn has_social_security_number(text: &[u8]) -> bool {
    const LENGTH: usize = 11;
    text.windows(LENGTH).enumerate().any(|(at, window)| {
        let digit_at = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_digit);
        let shaped = window.iter().enumerate().all(|(at, byte)| match at {
            3 | 6 => *byte == b'-' || *byte == b' ',
            _ => byte.is_ascii_digit(),
        });
        shaped
            && window[3] == window[6]
            && !digit_at(at.checked_sub(1))
            && !digit_at(Some(at + LENGTH))
            && !matches!(&window[..3], b"000" | b"666")
            && window[4..6] != *b"00"
            && window[7..] != *b"0000"
    })
}

/// A run of digits with single spaces, dashes or dots inside that, taken whole or as any 13 to 19 digits that fill its groups,
/// passes Luhn's check.
fn has_card_number(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        let Some(run) = digit_run(&text[at..]) else {
            at += 1;
            continue;
        };
        if run.digits.len() >= 13 && run.passes() {
            return true;
        }
        at += run.bytes;
    }
    false
}

struct Run {
    digits: Vec<u8>,
    /// Where a group of digits begins, in `digits`; the end of the last one included.
    borders: Vec<usize>,
    bytes: usize,
}

/// The run of digits that begins here.
fn digit_run(text: &[u8]) -> Option<Run> {
    text.first().filter(|byte| byte.is_ascii_digit())?;
    let (mut digits, mut borders, mut bytes) = (Vec::new(), vec![0], 0);
    while let Some(byte) = text.get(bytes) {
        let goes_on = matches!(byte, b' ' | b'-' | b'.') && text.get(bytes + 1).is_some_and(u8::is_ascii_digit);
        if byte.is_ascii_digit() {
            digits.push(byte - b'0');
        } else if goes_on {
            borders.push(digits.len());
        } else {
            break;
        }
        bytes += 1;
    }
    borders.push(digits.len());
    Some(Run { digits, borders, bytes })
}

impl Run {
    fn passes(&self) -> bool {
        self.borders.iter().enumerate().any(|(at, from)| {
            self.borders[at + 1..].iter().any(|to| (13..=19).contains(&(to - from)) && is_card_number(&self.digits[*from..*to]))
        })
    }
}

fn is_card_number(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, u32::from(*digit)) {
            (0, digit) => digit,
            (_, digit) if digit > 4 => digit * 2 - 9,
            (_, digit) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}
