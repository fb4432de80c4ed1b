//! `candor keys`.

use clap::Subcommand;
use store::keys::MasterKey;

use super::{Failure, Global};
use crate::machine::SystemEntropy;

/// What can be done with keys.
#[derive(Clone, Debug, Subcommand)]
pub enum Keys {
    /// Prints a new master key. Keep it in a file that only Candor can read, and a copy off this machine.
    New,
}

/// Runs `candor keys`.
///
/// # Errors
/// None today.
pub fn run(global: &Global, command: &Keys) -> Result<(), Failure> {
    match command {
        Keys::New => {
            let line = MasterKey::generate(&SystemEntropy).to_line();
            if global.json {
                println!("{}", serde_json::json!({ "master_key": *line }))
            } else {
                println!("{}", *line)
            }
            Ok(())
        }
    }
}
