//! A row that waits in quarantine, told apart into its values and read again with what staff corrected.

use std::collections::BTreeMap;

use domain::import::{Column, Columns, ListedPerson, Quarantine, Reading, is_amiss, read_row, shown};
use store::quarantine::Waiting;

/// One value of a row, as staff see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Which column.
    pub column: Column,
    /// Masked.
    pub shown: String,
    /// Whether it is why the row waits.
    pub is_amiss: bool,
}

/// Why a row cannot be taken as it is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotTake {
    /// It still waits for this reason.
    Still(Quarantine),
    /// Practice takes no address outside the example domains.
    NotReserved,
}

/// The bytes of each value; `None` when there are not as many as columns.
fn values(waiting: &Waiting) -> Option<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(waiting.content.raw.as_slice());
    let record = reader.byte_records().next()?.ok()?;
    let values: Vec<Vec<u8>> = record.iter().map(<[u8]>::to_vec).collect();
    (values.len() == waiting.content.columns.len()).then_some(values)
}

/// The row's values, those of columns left out excepted; `None` when they cannot be told apart.
#[must_use]
pub fn told_apart(waiting: &Waiting) -> Option<Vec<Value>> {
    let columns = Columns::from_names(&waiting.content.columns);
    let values = values(waiting)?;
    Some(
        columns
            .by_position()
            .iter()
            .zip(values)
            .filter_map(|(column, value)| column.map(|column| (column, value)))
            .map(|(column, value)| Value { column, shown: shown(column, &value), is_amiss: is_amiss(waiting.reason, column, &value) })
            .collect(),
    )
}

/// Reads the row again with other values in some columns (an empty one leaves the column out). That it looks like an exposed value
/// no longer stops it, because a person has looked.
///
/// # Errors
/// See [`CannotTake`].
pub fn read_again(waiting: &Waiting, changes: &BTreeMap<&'static str, String>, is_practice: bool) -> Result<ListedPerson, CannotTake> {
    let columns = Columns::from_names(&waiting.content.columns);
    let mut values = values(waiting).ok_or(CannotTake::Still(Quarantine::RaggedRow))?;
    for (value, column) in values.iter_mut().zip(columns.by_position()) {
        if let Some(change) = column.and_then(|column| changes.get(column.as_str())) {
            *value = change.clone().into_bytes();
        }
    }
    let reading = Reading { strict_ids: false, exposed_values_checked: true };
    let person = read_row(values.iter().map(Vec::as_slice), &columns, reading).map_err(CannotTake::Still)?;
    if is_practice && person.contact.email_address().is_some_and(|email| !email.is_reserved_example()) {
        return Err(CannotTake::NotReserved);
    }
    Ok(person)
}
