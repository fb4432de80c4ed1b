//! The program's tests, from outside: through the real router, the real listener and the real command line.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot begin should stop")]

mod audit_cli;
mod audit_pages;
mod check_answers;
mod contact;
mod editor;
mod front;
mod hour;
mod import;
mod import_rows;
mod incident_folder;
mod listener;
mod mail;
mod markdown;
mod matrix;
mod me;
mod naughty;
mod page_cache;
mod pages;
mod program;
mod public;
mod publishing;
mod requests_cli;
mod routes;
mod staff_cli;
mod staff_imports;
mod staff_people;
mod staff_requests;
mod staff_sign_in;
mod staff_team;
mod support;
mod way_in;
