//! Where the files of an incident come from.

use std::{collections::BTreeMap, io, path::Path};

use super::Faults;

/// All files of a folder by their path within it (`en/title.md`).
#[derive(Clone, Debug, Default)]
pub struct Source(BTreeMap<String, String>);

/// No text of an incident is longer; a folder with a film in it is not read into memory.
const LARGEST_FILE: u64 = 1 << 20;

impl Source {
    /// The `.toml` and `.md` files of a folder and of the folders in it.
    ///
    /// # Errors
    /// When the folder or a file cannot be read, is no UTF-8, or is larger than a megabyte.
    pub fn folder(root: &Path) -> Result<Self, Faults> {
        let mut files = BTreeMap::new();
        let mut faults = Faults::default();
        if let Err(error) = collect(root, "", &mut files, &mut faults) {
            faults.add(&root.display().to_string(), format!("cannot be read ({error})"));
        }
        if faults.0.is_empty() { Ok(Self(files)) } else { Err(faults) }
    }

    /// Files that are in the program.
    pub fn embedded<E: rust_embed::RustEmbed>() -> Self {
        let text = |path: &str| E::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned());
        Self(E::iter().filter_map(|path| Some((path.to_string(), text(&path)?))).collect())
    }

    pub(super) fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl FromIterator<(String, String)> for Source {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(files: I) -> Self {
        Self(files.into_iter().collect())
    }
}

fn collect(root: &Path, below: &str, files: &mut BTreeMap<String, String>, faults: &mut Faults) -> io::Result<()> {
    for entry in std::fs::read_dir(root.join(below))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        let kind = entry.metadata()?;
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            collect(root, &path, files, faults)?;
        } else if path.ends_with(".md") || path.ends_with(".toml") {
            if kind.len() > LARGEST_FILE {
                faults.add(&path, "is larger than 1 MB; a text of an incident is not");
                continue;
            }
            match std::fs::read_to_string(entry.path()) {
                Ok(text) => {
                    files.insert(path, text.trim_start_matches('\u{feff}').replace("\r\n", "\n"));
                }
                Err(error) => faults.add(&path, format!("cannot be read ({error}); save it as UTF-8")),
            }
        }
    }
    Ok(())
}
