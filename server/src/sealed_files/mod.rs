//! Sealed files (evidence, letters): in a folder of this machine, or in a bucket that all servers see. Nothing in either opens without the
//! master key.

mod bucket;
mod folder;

use std::{io, path::Path};

use domain::ids::IncidentId;
use thiserror::Error;

use self::{bucket::Bucket, folder::SealedFolder};

/// Where sealed files of one sort lie.
#[derive(Clone, Debug)]
pub enum SealedFiles {
    /// In the data folder.
    Folder(SealedFolder),
    /// In an object store.
    Bucket(Bucket),
}

/// A place that cannot be used.
#[derive(Debug, Error)]
#[error(
    "sealed_files = {place:?} cannot be used: {why}. It is `s3://BUCKET/FOLDER`, `gs://BUCKET/FOLDER` or `az://CONTAINER/FOLDER`, or empty for the data folder; keys come from the environment"
)]
pub struct BadPlace {
    /// As it was set.
    pub place: String,
    /// What the client says of it.
    pub why: String,
}

impl SealedFiles {
    /// Files of the sort `name` at the setting's place: a bucket's address, or empty for the data folder.
    ///
    /// # Errors
    /// When the address is none, or the environment has no keys for it. Nothing is asked over the network yet.
    pub fn at(place: &str, data_dir: &Path, name: &str) -> Result<Self, BadPlace> {
        if place.is_empty() {
            return Ok(Self::in_folder(data_dir, name));
        }
        let bucket = Bucket::at(place, name).map_err(|why| BadPlace { place: place.to_owned(), why })?;
        Ok(Self::Bucket(bucket))
    }

    /// The folder `name` in this data folder.
    #[must_use]
    pub fn in_folder(data_dir: &Path, name: &str) -> Self {
        Self::Folder(SealedFolder::in_folder(data_dir, name))
    }

    /// Puts a sealed file there, all at once: after a crash it is whole or not there. `file` is a name of ours.
    ///
    /// # Errors
    /// When the disk or the network does.
    pub async fn put(&self, incident: IncidentId, file: String, sealed: Vec<u8>) -> io::Result<()> {
        match self {
            Self::Folder(folder) => {
                let folder = folder.clone();
                off_the_loop(move || folder.put(incident, &file, &sealed)).await
            }
            Self::Bucket(bucket) => bucket.put(incident, &file, sealed).await,
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// When it is not there, or cannot be reached.
    pub async fn read(&self, incident: IncidentId, file: String) -> io::Result<Vec<u8>> {
        match self {
            Self::Folder(folder) => {
                let folder = folder.clone();
                off_the_loop(move || folder.read(incident, &file)).await
            }
            Self::Bucket(bucket) => bucket.read(incident, &file).await,
        }
    }

    /// Throws it away; it may be gone already, or never have been there. What cannot be thrown away is said in the log.
    pub async fn remove(&self, incident: IncidentId, file: String) {
        let name = file.clone();
        let removed = match self {
            Self::Folder(folder) => {
                let folder = folder.clone();
                off_the_loop(move || folder.remove(incident, &file)).await
            }
            Self::Bucket(bucket) => bucket.remove(incident, &file).await,
        };
        match removed {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(file = name, %error, "a sealed file that nobody needs is still there");
            }
            _ => {}
        }
    }
}

async fn off_the_loop<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[tokio::test]
    async fn what_was_put_there_is_read_and_what_was_thrown_away_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let (files, incident) = (SealedFiles::at("", folder.path(), "letters").unwrap(), IncidentId(Uuid::from_u128(1)));
        assert!(files.read(incident, "one".to_owned()).await.is_err());
        files.put(incident, "one".to_owned(), b"sealed".to_vec()).await.unwrap();
        assert_eq!(files.read(incident, "one".to_owned()).await.unwrap(), b"sealed");
        files.remove(incident, "one".to_owned()).await;
        files.remove(incident, "one".to_owned()).await;
        assert!(files.read(incident, "one".to_owned()).await.is_err());
    }

    #[test]
    fn a_place_that_is_none_is_refused_with_what_it_should_be() {
        for place in ["bucket", "ftp://bucket", "file:///etc", "https://example.org/x"] {
            let refused = SealedFiles::at(place, Path::new("/nowhere"), "evidence").unwrap_err().to_string();
            assert!(refused.contains(place) && refused.contains("s3://BUCKET/FOLDER"), "{refused}");
        }
    }
}
