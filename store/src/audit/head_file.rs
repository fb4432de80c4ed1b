//! The heads outside the database, so that a cut tail shows: after each commit that appended to the audit a line is added to a
//! file. Killed in between, the file is one commit behind the database, never before it. Several processes may share the file.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use thiserror::Error;

use super::{Chain, Head};
use crate::{Store, keys::Keyring};

/// Beyond this many bytes only the last line of each chain is kept.
const LONGEST: u64 = 1 << 20;

/// The file in which this server keeps the heads of what it wrote.
pub struct HeadFile {
    path: PathBuf,
    keys: Arc<Keyring>,
}

impl std::fmt::Debug for HeadFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HeadFile").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Why the file cannot be believed.
#[derive(Debug, Error)]
pub enum HeadFileError {
    /// It could not be read.
    #[error("the file of the audit's heads cannot be read: {0}")]
    Io(#[from] io::Error),
    /// A line was written by somebody else, or changed.
    #[error("line {line} of the file of the audit's heads is not one that this installation wrote")]
    NotOurs {
        /// From 1.
        line: usize,
    },
}

impl Store {
    /// The same store, which writes the audit's heads to the file at `path` after each commit that appended to it.
    #[must_use]
    pub fn with_audit_heads(self, path: PathBuf) -> Self {
        let keys = self.keys.clone();
        Self { heads: Some(Arc::new(HeadFile { path, keys })), ..self }
    }

    /// The file in which the heads are kept, if there is one.
    #[must_use]
    pub fn audit_head_file(&self) -> Option<&HeadFile> {
        self.heads.as_deref()
    }
}

impl HeadFile {
    /// Every head in the file, in the order in which they were written; none when nothing was ever written. What a crash left
    /// half-written at the end is no line.
    ///
    /// # Errors
    /// See [`HeadFileError`].
    pub fn read(&self) -> Result<Vec<Head>, HeadFileError> {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let key = self.keys.system().audit();
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let lines = whole.lines().enumerate();
        lines.map(|(at, line)| Head::of_line(line, key).ok_or(HeadFileError::NotOurs { line: at + 1 })).collect()
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn write(&self, heads: &[Head]) -> io::Result<()> {
        // Another process may write as well; one that shortens the file puts another in its place.
        let lock = File::options().create(true).truncate(false).write(true).open(self.beside("lock"))?;
        lock.lock()?;
        let mut file = File::options().create(true).read(true).append(true).open(&self.path)?;
        let length = file.metadata()?.len();
        if length > LONGEST {
            file = self.shortened(&mut file)?;
        } else if length == 0 {
            self.sync_folder()?;
        } else {
            drop_half_line(&mut file, length)?;
        }
        let key = self.keys.system().audit();
        let lines: String = heads.iter().map(|head| head.to_line(key) + "\n").collect();
        file.write_all(lines.as_bytes())?;
        file.sync_data()
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(".");
        name.push(ending);
        name.into()
    }

    fn sync_folder(&self) -> io::Result<()> {
        self.path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
    }

    /// Keeps the furthest line of each chain, and every line that is not ours: `verify` has to show them.
    fn shortened(&self, file: &mut File) -> io::Result<File> {
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        let key = self.keys.system().audit();
        let mut furthest = BTreeMap::<Chain, (i64, &str)>::new();
        let mut kept = String::new();
        for line in text.rsplit_once('\n').map_or("", |(whole, _)| whole).lines() {
            match Head::of_line(line, key) {
                Some(head) => {
                    let known = furthest.entry(head.chain).or_insert((head.sequence, line));
                    if head.sequence > known.0 {
                        *known = (head.sequence, line);
                    }
                }
                None => kept += &format!("{line}\n"),
            }
        }
        furthest.values().for_each(|(_, line)| kept += &format!("{line}\n"));
        let new = self.beside("new");
        let mut shorter = File::create(&new)?;
        shorter.write_all(kept.as_bytes())?;
        shorter.sync_all()?;
        fs::rename(&new, &self.path)?;
        self.sync_folder()?;
        File::options().append(true).open(&self.path)
    }
}

/// A crash may have left the beginning of a line.
fn drop_half_line(file: &mut File, length: u64) -> io::Result<()> {
    // No line is longer.
    let tail_at = length.saturating_sub(512);
    file.seek(SeekFrom::Start(tail_at))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let whole = tail.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    if whole < tail.len() {
        file.set_len(tail_at + u64::try_from(whole).unwrap_or(0))?;
    }
    Ok(())
}

/// What a transaction appended, to be written outside the database once it is committed.
#[derive(Debug, Default)]
pub(crate) struct Appended(Option<(Arc<HeadFile>, Vec<Head>)>);

impl Appended {
    pub(crate) fn push(&mut self, file: &Arc<HeadFile>, head: Head) {
        self.0.get_or_insert_with(|| (file.clone(), Vec::new())).1.push(head);
    }

    /// The act is done and stays done: a file that cannot be written is said in the log, and the next commit's line covers it.
    pub(crate) async fn write(self) {
        let Some((file, heads)) = self.0 else { return };
        // Begun at once, so that it is also written when nobody waits any more.
        let written = tokio::task::spawn_blocking(move || file.write(&heads)).await;
        match written {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the audit's head could not be written outside the database"),
            Err(error) => tracing::error!(%error, "the audit's head could not be written outside the database"),
        }
    }
}
