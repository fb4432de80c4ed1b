//! `candor export-site`: the public pages as files, for when all else is down.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{Failure, Global};
use crate::{
    export::{self, ExportError, PutError, Signer},
    http::files::StaticFiles,
    site,
};

/// What it takes.
#[derive(Args, Clone, Debug)]
pub struct ExportSite {
    /// The folder the copy goes to: a new one, or one with an earlier copy.
    #[arg(required_unless_present = "print_key")]
    folder: Option<PathBuf>,
    /// Does not write, but says whether the copy there is whole and ours.
    #[arg(long)]
    verify: bool,
    /// With `--verify`: a file with the public key. Without it, that of this installation.
    #[arg(long, requires = "verify")]
    key: Option<PathBuf>,
    /// Prints the public key that copies are signed with. Give it to people before it is needed.
    #[arg(long, conflicts_with_all = ["folder", "verify"])]
    print_key: bool,
}

/// Runs `candor export-site`.
///
/// # Errors
/// Refused when a copy does not verify or the folder holds something else; environment when database or disk fail.
pub async fn run(global: &Global, command: &ExportSite) -> Result<(), Failure> {
    if let (true, Some(folder), Some(key)) = (command.verify, &command.folder, &command.key) {
        let pem = std::fs::read_to_string(key).map_err(|error| Failure::BadInput(format!("{}: {error}", key.display())))?;
        return verify(global, folder, &pem);
    }
    let opened = global.open().await?;
    let signer = Signer::new(&opened.store.system_keys().export_seed())?;
    let Some(folder) = command.folder.as_ref().filter(|_| !command.print_key) else {
        print!("{}", signer.public_pem());
        return Ok(());
    };
    if command.verify {
        return verify(global, folder, &signer.public_pem());
    }
    let files = StaticFiles::embedded();
    let site = site::build(&opened, &files, false)?;
    let count = export::export(&site, &files, &signer, folder).await.map_err(failure)?;
    if global.json {
        println!("{}", json!({ "folder": folder, "files": count }));
    } else {
        println!("{count} files in {}; put the folder on any web server", folder.display());
    }
    Ok(())
}

fn verify(global: &Global, folder: &std::path::Path, pem: &str) -> Result<(), Failure> {
    let count = export::verify(folder, pem).map_err(|mistake| Failure::Refused(format!("{}: {mistake}", folder.display())))?;
    if global.json {
        println!("{}", json!({ "folder": folder, "files": count, "is_whole": true }));
    } else {
        println!("{count} files, whole and signed with this key");
    }
    Ok(())
}

fn failure(error: ExportError) -> Failure {
    match error {
        ExportError::Put(PutError::NotOurs(_)) => Failure::Refused(error.to_string()),
        other => Failure::Environment(other.to_string()),
    }
}
