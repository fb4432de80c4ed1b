//! A folder of sealed files: `NAME/INCIDENT/FILE` in the data folder. Nothing in it opens without the master key.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use domain::ids::IncidentId;

/// Where sealed files of one sort lie.
#[derive(Clone, Debug)]
pub struct SealedFolder {
    folder: PathBuf,
}

impl SealedFolder {
    /// The folder `name` in this data folder.
    #[must_use]
    pub fn in_folder(data_dir: &Path, name: &str) -> Self {
        Self { folder: data_dir.join(name) }
    }

    fn path(&self, incident: IncidentId, file: &str) -> PathBuf {
        self.folder.join(incident.to_string()).join(file)
    }

    /// Puts a sealed file there, all at once: after a crash it is whole or not there. `file` is a name of ours.
    ///
    /// # Errors
    /// When the disk does.
    pub fn put(&self, incident: IncidentId, file: &str, sealed: &[u8]) -> io::Result<()> {
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
    pub fn read(&self, incident: IncidentId, file: &str) -> io::Result<Vec<u8>> {
        fs::read(self.path(incident, file))
    }

    /// Throws it away; it may be gone already, or never have been there.
    pub fn remove(&self, incident: IncidentId, file: &str) {
        match fs::remove_file(self.path(incident, file)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(file, %error, "a sealed file that nobody needs is still there");
            }
            _ => {}
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
        let (sealed, incident) = (SealedFolder::in_folder(folder.path(), "letters"), IncidentId(Uuid::from_u128(1)));
        assert!(sealed.read(incident, "one").is_err());
        sealed.put(incident, "one", b"sealed").unwrap();
        assert_eq!(sealed.read(incident, "one").unwrap(), b"sealed");
        sealed.remove(incident, "one");
        sealed.remove(incident, "one");
        assert!(sealed.read(incident, "one").is_err());
    }
}
