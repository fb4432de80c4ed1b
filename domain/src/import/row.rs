//! One row: a person, or the reason why somebody has to look at it.

use super::{Column, Columns, Quarantine, Warning, looks_like_exposed_value};
use crate::{
    email::EmailAddress,
    exposure::{Category, CategorySet, Exposure},
    lang::Lang,
    person::{Contact, Kind},
    place::{Country, Region},
};

/// Characters a value may have.
pub const LONGEST_VALUE: usize = 1000;

/// How to read a row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    /// Look for exposed values in `external_id` too. Off unless asked for: one in ten customer numbers of 16 digits passes.
    pub strict_ids: bool,
    /// A person has looked at the row and says that what is shaped like an exposed value is none.
    pub exposed_values_checked: bool,
}

/// A row that was understood. Hidden when printed, like the [`Contact`] in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPerson {
    /// What is sealed.
    pub contact: Contact,
    /// What was taken.
    pub exposure: Exposure,
    /// Adult, minor, deceased.
    pub kind: Kind,
    /// Where they live, as far as the law asks.
    pub country: Country,
    /// The same, nearer.
    pub region: Option<Region>,
    /// The language we write in.
    pub lang: Lang,
    /// What was amiss and does not stop the row.
    pub warnings: Vec<Warning>,
}

impl ListedPerson {
    /// Whether an e-mail or a letter would reach them.
    #[must_use]
    pub fn is_reachable(&self) -> bool {
        self.contact.email.is_some() || self.contact.has_postal_address()
    }

    /// The normalised content, each part preceded by its length: two rows with the same bytes say the same. A region we know
    /// counts by its code, however it was written.
    #[must_use]
    pub fn content(&self) -> Vec<u8> {
        let contact = &self.contact;
        let region = self.region.map_or(contact.region.as_str(), |region| region.as_str());
        let language = contact.language.to_lowercase();
        let texts = [
            contact.external_id.as_str(),
            &contact.given_name,
            &contact.family_name,
            contact.email.as_deref().unwrap_or_default(),
            &contact.phone,
            &contact.address1,
            &contact.address2,
            &contact.city,
            region,
            &contact.postal_code,
            self.country.as_str(),
            &language,
            self.kind.as_str(),
        ];
        let mut content = Vec::with_capacity(256);
        for text in texts {
            content.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
            content.extend_from_slice(text.as_bytes());
        }
        for set in [self.exposure.confirmed, self.exposure.suspected] {
            content.extend_from_slice(&set.bits().to_le_bytes());
        }
        content
    }
}

/// Reads one row. The order of the checks is that of the reasons in [`Quarantine`], but for exposed values, which are looked
/// for as soon as the row is readable: that reason must not hide behind another.
///
/// # Errors
/// The first reason to keep the row for a person.
pub fn read_row<'a>(
    fields: impl ExactSizeIterator<Item = &'a [u8]>,
    columns: &Columns,
    reading: Reading,
) -> Result<ListedPerson, Quarantine> {
    if fields.len() != columns.count() {
        return Err(Quarantine::RaggedRow);
    }
    let mut values = [""; Column::ALL.len()];
    for (field, column) in fields.zip(columns.by_position()) {
        // A column left out is not even looked at.
        let Some(column) = column else { continue };
        values[*column as usize] = std::str::from_utf8(field).map_err(|_| Quarantine::NotUtf8)?.trim();
    }
    let value = |column: Column| values[column as usize];
    if values.iter().any(|value| value.chars().any(is_unwanted_control)) {
        return Err(Quarantine::ControlCharacters);
    }
    if values.iter().any(|value| value.len() > LONGEST_VALUE && value.chars().count() > LONGEST_VALUE) {
        return Err(Quarantine::FieldTooLong);
    }
    if value(Column::ExternalId).is_empty() {
        return Err(Quarantine::MissingExternalId);
    }
    let is_searched = |column: Column| column != Column::Phone && (column != Column::ExternalId || reading.strict_ids);
    let is_exposed = || Column::ALL.iter().any(|column| is_searched(*column) && looks_like_exposed_value(value(*column)));
    if !reading.exposed_values_checked && is_exposed() {
        return Err(Quarantine::LooksLikeExposedValue);
    }
    let country = Country::parse(value(Column::Country)).ok_or(Quarantine::MissingCountry)?;
    let confirmed = categories(value(Column::Categories))?;
    let suspected = categories(value(Column::CategoriesSuspected))?;
    let kind = kind(value(Column::Kind))?;
    let mut warnings = Vec::new();
    let email = EmailAddress::parse(value(Column::Email)).ok();
    if email.is_none() && !value(Column::Email).is_empty() {
        warnings.push(Warning::EmailInvalid);
    }
    let region = Region::parse(value(Column::Region), country);
    if region.is_none() && !value(Column::Region).is_empty() {
        warnings.push(Warning::RegionUnknown);
    }
    let text = |column: Column| value(column).to_owned();
    Ok(ListedPerson {
        contact: Contact {
            external_id: text(Column::ExternalId),
            given_name: text(Column::GivenName),
            family_name: text(Column::FamilyName),
            email: email.map(|email| email.as_str().to_owned()),
            phone: text(Column::Phone),
            address1: text(Column::Address1),
            address2: text(Column::Address2),
            city: text(Column::City),
            region: text(Column::Region),
            postal_code: text(Column::PostalCode),
            language: text(Column::Language),
        },
        exposure: Exposure::new(confirmed, suspected),
        kind,
        country,
        region,
        lang: Lang::from_tag(value(Column::Language)),
        warnings,
    })
}

/// A line break inside quotes is part of the value, and a tab does no harm; every other control character does.
fn is_unwanted_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

fn categories(text: &str) -> Result<CategorySet, Quarantine> {
    text.split(';')
        .map(str::trim)
        .filter(|id| !id.is_empty())
        .map(|id| Category::parse(id).or_else(|_| Category::parse(&id.to_lowercase())).map_err(|_| Quarantine::UnknownCategory))
        .collect()
}

fn kind(text: &str) -> Result<Kind, Quarantine> {
    if text.is_empty() { Ok(Kind::default()) } else { Kind::parse(&text.to_lowercase()).ok_or(Quarantine::UnknownKind) }
}
