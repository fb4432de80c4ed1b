//! The places of the guidance catalogue that a site fills in: some are pages of ours, the others the operator names.

use domain::{
    guidance::{Slot, SlotSet},
    incident::Incident,
    lang::Lang,
};

use crate::site::Company;

/// Which slots are filled for an incident. Our own pages are always there; contacts only where there are any.
#[must_use]
pub fn filled_slots(incident: &Incident, company: &Company) -> SlotSet {
    let is_filled = |slot: &&Slot| match slot {
        Slot::IncidentPage | Slot::ChecklistPrint | Slot::PrivacyRequest => true,
        Slot::OfficialContacts => !company.phone.is_empty() || !company.email.is_empty(),
        Slot::MonitoringEnrollment | Slot::PasswordReset => operators_address(incident, **slot).is_some(),
    };
    Slot::ALL.iter().filter(is_filled).fold(SlotSet::default(), |set, slot| set.with(*slot))
}

/// Where a slot leads in `lang`.
#[must_use]
pub fn slot_address(slot: Slot, incident: &Incident, lang: Lang) -> Option<String> {
    match slot {
        Slot::IncidentPage => Some(lang.path(&format!("/incidents/{}", incident.slug))),
        Slot::ChecklistPrint => Some(lang.path("/me/print")),
        Slot::OfficialContacts => Some(format!("{}#contact", lang.path(&format!("/incidents/{}", incident.slug)))),
        Slot::PrivacyRequest => Some(operators_address(incident, slot).unwrap_or_else(|| lang.path("/me/help"))),
        Slot::MonitoringEnrollment | Slot::PasswordReset => operators_address(incident, slot),
    }
}

/// What the operator named, if it is an address a browser may follow: nothing else becomes a link.
fn operators_address(incident: &Incident, slot: Slot) -> Option<String> {
    let (_, address) = incident.slots.iter().find(|(name, _)| name == slot.as_str())?;
    let is_address = address.starts_with("https://") && !address.contains(|c: char| c.is_whitespace() || c.is_control());
    is_address.then(|| address.clone())
}
