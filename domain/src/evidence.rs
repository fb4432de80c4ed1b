//! Evidence: a file with a claim. What may come in, and what it is by its content.

use crate::incident::words;

/// The largest file, in bytes: 10 MB.
pub const MOST_BYTES: usize = 10 << 20;
/// A claim has so many files at most.
pub const MOST_FILES: i64 = 10;
/// The largest picture, in pixels: more than any telephone's camera makes by itself.
pub const MOST_PIXELS: u64 = 64_000_000;
/// So many pages of a document are kept.
pub const MOST_PAGES: usize = 20;

words! {
    /// How far a file is.
    EvidenceState {
        /// Its pages can be looked at.
        Kept = "kept",
        /// The scanner could not be reached: nobody can look at it yet.
        Quarantined = "quarantined",
        /// Taken away by its person, or found to be harmful.
        Removed = "removed",
    }
}

words! {
    /// What a file is.
    FileKind {
        /// A photo.
        Jpeg = "jpeg",
        /// A picture.
        Png = "png",
        /// A document.
        Pdf = "pdf",
    }
}

/// What a file is by how it begins, whatever it is called or said to be. Everything else is not taken in.
#[must_use]
pub fn kind_of(bytes: &[u8]) -> Option<FileKind> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(FileKind::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(FileKind::Png),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(FileKind::Pdf),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_says_its_beginning() {
        assert_eq!(kind_of(b"\xFF\xD8\xFF\xE0rest"), Some(FileKind::Jpeg));
        assert_eq!(kind_of(b"\x89PNG\r\n\x1A\nrest"), Some(FileKind::Png));
        assert_eq!(kind_of(b"%PDF-1.7\n"), Some(FileKind::Pdf));
        for other in
            [b"<svg xmlns='http://www.w3.org/2000/svg'>".as_slice(), b"<!doctype html>", b"PK\x03\x04", b"GIF89a", b" %PDF-1.7", b""]
        {
            assert_eq!(kind_of(other), None, "{other:?}");
        }
    }
}
