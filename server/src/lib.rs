//! The program `candor`: command line, HTTP, workers, mail and letter templates.

pub mod cli;
pub mod config;
pub mod demo;
pub mod http;
pub mod import;
pub mod log;
pub mod machine;
pub mod mail;
pub mod ops;
pub mod site;
pub mod workers;

pub use app::incident_folder;
