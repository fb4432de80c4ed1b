use domain::{
    import::{BadHeader, Column, Columns, ListedPerson, Quarantine, Reading, Report, Warning, looks_like_exposed_value, read_row},
    lang::Lang,
    person::Kind,
    place::{Country, Region},
};
use proptest::prelude::*;

fn columns() -> Columns {
    Columns::parse(Column::ALL.iter().map(|column| column.as_str().as_bytes()), &[]).unwrap()
}

/// A good row with some values replaced.
fn row(changes: &[(Column, &[u8])]) -> Vec<Vec<u8>> {
    let good = "C-1,Ada,Example,ada@example.org,+1-206-555-0100,12 Harbour Row,,Springfield,US-CA,90001,US,en,adult,name;ssn,phone";
    let mut values: Vec<Vec<u8>> = good.split(',').map(|value| value.as_bytes().to_vec()).collect();
    for (column, value) in changes {
        values[*column as usize] = value.to_vec();
    }
    values
}

fn read_with(values: &[Vec<u8>], reading: Reading) -> Result<ListedPerson, Quarantine> {
    read_row(values.iter().map(Vec::as_slice), &columns(), reading)
}

fn read(changes: &[(Column, &[u8])]) -> Result<ListedPerson, Quarantine> {
    read_with(&row(changes), Reading::default())
}

fn header(names: &[&str], dropped: &[&str]) -> Result<Columns, BadHeader> {
    let dropped: Vec<String> = dropped.iter().map(|name| (*name).to_owned()).collect();
    Columns::parse(names.iter().map(|name| name.as_bytes()), &dropped)
}

#[test]
fn a_column_that_is_not_in_the_list_is_refused_by_name() {
    let names = ["external_id", "ssn", "country", "Mothers_Name"];
    assert_eq!(header(&names, &[]), Err(BadHeader::Unknown(vec!["ssn".to_owned(), "mothers_name".to_owned()])));
    assert!(header(&names, &[]).unwrap_err().to_string().contains("--drop-columns ssn,mothers_name"));
    assert_eq!(header(&names, &["ssn", "mothers_name"]).unwrap().count(), 4);
}

#[test]
fn a_header_without_id_or_country_or_with_a_column_twice_is_refused() {
    assert_eq!(header(&["country"], &[]), Err(BadHeader::Needed("external_id")));
    assert_eq!(header(&["external_id"], &[]), Err(BadHeader::Needed("country")));
    assert_eq!(header(&["external_id", "country", " Country "], &[]), Err(BadHeader::Twice("country")));
    assert_eq!(header(&[], &[]), Err(BadHeader::Missing));
    assert_eq!(header(&["external_id", "country"], &["ssn"]), Err(BadHeader::NotThere("ssn".to_owned())));
}

#[test]
fn a_good_row_is_a_person() {
    let person = read(&[]).unwrap();
    assert_eq!(person.contact.full_name(), "Ada Example");
    assert_eq!(person.region.map(Region::as_str), Some("US-CA"));
    assert_eq!(person.exposure.confirmed.iter().map(|category| category.id()).collect::<Vec<_>>(), ["name", "ssn"]);
    assert_eq!(person.exposure.suspected.iter().map(|category| category.id()).collect::<Vec<_>>(), ["phone"]);
    assert!(person.is_reachable() && person.warnings.is_empty());
}

#[test]
fn each_reason_to_wait_is_found() {
    let long = "x".repeat(1001);
    let cases: [(Column, &[u8], Quarantine); 12] = [
        (Column::City, b"Mu\xf1oz", Quarantine::NotUtf8),
        (Column::City, b"Spring\0field", Quarantine::ControlCharacters),
        (Column::City, b"Spring\x1b[2Jfield", Quarantine::ControlCharacters),
        (Column::City, long.as_bytes(), Quarantine::FieldTooLong),
        (Column::ExternalId, b"  ", Quarantine::MissingExternalId),
        (Column::Country, b"", Quarantine::MissingCountry),
        (Column::Country, b"XX", Quarantine::MissingCountry),
        (Column::Country, b"California", Quarantine::MissingCountry),
        (Column::Categories, b"name;shoe_size", Quarantine::UnknownCategory),
        (Column::CategoriesSuspected, b"shoe_size", Quarantine::UnknownCategory),
        (Column::Kind, b"minr", Quarantine::UnknownKind),
        (Column::Address2, b"SSN 219-09-9999", Quarantine::LooksLikeExposedValue),
    ];
    for (column, value, reason) in cases {
        assert_eq!(read(&[(column, value)]).unwrap_err(), reason, "{}", column.as_str());
    }
    assert_eq!(read_with(&row(&[])[..14], Reading::default()).unwrap_err(), Quarantine::RaggedRow);
}

#[test]
fn a_thousand_characters_fit_however_many_bytes_they_are() {
    let long = "ñ".repeat(1000);
    assert_eq!(read(&[(Column::City, long.as_bytes())]).unwrap().contact.city, long);
}

#[test]
fn an_exposed_value_is_named_before_any_other_reason_of_a_readable_row() {
    let values: [(Column, &[u8]); 2] = [(Column::Country, b""), (Column::GivenName, b"4111 1111 1111 1111")];
    assert_eq!(read(&values).unwrap_err(), Quarantine::LooksLikeExposedValue);
}

#[test]
fn a_telephone_number_and_without_strict_ids_a_customer_number_may_look_like_a_card() {
    let card = b"4111111111111111".as_slice();
    assert!(read(&[(Column::Phone, card)]).is_ok());
    assert!(read(&[(Column::ExternalId, card)]).is_ok());
    let strict = Reading { strict_ids: true, ..Reading::default() };
    assert_eq!(read_with(&row(&[(Column::ExternalId, card)]), strict).unwrap_err(), Quarantine::LooksLikeExposedValue);
    assert!(read_with(&row(&[(Column::Phone, card)]), strict).is_ok());
}

#[test]
fn what_a_person_has_checked_no_longer_stops_a_row() {
    let checked = Reading { exposed_values_checked: true, ..Reading::default() };
    assert!(read_with(&row(&[(Column::Address2, b"Locker 219-09-9999")]), checked).is_ok());
    assert_eq!(read_with(&row(&[(Column::Country, b"")]), checked).unwrap_err(), Quarantine::MissingCountry);
}

#[test]
fn what_looks_like_an_exposed_value_and_what_does_not() {
    for text in [
        "219-09-9999",
        "id: 219 09 9999.",
        "4111111111111111",
        "4111-1111-1111-1111",
        "3782 822463 10005",
        "card 5555 5555 5555 4444 exp 12",
    ] {
        assert!(looks_like_exposed_value(text), "{text}");
    }
    for text in [
        "90001-1234",
        "219-099-999",
        "000-12-3456",
        "1219-09-9999",
        "219-09 9999",
        "4111111111111112",
        "+1-206-555-0100",
        "2031-03-09",
        "1234567890123",
    ] {
        assert!(!looks_like_exposed_value(text), "{text}");
    }
}

#[test]
fn an_address_nobody_can_write_to_is_dropped_with_a_warning() {
    let person = read(&[(Column::Email, b"two words@example.com")]).unwrap();
    assert_eq!((person.contact.email, person.warnings), (None, vec![Warning::EmailInvalid]));
    assert_eq!(read(&[(Column::Email, b"  ADA@EXAMPLE.ORG ")]).unwrap().contact.email.as_deref(), Some("ada@example.org"));
}

#[test]
fn a_region_is_read_as_code_short_code_and_name_and_else_counted_for_the_country() {
    for text in ["US-CA", "us-ca", "CA", "california", " California "] {
        assert_eq!(read(&[(Column::Region, text.as_bytes())]).unwrap().region.map(Region::as_str), Some("US-CA"), "{text}");
    }
    let atlantis = read(&[(Column::Region, b"Atlantis")]).unwrap();
    assert_eq!((atlantis.region, atlantis.warnings), (None, vec![Warning::RegionUnknown]));
    assert_eq!(atlantis.contact.region, "Atlantis");
    // Of another country than the row's.
    assert_eq!(read(&[(Column::Region, b"CA-ON")]).unwrap().region, None);
    assert_eq!(Region::parse("ca", Country::parse("ca").unwrap()), None);
}

#[test]
fn a_row_without_kind_is_an_adult_and_without_language_english() {
    let person = read(&[(Column::Kind, b""), (Column::Language, b"")]).unwrap();
    assert_eq!((person.kind, person.lang), (Kind::Adult, Lang::En));
    let person = read(&[(Column::Kind, b"Minor"), (Column::Language, b"es-MX")]).unwrap();
    assert_eq!((person.kind, person.lang), (Kind::Minor, Lang::Es));
}

#[test]
fn a_line_break_and_a_formula_are_part_of_the_value() {
    let person = read(&[(Column::Address1, b"12 Harbour Row\nFlat 3"), (Column::GivenName, b"=1+1")]).unwrap();
    assert_eq!((person.contact.address1.as_str(), person.contact.given_name.as_str()), ("12 Harbour Row\nFlat 3", "=1+1"));
}

#[test]
fn the_same_person_written_in_two_ways_has_the_same_content_and_another_one_has_not() {
    let good = read(&[]).unwrap().content();
    let same: [(Column, &[u8]); 5] = [
        (Column::Region, b"California"),
        (Column::Email, b" ADA@example.org"),
        (Column::Country, b"us"),
        (Column::Categories, b"ssn; NAME"),
        (Column::Kind, b""),
    ];
    assert_eq!(read(&same).unwrap().content(), good);
    for column in Column::ALL {
        let other: &[u8] = match column {
            Column::Country => b"PR",
            Column::Kind => b"minor",
            Column::Categories | Column::CategoriesSuspected => b"medical",
            Column::Email => b"other@example.org",
            _ => b"other",
        };
        assert_ne!(read(&[(*column, other)]).unwrap().content(), good, "{}", column.as_str());
    }
}

#[test]
fn a_value_moved_to_its_neighbour_is_other_content() {
    let a: [(Column, &[u8]); 2] = [(Column::GivenName, b"Ada"), (Column::FamilyName, b"")];
    let b: [(Column, &[u8]); 2] = [(Column::GivenName, b""), (Column::FamilyName, b"Ada")];
    assert_ne!(read(&a).unwrap().content(), read(&b).unwrap().content());
}

proptest! {
    #[test]
    fn whatever_stands_in_a_row_it_ends_in_exactly_one_way_and_no_unknown_word_is_kept_in_clear(
        values in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20), 14..17)
    ) {
        let mut report = Report::default();
        match read_with(&values, Reading::default()) {
            Ok(person) => {
                prop_assert_eq!(values.len(), 15);
                prop_assert_eq!(Country::parse(person.country.as_str()), Some(person.country));
                report.count_accepted(&person.warnings, person.is_reachable());
            }
            Err(reason) => report.count_quarantined(reason),
        }
        prop_assert!(report.adds_up());
        prop_assert_eq!(report.rows_read, 1);
    }

    #[test]
    fn a_card_number_is_found_in_any_text_that_no_digit_touches(before in "[^0-9]{0,10}", payload in "[1-9][0-9]{11,17}", after in "[^0-9]{0,10}") {
        let sum: u32 = payload.bytes().rev().enumerate().map(|(at, digit)| {
            let digit = u32::from(digit - b'0');
            if at % 2 == 1 { digit } else if digit > 4 { digit * 2 - 9 } else { digit * 2 }
        }).sum();
        let check = (10 - sum % 10) % 10;
        let right = format!("{before}{payload}{check}{after}");
        let wrong = format!("{before}{payload}{}{after}", (check + 1) % 10);
        prop_assert!(looks_like_exposed_value(&right));
        prop_assert!(!looks_like_exposed_value(&wrong));
    }
}
