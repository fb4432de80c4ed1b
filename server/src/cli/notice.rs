//! `candor notice`.

mod send;

use clap::{Args, Subcommand};
use domain::{
    clock::Timestamp,
    ids::NoticeId,
    mail::MailState,
    notice::{NoticeState, Purpose},
};
use serde_json::{Map, Value, json};
use store::{
    Tx,
    audit::{Act, Chain},
    notices::Notice as Stored,
};

use super::{Failure, Global, Opened};
use crate::{mail::Templates, site};

/// What can be done with notices.
#[derive(Clone, Debug, Subcommand)]
pub enum Notice {
    /// Makes a notice by e-mail. Nobody is told yet.
    New {
        /// The incident's name in addresses.
        #[arg(long)]
        incident: String,
        /// What staff call it; affected people see it in the list of what was sent to them.
        #[arg(long)]
        name: String,
    },
    /// Sends a notice to everybody reachable by e-mail who has not had it. Says to how many first.
    Send {
        #[command(flatten)]
        which: Which,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// Stops sending within seconds, in every process.
    Pause {
        #[command(flatten)]
        which: Which,
    },
    /// Goes on where it was paused; `candor serve` or `candor notice send` does the sending.
    Resume {
        #[command(flatten)]
        which: Which,
    },
    /// Says how far notices are and what is in flight.
    Status {
        #[command(flatten)]
        which: Which,
    },
}

/// Which notice is meant.
#[derive(Args, Clone, Debug)]
pub struct Which {
    /// The notice's id, as `notice new` and `notice status` print it.
    #[arg(required_unless_present = "incident")]
    notice: Option<String>,
    /// The incident, when it has one notice.
    #[arg(long)]
    incident: Option<String>,
}

/// Runs `candor notice`.
///
/// # Errors
/// Refused when the rules forbid it; bad input when there is no such notice; environment when database or relay fail.
pub async fn run(global: &Global, command: &Notice) -> Result<(), Failure> {
    let opened = global.open().await?;
    match command {
        Notice::New { incident, name } => new(global, &opened, incident, name).await,
        Notice::Send { which, yes } => {
            let notice = one(&opened, which).await?;
            send::run(global, &opened, &notice, *yes).await
        }
        Notice::Pause { which } => {
            let notice = one(&opened, which).await?;
            let mut tx = opened.store.write().await?;
            let changed = opened.store.pause_notice(&mut tx, &notice, opened.clock.now()).await?;
            finish(&opened, tx, &notice, "notice.pause", changed, "it is not being sent").await?;
            report(global, &opened, &[notice]).await
        }
        Notice::Resume { which } => {
            let notice = one(&opened, which).await?;
            let incident = opened.store.incident(notice.incident_id).await?;
            let words = send::words_now(&opened, &incident).await?;
            // Whoever stopped a notice to correct what it says wants it to say that.
            let is_own = notice.purpose == Purpose::Notice && opened.store.notice_handling(&notice).await?.written_by.is_none();
            let mut tx = opened.store.write().await?;
            if is_own {
                opened.store.fix_words(&mut tx, &notice, &words.0, &words.1, opened.clock.now()).await?;
            }
            let changed = opened.store.resume_notice(&mut tx, &notice, opened.clock.now()).await?;
            finish(&opened, tx, &notice, "notice.resume", changed, "it is not paused").await?;
            report(global, &opened, &[notice]).await
        }
        Notice::Status { which } => {
            let notices = all(&opened, which).await?;
            report(global, &opened, &notices).await
        }
    }
}

async fn new(global: &Global, opened: &Opened, incident: &str, name: &str) -> Result<(), Failure> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 200 || name.chars().any(char::is_control) {
        return Err(Failure::BadInput("a notice's name is one line of at most 200 characters".to_owned()));
    }
    let incident = opened.incident(incident).await?;
    let version = Templates::load()?.version().to_owned();
    let now = opened.clock.now();
    let mut tx = opened.store.write().await?;
    let notice = opened.store.add_notice(&mut tx, incident.incident_id, name, &version, now).await?;
    finish(opened, tx, &notice, "notice.new", true, "").await?;
    report(global, opened, &[notice]).await
}

/// Audits the act as the last of its transaction and makes it true; refuses when nothing changed.
async fn finish(opened: &Opened, mut tx: Tx, notice: &Stored, act: &str, changed: bool, why_not: &str) -> Result<(), Failure> {
    if !changed {
        return Err(Failure::Refused(format!("nothing was changed: {why_not} (`candor notice status` says how far it is)")));
    }
    let details = json!({});
    let act = Act { actor: "command line", act, about: Some(notice.notice_id.0), details: &details };
    opened.store.append_audit(&mut tx, Chain::Incident(notice.incident_id), act, opened.clock.now()).await?;
    Ok(tx.commit().await?)
}

async fn all(opened: &Opened, which: &Which) -> Result<Vec<Stored>, Failure> {
    if let Some(id) = &which.notice {
        let unknown = || Failure::BadInput(format!("there is no notice {id}; `candor notice status --incident SLUG` lists them"));
        let id: NoticeId = id.parse().map_err(|_| unknown())?;
        return Ok(vec![opened.store.find_notice(id).await?.ok_or_else(unknown)?]);
    }
    let incident = opened.incident(which.incident.as_deref().unwrap_or_default()).await?;
    Ok(opened.store.notices(incident.incident_id).await?)
}

async fn one(opened: &Opened, which: &Which) -> Result<Stored, Failure> {
    let mut found = all(opened, which).await?;
    match (found.pop(), found.is_empty()) {
        (Some(notice), true) => Ok(notice),
        (None, _) => Err(Failure::BadInput("the incident has no notice; `candor notice new` makes one".to_owned())),
        _ => Err(Failure::BadInput("the incident has several notices; name one by its id (`candor notice status`)".to_owned())),
    }
}

/// Prints how far these notices are: one object with all of them, and for a single one its own fields at the top.
async fn report(global: &Global, opened: &Opened, notices: &[Stored]) -> Result<(), Failure> {
    let mut rows = Vec::with_capacity(notices.len());
    for notice in notices {
        rows.push(describe(opened, notice.notice_id).await?);
    }
    if global.json {
        let mut object = match rows.as_slice() {
            [Value::Object(only)] => only.clone(),
            _ => Map::new(),
        };
        object.insert("notices".to_owned(), Value::Array(rows));
        println!("{}", Value::Object(object));
    } else if rows.is_empty() {
        println!("No notices. `candor notice new` makes one.");
    } else {
        for row in &rows {
            println!("{}", words(row));
        }
    }
    Ok(())
}

/// Everything that can be said of a notice without naming anybody.
async fn describe(opened: &Opened, notice: NoticeId) -> Result<Value, Failure> {
    let gone = || Failure::BadInput("the notice is no longer there".to_owned());
    let notice = opened.store.find_notice(notice).await?.ok_or_else(gone)?;
    let incident = opened.store.incident(notice.incident_id).await?;
    let counts = opened.store.notice_counts(&notice).await?;
    let handling = opened.store.notice_handling(&notice).await?;
    let by_state: Map<String, Value> = MailState::ALL.iter().map(|state| (state.as_str().to_owned(), json!(counts.of(*state)))).collect();
    let letters = opened.store.notice_letters(&notice).await?;
    let by_letter: Map<String, Value> = letters.by_state.iter().map(|(state, count)| (state.as_str().to_owned(), json!(count))).collect();
    Ok(json!({
        "notice_id": notice.notice_id,
        "purpose": notice.purpose.as_str(),
        "name": notice.name,
        "incident": incident.slug.as_str(),
        "is_practice": incident.is_practice,
        "state": notice.state.as_str(),
        "stage": handling.stage.as_str(),
        "per_hour": notice.per_hour,
        "stopped": handling.stopped.map(|(why, at)| json!({ "why": why, "at": at.to_string() })),
        "template_version": notice.template_version,
        "created_at": notice.created_at.to_string(),
        "started_at": notice.started_at.map(|time| time.to_string()),
        "finished_at": notice.finished_at.map(|time| time.to_string()),
        "deliveries": counts.all(),
        "counts": by_state,
        // To whom it goes by letter because it did not arrive by e-mail, and who has no postal address for one.
        "letters": by_letter,
        "not_reached": letters.not_reached,
        // Begun and not recorded: what a crash now could double.
        "in_flight": counts.of(MailState::Sending),
        "next_try_at": counts.next_due.map(|time: Timestamp| time.to_string()),
        "reachable_not_queued": opened.store.count_unqueued(&notice).await?,
        "people_not_yet_told_in_quarantine": opened.store.count_quarantined(notice.incident_id).await?,
    }))
}

fn words(row: &Value) -> String {
    let number = |value: &Value| value.as_i64().unwrap_or_default();
    let counts: Vec<String> = MailState::ALL
        .iter()
        .map(|state| (state.as_str(), number(&row["counts"][state.as_str()])))
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| format!("{count} {state}"))
        .collect();
    let mut text = format!(
        "{}  {}  {}  {}",
        row["notice_id"].as_str().unwrap_or_default(),
        row["incident"].as_str().unwrap_or_default(),
        row["state"].as_str().unwrap_or_default(),
        row["name"].as_str().unwrap_or_default()
    );
    text.push_str(&format!("\n    {} deliveries", number(&row["deliveries"])));
    if !counts.is_empty() {
        text.push_str(&format!(": {}", counts.join(", ")));
    }
    let letters: i64 = row["letters"].as_object().map(|states| states.values().map(number).sum()).unwrap_or_default();
    if letters > 0 {
        text.push_str(&format!("\n    {letters} go by letter, because the e-mail did not arrive"));
    }
    for (key, what) in [
        ("not_reached", "not reached: the e-mail did not arrive, and no letter can"),
        ("reachable_not_queued", "more people can be reached by e-mail; `candor notice send` tells them"),
        ("people_not_yet_told_in_quarantine", "rows in quarantine: people not yet told"),
    ] {
        if number(&row[key]) > 0 {
            text.push_str(&format!("\n    {} {what}", number(&row[key])));
        }
    }
    text
}

/// Whether a notice in this state may be begun.
const fn can_begin(state: NoticeState) -> bool {
    matches!(state, NoticeState::Draft | NoticeState::Done)
}

/// What categories are called, as in the pages.
fn catalogue(opened: &Opened) -> Result<std::sync::Arc<domain::guidance::Catalogue>, Failure> {
    site::guidance(&opened.config)
}
