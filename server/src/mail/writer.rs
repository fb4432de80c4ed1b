//! Writes the message for one person: chooses the template, derives link and code, fills it in.

use std::sync::Arc;

use app::words::Words;
use domain::{
    clock::Timestamp,
    guidance::Catalogue,
    ids::{IncidentId, PersonId},
    lang::Lang,
    mail::MailTemplate,
    person::{Kind, Person},
    publishing::PerLang,
    subscriber::{SubscriberKey, TokenUse},
    visit::Channel,
};
use minijinja::{Value, context};
use store::{
    Store, StoreError,
    invitations::{Invitation, InvitationSecrets},
    outbox::{CheckAnswer, CheckFinding, OutgoingMail, SubscriptionLink},
};
use thiserror::Error;

use super::{
    MailSettings,
    letterhead::{Letterhead, Letterheads, address},
    templates::{TemplateError, Templates, Written},
};

/// A message cannot be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The database is away: try again.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A template wants what it was not given.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A value of a queued mail makes no sense.
    #[error("the value {0} of a queued mail makes no sense")]
    Value(&'static str),
}

/// Writes every message that leaves.
pub struct Writer {
    pub(super) store: Store,
    pub(super) settings: Arc<MailSettings>,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) templates: Templates,
    letterheads: Letterheads,
}

impl Writer {
    /// Compiles the templates.
    ///
    /// # Errors
    /// When one is faulty: a fault of this program, found by its tests.
    pub fn new(store: Store, settings: Arc<MailSettings>, catalogue: Arc<Catalogue>) -> Result<Self, TemplateError> {
        let letterheads = Letterheads::new(store.clone(), settings.clone());
        Ok(Self { store, settings, catalogue, templates: Templates::load()?, letterheads })
    }

    /// The version of the templates.
    #[must_use]
    pub fn version(&self) -> &str {
        self.templates.version()
    }

    /// The letterhead of an incident, or of mail that belongs to none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn letterhead(&self, incident: Option<IncidentId>) -> Result<Arc<Letterhead>, StoreError> {
        self.letterheads.of(incident).await
    }

    /// The notice to one person, or to who answers for them.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub async fn notice(
        &self,
        letterhead: &Letterhead,
        subjects: Option<&PerLang<String>>,
        person: &Person,
    ) -> Result<Written, WriteError> {
        let secrets = self.secrets(person.incident_id, person.person_id, person.generation).await?;
        self.notice_with(letterhead, subjects, person, self.written_secrets(person.lang, &secrets))
    }

    /// The same with this link and this code, which may be masked.
    ///
    /// # Errors
    /// When a template lacks a value.
    pub(super) fn notice_with(
        &self,
        letterhead: &Letterhead,
        subjects: Option<&PerLang<String>>,
        person: &Person,
        (link, code): (Value, String),
    ) -> Result<Written, WriteError> {
        let lang = person.lang;
        let template = match person.kind {
            Kind::Adult => MailTemplate::Notice,
            Kind::Minor => MailTemplate::NoticeMinor,
            Kind::Deceased => MailTemplate::NoticeDeceased,
        };
        let labels = |set: domain::exposure::CategorySet, is_confirmed: bool| {
            set.iter().map(move |category| context! { label => self.catalogue.category(category).label.get(lang), is_confirmed })
        };
        let exposure = person.exposure;
        let categories: Vec<Value> = labels(exposure.confirmed, true).chain(labels(exposure.suspected, false)).collect();
        let shared = letterhead.values(lang);
        let known_by = if exposure.suspected.is_empty() { Value::from(()) } else { shared.get_attr("known_on").unwrap_or_default() };
        let values = context! {
            // Only an adult is greeted by name.
            name => if person.kind == Kind::Adult { one_line(&person.contact.full_name()) } else { String::new() },
            link, code, categories, known_by,
            ..shared
        };
        let written = self.templates.write(template, lang, &values)?;
        // Who is written to for a child or for somebody who has died reads a subject of their own.
        Ok(match subjects.filter(|_| template == MailTemplate::Notice) {
            Some(subjects) => written.with_subject(subjects.get(lang)),
            None => written,
        })
    }

    /// A mail of the outbox.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub async fn mail(&self, letterhead: &Letterhead, mail: &OutgoingMail, now: Timestamp) -> Result<Written, WriteError> {
        let shared = letterhead.values(mail.lang);
        let values = match mail.template {
            MailTemplate::CheckAnswer => self.check_answer(mail, now).await?,
            MailTemplate::RequestAnswer => context! { answer => paragraphs(mail, "answer")?, ..Value::from_serialize(&mail.values) },
            MailTemplate::Claim => context! { said => paragraphs(mail, "said")?, ..Value::from_serialize(&mail.values) },
            MailTemplate::InvitationAgain => self.invitation_again(letterhead, mail).await?,
            MailTemplate::HelperInvitation => self.helper_invitation(letterhead, mail).await?,
            MailTemplate::HelperNamed => {
                let value = |name: &'static str| mail.values.get(name).ok_or(WriteError::Value(name));
                context! { helper => one_line(value("name")?), kind => value("kind")?, by => value("by")? }
            }
            MailTemplate::SubscribeConfirm => self.subscribe_confirm(letterhead, mail)?,
            MailTemplate::SubscriberLink => self.subscriber_link(mail).await?,
            MailTemplate::ContactChange | MailTemplate::PayoutChange => {
                let value = |name: &'static str| mail.values.get(name).ok_or(WriteError::Value(name));
                let page = self.settings.page(mail.lang, "/contact/stop");
                context! {
                    number => mail.values.get("number"), takes_effect => value("takes_effect")?, code => value("stop_code")?,
                    link => address(&format!("{page}#{}", value("stop_token")?)), stop_page => address(&page),
                }
            }
            _ => Value::from_serialize(&mail.values),
        };
        Ok(self.templates.write(mail.template, mail.lang, &context! { ..values, ..shared })?)
    }

    async fn check_answer(&self, mail: &OutgoingMail, now: Timestamp) -> Result<Value, WriteError> {
        let lang = mail.lang;
        let answers = mail.values.get("answers").ok_or(WriteError::Value("answers"))?;
        let answers: Vec<CheckAnswer> = serde_json::from_str(answers).map_err(|_| WriteError::Value("answers"))?;
        let mut items = Vec::with_capacity(answers.len());
        for answer in answers {
            let letterhead = self.letterhead(Some(answer.incident)).await?;
            let incident = letterhead.incident.as_ref().ok_or(WriteError::Value("answers"))?;
            let person = match answer.person.filter(|_| answer.finding == CheckFinding::Affected) {
                Some(person) => self.store.person(answer.incident, person).await?,
                None => None,
            };
            let (link, code) = match &person {
                Some(person) => self.written_secrets(lang, &self.secrets(answer.incident, person.person_id, person.generation).await?),
                // Purged since it was asked: then what is true is that the address is not on the list.
                None => (Value::from(""), String::new()),
            };
            let finding = match answer.finding {
                CheckFinding::Affected if person.is_some() => "affected",
                CheckFinding::NotKnownYet => "not_known_yet",
                _ => "not_affected",
            };
            items.push(context! {
                title => letterhead.title(lang), finding, link, code, reminds => answer.reminds,
                page => address(&self.settings.page(lang, &format!("/incidents/{}", incident.slug))),
                code_page => address(&self.settings.page(lang, "/code")),
            });
        }
        Ok(context! { answers => items, today => Words(lang).day(now, "UTC") })
    }

    /// Link and code of the generation that is good now; without the person there is nothing to write.
    async fn invitation_again(&self, letterhead: &Letterhead, mail: &OutgoingMail) -> Result<Value, WriteError> {
        let incident = letterhead.incident.as_ref().ok_or(WriteError::Value("person"))?.incident_id;
        let person = mail.values.get("person").and_then(|id| id.parse().ok()).ok_or(WriteError::Value("person"))?;
        let person = self.store.person(incident, person).await?.ok_or(WriteError::Value("person"))?;
        let secrets = self.secrets(incident, person.person_id, person.generation).await?;
        let (link, code) = self.written_secrets(mail.lang, &secrets);
        Ok(context! { link, code, code_page => address(&self.settings.page(mail.lang, "/code")) })
    }

    /// A helper's link and code; for one who does not get in any more there is nothing to write.
    async fn helper_invitation(&self, letterhead: &Letterhead, mail: &OutgoingMail) -> Result<Value, WriteError> {
        let incident = letterhead.incident.as_ref().ok_or(WriteError::Value("helper"))?.incident_id;
        let helper = mail.values.get("helper").and_then(|id| id.parse().ok()).ok_or(WriteError::Value("helper"))?;
        let secrets = self.store.helper_secrets(incident, helper).await?.ok_or(WriteError::Value("helper"))?;
        let (link, code) = self.written_secrets(mail.lang, &secrets);
        Ok(context! { link, code, code_page => address(&self.settings.page(mail.lang, "/code")) })
    }

    /// The link that confirms, and what for.
    fn subscribe_confirm(&self, letterhead: &Letterhead, mail: &OutgoingMail) -> Result<Value, WriteError> {
        let value = |name: &'static str| mail.values.get(name).ok_or(WriteError::Value(name));
        let key = SubscriberKey {
            subscriber_id: value("subscriber")?.parse().map_err(|_| WriteError::Value("subscriber"))?,
            generation: value("generation")?.parse().map_err(|_| WriteError::Value("generation"))?,
        };
        let token = self.store.subscriber_token(TokenUse::Confirm, key);
        let page = self.settings.page(mail.lang, "/subscriptions/confirm");
        let about = letterhead.incident.as_ref().map(|_| letterhead.title(mail.lang));
        Ok(context! {
            about, until => value("until")?, code => token.grouped(),
            link => address(&format!("{page}#{}", token.to_text())), confirm_page => address(&page),
        })
    }

    /// The links to what a subscriber chose.
    async fn subscriber_link(&self, mail: &OutgoingMail) -> Result<Value, WriteError> {
        let lang = mail.lang;
        let links = mail.values.get("subscriptions").ok_or(WriteError::Value("subscriptions"))?;
        let links: Vec<SubscriptionLink> = serde_json::from_str(links).map_err(|_| WriteError::Value("subscriptions"))?;
        let page = self.settings.page(lang, "/subscriptions/open");
        let mut items = Vec::with_capacity(links.len());
        for link in links {
            let about = match link.incident {
                Some(incident) => Some(self.letterhead(Some(incident)).await?.title(lang).to_owned()),
                None => None,
            };
            let key = SubscriberKey { subscriber_id: link.subscriber, generation: link.generation };
            let token = self.store.subscriber_token(TokenUse::Preferences, key);
            items.push(context! {
                about, is_active => link.is_active, code => token.grouped(), link => address(&format!("{page}#{}", token.to_text())),
            });
        }
        Ok(context! { subscriptions => items, open_page => address(&page) })
    }

    pub(super) async fn secrets(&self, incident: IncidentId, person: PersonId, generation: i64) -> Result<InvitationSecrets, StoreError> {
        let invitation = Invitation { incident_id: incident, person_id: person, channel: Channel::Email, generation };
        self.store.invitation_secrets(&invitation).await
    }

    pub(super) fn written_secrets(&self, lang: Lang, secrets: &InvitationSecrets) -> (Value, String) {
        let token = secrets.link.as_ref().map(domain::code::LinkToken::to_text).unwrap_or_default();
        (address(&format!("{}#{token}", self.settings.page(lang, "/open"))), secrets.code.grouped())
    }
}

/// A name as it can stand in a line: what would break the line is a space.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Plain text of a mail as its paragraphs: an empty line is between two.
fn paragraphs(mail: &OutgoingMail, name: &'static str) -> Result<Vec<String>, WriteError> {
    let text = mail.values.get(name).ok_or(WriteError::Value(name))?.replace("\r\n", "\n");
    Ok(text.split("\n\n").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect())
}
