//! `candor requests`: what people ask of staff, until the console has its queue.

use std::{io::Read, path::PathBuf};

use clap::Subcommand;
use domain::{email::EmailAddress, incident::Incident, request::RequestNumber};
use serde_json::{Value, json};
use store::{
    Tx,
    audit::{Act, Chain},
    requests::{Answer, AnswerOutcome, Request},
};

use super::{Failure, Global, Opened};

/// Who acts, in the audit: the console will name a person.
const ACTOR: &str = "command line";
/// No list is longer.
const LONGEST_LIST: u32 = 10_000;

/// What can be done with requests.
#[derive(Clone, Debug, Subcommand)]
pub enum Requests {
    /// Lists requests, those that wait longest first. Shows nobody's name and nothing of what they wrote.
    List {
        /// Of this incident only.
        #[arg(long)]
        incident: Option<String>,
        /// Only those that nobody has answered.
        #[arg(long)]
        open: bool,
    },
    /// Shows what somebody wrote. The audit keeps that it was looked at.
    Show {
        /// Its number, such as R-7K4M-Q2ZX.
        number: String,
    },
    /// Answers a request by e-mail, and on the person's page.
    Answer {
        /// Its number.
        number: String,
        /// A file with the answer in plain text, an empty line between paragraphs; `-` reads standard input.
        #[arg(long, value_name = "FILE")]
        text: PathBuf,
    },
    /// Closes a request, answered or not.
    Close {
        /// Its number.
        number: String,
    },
}

/// Runs `candor requests`.
///
/// # Errors
/// Bad input for a number nobody was given or an empty answer; refused when it was answered before; environment when the
/// database fails.
pub async fn run(global: &Global, command: &Requests) -> Result<(), Failure> {
    let opened = global.open().await?;
    match command {
        Requests::List { incident, open } => list(global, &opened, incident.as_deref(), *open).await,
        Requests::Show { number } => show(global, &opened, number).await,
        Requests::Answer { number, text } => answer(global, &opened, number, text).await,
        Requests::Close { number } => close(global, &opened, number).await,
    }
}

async fn list(global: &Global, opened: &Opened, slug: Option<&str>, only_open: bool) -> Result<(), Failure> {
    let incident = match slug {
        Some(slug) => Some(opened.incident(slug).await?.incident_id),
        None => None,
    };
    let requests = opened.store.list_requests(incident, only_open, LONGEST_LIST).await?;
    let incidents = opened.store.list_incidents().await?;
    let slug_of = |request: &Request| {
        incidents.iter().find(|incident| incident.incident_id == request.incident_id).map_or("", |incident| incident.slug.as_str())
    };
    if global.json {
        let rows: Vec<Value> = requests.iter().map(|request| in_short(request, slug_of(request))).collect();
        println!("{}", json!({ "requests": rows }));
        return Ok(());
    }
    for request in &requests {
        let (number, state) = (&request.number, request.state.as_str());
        println!("{number}  {state:<8}  answer by {}  {}  {}", request.promised_on, request.kind.as_str(), slug_of(request));
    }
    if requests.is_empty() {
        println!("no requests");
    }
    Ok(())
}

fn in_short(request: &Request, slug: &str) -> Value {
    json!({
        "number": request.number.as_str(),
        "incident": slug,
        "kind": request.kind.as_str(),
        "state": request.state.as_str(),
        "lang": request.lang.as_str(),
        "has_person": request.person_id.is_some(),
        "made_at": request.made_at.to_string(),
        "promised_on": request.promised_on,
        "answered_at": request.answered_at.map(|at| at.to_string()),
    })
}

async fn show(global: &Global, opened: &Opened, number: &str) -> Result<(), Failure> {
    let (request, incident) = find(opened, number).await?;
    let to = opened.store.answer_address(&request).await?;
    let mut tx = opened.store.write().await?;
    audit(opened, &mut tx, &request, "request.view").await?;
    tx.commit().await?;
    if let Some(person) = request.person_id {
        // What they wrote is theirs: their page says that somebody looked.
        let details = json!({ "role": "operator", "what": "request", "request": request.request_id.to_string() });
        opened.store.note_view(request.incident_id, person, ACTOR, &details, opened.clock.now()).await?;
    }
    let text = &request.text;
    if global.json {
        let mut all = in_short(&request, incident.slug.as_str());
        all["name"] = json!(text.name);
        all["answer_to"] = json!(to.as_ref().map(EmailAddress::as_str));
        all["postal_address"] = json!(text.postal_address);
        all["message"] = json!(text.message);
        all["answer"] = json!(request.answer);
        println!("{all}");
        return Ok(());
    }
    println!("{}  {}  {}  answer by {}", request.number, request.state.as_str(), request.kind.as_str(), request.promised_on);
    println!("incident:  {}", incident.slug);
    println!("language:  {}", request.lang.as_str());
    println!("signed in: {}", if request.person_id.is_some() { "yes" } else { "no; check who it is before you send anything about them" });
    println!("answer to: {}", to.as_ref().map_or("no e-mail address; write a letter", EmailAddress::as_str));
    for (name, value) in [("name:     ", &text.name), ("address:  ", &text.postal_address)] {
        if !value.is_empty() {
            println!("{name} {value}");
        }
    }
    println!("\n{}", text.message);
    if let Some(answer) = &request.answer {
        println!("\nanswered:\n{answer}");
    }
    Ok(())
}

async fn answer(global: &Global, opened: &Opened, number: &str, file: &PathBuf) -> Result<(), Failure> {
    let (request, _) = find(opened, number).await?;
    let text = read(file)?;
    let to = opened.store.answer_address(&request).await?;
    let mut tx = opened.store.write().await?;
    let answer = Answer { request: &request, text: &text, to: to.as_ref(), by: None };
    let outcome = opened.store.answer_request(&mut tx, answer, opened.clock.now()).await?;
    let said = match outcome {
        AnswerOutcome::NotOpen => {
            return Err(Failure::Refused(format!("{} is {}; nothing changed", request.number, request.state.as_str())));
        }
        AnswerOutcome::Mailed => "answered; the mail is queued",
        AnswerOutcome::NoAddress => "answered on the person's page or by nobody yet: there is no e-mail address, so write a letter",
    };
    audit(opened, &mut tx, &request, "request.answer").await?;
    tx.commit().await?;
    report(global, &request, "answered", outcome == AnswerOutcome::Mailed, said);
    Ok(())
}

async fn close(global: &Global, opened: &Opened, number: &str) -> Result<(), Failure> {
    let (request, _) = find(opened, number).await?;
    let mut tx = opened.store.write().await?;
    if !opened.store.close_request(&mut tx, &request, opened.clock.now()).await? {
        return Err(Failure::Refused(format!("{} was closed before; nothing changed", request.number)));
    }
    audit(opened, &mut tx, &request, "request.close").await?;
    tx.commit().await?;
    report(global, &request, "closed", false, "closed");
    Ok(())
}

fn report(global: &Global, request: &Request, state: &str, is_mailed: bool, said: &str) {
    if global.json {
        println!("{}", json!({ "number": request.number.as_str(), "state": state, "mailed": is_mailed }));
    } else {
        println!("{}: {said}", request.number);
    }
}

async fn find(opened: &Opened, number: &str) -> Result<(Request, Incident), Failure> {
    let number = RequestNumber::parse(number).map_err(|error| Failure::BadInput(error.to_string()))?;
    let request = opened.store.find_request(&number).await?;
    let request = request.ok_or_else(|| Failure::BadInput(format!("there is no request {number}; `candor requests list` shows all")))?;
    let incident = opened.store.incident(request.incident_id).await?;
    Ok((request, incident))
}

async fn audit(opened: &Opened, tx: &mut Tx, request: &Request, act: &str) -> Result<(), Failure> {
    let act = Act { actor: ACTOR, act, about: Some(request.request_id.0), details: &json!({ "number": request.number.as_str() }) };
    Ok(opened.store.append_audit(tx, Chain::Incident(request.incident_id), act, opened.clock.now()).await?)
}

fn read(file: &PathBuf) -> Result<String, Failure> {
    let bad = |error: std::io::Error| Failure::BadInput(format!("the answer {} cannot be read: {error}", file.display()));
    let text = if file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(bad)?;
        text
    } else {
        std::fs::read_to_string(file).map_err(bad)?
    };
    let text = text.trim().to_owned();
    if text.is_empty() { Err(Failure::BadInput("the answer is empty".to_owned())) } else { Ok(text) }
}
