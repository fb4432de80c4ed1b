//! `candor init`: a data folder with a master key and settings.

use std::{
    fs,
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use store::keys::MasterKey;

use super::{Failure, Global};
use crate::machine::SystemEntropy;

/// The settings as `init` writes them: every one of them, each with its default, commented out.
const SETTINGS: &str = include_str!("candor.toml");

/// Runs `candor init`.
///
/// # Errors
/// Refused when the folder already holds a key or settings: nothing is ever overwritten. Environment when it cannot be made.
pub fn run(global: &Global) -> Result<(), Failure> {
    make(&global.data_dir)?;
    let folder = global.data_dir.display().to_string();
    if global.json {
        println!("{}", serde_json::json!({ "data_dir": folder }));
    } else {
        println!("Made {folder} with master.key and candor.toml.");
        println!("Keep a copy of master.key off this machine: without it nobody can read the people's data again.");
        println!("Next: look into {folder}/candor.toml, then `candor serve --data-dir {folder}`.");
    }
    Ok(())
}

/// Makes the folder (only we may enter it), the key (only we may read it) and the settings.
///
/// # Errors
/// As [`run`].
pub fn make(folder: &Path) -> Result<(), Failure> {
    let (key, settings) = (folder.join("master.key"), folder.join("candor.toml"));
    if let Some(there) = [&key, &settings].into_iter().find(|file| file.exists()) {
        return Err(Failure::Refused(format!("{} is there already; nothing was changed", there.display())));
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    write_new(&key, 0o600, &format!("{}\n", *MasterKey::generate(&SystemEntropy).to_line()))?;
    write_new(&settings, 0o600, SETTINGS)
}

/// Fails when the file is there: two `init` at once make one folder.
fn write_new(file: &Path, mode: u32, content: &str) -> Result<(), Failure> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(mode).open(file)?;
    file.write_all(content.as_bytes())?;
    file.sync_all()?;
    Ok(())
}
