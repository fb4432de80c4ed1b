//! Mail that is no notice: one-time codes, answers to `/check` and to requests. Written in the transaction of its cause,
//! sent by the mail worker.

mod queue;

use std::collections::BTreeMap;

use domain::{
    clock::Timestamp,
    helper::HelperKind,
    ids::{HelperId, IncidentId, MailId, PersonId, SubscriberId},
    lang::Lang,
    mail::MailState,
    staff::AccountChange,
    subscriber::SubscriberKey,
};
use serde::{Deserialize, Serialize};

pub use domain::mail::MailTemplate;
pub use queue::LeasedMail;

use crate::{Store, StoreError, Tx, keys::Place, on};

/// A mail to one address. The worker adds who speaks, how to reach them and how to tell that it is genuine; `values` are
/// only what this mail has of its own. The functions below know what each template wants. Hidden when printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutgoingMail {
    /// The one address it goes to, as `EmailAddress::as_str` has it.
    pub to: String,
    /// The language it is written in.
    pub lang: Lang,
    /// What it says.
    pub template: MailTemplate,
    /// The variables of the template. Any text: they are escaped where they are put in.
    pub values: BTreeMap<String, String>,
}

impl std::fmt::Debug for OutgoingMail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OutgoingMail({}, hidden)", self.template.as_str())
    }
}

/// What `/check` found in one incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckFinding {
    /// The address is on the list.
    Affected,
    /// It is not, as far as we know today, and nothing is open any more.
    NotAffected,
    /// It is not, but the list may still grow: "write to me when you know".
    NotKnownYet,
}

/// The answer of one incident to one question put to `/check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAnswer {
    /// Which incident. The worker adds its name.
    pub incident: IncidentId,
    /// What was found.
    pub finding: CheckFinding,
    /// With `Affected`: whose page the mail opens. One mail names one person at most: people who share an address get one
    /// mail each and never see one another. Link and code are derived when the mail is rendered, never stored.
    pub person: Option<PersonId>,
    /// With `NotKnownYet`: whether we write again when we know.
    pub reminds: bool,
}

/// One subscription of an address, as the mail with its links needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionLink {
    /// Which subscriber.
    pub subscriber: SubscriberId,
    /// Whose tokens are good.
    pub generation: i64,
    /// Of which incident; `None` for every one.
    pub incident: Option<IncidentId>,
    /// Whether they get updates; otherwise they left.
    pub is_active: bool,
}

impl OutgoingMail {
    /// Six digits for a visit. Give it the code's end as `expires_at`.
    #[must_use]
    pub fn one_time_code(to: &str, lang: Lang, code: &str) -> Self {
        Self::of(MailTemplate::OneTimeCode, to, lang, [("code", code.to_owned())])
    }

    /// The answer to a question put to `/check`, one entry per incident asked. Answers of a practice incident go in a mail
    /// of their own, enqueued with that incident: so they cannot reach anyone.
    ///
    /// # Errors
    /// Never in practice: when the answers cannot be written as JSON.
    pub fn check_answer(to: &str, lang: Lang, answers: &[CheckAnswer]) -> Result<Self, StoreError> {
        let answers = serde_json::to_string(answers).map_err(|_| StoreError::Nonsense { table: "outbox", column: "sealed" })?;
        Ok(Self::of(MailTemplate::CheckAnswer, to, lang, [("answers", answers)]))
    }

    /// "We have your request": its number, and the date (already written out in `lang`) by which somebody answers.
    #[must_use]
    pub fn request_received(to: &str, lang: Lang, number: &str, promised_on: &str) -> Self {
        Self::of(MailTemplate::RequestReceived, to, lang, [("number", number.to_owned()), ("promised_on", promised_on.to_owned())])
    }

    /// What staff answer to a request: plain text, an empty line between paragraphs.
    #[must_use]
    pub fn request_answer(to: &str, lang: Lang, number: &str, answer: &str) -> Self {
        Self::of(MailTemplate::RequestAnswer, to, lang, [("number", number.to_owned()), ("answer", answer.to_owned())])
    }

    /// Somebody's code for identity protection: provider, code, where it is typed in, by which day and for how long, the last two written out
    /// in `lang`.
    #[must_use]
    pub fn protection_code(to: &str, lang: Lang, [provider, code, url, enrol_by, months]: [&str; 5]) -> Self {
        let values = [("provider", provider), ("code", code), ("url", url), ("enrol_by", enrol_by), ("months", months)];
        Self::of(MailTemplate::ProtectionCode, to, lang, values.map(|(name, value)| (name, value.to_owned())))
    }

    /// The code of a gift: what it is (written out in `lang`), the code, and where it is used.
    #[must_use]
    pub fn goodwill(to: &str, lang: Lang, [what, code, url]: [&str; 3]) -> Self {
        let values = [("what", what), ("code", code), ("url", url)];
        Self::of(MailTemplate::Goodwill, to, lang, values.map(|(name, value)| (name, value.to_owned())))
    }

    /// What happened with a claim: its number, what happened (`received`, `question`, `granted`, `refused`, `paid`, `came_back`, `where`,
    /// `uncashed`, `reminder`, `redirected`), what was asked for and what was granted, what was said, and the day by which somebody acts; sums and
    /// day written out in `lang`, empty where there is none.
    #[must_use]
    pub fn claim(to: &str, lang: Lang, [number, happened, asked, granted, said, day]: [&str; 6]) -> Self {
        let values = [("number", number), ("happened", happened), ("asked", asked), ("granted", granted), ("said", said), ("day", day)];
        Self::of(MailTemplate::Claim, to, lang, values.map(|(name, value)| (name, value.to_owned())))
    }

    /// A new link and code to somebody's page, because staff sent them again or the address changed. Both are derived when the
    /// mail is rendered, of the generation that is good then.
    #[must_use]
    pub fn invitation_again(to: &str, lang: Lang, person: PersonId) -> Self {
        Self::of(MailTemplate::InvitationAgain, to, lang, [("person", person.to_string())])
    }

    /// Six digits that show that somebody reads the new address. Give it the code's end as `expires_at`.
    #[must_use]
    pub fn contact_code(to: &str, lang: Lang, code: &str) -> Self {
        Self::of(MailTemplate::ContactCode, to, lang, [("code", code.to_owned())])
    }

    /// To the address so far: that somebody asked to change it, when it takes effect (written out in `lang`), and how to stop it.
    #[must_use]
    pub fn contact_change(to: &str, lang: Lang, takes_effect: &str, stop: &crate::contact_changes::StopSecrets) -> Self {
        let values = [("takes_effect", takes_effect.to_owned()), ("stop_token", stop.link.to_text()), ("stop_code", stop.code.grouped())];
        Self::of(MailTemplate::ContactChange, to, lang, values)
    }

    /// Six digits with which a person confirms where their money goes. Give it the code's end as `expires_at`.
    #[must_use]
    pub fn payout_code(to: &str, lang: Lang, code: &str) -> Self {
        Self::of(MailTemplate::PayoutCode, to, lang, [("code", code.to_owned())])
    }

    /// To the address on file: that somebody asked to change where the money of a claim goes, when it takes effect (written out in `lang`), and
    /// how to stop it.
    #[must_use]
    pub fn payout_change(to: &str, lang: Lang, [number, takes_effect]: [&str; 2], stop: &crate::contact_changes::StopSecrets) -> Self {
        let values = [
            ("number", number.to_owned()),
            ("takes_effect", takes_effect.to_owned()),
            ("stop_token", stop.link.to_text()),
            ("stop_code", stop.code.grouped()),
        ];
        Self::of(MailTemplate::PayoutChange, to, lang, values)
    }

    /// Six digits with which a person confirms whom they name. Give it the code's end as `expires_at`.
    #[must_use]
    pub fn helper_code(to: &str, lang: Lang, code: &str) -> Self {
        Self::of(MailTemplate::HelperCode, to, lang, [("code", code.to_owned())])
    }

    /// A helper's own link and code. Both are derived when the mail is rendered, of the generation that is good then.
    #[must_use]
    pub fn helper_invitation(to: &str, lang: Lang, helper: HelperId) -> Self {
        Self::of(MailTemplate::HelperInvitation, to, lang, [("helper", helper.to_string())])
    }

    /// To the person's address: who gets in from now on, in what capacity, and whether staff did it.
    #[must_use]
    pub fn helper_named(to: &str, lang: Lang, name: &str, kind: HelperKind, is_by_staff: bool) -> Self {
        let by = if is_by_staff { "staff" } else { "person" };
        let values = [("name", name.to_owned()), ("kind", kind.as_str().to_owned()), ("by", by.to_owned())];
        Self::of(MailTemplate::HelperNamed, to, lang, values)
    }

    /// "Confirm that you want updates": of the incident it belongs to, or of every one. The link is derived when the mail is
    /// written. Give it the end of the link as `expires_at`, and written out in `lang` as `until`.
    #[must_use]
    pub fn subscribe_confirm(to: &str, lang: Lang, subscriber: SubscriberKey, until: &str) -> Self {
        let values = [
            ("subscriber", subscriber.subscriber_id.to_string()),
            ("generation", subscriber.generation.to_string()),
            ("until", until.to_owned()),
        ];
        Self::of(MailTemplate::SubscribeConfirm, to, lang, values)
    }

    /// The links to what a subscriber chose, one for each incident or for every one. They are derived when the mail is written.
    ///
    /// # Errors
    /// Never in practice: when the subscriptions cannot be written as JSON.
    pub fn subscriber_link(to: &str, lang: Lang, subscriptions: &[SubscriptionLink]) -> Result<Self, StoreError> {
        let links = serde_json::to_string(subscriptions).map_err(|_| StoreError::Nonsense { table: "outbox", column: "sealed" })?;
        Ok(Self::of(MailTemplate::SubscriberLink, to, lang, [("subscriptions", links)]))
    }

    /// The link with which a member of staff sets up their account. Give it the link's end as `expires_at`.
    #[must_use]
    pub fn staff_enrolment(to: &str, lang: Lang, link: &str) -> Self {
        Self::of(MailTemplate::StaffEnrolment, to, lang, [("link", link.to_owned())])
    }

    /// What changed about a member of staff's account, and when (already written out in `lang`).
    #[must_use]
    pub fn staff_changed(to: &str, lang: Lang, change: AccountChange, at: &str) -> Self {
        Self::of(MailTemplate::StaffChanged, to, lang, [("change", change.as_str().to_owned()), ("at", at.to_owned())])
    }

    fn of<const N: usize>(template: MailTemplate, to: &str, lang: Lang, values: [(&str, String); N]) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { to: to.to_owned(), lang, template, values }
    }
}

pub(crate) const fn place(mail: MailId) -> Place {
    Place { table: "outbox", row: mail.0 }
}

impl Store {
    /// Queues a mail in the transaction of its cause: both happen or neither. It belongs to `incident`, or to none (an
    /// answer of `/check`); mail of a practice incident goes to the practice box. After `expires_at` it is not worth
    /// sending and is not sent.
    ///
    /// # Errors
    /// When the database fails or the incident has no key.
    pub async fn enqueue(
        &self,
        tx: &mut Tx,
        incident: Option<IncidentId>,
        mail: &OutgoingMail,
        expires_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<MailId, StoreError> {
        let mail_id = MailId::new(now, &*self.entropy);
        let sealed = match incident {
            Some(incident) => self.incident_keys(incident).await?.seal(place(mail_id), mail, &*self.entropy)?,
            None => self.system_keys().seal(place(mail_id), mail, &*self.entropy)?,
        };
        let sql = "insert into outbox (mail_id, incident_id, kind, sealed, state, attempts, created_at, due_at, expires_at)
                   values ($1, $2, $3, $4, $5, 0, $6, $6, $7)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(mail_id.0)
            .bind(incident.map(|incident| incident.0))
            .bind(mail.template.as_str())
            .bind(&sealed)
            .bind(MailState::Queued.as_str())
            .bind(now.as_micros())
            .bind(expires_at.map(Timestamp::as_micros))
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(mail_id)
    }

    /// Says whose mail it is, so that it stands in their story. In the transaction of [`Store::enqueue`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail_is_for(&self, tx: &mut Tx, mail: MailId, person: PersonId) -> Result<(), StoreError> {
        let sql = "update outbox set person_id = $1 where mail_id = $2";
        on!(&mut *tx, |db| sqlx::query(sql).bind(person.0).bind(mail.0).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }
}
