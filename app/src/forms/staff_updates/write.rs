//! An update, a correction, a withdrawal: written here, public only when a second person approves.

use axum::response::Response;
use domain::{
    ids::IncidentId,
    publishing::{Correction, Proposal, Withdrawal},
};

use super::{
    FormState, Refused, Typed,
    draft::{draft_of, pressed},
    fields::Reader,
    refused, unconfirmed,
};
use crate::{
    request::Request,
    site::Site,
    staff::{
        PublishingDesk, Staff,
        publishing::{slug_of, update_of},
    },
    visit::see_other,
    words::Words,
};

pub(super) async fn new(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = PublishingDesk::open(site, request, slug_of(request)).await?;
    if let Some(done) = pressed(site, request, &desk, &typed).await? {
        return Ok(done);
    }
    let PublishingDesk { staff, incident, .. } = desk;
    let mut reader = Reader { words: Words(request.lang), typed: &typed, mistakes: Vec::new() };
    let update = reader.update(&incident, site.now());
    let mistakes = reader.mistakes;
    match update {
        Some(update) if mistakes.is_empty() => {
            propose(site, request, &staff, incident.incident_id, Proposal::Update(update), typed, "title_en").await
        }
        _ => Err(Refused::Form(FormState { typed, mistakes })),
    }
}

pub(super) async fn correct(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = PublishingDesk::open(site, request, slug_of(request)).await?;
    if let Some(done) = pressed(site, request, &desk, &typed).await? {
        return Ok(done);
    }
    let PublishingDesk { staff, incident, .. } = desk;
    let update = update_of(site, request, &incident).await?;
    let mut reader = Reader { words: Words(request.lang), typed: &typed, mistakes: Vec::new() };
    let what_changed = reader.both("what_changed_en", "what_changed_es");
    let texts = reader.post();
    // What the form was filled from: another correction in between is then not overwritten.
    let based_on = reader.field("based_on").parse().unwrap_or(-1);
    let mistakes = reader.mistakes;
    if !mistakes.is_empty() {
        return Err(Refused::Form(FormState { typed, mistakes }));
    }
    let correction = Correction { update_id: update.en.update_id, texts, what_changed, based_on };
    propose(site, request, &staff, incident.incident_id, Proposal::CorrectUpdate(correction), typed, "what_changed_en").await
}

pub(super) async fn withdraw(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = PublishingDesk::open(site, request, slug_of(request)).await?;
    if let Some(done) = pressed(site, request, &desk, &typed).await? {
        return Ok(done);
    }
    let update = update_of(site, request, &desk.incident).await?;
    let mut reader = Reader { words: Words(request.lang), typed: &typed, mistakes: Vec::new() };
    let reason = reader.both("reason_en", "reason_es");
    let mistakes = reader.mistakes;
    if !mistakes.is_empty() {
        return Err(Refused::Form(FormState { typed, mistakes }));
    }
    if desk.confirmed(site).is_err() {
        return Err(unconfirmed(Words(request.lang), typed, "reason_en"));
    }
    let withdrawal = Proposal::WithdrawUpdate(Withdrawal { update_id: update.en.update_id, reason });
    propose(site, request, &desk.staff, desk.incident.incident_id, withdrawal, typed, "reason_en").await
}

async fn propose(
    site: &Site,
    request: &Request,
    staff: &Staff,
    incident: IncidentId,
    proposal: Proposal,
    typed: Typed,
    field: &'static str,
) -> Result<Response, Refused> {
    let mut tx = site.store.write().await?;
    let proposed = site.store.propose(&mut tx, &staff.actor(), incident, &proposal, site.now()).await;
    let id = match proposed {
        Ok(id) => id,
        Err(error) => return Err(refused(Words(request.lang), typed, field, error)),
    };
    // What somebody else saved into the draft meanwhile stays.
    if let Some((draft, version)) = draft_of(&typed) {
        site.store.end_update_draft(&mut tx, incident, draft, version).await?;
    }
    tx.commit().await?;
    Ok(see_other(request, &format!("/staff/incidents/{}/updates/{id}", slug_of(request))))
}
