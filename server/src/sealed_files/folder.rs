//! Sealed files in a folder: `NAME/INCIDENT/FILE` in the data folder.

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
    pub(super) fn in_folder(data_dir: &Path, name: &str) -> Self {
        Self { folder: data_dir.join(name) }
    }

    fn path(&self, incident: IncidentId, file: &str) -> PathBuf {
        self.folder.join(incident.to_string()).join(file)
    }

    /// Puts a sealed file there, all at once: after a crash it is whole or not there. `file` is a name of ours.
    ///
    /// # Errors
    /// When the disk does.
    pub(super) fn put(&self, incident: IncidentId, file: &str, sealed: &[u8]) -> io::Result<()> {
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
    pub(super) fn read(&self, incident: IncidentId, file: &str) -> io::Result<Vec<u8>> {
        fs::read(self.path(incident, file))
    }

    /// Throws it away.
    ///
    /// # Errors
    /// When it is not there, or the disk fails.
    pub(super) fn remove(&self, incident: IncidentId, file: &str) -> io::Result<()> {
        fs::remove_file(self.path(incident, file))
    }
}
