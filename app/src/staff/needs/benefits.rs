//! Offers that wait for a second person, and pools of codes that run low.

use domain::{benefit::BenefitState, staff::Work};

use super::{Asked, Need};
use crate::{claims::kind_words, error::PageError};

pub(super) async fn needs(asked: Asked<'_>) -> Result<Vec<Need>, PageError> {
    let (words, me) = (asked.words, asked.staff.member.staff_id);
    let mut needs = Vec::new();
    for incident in asked.with(Work::Comply) {
        for benefit in asked.site.store.benefits(incident.incident_id).await? {
            let (below, provider) = (format!("/benefits/{}", benefit.benefit_id), &benefit.terms.provider);
            if benefit.state == BenefitState::Draft && benefit.written_by != Some(me) {
                let text = words.with("benefits-needs-open", &[("provider", provider)]);
                needs.push(Need::of(incident, text, &below, words.t("benefits-needs-open-action")));
            }
            if benefit.state != BenefitState::Open {
                continue;
            }
            let counts = asked.site.store.code_counts(incident.incident_id, benefit.benefit_id).await?;
            if counts.free <= benefit.terms.low_at || counts.waiting > 0 {
                let (free, waiting) = (words.number(counts.free), words.number(counts.waiting));
                let text = words.with("benefits-needs-codes", &[("provider", provider), ("free", &free), ("waiting", &waiting)]);
                needs.push(Need::of(incident, text, &below, words.t("benefits-needs-codes-action")));
            }
        }
        for benefit in asked.site.store.gifts(incident.incident_id).await? {
            let (below, what) = (format!("/benefits/{}", benefit.benefit_id), benefit.terms.what.get(words.0));
            if benefit.state == BenefitState::Draft && benefit.written_by != Some(me) {
                let text = words.with("benefits-needs-open-gift", &[("what", what)]);
                needs.push(Need::of(incident, text, &below, words.t("benefits-needs-open-action")));
            }
            let counts = asked.site.store.code_counts(incident.incident_id, benefit.benefit_id).await?;
            if benefit.state == BenefitState::Open && (counts.free <= benefit.terms.low_at || counts.waiting > 0) {
                let (free, waiting) = (words.number(counts.free), words.number(counts.waiting));
                let text = words.with("benefits-needs-codes", &[("provider", what), ("free", &free), ("waiting", &waiting)]);
                needs.push(Need::of(incident, text, &below, words.t("benefits-needs-codes-action")));
            }
        }
        for benefit in asked.site.store.money_benefits(incident.incident_id).await? {
            if benefit.state == BenefitState::Draft && benefit.written_by != Some(me) {
                let text = words.with("benefits-needs-open-money", &[("what", &kind_words(words, &benefit.terms))]);
                needs.push(Need::of(incident, text, &format!("/benefits/{}", benefit.benefit_id), words.t("benefits-needs-open-action")));
            }
        }
    }
    Ok(needs)
}
