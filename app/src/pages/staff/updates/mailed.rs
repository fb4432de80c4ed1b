//! To how many a proposal goes by mail, and how far its mail-out is.

use domain::{
    incident::Incident,
    mail::MailState,
    notice::{NoticeState, Purpose},
    publishing::{Proposal, ProposalState},
};
use store::{notices::Notice, publishing::StoredProposal};

use crate::{error::PageError, site::Site, words::Words};

/// Before it is public: to how many it would go. Afterwards: how far it is. Nothing for what is never mailed.
pub(super) async fn mailed(site: &Site, words: Words, incident: &Incident, stored: &StoredProposal) -> Result<Option<String>, PageError> {
    if stored.state == ProposalState::Published {
        let notice = site.store.mailout_of_proposal(incident.incident_id, stored.proposal_id).await?;
        return match notice {
            Some(notice) => progress(site, words, &notice).await.map(Some),
            None => Ok(is_choice(&stored.proposal).then(|| words.t("staff-mail-was-none"))),
        };
    }
    if matches!(stored.state, ProposalState::Declined | ProposalState::TakenBack) {
        return Ok(None);
    }
    let Some(whom) = site.store.would_mail(incident.incident_id, &stored.proposal).await? else {
        return Ok(is_choice(&stored.proposal).then(|| words.t("staff-mail-none")));
    };
    let kind = match &stored.proposal {
        Proposal::Update(update) => Some(update.kind),
        _ => None,
    };
    let people = site.store.count_reached(&whom).await?;
    let subscribers = site.store.count_subscribers_reached(&whom, kind, incident.is_practice).await?;
    if incident.is_practice {
        return Ok(Some(counted(words, people + subscribers, |values| words.with("staff-mail-practice", values))));
    }
    let to_people = counted(words, people, |values| match whom.purpose {
        Purpose::Correction => words.with("staff-mail-corrects", values),
        _ => words.with("staff-mail-to", values),
    });
    if subscribers == 0 {
        return Ok(Some(to_people));
    }
    let to_subscribers = counted(words, subscribers, |values| words.with("staff-mail-subscribers", values));
    Ok(Some(format!("{to_people} {to_subscribers}")))
}

/// A sentence with a number in it.
fn counted(words: Words, count: i64, sentence: impl FnOnce(&[(&'static str, &dyn crate::words::Variable)]) -> String) -> String {
    sentence(&[("count", &count), ("number", &words.number(count))])
}

/// Whether somebody decides if it is mailed, or it follows from what was mailed before.
const fn is_choice(proposal: &Proposal) -> bool {
    matches!(proposal, Proposal::Update(_) | Proposal::CorrectUpdate(_) | Proposal::WithdrawUpdate(_))
}

async fn progress(site: &Site, words: Words, notice: &Notice) -> Result<String, PageError> {
    let counts = site.store.notice_counts(notice).await?;
    let number = |count: i64| words.number(count);
    let waiting = counts.of(MailState::Queued) + counts.of(MailState::Sending);
    let lost = counts.of(MailState::Bounced) + counts.of(MailState::Failed);
    let state = match notice.state {
        _ if notice.replaced_at.is_some() => words.t("staff-mail-replaced"),
        NoticeState::Draft | NoticeState::Waiting | NoticeState::Queueing => words.t("staff-mail-queueing"),
        NoticeState::Sending => words.t("staff-mail-sending"),
        NoticeState::Paused | NoticeState::Held => words.t("staff-mail-paused"),
        NoticeState::Done => words.t("staff-mail-done"),
    };
    let (sent, waiting, lost, left) =
        (number(counts.of(MailState::Sent)), number(waiting), number(lost), number(counts.of(MailState::Suppressed)));
    let so_far = words.with("staff-mail-so-far", &[("sent", &sent), ("waiting", &waiting), ("lost", &lost), ("left", &left)]);
    Ok(format!("{state} {so_far}"))
}
