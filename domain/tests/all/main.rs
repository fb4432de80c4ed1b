//! The rules, as sentences.

mod clock;
mod code;
mod email;
mod exposure;
mod lang;
mod slug;
