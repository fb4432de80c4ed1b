//! What happened to one person, the newest first: notices, mails, visits, requests, and what staff did.

use std::collections::HashMap;

use domain::{
    clock::Timestamp,
    helper::HelperKind,
    ids::StaffId,
    mail::{MailState, MailTemplate},
    notice::Purpose,
    person::Person,
    visit::{Channel, Proof},
};
use store::people::{PastAct, PastInvitation};
use uuid::Uuid;

use super::requests::names;
use crate::{error::PageError, forms::help::kind_words, pages::me::helper_kind_words, site::Site, words::Words};

/// One thing that happened.
pub(super) struct Told {
    pub at: Timestamp,
    pub text: String,
    pub link: Option<String>,
}

/// Everything, in one order. `below` is the incident's address in the reader's language.
pub(super) async fn story(site: &Site, words: Words, below: &str, person: &Person) -> Result<Vec<Told>, PageError> {
    let (store, incident, id) = (&site.store, person.incident_id, person.person_id);
    let told = |at, text| Told { at, text, link: None };
    let mut all = Vec::new();
    for delivery in store.deliveries_to(incident, id).await? {
        let state = state_words(words, delivery.state);
        let values: [(&'static str, &dyn crate::words::Variable); 2] = [("name", &delivery.notice_name), ("state", &state)];
        let text = match delivery.purpose {
            Purpose::Notice => words.with("staff-person-told-notice", &values),
            Purpose::Update => words.with("staff-person-told-update", &values),
            Purpose::Correction => words.with("staff-person-told-correction", &values),
            Purpose::AnswerChanged | Purpose::Digest => words.with("staff-person-told-answer", &[("state", &state)]),
        };
        let is_notice = delivery.purpose == Purpose::Notice && delivery.sent_at.is_some();
        let link = is_notice.then(|| format!("{below}/people/{id}/messages/{}", delivery.delivery_id));
        all.push(Told { at: delivery.sent_at.unwrap_or(delivery.due_at), text, link });
    }
    for mail in store.mails_to(incident, id).await? {
        let (what, state) = (template_words(words, mail.template), state_words(words, mail.state));
        all.push(told(mail.sent_at.unwrap_or(mail.queued_at), words.with("staff-person-told-mail", &[("what", &what), ("state", &state)])));
    }
    for visit in store.visits_of(incident, id).await? {
        let text = match visit.proof {
            _ if visit.is_helpers => continue,
            None => words.t("staff-person-told-visit-open"),
            Some(Proof::MailCode) => words.t("staff-person-told-visit-mail"),
            Some(Proof::LetterCode) => words.t("staff-person-told-visit-letter"),
            Some(Proof::StaffChecked) => words.t("staff-person-told-visit-staff"),
        };
        all.push(told(visit.opened_at, text));
    }
    for asked in store.requests_of_person(incident, id).await? {
        let number = asked.number.as_str();
        let text = words.with("staff-person-told-request", &[("number", &number), ("kind", &kind_words(words, asked.kind))]);
        all.push(Told { at: asked.made_at, text, link: Some(format!("{below}/requests/{}", number.to_lowercase())) });
    }
    let acts = store.acts_about(incident, id.0, None).await?;
    let names = names(site, acts.iter().filter_map(|act| act.actor.parse::<Uuid>().ok()).map(StaffId)).await?;
    for act in acts {
        let text = act_words(site, words, person, &act, &names).await?;
        all.push(told(act.at, text));
    }
    if let Some(at) = store.person_marks(incident, id).await?.and_then(|marks| marks.listed_at) {
        all.push(told(at, words.t("staff-person-told-import")));
    }
    all.sort_by_key(|told| std::cmp::Reverse(told.at));
    Ok(all)
}

async fn act_words(
    site: &Site,
    words: Words,
    person: &Person,
    act: &PastAct,
    names: &HashMap<StaffId, String>,
) -> Result<String, PageError> {
    let who = act.actor.parse::<Uuid>().ok().and_then(|id| names.get(&StaffId(id)).cloned()).unwrap_or_else(|| act.actor.clone());
    let what = match act.act.as_str() {
        "person.view" => match act.detail("what") {
            Some("contact") => words.t("staff-person-act-contact"),
            Some("request") => words.t("staff-person-act-request"),
            _ => words.t("staff-person-act-view"),
        },
        "invitation.reissue" => words.t("staff-person-act-reissue"),
        "person.mark" => words.with("staff-person-act-mark", &[("mark", &mark_words(words, act.detail("mark").unwrap_or_default()))]),
        "person.merge" => words.t("staff-person-act-merge"),
        "contact.ask" => words.t("staff-person-act-contact-ask"),
        "contact.change" => words.t("staff-person-act-contact-change"),
        "contact.stop" => words.t("staff-person-act-contact-stop"),
        "claim.paper" => words.t("staff-person-act-claim-paper"),
        "claim.submit" => words.t("staff-person-act-claim-submit"),
        "payout.ask" => words.t("staff-person-act-payout-ask"),
        "payout.change" => words.t("staff-person-act-payout-change"),
        "payout.stop" => words.t("staff-person-act-payout-stop"),
        "helper.name" => words.with("staff-person-act-helper-name", &[("kind", &helper_kind(words, act))]),
        "helper.again" => words.with("staff-person-act-helper-again", &[("kind", &helper_kind(words, act))]),
        "helper.end" => words.with("staff-person-act-helper-end", &[("kind", &helper_kind(words, act))]),
        "helper.look" => words.with("staff-person-act-helper-look", &[("kind", &helper_kind(words, act))]),
        other => crate::audit::act_words(words, other),
    };
    let reason = match act.detail("reason").and_then(|id| id.parse().ok()) {
        Some(reason) => site.store.reason(person.incident_id, reason).await?,
        None => None,
    };
    Ok(match reason {
        Some(reason) => words.with("staff-person-told-act-why", &[("who", &who), ("what", &what), ("why", &reason)]),
        None => words.with("staff-person-told-act", &[("who", &who), ("what", &what)]),
    })
}

/// In what capacity the helper of a row helps.
fn helper_kind(words: Words, act: &PastAct) -> String {
    let kind = act.detail("kind").and_then(HelperKind::parse).unwrap_or(HelperKind::Helper);
    helper_kind_words(words, kind)
}

/// What a mark says of somebody.
pub(super) fn mark_words(words: Words, mark: &str) -> String {
    match mark {
        "deceased" => words.t("staff-person-mark-deceased"),
        "minor" => words.t("staff-person-mark-minor"),
        "adult" => words.t("staff-person-mark-adult"),
        "moved" => words.t("staff-person-mark-moved"),
        _ => words.t("staff-person-mark-address-good"),
    }
}

/// An invitation, and whether it still opens anything.
pub(super) fn invitation_words(words: Words, past: PastInvitation, generation: i64) -> String {
    let number = past.generation;
    match (past.channel, past.generation == generation) {
        (Channel::Email, true) => words.with("staff-person-by-mail", &[("number", &number)]),
        (Channel::Letter, true) => words.with("staff-person-by-letter", &[("number", &number)]),
        (Channel::Email, false) => words.with("staff-person-by-mail-old", &[("number", &number)]),
        (Channel::Letter, false) => words.with("staff-person-by-letter-old", &[("number", &number)]),
    }
}

fn state_words(words: Words, state: MailState) -> String {
    match state {
        MailState::Queued | MailState::Sending => words.t("staff-person-state-queued"),
        MailState::Sent => words.t("staff-person-state-sent"),
        MailState::Bounced => words.t("staff-person-state-bounced"),
        MailState::Failed => words.t("staff-person-state-failed"),
        MailState::Suppressed => words.t("staff-person-state-suppressed"),
        MailState::Printed => words.t("staff-person-state-printed"),
        MailState::Returned => words.t("staff-person-state-returned"),
    }
}

fn template_words(words: Words, template: MailTemplate) -> String {
    match template {
        MailTemplate::RequestAnswer => words.t("staff-person-mail-answer"),
        MailTemplate::InvitationAgain => words.t("staff-person-mail-invitation"),
        MailTemplate::ContactCode | MailTemplate::OneTimeCode | MailTemplate::HelperCode | MailTemplate::PayoutCode => {
            words.t("staff-person-mail-code")
        }
        MailTemplate::HelperInvitation => words.t("staff-person-mail-helper"),
        MailTemplate::HelperNamed => words.t("staff-person-mail-helper-named"),
        MailTemplate::ContactChange => words.t("staff-person-mail-contact"),
        MailTemplate::PayoutChange => words.t("staff-person-mail-payout"),
        _ => words.t("staff-person-mail-other"),
    }
}
