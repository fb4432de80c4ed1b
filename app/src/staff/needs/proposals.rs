//! What waits for a second person before it becomes public.

use domain::{publishing::ProposalState, staff::Work};

use store::publishing::StoredProposal;

use super::{Asked, Need};
use crate::{error::PageError, staff::publishing::kind_title};

/// One line for each proposal of somebody else's, and for one's own that could not become public when its time came.
pub(super) async fn needs(asked: Asked<'_>) -> Result<Vec<Need>, PageError> {
    let (words, me) = (asked.words, asked.staff.actor());
    let mut needs = Vec::new();
    for incident in asked.with(Work::Approve) {
        let open = asked.site.store.open_proposals(incident.incident_id).await?;
        let waits =
            |stored: &StoredProposal| stored.state == ProposalState::Waiting && (stored.proposed_by != me || stored.stuck_reason.is_some());
        for stored in open.into_iter().filter(waits) {
            let text = words.with("staff-needs-proposal", &[("title", &kind_title(words, &stored.proposal))]);
            let below = format!("/updates/{}", stored.proposal_id);
            needs.push(Need::of(incident, text, &below, words.t("staff-needs-proposal-action")));
        }
    }
    Ok(needs)
}
