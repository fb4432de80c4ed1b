//! The program's tests, from outside: through the real router, the real listener and the real command line.

mod check_answers;
mod front;
mod incident_folder;
mod mail;
mod markdown;
mod me;
mod pages;
mod public;
mod support;
mod way_in;
