//! The editor: from nothing to a first word that a second person approved; two people in one place; what must stay text.

mod fields;
mod first_word;
mod kept;
mod mistakes;
mod payloads;
mod together;
