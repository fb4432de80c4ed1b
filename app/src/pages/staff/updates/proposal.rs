//! `/staff/incidents/{slug}/updates/{id}` and what is done with it below: a proposal as the public will see it, where it
//! stands, and what a press would do.

use domain::{
    incident::Incident,
    publishing::{Proposal, ProposalState},
    staff::Work,
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use store::publishing::StoredProposal;

use super::{
    act::{Act, ActForm},
    mailed::mailed,
    preview::{ChangesOf, PreviewOf},
    staff_page,
};
use crate::{
    components::{form::ErrorSummary, staff_frame::StaffFrame},
    error::PageError,
    forms::FormState,
    request::Request,
    site::Site,
    staff::{
        ApproveDesk, PublishingDesk, ReadDesk, Staff,
        publishing::{audience_words, becomes_public, kind_title, name_of, preview, proposal_of, readers, slug_of, state_words},
    },
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/updates/{id}`, and `/approve`, `/decline`, `/release`, `/take-back` below it.
    ProposalPage = page
}

async fn page(site: &Site, request: &Request, _query: &ParamsMap, _state: FormState) -> Result<AnyView, PageError> {
    let act = Act::of(request)?;
    let (staff, incident) = desk(site, request, act).await?;
    let stored = site.store.proposal(incident.incident_id, proposal_of(request)?).await?.ok_or(PageError::NotFound)?;
    let words = Words(request.lang);
    let shown = preview(site, &incident, &stored).await?;
    let needs_before = stored.state != ProposalState::Published && matches!(stored.proposal, Proposal::Texts { .. });
    let before = if needs_before { Some(site.store.current_words(incident.incident_id).await?) } else { None };
    let audience = match &stored.proposal {
        Proposal::Update(update) => Some(update.audience.clone()),
        _ => None,
    };
    let count = match &audience {
        Some(audience) => readers(site, &incident, audience).await?,
        None => None,
    };
    let mailed = mailed(site, words, &incident, &stored).await?;
    let becomes = [Some(becomes_public(words, &incident, &stored.proposal, count)), mailed.clone()].into_iter().flatten();
    let becomes = becomes.collect::<Vec<_>>().join(" ");
    let mailed = mailed.map(|mailed| view! { <p id="mailed">{mailed}</p> });
    let is_for = audience.map(|audience| view! { <p>{audience_words(site, words, &audience)}</p> });
    let promise = promise(words, &incident, &stored.proposal);
    let status = status(site, words, &incident, &stored).await?;
    let is_confirmed = staff.is_confirmed(site.now());
    let below = match act {
        Some(act) => view! { <ActForm act incident=incident.clone() stored=stored.clone() becomes is_confirmed/> }.into_any(),
        None => actions(request, words, &staff, &incident, &stored),
    };
    let title = act.map_or_else(|| kind_title(words, &stored.proposal), |act| act.title(words));
    let proposal = stored.proposal;
    Ok(view! {
        <StaffFrame staff title incident=Some(incident.clone())>
            <ErrorSummary/>
            <div class="stack">{status} {is_for} {mailed} {promise}</div>
            {below}
            <ChangesOf proposal before/>
            <section class="stack">
                <h2>{words.t("staff-updates-preview")}</h2>
                {view! { <PreviewOf incident preview=shown/> }.into_any()}
            </section>
        </StaffFrame>
    }
    .into_any())
}

async fn desk(site: &Site, request: &Request, act: Option<Act>) -> Result<(Staff, Incident), PageError> {
    let slug = slug_of(request);
    match act {
        None => ReadDesk::open(site, request, slug).await.map(|desk| (desk.staff, desk.incident)),
        Some(Act::Approve | Act::Decline) => ApproveDesk::open(site, request, slug).await.map(|desk| (desk.staff, desk.incident)),
        Some(Act::Release | Act::TakeBack) => PublishingDesk::open(site, request, slug).await.map(|desk| (desk.staff, desk.incident)),
    }
}

/// When the next update is promised in it.
fn promise(words: Words, incident: &Incident, proposal: &Proposal) -> Option<AnyView> {
    let Proposal::Update(update) = proposal else { return None };
    let time = words.moment(update.next_update_at?, &incident.zone);
    Some(view! { <p>{words.with("staff-updates-promises", &[("time", &time)])}</p> }.into_any())
}

/// Who proposed it, who decided, and why: shown to all staff.
async fn status(site: &Site, words: Words, incident: &Incident, stored: &StoredProposal) -> Result<AnyView, PageError> {
    let time = |at| words.moment(at, &incident.zone);
    let by = name_of(site, &stored.proposed_by).await?;
    let mut lines = vec![words.with("staff-updates-by", &[("name", &by), ("time", &time(stored.proposed_at))])];
    if let (Some(decider), Some(at)) = (&stored.decided_by, stored.decided_at) {
        let values: [(&'static str, &dyn crate::words::Variable); 2] = [("name", &name_of(site, decider).await?), ("time", &time(at))];
        lines.push(match (stored.state, &stored.emergency_reason) {
            (ProposalState::Declined, _) => words.with("staff-updates-declined-by", &values),
            (ProposalState::TakenBack, _) => words.with("staff-updates-taken-back-by", &values),
            (_, Some(_)) => words.with("staff-updates-released-by", &values),
            _ => words.with("staff-updates-approved-by", &values),
        });
    }
    if let (ProposalState::Scheduled, Some(at)) = (stored.state, stored.publish_at) {
        lines.push(words.with("staff-updates-goes-out", &[("time", &time(at))]));
    }
    if let Some(at) = stored.published_at {
        lines.push(words.with("staff-updates-went-out", &[("time", &time(at))]));
    }
    let reasons = [&stored.decline_reason, &stored.emergency_reason].into_iter().flatten().cloned();
    let reasons: Vec<AnyView> = reasons.map(|reason| view! { <blockquote>{reason}</blockquote> }.into_any()).collect();
    let is_stuck = stored.stuck_reason.is_some();
    let (class, state) = state_words(words, stored.state);
    let lines: Vec<AnyView> = lines.into_iter().map(|line| view! { <p class="quiet">{line}</p> }.into_any()).collect();
    Ok(view! {
        <p class="stage"><span class=class>{state}</span></p>
        {lines}
        {reasons}
        {is_stuck.then(|| view! { <p class="note note--open">{words.t("staff-updates-stuck")}</p> })}
    }
    .into_any())
}

/// What this member of staff can do now, or who can.
fn actions(request: &Request, words: Words, staff: &Staff, incident: &Incident, stored: &StoredProposal) -> AnyView {
    let (is_waiting, is_scheduled) = (stored.state == ProposalState::Waiting, stored.state == ProposalState::Scheduled);
    let is_own = stored.proposed_by == staff.actor();
    let may = |work| staff.may(work, Some(incident.incident_id));
    let base = request.lang.path(&request.path);
    let link = |what: &str, class: &'static str, text: String| view! { <a class=class href=format!("{base}/{what}")>{text}</a> }.into_any();
    let mut links = Vec::new();
    if is_waiting && may(Work::Approve) && !is_own {
        links.push(link("approve", "button", words.t("staff-updates-approve-link")));
        links.push(link("decline", "button button--quiet", words.t("staff-updates-decline-link")));
    }
    if (is_waiting || is_scheduled) && may(Work::Publish) {
        links.push(link("take-back", "button button--quiet", words.t("staff-updates-take-back-link")));
        links.push(link("release", "button button--quiet", words.t("staff-updates-release-link")));
    }
    let is_again = matches!(stored.state, ProposalState::Declined | ProposalState::TakenBack);
    if is_again && may(Work::Publish) && matches!(stored.proposal, Proposal::Update(_)) {
        let href = request.lang.path(&format!("/staff/incidents/{}/updates/new?from={}", incident.slug, stored.proposal_id));
        links.push(view! { <a class="button" href=href>{words.t("staff-updates-again-link")}</a> }.into_any());
    }
    let has_links = !links.is_empty();
    view! {
        {(is_waiting && is_own).then(|| view! { <p class="note">{words.t("staff-updates-own")}</p> })}
        {has_links.then(|| view! { <p class="actions">{links}</p> })}
    }
    .into_any()
}
