//! The program `candor`: command line, HTTP, workers, mail and letter templates.

pub mod bounce;
pub mod cli;
pub mod config;
pub mod demo;
pub mod evidence;
pub mod export;
pub mod http;
pub mod import;
pub mod letters;
pub mod log;
pub mod machine;
pub mod mail;
pub mod ops;
pub mod outbound;
pub mod paper;
pub mod sealed_files;
pub mod site;
pub mod sms;
pub mod workers;

pub use app::incident_folder;
