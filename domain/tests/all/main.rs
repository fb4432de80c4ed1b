//! The rules, as sentences.

mod clock;
mod email;
mod exposure;
mod lang;
mod slug;
