//! Letters looked at as they are printed: pixels, words, bytes.

mod forms;
mod looks;
mod sample;
mod says;
mod windows;
