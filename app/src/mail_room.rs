//! What pages need of the mail code, which lives in the program: to show a message before it goes out, and after. Link and code are
//! masked in all of it.

use domain::{clock::Timestamp, lang::Lang, person::Person, preflight::Finding};
use futures::future::BoxFuture;
use store::{
    StoreError,
    notices::{Notice, SentMessage},
};

/// To whom a message is written.
#[derive(Clone, Copy)]
pub enum Reader<'a> {
    /// A person on the list.
    Person(&'a Person),
    /// An adult of whom nothing is known: what everybody reads in this language.
    Nobody(Lang),
}

/// A message, masked.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownMail {
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

/// A message that was sent, written once more.
#[derive(Clone, PartialEq, Eq)]
pub struct Again {
    /// The message, masked.
    pub mail: ShownMail,
    /// Whether, unmasked, its bytes have the SHA-256 of those that went out.
    pub is_same: bool,
}

/// What receivers find in the records of our domains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preflight {
    /// When it was looked at.
    pub looked_at: Timestamp,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// The mail code, as far as pages know it.
pub trait MailRoom: Send + Sync {
    /// The address notices come from.
    fn sender(&self) -> String;

    /// Whether mail can leave at all.
    fn has_relay(&self) -> bool;

    /// What receivers find in the records of our domains, at most a minute old; nothing without a relay. Takes seconds at most.
    fn preflight(&self, now: Timestamp) -> BoxFuture<'_, Option<Preflight>>;

    /// What a notice would say now, to be fixed, and the version of the templates.
    fn words_of<'a>(&'a self, notice: &'a Notice) -> BoxFuture<'a, Result<(String, String), StoreError>>;

    /// A notice to one reader.
    fn written<'a>(&'a self, notice: &'a Notice, reader: Reader<'a>) -> BoxFuture<'a, Result<ShownMail, StoreError>>;

    /// A message of a notice that was sent.
    fn again<'a>(&'a self, notice: &'a Notice, message: &'a SentMessage, person: &'a Person) -> BoxFuture<'a, Result<Again, StoreError>>;
}
