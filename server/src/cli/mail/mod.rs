//! `candor mail`.

mod dkim_key;
mod preflight;

use clap::Subcommand;

use super::{Failure, Global};

/// What can be done about mail.
#[derive(Clone, Debug, Subcommand)]
pub enum Mail {
    /// Makes a key that signs our mail (DKIM), and prints the record that belongs into the DNS. Never overwrites.
    DkimKey(dkim_key::DkimKey),
    /// Looks whether receivers will believe that our mail is ours: SPF, DKIM, DMARC, the name of the sender. Changes nothing; exit code 1
    /// when something must be put right first.
    Preflight,
}

/// Runs `candor mail`.
///
/// # Errors
/// As the command says.
pub async fn run(global: &Global, command: &Mail) -> Result<(), Failure> {
    match command {
        Mail::DkimKey(command) => dkim_key::run(global, command),
        Mail::Preflight => preflight::run(global).await,
    }
}
