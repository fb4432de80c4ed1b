//! What things are and the rules they obey: types with a `parse` that can refuse, import, invitation and notice rules,
//! the guidance catalogue. No I/O; compiles to wasm, so that a form checks the same way on both sides.

pub mod advice;
pub mod clock;
pub mod code;
pub mod draft;
pub mod drill;
pub mod email;
pub mod exposure;
pub mod guidance;
pub mod hour;
pub mod ids;
pub mod import;
pub mod incident;
pub mod lang;
pub mod mail;
pub mod notice;
pub mod person;
pub mod place;
pub mod plain;
pub mod plan;
pub mod publishing;
pub mod request;
pub mod slug;
pub mod spreadsheet;
pub mod staff;
pub mod staff_code;
pub mod visit;
