//! The command line: one file per command.

mod audit;
mod bounces;
mod codes;
mod demo;
mod drill;
mod export_site;
mod failure;
mod import;
mod incident;
pub mod init;
mod keys;
mod ledger;
mod letters;
mod mail;
mod notice;
mod open;
mod requests;
mod routes;
pub mod serve;
mod sms;
mod staff;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, parser::ValueSource};

pub use failure::Failure;
pub use open::Opened;

/// The site a company puts up when it has lost its customers' data.
#[derive(Debug, Parser)]
#[command(name = "candor", version, about)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
pub struct Global {
    /// The folder with the master key, the settings and, on SQLite, the database.
    #[arg(long, global = true, env = "CANDOR_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,
    /// The settings; `candor.toml` in the data folder unless given.
    #[arg(long, global = true, env = "CANDOR_CONFIG")]
    pub config: Option<PathBuf>,
    /// Print one JSON object on standard output and nothing else there.
    #[arg(long, global = true)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Reads a list of affected people, or looks after lists that were read.
    Import(import::Import),
    /// Makes a data folder with a master key and settings. Never overwrites.
    Init,
    /// Serves a made-up practice incident with a thousand people, to look around in. Its folder is `data-demo` unless
    /// another is named.
    Demo(serve::Serve),
    /// A practice run from discovery to everybody told, with a score sheet of times. Nothing reaches anyone.
    Drill(drill::Drill),
    /// Serves the site.
    Serve(serve::Serve),
    /// Lists every route and server function with who may call it.
    Routes,
    /// Makes incidents, makes them public, lists them.
    #[command(subcommand)]
    Incident(incident::Incident),
    /// Makes, sends, pauses and resumes notices, and says how far they are.
    #[command(subcommand)]
    Notice(notice::Notice),
    /// Reads reports of mail that did not arrive, from standard input or a maildir, and does what they say.
    Bounces(bounces::Bounces),
    /// Prints letters for those whom no e-mail reaches, and keys in what comes back.
    #[command(subcommand)]
    Letters(letters::Letters),
    /// Activation codes of identity protection.
    #[command(subcommand)]
    Codes(codes::Codes),
    /// The books of what was granted and paid.
    #[command(subcommand)]
    Ledger(ledger::Ledger),
    /// What people ask of staff.
    #[command(subcommand)]
    Requests(requests::Requests),
    /// Adds, lists and removes members of staff, and gives and takes their roles.
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Checks the log of what staff did, writes it out, and prints its heads for keeping elsewhere.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Writes the public pages as files with a signed list, to be put on any web server when all else is down.
    ExportSite(export_site::ExportSite),
    /// Makes a key that signs our mail, and checks what receivers will look at before anything is sent.
    #[command(subcommand)]
    Mail(mail::Mail),
    /// Text messages beside notices: sends a test.
    #[command(subcommand)]
    Sms(sms::SmsCommand),
    /// Makes and looks after keys.
    #[command(subcommand)]
    Keys(keys::Keys),
}

/// Runs the command line of this process. Exit codes: 0 done, 1 refused, 2 bad input, 3 environment.
pub async fn run() -> ExitCode {
    let matches = Cli::command().get_matches();
    let mut cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    if matches!(cli.command, Command::Demo(_)) && matches.value_source("data_dir") == Some(ValueSource::DefaultValue) {
        cli.global.data_dir = demo::DATA_DIR.into();
    }
    crate::log::start();
    crate::machine::keep_files_private();
    let outcome = match cli.command {
        Command::Import(command) => import::run(&cli.global, &command).await,
        Command::Init => init::run(&cli.global),
        Command::Demo(flags) => demo::run(&cli.global, &flags).await,
        Command::Drill(command) => drill::run(&cli.global, &command).await,
        Command::Serve(flags) => serve::run(&cli.global, &flags).await,
        Command::Routes => routes::run(&cli.global),
        Command::Incident(command) => incident::run(&cli.global, &command).await,
        Command::Notice(command) => notice::run(&cli.global, &command).await,
        Command::Bounces(command) => bounces::run(&cli.global, &command).await,
        Command::Letters(command) => letters::run(&cli.global, &command).await,
        Command::Codes(command) => codes::run(&cli.global, &command).await,
        Command::Ledger(command) => ledger::run(&cli.global, &command).await,
        Command::Requests(command) => requests::run(&cli.global, &command).await,
        Command::Staff(command) => staff::run(&cli.global, &command).await,
        Command::Audit(command) => audit::run(&cli.global, &command).await,
        Command::ExportSite(command) => export_site::run(&cli.global, &command).await,
        Command::Mail(command) => mail::run(&cli.global, &command).await,
        Command::Sms(command) => sms::run(&cli.global, &command).await,
        Command::Keys(command) => keys::run(&cli.global, &command),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("candor: {failure}");
            failure.exit_code()
        }
    }
}
