//! Parts of a form, after the GOV.UK pattern: a summary of mistakes that takes focus and links to each field, the same
//! words beside the field, what was typed still there, and "Error: " before the page's title.

mod conditions;
mod field;
mod summary;
mod token;

pub use conditions::{CategoriesAndPlaces, TickBox};
pub use field::{FieldKind, TextField, in_textarea};
pub use summary::{ErrorSummary, FormHead};
pub use token::FormToken;
