//! `candor drill`: a practice run from discovery to everybody told, with the real import, queue, mailer and pages, and a score
//! sheet of times. Nothing leaves: the incident is practice, and the mailer it starts has no relay.

mod list;
mod sheet;
mod visitor;

use std::{path::PathBuf, time::Duration};

use clap::Args;
use domain::{
    drill::{Milestone, Score},
    import::ReadOptions,
    incident::Incident,
    notice::NoticeState,
    publishing::Proposal,
    slug::Slug,
};
use store::{
    audit::{Act, Chain},
    notices::Notice,
};
use tokio::time::Instant;

use super::{Failure, Global, Opened};
use crate::{
    import::{self, Job, ListFile},
    incident_folder::{Holding, holding},
    mail::{self, Handle, MailParts, MailSettings, Serves, Templates},
    site,
};

/// The two people a practice run needs, in the log: whoever writes does not approve.
const FIRST: &str = "drill, first person";
const SECOND: &str = "drill, second person";

/// How often we look whether everybody was told.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// A notice of which nothing more went out for so long will not be finished.
const PATIENCE: Duration = Duration::from_secs(60);

/// What can be asked of a practice run.
#[derive(Args, Clone, Debug)]
pub struct Drill {
    /// How many invented people are on the list.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    people: u32,
}

/// Runs `candor drill`.
///
/// # Errors
/// Refused when not everybody was told; otherwise as the commands it stands for.
pub async fn run(global: &Global, drill: &Drill) -> Result<(), Failure> {
    let opened = global.open().await?;
    let mut score = Score::new(opened.clock.now());
    let incident = open_incident(&opened, &score).await?;
    score.reach(Milestone::Opened, opened.clock.now());
    // However far it came, the sheet is kept and printed.
    let went = go(&opened, global, drill.people, &incident, &mut score).await;
    score.people = opened.store.count_people(incident.incident_id).await?.people;
    score.told = opened.store.count_told(incident.incident_id).await?;
    opened.store.keep_drill(FIRST, incident.incident_id, &score, opened.clock.now()).await?;
    sheet::print(global, &opened, &incident, &score);
    opened.store.close().await;
    went?;
    if score.has_told_everybody() {
        Ok(())
    } else {
        Err(Failure::Refused(format!("{} of {} people were told; the sheet says how far it came", score.told, score.people)))
    }
}

/// A practice incident of its own, from the holding statement, discovered when the run began.
async fn open_incident(opened: &Opened, score: &Score) -> Result<Incident, Failure> {
    let day = score.discovered_at.to_jiff().strftime("drill-%Y%m%d-%H%M%S").to_string();
    let slug = Slug::parse(&day).map_err(|error| Failure::Environment(error.to_string()))?;
    let asked = Holding {
        slug,
        is_practice: true,
        zone: "UTC",
        company: &opened.config.company.name,
        now: opened.clock.now(),
        entropy: &*opened.entropy,
    };
    let mut new = holding(&asked).map_err(|faults| Failure::Environment(faults.to_string()))?;
    new.incident.discovered_at = Some(score.discovered_at);
    super::incident::add(opened, &new).await?;
    Ok(new.incident)
}

async fn go(opened: &Opened, global: &Global, people: u32, incident: &Incident, score: &mut Score) -> Result<(), Failure> {
    publish(opened, incident).await?;
    score.reach(Milestone::FirstWord, opened.clock.now());
    import_list(opened, global, people, incident, score).await?;
    let notice = begin_notice(opened, incident).await?;
    score.reach(Milestone::NoticeBegun, opened.clock.now());
    // Without a relay a worker takes mail of practice incidents and no other.
    let settings = MailSettings { relay: None, ..MailSettings::from_config(&opened.config)? };
    let parts = MailParts {
        store: opened.store.clone(),
        clock: opened.clock.clone(),
        entropy: opened.entropy.clone(),
        settings,
        catalogue: site::guidance(&opened.config)?,
    };
    let worker = mail::start(parts, Serves::Everything)?;
    let told = wait(opened, &notice, &worker).await;
    if told.is_ok() {
        score.reach(Milestone::EverybodyTold, opened.clock.now());
        match visitor::walk(opened, incident).await {
            Ok(()) => score.reach(Milestone::PageOpened, opened.clock.now()),
            // Everybody was told all the same: the sheet says that nobody got in.
            Err(failure) => eprintln!("candor: nobody's page was opened: {failure}"),
        }
    }
    worker.stop().await;
    told
}

/// One proposes the first word, another approves it.
async fn publish(opened: &Opened, incident: &Incident) -> Result<(), Failure> {
    let (store, id) = (&opened.store, incident.incident_id);
    let refused = |error: store::publishing::PublishError| Failure::Refused(format!("the first word was not published: {error}"));
    let proposed = Proposal::PublishIncident { words: None };
    let mut tx = store.write().await?;
    let proposal = store.propose(&mut tx, FIRST, id, &proposed, opened.clock.now()).await.map_err(refused)?;
    tx.commit().await?;
    let mut tx = store.write().await?;
    store.approve_proposal(&mut tx, SECOND, id, proposal, None, opened.clock.now()).await.map_err(refused)?;
    Ok(tx.commit().await?)
}

async fn import_list(opened: &Opened, global: &Global, people: u32, incident: &Incident, score: &mut Score) -> Result<(), Failure> {
    let path: PathBuf = global.data_dir.join(format!("{}.csv", incident.slug));
    list::write(&path, people)?;
    let read = async {
        let options = ReadOptions::new(&[], false);
        let file = ListFile::look_at(&path, &options)?;
        let (store, clock) = (opened.store.clone(), opened.clock.clone());
        let job = Job { store, clock, incident: incident.clone(), file, options, to_accept: true };
        Ok::<_, Failure>(import::run(&job, &mut ()).await?)
    }
    .await;
    std::fs::remove_file(&path)?;
    let import = read?;
    score.reach(Milestone::ListRead, opened.clock.now());
    opened.store.accept_import(import.import_id, SECOND, None, opened.clock.now()).await?;
    score.reach(Milestone::ListAccepted, opened.clock.now());
    Ok(())
}

async fn begin_notice(opened: &Opened, incident: &Incident) -> Result<Notice, Failure> {
    let (store, now) = (&opened.store, opened.clock.now());
    let version = Templates::load()?.version().to_owned();
    let mut tx = store.write().await?;
    let notice = store.add_notice(&mut tx, incident.incident_id, "Practice notice", &version, now).await?;
    store.start_notice(&mut tx, &notice, now).await?;
    let details = serde_json::json!({});
    let act = Act { actor: FIRST, act: "notice.send", about: Some(notice.notice_id.0), details: &details };
    store.append_audit(&mut tx, Chain::Incident(incident.incident_id), act, now).await?;
    tx.commit().await?;
    Ok(notice)
}

/// Until nothing is left to send. Another process may send as well, so progress is what the database says.
async fn wait(opened: &Opened, notice: &Notice, worker: &Handle) -> Result<(), Failure> {
    let sent = || worker.counts().sent.load(std::sync::atomic::Ordering::Relaxed);
    let (mut last, mut moved_at) = (sent(), Instant::now());
    loop {
        let state = opened.store.find_notice(notice.notice_id).await?.map(|notice| notice.state);
        match state {
            Some(NoticeState::Done) => return Ok(()),
            Some(NoticeState::Paused | NoticeState::Held) | None => {
                return Err(Failure::Refused("somebody stopped the practice notice".to_owned()));
            }
            Some(_) => {}
        }
        if sent() != last {
            (last, moved_at) = (sent(), Instant::now());
        }
        if moved_at.elapsed() > PATIENCE {
            return Err(Failure::Refused("the practice notice stands still; the log says why".to_owned()));
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
