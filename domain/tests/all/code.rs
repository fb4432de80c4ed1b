use domain::{
    clock::Entropy,
    code::{BadCode, LinkToken, OneTimeCode, TypedCode},
    visit::Channel,
};
use proptest::prelude::*;

const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn channel() -> impl Strategy<Value = Channel> {
    prop_oneof![Just(Channel::Email), Just(Channel::Letter)]
}

#[test]
fn a_mail_code_is_e_and_twelve_symbols_a_letter_code_p_and_sixteen() {
    let mail = TypedCode::from_secret(Channel::Email, &[0xa5; 32]);
    let letter = TypedCode::from_secret(Channel::Letter, &[0xa5; 32]);
    assert_eq!((mail.as_str().len(), &mail.as_str()[..1]), (13, "E"));
    assert_eq!((letter.as_str().len(), &letter.as_str()[..1]), (17, "P"));
    assert_eq!(mail.grouped(), "E-MPJT-B9D5-MPJN");
    assert_eq!(letter.grouped().split('-').map(str::len).collect::<Vec<_>>(), [1, 4, 4, 4, 4]);
}

#[test]
fn what_is_no_code_is_refused_by_its_reason() {
    assert_eq!(TypedCode::parse("  - "), Err(BadCode::Empty));
    assert_eq!(TypedCode::parse("X123"), Err(BadCode::Start));
    assert_eq!(TypedCode::parse("E123"), Err(BadCode::Length { expected: 13 }));
    assert_eq!(TypedCode::parse("P0000-0000-0000"), Err(BadCode::Length { expected: 17 }));
    assert_eq!(TypedCode::parse("E-000U-0000-0000"), Err(BadCode::Symbol));
    assert_eq!(TypedCode::parse("E-0000-0000-0001"), Err(BadCode::Check));
    assert_eq!(TypedCode::parse(&"E".repeat(1_000_000)), Err(BadCode::Length { expected: 13 }));
}

#[test]
fn secrets_hide_when_printed() {
    let code = TypedCode::from_secret(Channel::Email, &[7; 32]);
    let token = LinkToken::from_secret(&[7; 32]);
    let digits = OneTimeCode::parse("123456").unwrap();
    let printed = format!("{code:?} {token:?} {digits:?}");
    assert!(!printed.contains(code.as_str()) && !printed.contains(&token.to_text()) && !printed.contains("123456"), "{printed}");
}

#[test]
fn six_digits_are_read_with_spaces_and_nothing_else_is() {
    assert_eq!(OneTimeCode::parse(" 123 456 ").unwrap().as_str(), "123456");
    assert_eq!(OneTimeCode::parse("123-456").unwrap().as_str(), "123456");
    for typed in ["", "12345", "1234567", "12345a", "１２３４５６"] {
        assert!(OneTimeCode::parse(typed).is_err(), "{typed}");
    }
}

#[test]
fn every_digit_of_one_time_codes_is_equally_likely() {
    struct Counting(std::sync::Mutex<u64>);
    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            // An odd multiplier walks through all 32-bit numbers evenly.
            let mut state = self.0.lock().unwrap();
            *state = state.wrapping_add(1);
            let number = (*state as u32).wrapping_mul(2_654_435_761).to_le_bytes();
            bytes.copy_from_slice(&number[..bytes.len()]);
        }
    }
    let entropy = Counting(std::sync::Mutex::new(0));
    let mut seen = [[0_u32; 10]; 6];
    for _ in 0..100_000 {
        for (place, digit) in OneTimeCode::generate(&entropy).as_str().bytes().enumerate() {
            seen[place][usize::from(digit - b'0')] += 1;
        }
    }
    assert!(seen.iter().flatten().all(|count| (9_000..11_000).contains(count)), "{seen:?}");
}

#[test]
fn a_token_is_22_symbols_and_nothing_else_is_read() {
    let token = LinkToken::from_secret(&[0xff; 32]);
    assert_eq!(token.to_text(), "_____________________w");
    assert_eq!(LinkToken::parse(&token.to_text()), Ok(token));
    for text in ["", "abc", "_____________________x", "______________________", "_____________________w=", "+++++++++++++++++++++w"] {
        assert!(LinkToken::parse(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn a_code_is_read_as_people_type_it(channel in channel(), secret: [u8; 32], lower: bool, gap in "[ -]{0,2}") {
        let code = TypedCode::from_secret(channel, &secret);
        let mut typed: String = code.grouped().replace('-', &gap).replace('0', "O").replace('1', "l");
        if lower {
            typed = typed.to_lowercase().replace('l', "i");
        }
        prop_assert_eq!(TypedCode::parse(&typed), Ok(code));
    }

    #[test]
    fn one_wrong_symbol_is_caught(channel in channel(), secret: [u8; 32], at: prop::sample::Index, other in 0_usize..32) {
        let code = TypedCode::from_secret(channel, &secret);
        let mut typed = code.as_str().as_bytes().to_vec();
        let at = 1 + at.index(typed.len() - 1);
        prop_assume!(typed[at] != SYMBOLS[other]);
        typed[at] = SYMBOLS[other];
        prop_assert_eq!(TypedCode::parse(&String::from_utf8(typed).unwrap()), Err(BadCode::Check));
    }

    #[test]
    fn two_symbols_that_changed_places_are_caught(channel in channel(), secret: [u8; 32], a: prop::sample::Index, b: prop::sample::Index) {
        let code = TypedCode::from_secret(channel, &secret);
        let mut typed = code.as_str().as_bytes().to_vec();
        let (a, b) = (1 + a.index(typed.len() - 1), 1 + b.index(typed.len() - 1));
        prop_assume!(typed[a] != typed[b]);
        typed.swap(a, b);
        prop_assert_eq!(TypedCode::parse(&String::from_utf8(typed).unwrap()), Err(BadCode::Check));
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in ".*") {
        let _ = (TypedCode::parse(&text), LinkToken::parse(&text), OneTimeCode::parse(&text));
    }
}
