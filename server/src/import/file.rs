//! The file: what it is (SHA-256), which columns it has, and that it stays as it is while it is read.

use std::{
    fs::{File, Metadata},
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use domain::import::{Columns, ReadOptions};
use sha2::{Digest, Sha256};

use super::{ImportFailure, RowReader};

/// A list on disk that was looked at once.
#[derive(Clone, Debug)]
pub struct ListFile {
    path: PathBuf,
    /// SHA-256 of the whole file.
    pub sha256: [u8; 32],
    /// Its length in bytes.
    pub bytes: u64,
    /// Its columns.
    pub columns: Columns,
    modified: Option<std::time::SystemTime>,
    first_row: (u64, u64),
}

impl ListFile {
    /// Looks at a file: its header first, then all of it for its SHA-256.
    ///
    /// # Errors
    /// When it cannot be read or its header cannot be used.
    pub fn look_at(path: &Path, options: &ReadOptions) -> Result<Self, ImportFailure> {
        let mut file = File::open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file").into());
        }
        let mut rows = RowReader::new(&mut file, 0, 1);
        let columns = match rows.next_row()? {
            Some(row) if row.broken.is_none() => Columns::parse(row.values(), &options.dropped_columns)?,
            Some(_) => return Err(domain::import::BadHeader::Unreadable.into()),
            None => return Err(domain::import::BadHeader::Missing.into()),
        };
        let first_row = (rows.byte(), rows.line());
        file.rewind()?;
        let sha256 = hash(&mut file)?;
        Ok(Self { path: path.to_owned(), sha256, bytes: metadata.len(), columns, modified: modified(&metadata), first_row })
    }

    /// Its rows, from a checkpoint on; byte 0 means from the first row after the header.
    ///
    /// # Errors
    /// When it cannot be read or is another file by now.
    pub fn rows(&self, next_byte: u64, next_line: u64) -> Result<RowReader<File>, ImportFailure> {
        self.check_unchanged()?;
        let (byte, line) = if next_byte == 0 { self.first_row } else { (next_byte, next_line) };
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(byte))?;
        Ok(RowReader::new(file, byte, line))
    }

    /// That the file is still the one that was looked at, as far as its length and time of change tell.
    ///
    /// # Errors
    /// [`ImportFailure::FileChanged`], or when it cannot be read.
    pub fn check_unchanged(&self) -> Result<(), ImportFailure> {
        let metadata = std::fs::metadata(&self.path)?;
        let is_same = metadata.len() == self.bytes && modified(&metadata) == self.modified;
        if is_same { Ok(()) } else { Err(ImportFailure::FileChanged) }
    }
}

fn modified(metadata: &Metadata) -> Option<std::time::SystemTime> {
    metadata.modified().ok()
}

fn hash(file: &mut File) -> io::Result<[u8; 32]> {
    let mut sha256 = Sha256::new();
    let mut piece = vec![0; 1 << 17];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(sha256.finalize().into()),
            read => sha256.update(&piece[..read]),
        }
    }
}
