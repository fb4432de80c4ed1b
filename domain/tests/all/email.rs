use domain::email::EmailAddress;
use proptest::prelude::*;

#[test]
fn an_address_is_compared_in_lower_case() {
    assert_eq!(EmailAddress::parse(" Ana.Lopez@Example.ORG "), EmailAddress::parse("ana.lopez@example.org"));
}

#[test]
fn what_could_add_a_header_or_a_recipient_is_no_address() {
    for text in [
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org,b@example.org",
        "a b@example.org",
        "<a@example.org>",
        "a@@example.org",
        "a@example",
        "@example.org",
        "a@-x.org",
    ] {
        assert!(EmailAddress::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn a_masked_address_keeps_two_letters_and_the_ending() {
    assert_eq!(EmailAddress::parse("ana@mail.example.org").unwrap().masked(), "a•••@m•••.org");
}

#[test]
fn only_reserved_domains_are_examples() {
    let is_example = |text| EmailAddress::parse(text).unwrap().is_reserved_example();
    assert!(is_example("a@example.org") && is_example("a@mail.example.com") && is_example("a@shop.test"));
    assert!(!is_example("a@notexample.org") && !is_example("a@example.de"));
}

proptest! {
    #[test]
    fn no_address_holds_space_or_control_characters(text in ".{0,40}") {
        if let Ok(address) = EmailAddress::parse(&text) {
            prop_assert!(address.as_str().chars().all(|c| !c.is_whitespace() && !c.is_control()));
        }
    }
}
