//! `candor mail dkim-key`: a key that signs our mail.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::PathBuf,
};

use clap::Args;
use serde_json::json;

use crate::{
    cli::{Failure, Global},
    machine::SystemEntropy,
    mail::dkim::{KeyKind, Signer, new_key, record_name},
};

/// What the key is to be.
#[derive(Args, Clone, Debug)]
pub struct DkimKey {
    /// The kind of key.
    #[arg(long, value_enum, default_value_t = KeyKind::Rsa)]
    kind: KeyKind,
    /// Its name in the DNS; that of the settings unless given. A new key wants a new name: mail under way is checked with the old one.
    #[arg(long)]
    selector: Option<String>,
    /// The domain that signs; that of the settings, or of `company.email`.
    #[arg(long)]
    domain: Option<String>,
    /// The file to write; `dkim-SELECTOR.pem` in the data folder unless given.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Runs `candor mail dkim-key`.
///
/// # Errors
/// Refused when the file is there; bad input when a name cannot stand in the DNS; environment when the file cannot be written.
pub fn run(global: &Global, command: &DkimKey) -> Result<(), Failure> {
    let config = global.settings()?;
    let selector = command.selector.clone().unwrap_or(config.dkim.selector).to_ascii_lowercase();
    let of_sender = config.company.email.rsplit_once('@').map(|(_, domain)| domain.to_owned()).unwrap_or_default();
    let of_settings = if config.dkim.domain.is_empty() { of_sender } else { config.dkim.domain };
    let domain = command.domain.clone().unwrap_or(of_settings).to_ascii_lowercase();
    let key = new_key(command.kind, &SystemEntropy).map_err(|error| Failure::Environment(error.to_string()))?;
    // Before anything is written: whether it could sign.
    Signer::new(&key.pem, &domain, &selector).map_err(|error| Failure::BadInput(error.to_string()))?;
    let file = command.out.clone().unwrap_or_else(|| global.data_dir.join(format!("dkim-{selector}.pem")));
    let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&file);
    let mut opened = opened.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::Refused(format!("{} is there already; nothing was changed", file.display())),
        _ => Failure::Environment(format!("{} cannot be written: {error}", file.display())),
    })?;
    opened.write_all(key.pem.as_bytes())?;
    opened.sync_all()?;
    let name = record_name(&selector, &domain);
    let line = zone_line(&name, &key.record);
    if global.json {
        let file = file.display().to_string();
        println!("{}", json!({ "file": file, "selector": selector, "domain": domain, "name": name, "record": key.record, "zone": line }));
    } else {
        println!("The private key is in {}. Put this record into the DNS, in one line:\n", file.display());
        println!("{line}\n");
        println!("Many providers want the name and the value alone:\n\n{name}\n\n{}\n", key.record);
        println!("Then set dkim.key and dkim.selector, and look with `candor mail preflight` before the first mail.");
    }
    Ok(())
}

/// The record as a zone file has it: pieces of at most 255 bytes (RFC 1035, 3.3).
fn zone_line(name: &str, record: &str) -> String {
    let pieces: Vec<String> = record.as_bytes().chunks(255).map(|piece| format!("\"{}\"", String::from_utf8_lossy(piece))).collect();
    format!("{name}. 3600 IN TXT ( {} )", pieces.join(" "))
}

#[cfg(test)]
mod tests {
    use super::zone_line;

    #[test]
    fn a_long_record_is_cut_into_pieces_that_the_dns_takes() {
        let record = format!("v=DKIM1; k=rsa; p={}", "A".repeat(300));
        let line = zone_line("s1._domainkey.example.org", &record);
        let pieces: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        assert!(pieces.iter().all(|piece| piece.len() <= 255));
        assert_eq!(pieces.concat(), record);
    }
}
