//! What waits for a second person before it becomes public.

use domain::{publishing::ProposalState, staff::Work};

use super::{Asked, Need};
use crate::{error::PageError, staff::publishing::kind_title};

/// One line for each proposal of somebody else's.
pub(super) async fn needs(asked: Asked<'_>) -> Result<Vec<Need>, PageError> {
    let (words, me) = (asked.words, asked.staff.actor());
    let mut needs = Vec::new();
    for incident in asked.with(Work::Approve) {
        let open = asked.site.store.open_proposals(incident.incident_id).await?;
        for stored in open.into_iter().filter(|stored| stored.state == ProposalState::Waiting && stored.proposed_by != me) {
            let text = words.with("staff-needs-proposal", &[("title", &kind_title(words, &stored.proposal))]);
            let below = format!("/updates/{}", stored.proposal_id);
            needs.push(Need::of(incident, text, &below, words.t("staff-needs-proposal-action")));
        }
    }
    Ok(needs)
}
