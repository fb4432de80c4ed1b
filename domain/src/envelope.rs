//! How an address is written: where the postal code stands, and what a country is called on an envelope.

use crate::person::Person;

/// Countries where the postal code comes after the city (Universal Postal Union, postal addressing systems); elsewhere before it.
const CODE_COMES_LAST: [&str; 28] = [
    "AS", "AU", "BD", "BM", "BR", "CA", "CO", "FM", "GB", "GG", "GU", "ID", "IE", "IM", "IN", "JE", "JP", "MP", "NZ", "PK", "PR", "SA",
    "SG", "TH", "TW", "US", "VI", "ZA",
];

/// ISO 3166-1 codes and the names that postal services use, in capitals.
const NAMES: &str = include_str!("country_names.txt");

/// The lines under the name. `home` is the country that letters are mailed in (ISO 3166-1): it is not named.
#[must_use]
pub fn address_lines(person: &Person, home: &str) -> Vec<String> {
    let contact = &person.contact;
    // A list may say `US-CA` where an envelope says `CA`.
    let region = contact.region.strip_prefix(&format!("{}-", person.country)).unwrap_or(&contact.region);
    let words = |parts: &[&str]| parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let city = if CODE_COMES_LAST.contains(&person.country.as_str()) {
        words(&[&contact.city, region, &contact.postal_code])
    } else {
        let city = words(&[&contact.postal_code, &contact.city]);
        if region.is_empty() { city } else { format!("{city}, {region}") }
    };
    let country = if person.country == home { String::new() } else { name(&person.country).to_owned() };
    [contact.address1.trim().to_owned(), contact.address2.trim().to_owned(), city, country]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect()
}

fn name(code: &str) -> &str {
    NAMES.lines().filter_map(|line| line.split_once(' ')).find(|(known, _)| *known == code).map_or(code, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use crate::{
        exposure::Exposure,
        ids::{IncidentId, PersonId},
        lang::Lang,
        person::{Contact, Kind},
        place::Country,
    };
    use uuid::Uuid;

    use super::*;

    fn in_country(country: &str) -> Person {
        let text = |text: &str| text.to_owned();
        Person {
            person_id: PersonId(Uuid::nil()),
            incident_id: IncidentId(Uuid::nil()),
            contact: Contact {
                address1: text("1 Main Street"),
                city: text("Portland"),
                region: text("ME"),
                postal_code: text("04101"),
                ..Contact::default()
            },
            exposure: Exposure::default(),
            kind: Kind::Adult,
            country: text(country),
            region: None,
            lang: Lang::En,
            generation: 1,
        }
    }

    #[test]
    fn the_postal_code_stands_where_the_country_wants_it_and_home_is_not_named() {
        assert_eq!(address_lines(&in_country("US"), "US"), ["1 Main Street", "Portland ME 04101"]);
        assert_eq!(address_lines(&in_country("US"), "DE"), ["1 Main Street", "Portland ME 04101", "UNITED STATES OF AMERICA"]);
        let mut listed = in_country("US");
        listed.contact.region = "US-ME".to_owned();
        assert_eq!(address_lines(&listed, "US"), ["1 Main Street", "Portland ME 04101"]);
        listed.contact.address1 = " 1 Main Street ".to_owned();
        assert_eq!(address_lines(&listed, "US"), ["1 Main Street", "Portland ME 04101"]);
        assert_eq!(address_lines(&in_country("MX"), "US"), ["1 Main Street", "04101 Portland, ME", "MEXICO"]);
    }

    #[test]
    fn every_country_of_a_list_has_a_name() {
        let codes =
            include_str!("countries.in").split_whitespace().map(|code| code.trim_matches(['"', ','])).filter(|code| code.len() == 2);
        let mut count = 0;
        for code in codes {
            assert!(Country::parse(code).is_some() && name(code).len() > 2, "{code}");
            count += 1;
        }
        assert!(count > 240, "{count}");
        assert_eq!(NAMES.lines().count(), count);
        assert_eq!(NAMES.lines().next().unwrap(), "AD ANDORRA");
    }
}
