//! `candor letters`: batches for a print house, and what comes back.

use std::{
    io::BufRead,
    path::{Path, PathBuf},
};

use clap::Subcommand;
use domain::{
    code::TypedCode,
    ids::NoticeId,
    incident::Incident,
    letter::{LARGEST_BATCH, LARGEST_FILE, Paper},
    request::promised_on,
};
use serde_json::{Value, json};
use store::{
    audit::{Act, Chain},
    letters::{LetterBatch, LetterFile, NewBatch, Returned},
    notices::Notice,
};

use super::{Failure, Global, Opened};
use crate::{
    letters::{LettersError, Printer, PrinterParts, take_out, write_out},
    sealed_files::SealedFiles,
    site,
};

/// Who acts, in the log.
const ACTOR: &str = "command line";
/// No list is longer.
const LONGEST_LIST: i64 = 10_000;

/// What can be done with letters.
#[derive(Clone, Debug, Subcommand)]
pub enum Letters {
    /// Prints everybody who waits for a letter: whose e-mail came back, and who can be reached by letter alone. Each gets into one
    /// batch; a batch is PDFs and a list for the print house.
    Batch {
        /// The incident's name in addresses.
        #[arg(long)]
        incident: String,
        /// Letters in one PDF at most.
        #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(i64).range(1..=LARGEST_FILE))]
        size: i64,
        /// `letter` or `a4`; as in the settings unless given.
        #[arg(long, value_parser = paper)]
        paper: Option<Paper>,
        /// The notice that people without an e-mail address are told by; the newest that was begun unless given.
        #[arg(long)]
        notice: Option<String>,
        /// The folder that the files are written to.
        #[arg(long)]
        out: PathBuf,
    },
    /// Lists batches, the newest first, and says how many wait.
    List {
        /// The incident's name in addresses.
        #[arg(long)]
        incident: String,
    },
    /// Writes the files of a batch again, the same to the last byte.
    Download {
        /// The incident's name in addresses.
        #[arg(long)]
        incident: String,
        /// The number of the batch.
        #[arg(long)]
        batch: i64,
        /// The folder that the files are written to.
        #[arg(long)]
        out: PathBuf,
    },
    /// Says that a letter came back. Its code opens nothing from then on, no letter goes to that address, and staff have a request.
    Returned {
        /// The code printed on the letter; `-` reads codes from standard input, one a line.
        code: String,
    },
}

fn paper(text: &str) -> Result<Paper, String> {
    Paper::parse(text).ok_or_else(|| "it is `letter` or `a4`".to_owned())
}

/// Runs `candor letters`.
///
/// # Errors
/// Bad input for what is not there; refused before a notice was begun, and for a code that no letter carries; environment when
/// database, fonts or disk fail.
pub async fn run(global: &Global, command: &Letters) -> Result<(), Failure> {
    let opened = global.open().await?;
    let shelf = SealedFiles::at(&opened.config.sealed_files, &global.data_dir, "letters")?;
    match command {
        Letters::Batch { incident, size, paper, notice, out } => {
            let incident = opened.incident(incident).await?;
            let new = NewBatch { paper: paper.unwrap_or(opened.config.letters.paper), per_file: *size, made_by: None };
            batch(global, &opened, &shelf, &incident, notice.as_deref(), &new, out).await
        }
        Letters::List { incident } => list(global, &opened, &opened.incident(incident).await?).await,
        Letters::Download { incident, batch, out } => {
            let incident = opened.incident(incident).await?;
            download(global, &opened, &shelf, &incident, *batch, out).await
        }
        Letters::Returned { code } => returned(global, &opened, code).await,
    }
}

async fn batch(
    global: &Global,
    opened: &Opened,
    shelf: &SealedFiles,
    incident: &Incident,
    notice: Option<&str>,
    new: &NewBatch,
    out: &Path,
) -> Result<(), Failure> {
    let printer = printer(opened, shelf)?;
    let mut batches = opened.store.unprinted_batches(incident.incident_id).await?;
    let (queued, alone) = opened.store.count_waiting_letters(incident.incident_id).await?;
    if !global.json {
        eprintln!(
            "{queued} letters are queued, {alone} people can be reached by letter alone; {} batches were begun before",
            batches.len()
        );
    }
    let mut printed = Vec::new();
    loop {
        for batch in batches.drain(..) {
            let files = printer.print(&batch, ACTOR).await?;
            write_all(opened, shelf, &batch, &files, out).await?;
            if !global.json {
                println!("batch {}: {} letters in {} files", batch.number, batch.letters, files.len());
            }
            let now_printed = opened.store.letter_batch(incident.incident_id, batch.number).await?.unwrap_or(batch);
            printed.push(in_json(&now_printed, &files));
        }
        let people = opened.store.people_for_letters(incident.incident_id, LARGEST_BATCH).await?;
        if people.is_empty() {
            break;
        }
        let notice = begun_notice(opened, incident, notice).await?;
        let mut tx = opened.store.write().await?;
        // Others may have been first with all of them.
        let Some(made) = opened.store.make_letter_batch(&mut tx, &notice, &people, new, opened.clock.now()).await? else { continue };
        let details = json!({ "batch": made.number, "letters": made.letters });
        let act = Act { actor: ACTOR, act: "letters.batch", about: Some(made.batch_id.0), details: &details };
        opened.store.append_audit(&mut tx, Chain::Incident(incident.incident_id), act, opened.clock.now()).await?;
        tx.commit().await?;
        batches.push(made);
    }
    if global.json {
        println!("{}", json!({ "incident": incident.slug.as_str(), "batches": printed }));
    } else if printed.is_empty() {
        println!("nobody waits for a letter");
    }
    Ok(())
}

fn printer(opened: &Opened, shelf: &SealedFiles) -> Result<Printer, Failure> {
    let config = &opened.config;
    let parts = PrinterParts {
        store: opened.store.clone(),
        clock: opened.clock.clone(),
        entropy: opened.entropy.clone(),
        shelf: shelf.clone(),
        company: config.company.clone(),
        catalogue: site::guidance(config)?,
        public_url: config.public_url.clone(),
        settings: config.letters.clone(),
    };
    Ok(Printer::new(parts)?)
}

/// The notice people without an e-mail address are told by.
async fn begun_notice(opened: &Opened, incident: &Incident, id: Option<&str>) -> Result<Notice, Failure> {
    let notices = opened.store.notices(incident.incident_id).await?;
    let notice = match id {
        Some(id) => {
            let id = NoticeId(id.parse().map_err(|_| Failure::BadInput(format!("{id} is no notice's id")))?);
            let found = notices.into_iter().find(|notice| notice.notice_id == id);
            Some(found.ok_or_else(|| Failure::BadInput(format!("{} has no notice {id}", incident.slug)))?)
        }
        None => notices.into_iter().find(|notice| notice.started_at.is_some()),
    };
    notice.filter(|notice| notice.started_at.is_some()).ok_or_else(|| {
        Failure::Refused(format!("no notice of {} was begun yet: `candor notice send` begins one, and letters go with it", incident.slug))
    })
}

async fn write_all(opened: &Opened, shelf: &SealedFiles, batch: &LetterBatch, files: &[LetterFile], out: &Path) -> Result<(), Failure> {
    for file in files {
        let bytes = take_out(&opened.store, shelf, batch.incident_id, file).await?;
        write_out(out, file, &bytes)?;
    }
    Ok(())
}

fn in_json(batch: &LetterBatch, files: &[LetterFile]) -> Value {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let files: Vec<Value> =
        files.iter().map(|file| json!({ "name": file.name, "bytes": file.bytes, "sha256": hex(&file.sha256) })).collect();
    json!({
        "number": batch.number,
        "letters": batch.letters,
        "paper": batch.paper.as_str(),
        "made_at": batch.made_at.to_string(),
        "printed_at": batch.printed_at.map(|at| at.to_string()),
        "files": files,
    })
}

async fn list(global: &Global, opened: &Opened, incident: &Incident) -> Result<(), Failure> {
    let batches = opened.store.letter_batches(incident.incident_id, 0, LONGEST_LIST).await?;
    let (queued, alone) = opened.store.count_waiting_letters(incident.incident_id).await?;
    if global.json {
        let batches: Vec<Value> = batches.iter().map(|batch| in_json(batch, &[])).collect();
        println!(
            "{}",
            json!({ "incident": incident.slug.as_str(), "waiting": { "queued": queued, "by_letter_alone": alone }, "batches": batches })
        );
        return Ok(());
    }
    for batch in &batches {
        let state = if batch.printed_at.is_some() { "printed" } else { "begun" };
        println!("batch {}: {} letters, {state}, {}", batch.number, batch.letters, batch.made_at);
    }
    println!("{queued} letters are queued, {alone} people can be reached by letter alone");
    Ok(())
}

async fn download(
    global: &Global,
    opened: &Opened,
    shelf: &SealedFiles,
    incident: &Incident,
    number: i64,
    out: &Path,
) -> Result<(), Failure> {
    let batch = opened.store.letter_batch(incident.incident_id, number).await?;
    let batch =
        batch.ok_or_else(|| Failure::BadInput(format!("{} has no batch {number}; `candor letters list` shows all", incident.slug)))?;
    let files = opened.store.letter_files(&batch).await?;
    if files.is_empty() {
        return Err(LettersError::NotYet(number).into());
    }
    let mut tx = opened.store.write().await?;
    let details = json!({ "batch": number });
    let act = Act { actor: ACTOR, act: "letters.download", about: Some(batch.batch_id.0), details: &details };
    opened.store.append_audit(&mut tx, Chain::Incident(incident.incident_id), act, opened.clock.now()).await?;
    tx.commit().await?;
    write_all(opened, shelf, &batch, &files, out).await?;
    if global.json {
        println!("{}", in_json(&batch, &files));
    } else {
        println!("batch {number}: {} files in {}", files.len(), out.display());
    }
    Ok(())
}

async fn returned(global: &Global, opened: &Opened, code: &str) -> Result<(), Failure> {
    let codes: Vec<String> = if code == "-" { std::io::stdin().lock().lines().collect::<Result<_, _>>()? } else { vec![code.to_owned()] };
    let (mut rows, mut unknown) = (Vec::new(), 0);
    for (line, typed) in (1..).zip(codes.iter().map(|line| line.trim()).filter(|line| !line.is_empty())) {
        // The code itself is never printed: whoever has it can open somebody's page.
        match one_returned(opened, typed).await? {
            Some((batch, position, outcome)) => {
                let (is_new, request) = match &outcome {
                    Returned::Now { request } => (true, request.as_ref().map(|number| number.as_str().to_owned())),
                    Returned::Before => (false, None),
                };
                if !global.json {
                    let said = if is_new { "came back" } else { "came back before; nothing changed" };
                    println!(
                        "letter {batch}-{position} {said}{}",
                        request.as_ref().map(|number| format!(": request {number}")).unwrap_or_default()
                    );
                }
                rows.push(json!({ "line": line, "letter": format!("{batch}-{position}"), "is_new": is_new, "request": request }));
            }
            None => {
                unknown += 1;
                if !global.json {
                    eprintln!("line {line}: no letter carries this code; it begins with P and has 16 more letters and digits");
                }
                rows.push(json!({ "line": line, "letter": null }));
            }
        }
    }
    if global.json {
        println!("{}", json!({ "letters": rows }));
    }
    if unknown > 0 { Err(Failure::Refused(format!("{unknown} codes are on no letter"))) } else { Ok(()) }
}

/// The letter's batch and place, and what keying it in did; nothing when no letter carries the code.
async fn one_returned(opened: &Opened, typed: &str) -> Result<Option<(i64, i64, Returned)>, Failure> {
    let Ok(code) = TypedCode::parse(typed) else { return Ok(None) };
    let Some(letter) = opened.store.find_letter(&code).await? else { return Ok(None) };
    let incident = opened.store.incident(letter.incident_id).await?;
    let now = opened.clock.now();
    let mut tx = opened.store.write().await?;
    let outcome = opened.store.letter_returned(&mut tx, &letter, &promised_on(now, &incident.zone), now).await?;
    if outcome != Returned::Before {
        let details = json!({ "letter": format!("{}-{}", letter.batch, letter.position) });
        let act = Act { actor: ACTOR, act: "letters.returned", about: Some(letter.person_id.0), details: &details };
        opened.store.append_audit(&mut tx, Chain::Incident(letter.incident_id), act, now).await?;
        tx.commit().await?;
    }
    Ok(Some((letter.batch, letter.position, outcome)))
}

impl From<LettersError> for Failure {
    fn from(error: LettersError) -> Self {
        match error {
            LettersError::NotYet(_) => Self::Refused(error.to_string()),
            other => Self::Environment(other.to_string()),
        }
    }
}
