//! Letters for people who have no e-mail address, or whose mail came back: a run of letters in, one tagged PDF out. Forms for who wants paper.
//!
//! Set by typst, which is part of the program (docs/decisions/0016). The same run gives the same bytes: no clock, no chance.
//! Where things stand on the first page follows from the envelopes (`window`).

mod fonts;
mod form;
mod press;
mod qr;
mod run;
#[cfg(test)]
mod tests;
pub mod window;
mod world;

pub use fonts::{BadFonts, Fonts};
pub use form::Form;
pub use press::{Press, PressError, Printed};
pub use run::{Addressee, Language, Letter, MadeAt, Office, Run, Sender, Step, StepLink};
pub use window::Paper;
