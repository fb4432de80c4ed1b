//! The header row: which column is which. What is not in the list of columns is refused, because it could hold the exposed
//! values themselves.

use thiserror::Error;

use crate::incident::words;

words! {
    /// A column of a list of affected people.
    Column {
        /// The company's own number for this person.
        ExternalId = "external_id",
        /// Given name.
        GivenName = "given_name",
        /// Family name.
        FamilyName = "family_name",
        /// E-mail address.
        Email = "email",
        /// Telephone number.
        Phone = "phone",
        /// Street and number.
        Address1 = "address1",
        /// Second line.
        Address2 = "address2",
        /// City.
        City = "city",
        /// State, province or land.
        Region = "region",
        /// ZIP or postal code.
        PostalCode = "postal_code",
        /// ISO 3166-1 alpha-2.
        Country = "country",
        /// Language to write in.
        Language = "language",
        /// `adult`, `minor` or `deceased`.
        Kind = "kind",
        /// Categories known to have been taken.
        Categories = "categories",
        /// Categories that may have been taken.
        CategoriesSuspected = "categories_suspected",
    }
}

/// Why a header row cannot be used. The words say what to do.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum BadHeader {
    /// No header row at all.
    #[error("the file has no header row; the columns are: {}", known())]
    Missing,
    /// Not UTF-8, or a name longer than any column's.
    #[error("the header row is not readable as UTF-8 text with short column names")]
    Unreadable,
    /// Columns that are not in the list.
    #[error(
        "columns that are not read: {}. Exposed values must never get in: take them out of the file, or leave them out with \
         --drop-columns {}. The columns are: {}",
        .0.join(", "), .0.join(","), known()
    )]
    Unknown(Vec<String>),
    /// The same column twice.
    #[error("the column {0} is there twice")]
    Twice(&'static str),
    /// Nothing would name the people.
    #[error("the column {0} is missing")]
    Needed(&'static str),
    /// A name given to `--drop-columns` that no column of the file has.
    #[error("--drop-columns names {0}, which the file does not have")]
    NotThere(String),
}

fn known() -> String {
    Column::ALL.iter().map(|column| column.as_str()).collect::<Vec<_>>().join(", ")
}

/// Longer than any column's name; what is longer is no header.
const LONGEST_NAME: usize = 100;

/// What stands where in each row of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// By position in the file; `None` for a column left out.
    by_position: Vec<Option<Column>>,
}

impl Columns {
    /// Reads the header row. `dropped` are the names of columns to leave out, known or not.
    ///
    /// # Errors
    /// See [`BadHeader`].
    pub fn parse<'a>(header: impl IntoIterator<Item = &'a [u8]>, dropped: &[String]) -> Result<Self, BadHeader> {
        let mut by_position = Vec::new();
        let mut unknown = Vec::new();
        let mut missed: Vec<&String> = dropped.iter().collect();
        for name in header {
            let name = std::str::from_utf8(name).map_err(|_| BadHeader::Unreadable)?.trim().to_lowercase();
            if name.len() > LONGEST_NAME || name.chars().any(char::is_control) {
                return Err(BadHeader::Unreadable);
            }
            if dropped.iter().any(|drop| drop.trim().to_lowercase() == name) {
                missed.retain(|drop| drop.trim().to_lowercase() != name);
                by_position.push(None);
                continue;
            }
            let column = Column::parse(&name);
            if let Some(column) = column.filter(|column| by_position.contains(&Some(*column))) {
                return Err(BadHeader::Twice(column.as_str()));
            }
            if column.is_none() {
                unknown.push(if name.is_empty() { "(without a name)".to_owned() } else { name });
            }
            by_position.push(column);
        }
        match (by_position.is_empty(), unknown.is_empty(), missed.first()) {
            (true, ..) => return Err(BadHeader::Missing),
            (_, false, _) => return Err(BadHeader::Unknown(unknown)),
            (.., Some(missed)) => return Err(BadHeader::NotThere((*missed).clone())),
            _ => {}
        }
        for needed in [Column::ExternalId, Column::Country] {
            if !by_position.contains(&Some(needed)) {
                return Err(BadHeader::Needed(needed.as_str()));
            }
        }
        Ok(Self { by_position })
    }

    /// How many values every row must have, those left out included.
    #[must_use]
    pub fn count(&self) -> usize {
        self.by_position.len()
    }

    /// The columns by position.
    #[must_use]
    pub fn by_position(&self) -> &[Option<Column>] {
        &self.by_position
    }

    /// The names by position, empty where a column is left out: what a sealed row needs to be read again.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.by_position.iter().map(|column| column.map_or_else(String::new, |column| column.as_str().to_owned())).collect()
    }

    /// Back from [`Columns::names`].
    #[must_use]
    pub fn from_names(names: &[String]) -> Self {
        Self { by_position: names.iter().map(|name| Column::parse(name)).collect() }
    }
}
