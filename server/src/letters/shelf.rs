//! The folder of sealed letters: `letters/INCIDENT/FILE` in the data folder. Nothing in it opens without the master key.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use domain::ids::{IncidentId, LetterFileId};

/// Where sealed letters lie.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// In this data folder.
    #[must_use]
    pub fn in_folder(data_dir: &Path) -> Self {
        Self { folder: data_dir.join("letters") }
    }

    fn path(&self, incident: IncidentId, file: LetterFileId) -> PathBuf {
        self.folder.join(incident.to_string()).join(file.to_string())
    }

    /// Puts a sealed file there, all at once: after a crash it is whole or not there.
    ///
    /// # Errors
    /// When the disk does.
    pub fn put(&self, incident: IncidentId, file: LetterFileId, sealed: &[u8]) -> io::Result<()> {
        let path = self.path(incident, file);
        let folder = self.folder.join(incident.to_string());
        fs::create_dir_all(&folder)?;
        let beside = path.with_extension("new");
        let mut new = fs::File::create(&beside)?;
        new.write_all(sealed)?;
        new.sync_all()?;
        fs::rename(&beside, &path)?;
        fs::File::open(&folder)?.sync_all()
    }

    /// Reads it.
    ///
    /// # Errors
    /// When it is not there.
    pub fn read(&self, incident: IncidentId, file: LetterFileId) -> io::Result<Vec<u8>> {
        fs::read(self.path(incident, file))
    }

    /// Throws it away; it may be gone already.
    pub fn remove(&self, incident: IncidentId, file: LetterFileId) {
        if let Err(error) = fs::remove_file(self.path(incident, file)) {
            tracing::warn!(%file, %error, "a file of letters that nobody needs is still there");
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_was_put_there_is_read_and_what_was_thrown_away_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::in_folder(folder.path());
        let (incident, file) = (IncidentId(Uuid::from_u128(1)), LetterFileId(Uuid::from_u128(2)));
        assert!(shelf.read(incident, file).is_err());
        shelf.put(incident, file, b"sealed").unwrap();
        assert_eq!(shelf.read(incident, file).unwrap(), b"sealed");
        shelf.remove(incident, file);
        assert!(shelf.read(incident, file).is_err());
    }
}
