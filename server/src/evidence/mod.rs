//! Evidence: a photo or a document with a claim. What comes in is scanned, turned into pictures of its pages and sealed; the file as it came is
//! thrown away. Nothing that was in it besides what can be seen is kept: no position, no script, no second file behind the first.

mod files;
mod pages;
mod scan;

pub use files::{Came, EvidenceFiles, NotTaken};
pub use pages::BadFile;
pub use scan::Scanner;
