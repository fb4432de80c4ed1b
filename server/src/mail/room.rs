//! Messages for pages: what a notice says, to whom it is shown, and what was sent, each with its secrets masked.

use std::sync::Arc;

use app::mail_room::{Again, MailRoom, Preflight, Reader, ShownMail};
use domain::{
    clock::Timestamp,
    exposure::Exposure,
    guidance::Catalogue,
    ids::{IncidentId, PersonId},
    lang::Lang,
    mail::MailTemplate,
    notice::NoticeState,
    person::{Contact, Kind, Person},
};
use futures::future::BoxFuture;
use store::{
    Store, StoreError,
    notices::{Notice, SentMessage},
};
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::{
    MailSettings,
    check_word::with_masked_word,
    fixed::Own,
    letterhead::address,
    message::compose,
    preflight::Kept,
    templates::Written,
    writer::{WriteError, Writer},
};
use crate::{cli::Failure, config::Config};

/// In place of a link's token and of a code's symbols.
const MASK: &str = "••••••••";

/// The mail code as pages know it. The templates are compiled when a page first wants them.
pub struct Room {
    store: Store,
    settings: Arc<MailSettings>,
    catalogue: Arc<Catalogue>,
    writer: OnceCell<Writer>,
    preflight: Option<Kept>,
}

/// The mail code for the pages of a site. Without a relay there is no sender to look at.
///
/// # Errors
/// When the settings of mail or the name server cannot be used.
pub fn room(store: Store, config: &Config, catalogue: Arc<Catalogue>) -> Result<Arc<dyn MailRoom>, Failure> {
    let settings = Arc::new(MailSettings::from_config(config)?);
    let preflight = settings.relay.is_some().then(|| Kept::new(settings.clone(), config)).transpose()?;
    Ok(Arc::new(Room { store, settings, catalogue, writer: OnceCell::new(), preflight }))
}

impl Room {
    async fn writer(&self) -> Result<&Writer, WriteError> {
        let make = || async { Writer::new(self.store.clone(), self.settings.clone(), self.catalogue.clone()) };
        Ok(self.writer.get_or_try_init(make).await?)
    }

    async fn words(&self, notice: &Notice) -> Result<(String, String), WriteError> {
        let writer = self.writer().await?;
        let incident = self.store.incident(notice.incident_id).await?;
        let subjects = self.store.notice_handling(notice).await?.subjects;
        Ok((writer.words_now(&incident, subjects).await?, writer.version().to_owned()))
    }

    /// What a notice says: its fixed words, under `number`; a draft's are those of now.
    async fn own(&self, notice: &Notice, number: Option<i64>) -> Result<Own, WriteError> {
        let fixed = match number.filter(|_| notice.state != NoticeState::Draft) {
            Some(number) => self.store.fixed_words(notice, number).await?.map(|fixed| fixed.words),
            None => None,
        };
        let words = match fixed {
            Some(words) => words,
            None => self.words(notice).await?.0,
        };
        let incident = self.store.incident(notice.incident_id).await?;
        self.writer().await?.own(&incident, &words)
    }

    async fn written(&self, notice: &Notice, reader: Reader<'_>) -> Result<ShownMail, WriteError> {
        let (writer, own) = (self.writer().await?, self.own(notice, notice.words_number).await?);
        let written = match reader {
            Reader::Person(person) => self.masked(writer, &own, person)?,
            Reader::Nobody(lang) => self.masked(writer, &own, &nobody(notice.incident_id, lang))?,
        };
        Ok(shown(with_masked_word(written)))
    }

    fn masked(&self, writer: &Writer, own: &Own, person: &Person) -> Result<Written, WriteError> {
        let link = address(&format!("{}#{MASK}", self.settings.page(person.lang, "/open")));
        writer.notice_with(&own.letterhead, own.subjects.as_ref(), person, (link, MASK.to_owned()))
    }

    /// The message once more, masked, and whether its bytes unmasked are those that went out.
    async fn again(&self, notice: &Notice, message: &SentMessage, person: &Person) -> Result<Again, WriteError> {
        let writer = self.writer().await?;
        let own = match message.words_number {
            Some(number) => self.own(&Notice { state: NoticeState::Done, ..notice.clone() }, Some(number)).await?,
            None => self.own(notice, None).await?,
        };
        let person = Person { generation: message.generation, ..person.clone() };
        let secrets = writer.secrets(person.incident_id, person.person_id, person.generation).await?;
        let (link, code) = writer.written_secrets(person.lang, &secrets);
        let unmasked = writer.notice_with(&own.letterhead, own.subjects.as_ref(), &person, (link, code))?;
        let to = person.contact.email.clone().unwrap_or_default();
        let id = message.delivery_id.0;
        let composed = message.begun_at.and_then(|begun_at| {
            let whole = writer.with_check_word(unmasked, &own.letterhead, MailTemplate::Notice, id, begun_at);
            compose(&self.settings, id, &to, &whole, begun_at).ok()
        });
        let is_same = composed.is_some_and(|composed| Some(composed.sha256) == message.sha256);
        Ok(Again { mail: shown(with_masked_word(self.masked(writer, &own, &person)?)), is_same })
    }
}

impl MailRoom for Room {
    fn sender(&self) -> String {
        self.settings.from.email.to_string()
    }

    fn has_relay(&self) -> bool {
        self.settings.relay.is_some()
    }

    fn preflight(&self, now: Timestamp) -> BoxFuture<'_, Option<Preflight>> {
        Box::pin(async move {
            match &self.preflight {
                Some(kept) => Some(kept.found(now).await),
                None => None,
            }
        })
    }

    fn words_of<'a>(&'a self, notice: &'a Notice) -> BoxFuture<'a, Result<(String, String), StoreError>> {
        Box::pin(async move { self.words(notice).await.map_err(fault) })
    }

    fn written<'a>(&'a self, notice: &'a Notice, reader: Reader<'a>) -> BoxFuture<'a, Result<ShownMail, StoreError>> {
        Box::pin(async move { self.written(notice, reader).await.map_err(fault) })
    }

    fn again<'a>(&'a self, notice: &'a Notice, message: &'a SentMessage, person: &'a Person) -> BoxFuture<'a, Result<Again, StoreError>> {
        Box::pin(async move { self.again(notice, message, person).await.map_err(fault) })
    }
}

/// What is kept of a notice makes no sense to the writer: a fault of ours, told as such.
fn fault(error: WriteError) -> StoreError {
    match error {
        WriteError::Store(error) => error,
        error => {
            tracing::error!(%error, "a notice could not be written for a page");
            StoreError::Nonsense { table: "notice_words", column: "words" }
        }
    }
}

fn shown(written: Written) -> ShownMail {
    ShownMail { subject: written.subject, text: written.text, html: written.html }
}

/// Somebody of whom nothing is known: what everybody reads.
fn nobody(incident: IncidentId, lang: Lang) -> Person {
    Person {
        person_id: PersonId(Uuid::nil()),
        incident_id: incident,
        contact: Contact::default(),
        exposure: Exposure::default(),
        kind: Kind::Adult,
        country: String::new(),
        region: None,
        lang,
        generation: 1,
    }
}
