//! `candor bounces`: reads reports of mail that did not arrive.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Failure, Global, Opened};
use crate::{
    bounce::{Counts, Ours, maildir::Maildir, messages, take},
    mail::MailSettings,
};

/// Bytes of standard input at most.
const LARGEST_INPUT: u64 = 256 << 20;

/// Where the reports are.
#[derive(Args, Clone, Debug)]
pub struct Bounces {
    /// A maildir folder. Each message in `new` is read, done, and moved to `cur`; stopped, the same command goes on. Without it one message,
    /// or a mailbox file, is read from standard input.
    #[arg(long)]
    maildir: Option<PathBuf>,
}

/// Runs `candor bounces`.
///
/// # Errors
/// Bad input when the folder is no maildir, or standard input is too long; environment when the database or a file fails: what was done
/// until then stays done, and the same command goes on.
pub async fn run(global: &Global, command: &Bounces) -> Result<(), Failure> {
    let opened = global.open().await?;
    let ours = Ours::of(&MailSettings::from_config(&opened.config)?);
    let counts = match &command.maildir {
        Some(folder) => from_maildir(&opened, &ours, folder).await?,
        None => from_input(&opened, &ours).await?,
    };
    if global.json {
        println!("{}", serde_json::json!(counts));
    } else {
        println!("{}", words(&counts));
    }
    Ok(())
}

async fn from_maildir(opened: &Opened, ours: &Ours, folder: &Path) -> Result<Counts, Failure> {
    let maildir = Maildir::open(folder).map_err(|error| Failure::BadInput(error.to_string()))?;
    let mut counts = Counts::default();
    for file in maildir.new_messages()? {
        let Some(message) = Maildir::message(&file)? else { continue };
        take(&opened.store, ours, &message, opened.clock.now(), &mut counts).await?;
        // Killed here, it is read once more, and known.
        maildir.done(&file)?;
    }
    Ok(counts)
}

async fn from_input(opened: &Opened, ours: &Ours) -> Result<Counts, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(LARGEST_INPUT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_INPUT {
        return Err(Failure::BadInput("that is too much for one run; put the messages into a maildir".to_owned()));
    }
    let mut counts = Counts::default();
    for message in messages(&bytes) {
        take(&opened.store, ours, message, opened.clock.now(), &mut counts).await?;
    }
    Ok(counts)
}

fn words(counts: &Counts) -> String {
    let parts = [
        (counts.bounced, "refused for good"),
        (counts.given_up, "given up"),
        (counts.delayed, "late and still being tried"),
        (counts.suppressed, "addresses that get nothing more but what the law wants"),
        (counts.letters, "letters queued instead"),
        (counts.again, "read before"),
        (counts.unknown, "about mail that is not ours"),
        (counts.not_a_bounce, "no reports at all"),
    ];
    let parts: Vec<String> = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if parts.is_empty() { format!("{} messages read", counts.read) } else { format!("{} messages read: {}", counts.read, parts.join(", ")) }
}
