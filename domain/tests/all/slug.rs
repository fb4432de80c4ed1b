use domain::slug::Slug;

#[test]
fn a_slug_holds_small_letters_digits_and_single_inner_dashes() {
    assert!(Slug::parse("march-2031").is_ok());
    for text in ["", "-a", "a-", "a--b", "March", "a/b", "a.b", &"a".repeat(65)] {
        assert!(Slug::parse(text).is_err(), "{text:?}");
    }
}
