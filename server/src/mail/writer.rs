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
    visit::Channel,
};
use minijinja::{Value, context};
use store::{
    Store, StoreError,
    invitations::{Invitation, InvitationSecrets},
    outbox::{CheckAnswer, CheckFinding, OutgoingMail},
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
    store: Store,
    settings: Arc<MailSettings>,
    catalogue: Arc<Catalogue>,
    templates: Templates,
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
    pub async fn notice(&self, letterhead: &Letterhead, person: &Person) -> Result<Written, WriteError> {
        let lang = person.lang;
        let template = match person.kind {
            Kind::Adult => MailTemplate::Notice,
            Kind::Minor => MailTemplate::NoticeMinor,
            Kind::Deceased => MailTemplate::NoticeDeceased,
        };
        let secrets = self.secrets(person.incident_id, person.person_id, person.generation).await?;
        let labels = |set: domain::exposure::CategorySet, is_confirmed: bool| {
            set.iter().map(move |category| context! { label => self.catalogue.category(category).label.get(lang), is_confirmed })
        };
        let exposure = person.exposure;
        let categories: Vec<Value> = labels(exposure.confirmed, true).chain(labels(exposure.suspected, false)).collect();
        let shared = letterhead.values(lang);
        let known_by = if exposure.suspected.is_empty() { Value::from(()) } else { shared.get_attr("known_on").unwrap_or_default() };
        let (link, code) = self.written_secrets(lang, &secrets);
        let values = context! {
            // Only an adult is greeted by name.
            name => if person.kind == Kind::Adult { one_line(&person.contact.full_name()) } else { String::new() },
            link, code, categories, known_by,
            ..shared
        };
        Ok(self.templates.write(template, lang, &values)?)
    }

    /// A mail of the outbox.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub async fn mail(&self, letterhead: &Letterhead, mail: &OutgoingMail, now: Timestamp) -> Result<Written, WriteError> {
        let shared = letterhead.values(mail.lang);
        let values = match mail.template {
            MailTemplate::CheckAnswer => self.check_answer(mail, now).await?,
            MailTemplate::RequestAnswer => {
                let answer = mail.values.get("answer").ok_or(WriteError::Value("answer"))?.replace("\r\n", "\n");
                let answer: Vec<&str> = answer.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect();
                context! { answer, ..Value::from_serialize(&mail.values) }
            }
            MailTemplate::InvitationAgain => self.invitation_again(letterhead, mail).await?,
            MailTemplate::ContactChange => {
                let value = |name: &'static str| mail.values.get(name).ok_or(WriteError::Value(name));
                let page = self.settings.page(mail.lang, "/contact/stop");
                context! {
                    takes_effect => value("takes_effect")?, code => value("stop_code")?,
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

    async fn secrets(&self, incident: IncidentId, person: PersonId, generation: i64) -> Result<InvitationSecrets, StoreError> {
        let invitation = Invitation { incident_id: incident, person_id: person, channel: Channel::Email, generation };
        self.store.invitation_secrets(&invitation).await
    }

    fn written_secrets(&self, lang: Lang, secrets: &InvitationSecrets) -> (Value, String) {
        let token = secrets.link.as_ref().map(domain::code::LinkToken::to_text).unwrap_or_default();
        (address(&format!("{}#{token}", self.settings.page(lang, "/open"))), secrets.code.grouped())
    }
}

/// A name as it can stand in a line: what would break the line is a space.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
