//! Answers what was asked of `/check`, by mail and by nothing else: asks every published incident about the address, and
//! queues the answer in the transaction that takes the question away. Several servers may do so at once.

use std::time::Duration;

use app::site::Site;
use domain::{
    email::EmailAddress,
    ids::IncidentId,
    incident::{Incident, Stage},
    lang::Lang,
    visit::Channel,
};
use store::{
    StoreError, Tx,
    checks::Check,
    invitations::Invitation,
    outbox::{CheckAnswer, CheckFinding, OutgoingMail},
};
use tokio_util::sync::CancellationToken;

/// How long a question waits at most before it is looked at.
const EVERY: Duration = Duration::from_millis(500);
/// Questions in one transaction: a piece of ≤ 50 ms.
const PIECE: i64 = 20;
/// How often we look whether those who wait can be told: every so many turns.
const REMINDERS_EVERY: u32 = 120;

/// What one address is to be sent: each mail with the incident whose box or key it belongs to.
#[derive(Default)]
struct Answer {
    mails: Vec<(Option<IncidentId>, Vec<CheckAnswer>)>,
    invitations: Vec<Invitation>,
    reminders: Vec<IncidentId>,
}

/// Answers until `stop`.
pub async fn run(site: Site, stop: CancellationToken) {
    let mut turn = 0_u32;
    while stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_some() {
        turn = turn.wrapping_add(1);
        while !stop.is_cancelled() {
            match answer_some(&site).await {
                Ok(0) => break,
                Ok(answered) => tracing::debug!(answered, "questions of /check answered"),
                Err(error) => {
                    tracing::warn!(%error, "questions of /check wait; trying again");
                    break;
                }
            }
        }
        if turn.is_multiple_of(REMINDERS_EVERY)
            && let Err(error) = tell_who_waits(&site).await
        {
            tracing::warn!(%error, "people wait to be told; trying again in a minute");
        }
    }
}

/// Answers the oldest questions, and says how many there were.
///
/// # Errors
/// When the database fails; what was not answered stays.
pub async fn answer_some(site: &Site) -> Result<usize, StoreError> {
    let checks = site.store.open_checks(PIECE).await?;
    if checks.is_empty() {
        return Ok(0);
    }
    let incidents = incidents(site).await?;
    let mut answers = Vec::with_capacity(checks.len());
    for check in &checks {
        answers.push(answer(site, &incidents, &check.email, check.wants_reminder).await?);
    }
    let mut tx = site.store.write().await?;
    for (check, answer) in checks.iter().zip(&answers) {
        if site.store.close_check(&mut tx, check.check_id).await? {
            queue(site, &mut tx, check, answer).await?;
        }
    }
    tx.commit().await?;
    Ok(checks.len())
}

/// Writes to those who asked before an incident had a list, once it has one. Says how many were told.
///
/// # Errors
/// When the database fails; who was not told still waits.
pub async fn tell_who_waits(site: &Site) -> Result<usize, StoreError> {
    let mut told = 0;
    for incident in incidents(site).await? {
        if !site.store.has_a_list(incident.incident_id).await? {
            continue;
        }
        loop {
            let waiting = site.store.check_reminders(incident.incident_id, PIECE).await?;
            if waiting.is_empty() {
                break;
            }
            for (email, lang) in waiting {
                let answer = answer(site, std::slice::from_ref(&incident), &email, false).await?;
                let mut tx = site.store.write().await?;
                if site.store.close_check_reminder(&mut tx, incident.incident_id, &email).await? {
                    queue_mails(site, &mut tx, &email, lang, &answer).await?;
                    told += 1;
                }
                tx.commit().await?;
            }
        }
    }
    Ok(told)
}

/// Every incident that can be asked: public, and not over.
async fn incidents(site: &Site) -> Result<Vec<Incident>, StoreError> {
    let mut incidents = site.store.published_incidents().await?;
    incidents.retain(|incident| incident.stage != Stage::Closed);
    Ok(incidents)
}

/// What each incident says of an address. Everybody behind it gets a mail of their own and never sees the others.
async fn answer(site: &Site, incidents: &[Incident], email: &EmailAddress, wants_reminder: bool) -> Result<Answer, StoreError> {
    let mut answer = Answer::default();
    let (mut affected, mut others) = (Vec::new(), Vec::new());
    let mut real_incidents = 0;
    for incident in incidents {
        let incident_id = incident.incident_id;
        if incident.is_practice && !email.is_reserved_example() {
            continue;
        }
        let found = ask(site, incident_id, email, wants_reminder, &mut answer).await?;
        if incident.is_practice {
            answer.mails.extend(found.into_iter().map(|one| (Some(incident_id), vec![one])));
        } else {
            real_incidents += 1;
            for one in found {
                if one.person.is_some() { affected.push(one) } else { others.push(one) }
            }
        }
    }
    let mut affected = affected.into_iter();
    match affected.next() {
        // What the other incidents say goes with the first, so that nobody gets "no" and "yes" in two mails.
        Some(first) => answer.mails.push((None, std::iter::once(first).chain(others).collect())),
        None if real_incidents > 0 || incidents.is_empty() => answer.mails.push((None, others)),
        // Only practice: nothing reaches anyone.
        None => {}
    }
    answer.mails.extend(affected.map(|one| (None, vec![one])));
    Ok(answer)
}

/// What one incident says: everybody whom its list reaches at this address, or that it reaches nobody.
async fn ask(
    site: &Site,
    incident: IncidentId,
    email: &EmailAddress,
    wants_reminder: bool,
    answer: &mut Answer,
) -> Result<Vec<CheckAnswer>, StoreError> {
    let people = site.store.people_by_email(incident, email).await?;
    if people.is_empty() {
        let finding = if site.store.has_a_list(incident).await? { CheckFinding::NotAffected } else { CheckFinding::NotKnownYet };
        let reminds = wants_reminder && finding == CheckFinding::NotKnownYet;
        if reminds {
            answer.reminders.push(incident);
        }
        return Ok(vec![CheckAnswer { incident, finding, person: None, reminds }]);
    }
    Ok(people
        .into_iter()
        .map(|person| {
            answer.invitations.push(Invitation {
                incident_id: incident,
                person_id: person.person_id,
                channel: Channel::Email,
                generation: person.generation,
            });
            CheckAnswer { incident, finding: CheckFinding::Affected, person: Some(person.person_id), reminds: false }
        })
        .collect())
}

async fn queue(site: &Site, tx: &mut Tx, check: &Check, answer: &Answer) -> Result<(), StoreError> {
    for incident in &answer.reminders {
        site.store.remind_check(tx, *incident, &check.email, check.lang, site.now()).await?;
    }
    queue_mails(site, tx, &check.email, check.lang, answer).await
}

async fn queue_mails(site: &Site, tx: &mut Tx, email: &EmailAddress, lang: Lang, answer: &Answer) -> Result<(), StoreError> {
    for invitation in &answer.invitations {
        // The mail derives link and code when it is written; here they become findable.
        site.store.invite(tx, invitation).await?;
    }
    for (incident, answers) in &answer.mails {
        let mail = OutgoingMail::check_answer(email.as_str(), lang, answers)?;
        site.store.enqueue(tx, *incident, &mail, None, site.now()).await?;
    }
    Ok(())
}
