use domain::exposure::{CATEGORY_POSITIONS, Category, CategorySet, Exposure};

#[test]
fn positions_once_given_stay() {
    // Databases hold these positions: a change here would change what people were told.
    assert_eq!(CATEGORY_POSITIONS[..6], ["name", "email", "phone", "postal_address", "date_of_birth", "ssn"]);
    assert!(CATEGORY_POSITIONS.len() <= 64);
}

#[test]
fn what_is_confirmed_is_no_longer_suspected() {
    let set = |ids: &[&str]| ids.iter().map(|id| Category::parse(id).unwrap()).collect::<CategorySet>();
    let exposure = Exposure::new(set(&["name", "ssn"]), set(&["ssn", "email"]));
    assert_eq!(exposure.suspected, set(&["email"]));
    assert_eq!(exposure.all(), set(&["name", "ssn", "email"]));
}

#[test]
fn an_unknown_category_is_refused() {
    assert!(Category::parse("shoe_size").is_err());
}
