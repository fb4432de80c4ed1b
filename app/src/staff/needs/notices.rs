//! Notices that wait for a second person, for the next stage, or stand still.

use domain::{notice::NoticeState, staff::Work};

use super::{Asked, Need};
use crate::error::PageError;

/// So many notices of an incident are looked at: older ones are long done.
const LATEST: i64 = 50;

pub(super) async fn needs(asked: Asked<'_>) -> Result<Vec<Need>, PageError> {
    let (words, me) = (asked.words, asked.staff.member.staff_id);
    let mut needs = Vec::new();
    for incident in asked.with(Work::Notify) {
        let (notices, _) = asked.site.store.notices_of(&[incident.incident_id], 0, LATEST).await?;
        for notice in notices {
            let below = format!("/notices/{}", notice.notice_id);
            if notice.state == NoticeState::Waiting {
                let handling = asked.site.store.notice_handling(&notice).await?;
                if handling.written_by == Some(me) || handling.asked.is_some_and(|(by, _)| by == me) {
                    continue;
                }
            }
            let name: [(&'static str, &dyn crate::words::Variable); 1] = [("name", &notice.name)];
            let (text, action) = match notice.state {
                NoticeState::Waiting => (words.with("staff-needs-notice-approve", &name), words.t("staff-needs-notice-approve-action")),
                NoticeState::Held => (words.with("staff-needs-notice-held", &name), words.t("staff-needs-notice-held-action")),
                NoticeState::Paused => (words.with("staff-needs-notice-stopped", &name), words.t("staff-needs-notice-stopped-action")),
                _ => continue,
            };
            needs.push(Need::of(incident, text, &below, action));
        }
    }
    Ok(needs)
}
