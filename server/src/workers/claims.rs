//! What has its time with claims: changes of where money goes are done, what nobody has to ask for is granted, people are reminded of questions and of cheques that nobody has paid
//! in. Several servers may do so at once.

use std::time::Duration;

use app::{
    claims::{begin_unasked, grant_unasked, redirect, remind, remind_of_question},
    site::Site,
};
use store::StoreError;
use tokio_util::sync::CancellationToken;

/// How often.
const EVERY: Duration = Duration::from_secs(60);
/// What is looked at together.
const PIECE: i64 = 100;

/// Does what is due until `stop`.
pub async fn run(site: Site, stop: CancellationToken) {
    while stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_some() {
        say("changes of where money goes took effect", redirect_all(&site, &stop).await);
        say("people hear of money they need not ask for", begin_all_unasked(&site, &stop).await);
        say("claims were granted that nobody had to send", grant_all_unasked(&site, &stop).await);
        say("people were reminded of a question", remind_of_questions(&site, &stop).await);
        say("people were reminded of a cheque", remind_all(&site, &stop).await);
    }
}

fn say(what: &'static str, done: Result<u64, StoreError>) {
    match done {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "{what}"),
        Err(error) => tracing::warn!(%error, "not done for now, tried again in a minute: {what}"),
    }
}

/// Does every change that has waited long enough; says how many.
///
/// # Errors
/// When the store fails.
pub async fn redirect_all(site: &Site, stop: &CancellationToken) -> Result<u64, StoreError> {
    let mut changes = 0;
    while !stop.is_cancelled() {
        let due = site.store.due_payout_changes(site.now(), PIECE).await?;
        if due.is_empty() {
            break;
        }
        for change in &due {
            changes += u64::from(redirect(site, change).await?);
        }
    }
    Ok(changes)
}

/// Looks at everybody who proved who they are since the last time; says for how many a claim was begun.
///
/// # Errors
/// When the store fails.
pub async fn begin_all_unasked(site: &Site, stop: &CancellationToken) -> Result<u64, StoreError> {
    let mut people = 0;
    while !stop.is_cancelled() {
        let todo = site.store.unasked_todo(PIECE).await?;
        if todo.is_empty() {
            break;
        }
        for (incident, person) in todo {
            people += u64::from(begin_unasked(site, incident, person).await?);
        }
    }
    Ok(people)
}

/// Grants what need not be asked for and has waited long enough; says how many claims.
///
/// # Errors
/// When the store fails.
pub async fn grant_all_unasked(site: &Site, stop: &CancellationToken) -> Result<u64, StoreError> {
    let mut claims = 0;
    while !stop.is_cancelled() {
        let due = site.store.due_unasked(site.now(), PIECE).await?;
        if due.is_empty() {
            break;
        }
        for claim in &due {
            claims += u64::from(grant_unasked(site, claim).await?);
        }
    }
    Ok(claims)
}

/// Reminds of every question that is due; says of how many.
///
/// # Errors
/// When the store fails.
pub async fn remind_of_questions(site: &Site, stop: &CancellationToken) -> Result<u64, StoreError> {
    let mut people = 0;
    while !stop.is_cancelled() {
        let due = site.store.unanswered_claims(site.now(), PIECE).await?;
        if due.is_empty() {
            break;
        }
        for (claim, reminded) in &due {
            people += u64::from(remind_of_question(site, claim, *reminded).await?);
        }
    }
    Ok(people)
}

/// Reminds of every cheque that is due; says of how many.
///
/// # Errors
/// When the store fails.
pub async fn remind_all(site: &Site, stop: &CancellationToken) -> Result<u64, StoreError> {
    let mut people = 0;
    while !stop.is_cancelled() {
        let due = site.store.uncashed_cheques(site.now(), PIECE).await?;
        if due.is_empty() {
            break;
        }
        for cheque in &due {
            people += u64::from(remind(site, cheque).await?);
        }
    }
    Ok(people)
}
