//! A maildir folder: each message of `new` is read, done, and only then moved to `cur`. Stopped at any moment, the next run goes on: what
//! was done and not moved is known again and changes nothing.

use std::{
    fs, io,
    io::Read as _,
    path::{Path, PathBuf},
};

use super::LARGEST;

/// A maildir folder.
pub struct Maildir {
    folder: PathBuf,
}

impl Maildir {
    /// Opens a folder.
    ///
    /// # Errors
    /// When it has no `new` or no `cur`: then it is no maildir.
    pub fn open(folder: &Path) -> io::Result<Self> {
        for part in ["new", "cur"] {
            if !folder.join(part).is_dir() {
                return Err(io::Error::new(
                    io::ErrorKind::NotFound,
                    format!("{} has no folder {part}, so it is no maildir", folder.display()),
                ));
            }
        }
        Ok(Self { folder: folder.to_owned() })
    }

    /// What is new, in the order of the names, which begin with the time.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn new_messages(&self) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(self.folder.join("new"))? {
            let entry = entry?;
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !is_hidden && entry.file_type()?.is_file() {
                files.push(entry.path());
            }
        }
        files.sort();
        Ok(files)
    }

    /// A message, as much of it as counts; nothing when somebody else has just taken it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn message(file: &Path) -> io::Result<Option<Vec<u8>>> {
        let opened = match fs::File::open(file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        let mut bytes = Vec::new();
        opened.take(LARGEST as u64).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// Moves a message to `cur`, marked as seen.
    ///
    /// # Errors
    /// When it cannot be moved. That somebody else did it is no error.
    pub fn done(&self, file: &Path) -> io::Result<()> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        // What follows the colon are marks, of which a new message has none.
        let name = name.split(':').next().unwrap_or_default();
        match fs::rename(file, self.folder.join("cur").join(format!("{name}:2,S"))) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            moved => moved,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_moves_from_new_to_cur_and_what_is_no_maildir_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Maildir::open(folder.path()).is_err());
        for part in ["new", "cur", "tmp"] {
            fs::create_dir(folder.path().join(part)).unwrap();
        }
        fs::write(folder.path().join("new/2.b"), "two").unwrap();
        fs::write(folder.path().join("new/1.a"), "one").unwrap();
        fs::write(folder.path().join("new/.hidden"), "no").unwrap();
        let maildir = Maildir::open(folder.path()).unwrap();
        let files = maildir.new_messages().unwrap();
        assert_eq!(files.iter().map(|file| Maildir::message(file).unwrap().unwrap()).collect::<Vec<_>>(), [b"one", b"two"]);
        maildir.done(&files[0]).unwrap();
        maildir.done(&files[0]).unwrap();
        assert_eq!(maildir.new_messages().unwrap(), [files[1].clone()]);
        assert!(folder.path().join("cur/1.a:2,S").is_file());
        assert_eq!(Maildir::message(&files[0]).unwrap(), None);
    }
}
