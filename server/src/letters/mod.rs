//! Letters for a print house: a batch of people becomes PDFs and a manifest, which lie sealed in the data folder and are the same
//! bytes each time they are downloaded.

mod make;
mod manifest;
mod settings;
mod write;

pub use make::{LettersError, Printer, PrinterParts, take_out, write_out};
pub use settings::LetterSettings;
