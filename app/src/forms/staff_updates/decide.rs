//! What becomes of a proposal: a second person approves or declines; one alone releases in an emergency, with a reason; what is
//! not public can be taken back.

use axum::response::Response;

use super::{FormState, Refused, Typed, fields::Reader, refused, unconfirmed};
use crate::{
    request::Request,
    site::Site,
    staff::{
        ApproveDesk, PublishingDesk,
        publishing::{proposal_of, slug_of},
    },
    visit::see_other,
    words::Words,
};

pub(super) async fn approve(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = ApproveDesk::open(site, request, slug_of(request)).await?;
    let (id, words, now) = (proposal_of(request)?, Words(request.lang), site.now());
    desk.confirmed(site)?;
    let mut reader = Reader { words, typed: &typed, mistakes: Vec::new() };
    let publish_at = match reader.field("when").as_str() {
        "now" => None,
        "later" => {
            let at = reader.later("publish_day", "publish_hour", &desk.incident, now);
            if at.is_none() && reader.mistakes.is_empty() {
                reader.wrong("publish_day", words.t("staff-updates-no-time"));
            }
            at
        }
        _ => {
            reader.wrong("when", words.t("staff-updates-no-when"));
            None
        }
    };
    let mistakes = reader.mistakes;
    if !mistakes.is_empty() {
        return Err(Refused::Form(FormState { typed, mistakes }));
    }
    let mut tx = site.store.write().await?;
    let actor = desk.staff.actor();
    match site.store.approve_proposal(&mut tx, &actor, desk.incident.incident_id, id, publish_at, now).await {
        Ok(_) => tx.commit().await?,
        Err(error) => return Err(refused(words, typed, "when", error)),
    }
    Ok(done(request))
}

pub(super) async fn decline(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = ApproveDesk::open(site, request, slug_of(request)).await?;
    let (id, words) = (proposal_of(request)?, Words(request.lang));
    let reason = reason(words, &typed)?;
    let mut tx = site.store.write().await?;
    let actor = desk.staff.actor();
    match site.store.decline_proposal(&mut tx, &actor, desk.incident.incident_id, id, &reason, site.now()).await {
        Ok(()) => tx.commit().await?,
        Err(error) => return Err(refused(words, typed, "reason", error)),
    }
    Ok(done(request))
}

pub(super) async fn release(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = PublishingDesk::open(site, request, slug_of(request)).await?;
    let (id, words) = (proposal_of(request)?, Words(request.lang));
    if desk.confirmed(site).is_err() {
        return Err(unconfirmed(words, typed, "reason"));
    }
    let reason = reason(words, &typed)?;
    let mut tx = site.store.write().await?;
    let actor = desk.staff.actor();
    match site.store.release_proposal(&mut tx, &actor, desk.incident.incident_id, id, &reason, site.now()).await {
        Ok(_) => tx.commit().await?,
        Err(error) => return Err(refused(words, typed, "reason", error)),
    }
    Ok(done(request))
}

pub(super) async fn take_back(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let desk = PublishingDesk::open(site, request, slug_of(request)).await?;
    let (id, words) = (proposal_of(request)?, Words(request.lang));
    let mut tx = site.store.write().await?;
    let actor = desk.staff.actor();
    match site.store.take_back_proposal(&mut tx, &actor, desk.incident.incident_id, id, site.now()).await {
        Ok(()) => tx.commit().await?,
        Err(error) => return Err(refused(words, typed, "take-back", error)),
    }
    Ok(done(request))
}

/// The longest reason.
const LONGEST_REASON: usize = 2000;

fn reason(words: Words, typed: &Typed) -> Result<String, Refused> {
    let mut reader = Reader { words, typed, mistakes: Vec::new() };
    let reason = reader.text("reason", LONGEST_REASON);
    let mistakes = reader.mistakes;
    if mistakes.is_empty() { Ok(reason) } else { Err(Refused::Form(FormState { typed: typed.clone(), mistakes })) }
}

/// To the proposal's own page, which says what happened and what comes next.
fn done(request: &Request) -> Response {
    let path = request.path.rsplit_once('/').map_or(request.path.as_str(), |(proposal, _)| proposal);
    see_other(request, path)
}
