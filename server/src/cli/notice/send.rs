//! `candor notice send`: says to how many, asks, sends until nobody is left, and shows how far it is.

use std::{
    io::{BufRead, IsTerminal, Write},
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use domain::{
    incident::{Incident, Section, Stage},
    lang::Lang,
    mail::MailState,
    notice::{NoticeState, Purpose},
};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use store::notices::{Notice, NoticeCounts};
use tokio::{
    signal::unix::{Signal, SignalKind, signal},
    time::Instant,
};

use super::{can_begin, catalogue, finish, report};
use crate::{
    cli::{Failure, Global, Opened},
    mail::{self, Handle, MailParts, MailSettings, Serves, Writer},
};

/// How often we look whether all is done.
const LOOK_EVERY: Duration = Duration::from_millis(200);
/// How often the deliveries are counted, which reads all of them.
const COUNT_EVERY: Duration = Duration::from_secs(3);

/// How it ended.
enum End {
    Done,
    Paused,
    /// A stage has gone out.
    Held,
    /// What is left was put off and waits for its next try.
    Waiting(NoticeCounts),
    Stopped,
}

pub(super) async fn run(global: &Global, opened: &Opened, notice: &Notice, yes: bool) -> Result<(), Failure> {
    let incident = opened.store.incident(notice.incident_id).await?;
    let settings = MailSettings::from_config(&opened.config)?;
    may_send(opened, &incident, notice, &settings).await?;
    let new = opened.store.count_unqueued(notice).await?;
    let waiting = opened.store.notice_counts(notice).await?;
    let open = waiting.of(MailState::Queued) + waiting.of(MailState::Sending);
    let all = u64::try_from(new + open).unwrap_or(0);
    confirm(&incident, notice, &settings, new + open, yes)?;
    if can_begin(notice.state) {
        let (words, version) = words_now(opened, &incident).await?;
        let mut tx = opened.store.write().await?;
        // What a second person approved stays as it was approved.
        if opened.store.notice_handling(notice).await?.written_by.is_none() {
            opened.store.fix_words(&mut tx, notice, &words, &version, opened.clock.now()).await?;
        }
        let begun = opened.store.start_notice(&mut tx, notice, opened.clock.now()).await?;
        finish(opened, tx, notice, "notice.send", begun, "somebody else has just begun it").await?;
    }
    let parts = MailParts {
        store: opened.store.clone(),
        clock: opened.clock.clone(),
        entropy: opened.entropy.clone(),
        settings,
        catalogue: catalogue(opened)?,
    };
    let mut stop = signals()?;
    let worker = mail::start(parts, Serves::Notice(notice.notice_id))?;
    let bar = bar(global, all);
    let begun = Instant::now();
    let end = watch(opened, notice, &worker, &bar, &mut stop).await;
    let sent = worker.counts().sent.load(Ordering::Relaxed);
    worker.stop().await;
    bar.finish_and_clear();
    if !global.json {
        let seconds = begun.elapsed().as_secs_f64();
        println!("{sent} sent by this process in {seconds:.1} s");
    }
    report(global, opened, std::slice::from_ref(notice)).await?;
    match end? {
        End::Done => Ok(()),
        End::Paused => Err(Failure::Refused("the notice was paused; `candor notice resume` goes on".to_owned())),
        End::Held => {
            eprintln!("candor: this stage has gone out; staff release the next one on the page of the notice");
            Ok(())
        }
        End::Stopped => Err(Failure::Refused("stopped before the end; the same command goes on".to_owned())),
        End::Waiting(counts) => {
            let due = counts.next_due.map(|time| time.to_string()).unwrap_or_default();
            let left = counts.of(MailState::Queued);
            eprintln!("candor: {left} were put off by the relay and are tried again from {due}: by `candor serve`, or by this command");
            Ok(())
        }
    }
}

/// What a notice of this incident says now, and the version of the templates.
pub(super) async fn words_now(opened: &Opened, incident: &Incident) -> Result<(String, String), Failure> {
    let settings = Arc::new(MailSettings::from_config(&opened.config)?);
    let writer = Writer::new(opened.store.clone(), settings, catalogue(opened)?)?;
    let words = writer.words_now(incident, None).await.map_err(|error| Failure::Environment(error.to_string()))?;
    Ok((words, writer.version().to_owned()))
}

/// The rules: something to say in both languages, a page to point at, a relay.
async fn may_send(opened: &Opened, incident: &Incident, notice: &Notice, settings: &MailSettings) -> Result<(), Failure> {
    if notice.purpose != Purpose::Notice {
        return Err(Failure::Refused("updates go out by themselves when they are published; this command sends notices".to_owned()));
    }
    if notice.state == NoticeState::Paused {
        return Err(Failure::Refused("the notice is paused; `candor notice resume` goes on".to_owned()));
    }
    let handling = opened.store.notice_handling(notice).await?;
    if handling.written_by.is_some() && handling.approved.is_none() {
        return Err(Failure::Refused("staff wrote this notice, and nobody has approved it yet".to_owned()));
    }
    if notice.state == NoticeState::Held {
        return Err(Failure::Refused("a stage of the notice has gone out; staff release the next one on its page".to_owned()));
    }
    if incident.stage == Stage::Draft || incident.published_at.is_none() {
        return Err(Failure::Refused(format!("the incident is not public yet; `candor incident publish {}` first", incident.slug)));
    }
    if incident.stage == Stage::Closed {
        return Err(Failure::Refused("the incident is closed: its links no longer open anything".to_owned()));
    }
    if settings.relay.is_none() && !incident.is_practice {
        return Err(Failure::BadInput("no relay is set, so that no mail leaves; set `smtp` in candor.toml or CANDOR_SMTP".to_owned()));
    }
    let mut missing = Vec::new();
    for lang in Lang::ALL {
        let words = opened.store.incident_words(incident.incident_id, lang).await?;
        let lacks = |section: &&Section| words.section(**section).trim().is_empty();
        missing.extend(Section::ALL.iter().filter(lacks).map(|section| format!("{}/{}", lang.as_str(), section.as_str())));
    }
    if missing.is_empty() { Ok(()) } else { Err(Failure::Refused(format!("the incident has no words for {}", missing.join(", ")))) }
}

/// Says what will happen and asks, unless nobody can be reached by it.
fn confirm(incident: &Incident, notice: &Notice, settings: &MailSettings, people: i64, yes: bool) -> Result<(), Failure> {
    let place = match (&settings.relay, incident.is_practice) {
        (_, true) => "into the practice box, to nobody".to_owned(),
        (Some(relay), false) => format!("through {}:{}", relay.host, relay.port),
        (None, false) => String::new(),
    };
    eprintln!("“{}” of {}: {people} messages, {place}, from {}", notice.name, incident.slug, settings.from.email);
    if yes || incident.is_practice {
        return Ok(());
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::Refused("nothing was sent; say --yes to send without being asked".to_owned()));
    }
    eprint!("Send them? Type yes: ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    if answer.trim() == "yes" { Ok(()) } else { Err(Failure::Refused("nothing was sent".to_owned())) }
}

fn bar(global: &Global, all: u64) -> ProgressBar {
    let target = if global.json { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(all), target);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos} of {len}  {per_sec}  {msg}") {
        bar.set_style(style);
    }
    bar
}

fn signals() -> Result<[Signal; 2], Failure> {
    Ok([signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?])
}

async fn watch(opened: &Opened, notice: &Notice, worker: &Handle, bar: &ProgressBar, stop: &mut [Signal; 2]) -> Result<End, Failure> {
    let [interrupt, terminate] = stop;
    let mut counted_at = Instant::now();
    loop {
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = interrupt.recv() => return Ok(End::Stopped),
            _ = terminate.recv() => return Ok(End::Stopped),
        }
        let counts = worker.counts();
        bar.set_position(counts.sent.load(Ordering::Relaxed) + counts.ended.load(Ordering::Relaxed));
        let away = counts.relay_failures.load(Ordering::Relaxed) > 0;
        bar.set_message(if away { "the relay does not answer; trying again" } else { "" });
        // A database that is away for a moment is no reason to give up: the worker waits for it as well.
        let Ok(Some(current)) = opened.store.find_notice(notice.notice_id).await else { continue };
        match current.state {
            NoticeState::Done => return Ok(End::Done),
            NoticeState::Paused => return Ok(End::Paused),
            NoticeState::Held => return Ok(End::Held),
            NoticeState::Sending if counted_at.elapsed() > COUNT_EVERY => {
                counted_at = Instant::now();
                if let Ok(counts) = opened.store.notice_counts(&current).await {
                    let rests = counts.next_due.is_some_and(|due| due > opened.clock.now());
                    if rests && counts.of(MailState::Sending) == 0 {
                        return Ok(End::Waiting(counts));
                    }
                }
            }
            _ => {}
        }
    }
}
