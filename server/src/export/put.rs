//! Puts a copy where it is to go, all at once: into a new folder beside it, then in its place.

use std::{
    fs,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use thiserror::Error;

use super::{manifest::SUMS, pages::Copy};

/// Why a copy could not be put in its place.
#[derive(Debug, Error)]
pub enum PutError {
    /// There is something else; nothing of it was touched.
    #[error("{0} is there and is no copy that candor made; name a new folder, or empty that one")]
    NotOurs(PathBuf),
    /// The disk.
    #[error("{0}: {1}")]
    Disk(PathBuf, std::io::Error),
}

/// Makes `folder` hold `copy` and nothing else.
pub(super) fn replace(folder: &Path, copy: &Copy) -> Result<(), PutError> {
    let is_there = folder.read_dir().is_ok_and(|mut entries| entries.next().is_some());
    if folder.exists() && (!folder.is_dir() || (is_there && !folder.join(SUMS).is_file())) {
        return Err(PutError::NotOurs(folder.to_owned()));
    }
    let name = folder.file_name().map_or_else(|| "copy".into(), std::ffi::OsStr::to_os_string).to_string_lossy().into_owned();
    let beside = folder.with_file_name(format!(".{name}.{}", std::process::id()));
    let put = write(&beside, copy).and_then(|()| swap(&beside, folder));
    // What was there before, or what could not be finished.
    let _ = fs::remove_dir_all(&beside);
    put.map_err(|error| PutError::Disk(folder.to_owned(), error))
}

fn write(folder: &Path, copy: &Copy) -> Result<(), std::io::Error> {
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent)?;
    }
    fs::create_dir(folder)?;
    for (name, content) in copy {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut file = fs::File::create(&path)?;
        file.write_all(content)?;
        file.sync_all()?;
    }
    readable(folder)
}

/// All of it is public, and a web server of another account must read it, whatever the program's files are otherwise.
fn readable(folder: &Path) -> Result<(), std::io::Error> {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            readable(&entry.path())?;
        } else {
            fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o644))?;
        }
    }
    Ok(())
}

fn swap(new: &Path, folder: &Path) -> Result<(), std::io::Error> {
    let flags = if folder.exists() { RenameFlags::EXCHANGE } else { RenameFlags::NOREPLACE };
    renameat_with(CWD, new, CWD, folder, flags)?;
    Ok(())
}
