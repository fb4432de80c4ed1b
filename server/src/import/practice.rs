//! A practice incident reaches nobody: its list may hold addresses of domains reserved for examples only.

use domain::email::EmailAddress;

use super::{ImportFailure, ListFile};

/// Looks at every value of every row before any is stored, rows for the quarantine included: they may be released.
pub(crate) fn check_addresses(file: &ListFile) -> Result<(), ImportFailure> {
    let mut rows = file.rows(0, 1)?;
    while let Some(row) = rows.next_row()? {
        let reaches_somebody = |value: &[u8]| {
            value.contains(&b'@') && EmailAddress::parse(&String::from_utf8_lossy(value)).is_ok_and(|email| !email.is_reserved_example())
        };
        // A row that cannot be read has no values; its bytes are looked at between their commas.
        let broken = row.broken.is_some().then_some(row.raw).into_iter().flat_map(|raw| raw.split(|byte| matches!(byte, b',' | b'"')));
        if row.values().chain(broken).any(reaches_somebody) {
            return Err(ImportFailure::NotReserved(row.line));
        }
    }
    Ok(())
}
