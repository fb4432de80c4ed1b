//! What a mail-out says: the same to everybody, made ready once, and what is each person's own.

use app::words::Words;
use domain::{
    exposure::CategorySet,
    incident::Incident,
    lang::Lang,
    mail::MailTemplate,
    person::Person,
    publishing::{Correction, NewUpdate, PerLang, PostText, Withdrawal},
    subscriber::{TokenUse, TopicSet},
};
use minijinja::{Value, context};
use store::{answers::AnswerChange, digests::DigestItem, mailouts::MailoutWords, notices::Notice, subscribers::Subscriber};

use super::{
    fixed::Own,
    letterhead::{Letterhead, address},
    prose::prose,
    templates::Written,
    writer::{WriteError, Writer},
};

/// A mail-out, ready to be written to one person after the other.
pub struct Mailout {
    /// Nothing for the notice, whose template follows from the person.
    template: Option<MailTemplate>,
    values: [Value; 2],
    /// The updates of a day, each with who reads it.
    items: Vec<(TopicSet, [Value; 2])>,
    /// A notice's fixed words.
    own: Option<Own>,
}

impl Mailout {
    /// The template it is counted under: the notice's, whoever it is written to.
    #[must_use]
    pub fn template(&self) -> MailTemplate {
        self.template.unwrap_or(MailTemplate::Notice)
    }
}

impl Writer {
    /// Reads what a mail-out says and makes it ready in every language.
    ///
    /// # Errors
    /// When the database fails, or what it holds makes no sense.
    pub async fn mailout(&self, letterhead: &Letterhead, notice: &Notice) -> Result<Mailout, WriteError> {
        let incident = letterhead.incident.as_ref().ok_or(WriteError::Value("incident"))?;
        let page = |lang: Lang| match notice.update_id.filter(|_| notice.audience.is_public()) {
            Some(update) => address(&self.settings.page(lang, &format!("/incidents/{}/updates/{update}", incident.slug))),
            None => Value::from(""),
        };
        let each = |template, values: &dyn Fn(Lang) -> Value| Mailout {
            template: Some(template),
            values: Lang::ALL.map(|lang| context! { update_page => page(lang), ..values(lang) }),
            items: Vec::new(),
            own: None,
        };
        Ok(match self.store.mailout_words(notice).await? {
            MailoutWords::Notice => {
                let fixed = match notice.words_number {
                    Some(number) => self.store.fixed_words(notice, number).await?,
                    None => None,
                };
                let own = fixed.map(|fixed| self.own(incident, &fixed.words)).transpose()?;
                Mailout { template: None, values: Default::default(), items: Vec::new(), own }
            }
            MailoutWords::Update(update) => each(MailTemplate::Update, &|lang| update_values(incident, &update, lang)),
            MailoutWords::Correction(correction) => each(MailTemplate::Correction, &|lang| correction_values(&correction, lang)),
            MailoutWords::Withdrawal(withdrawal, was) => each(MailTemplate::Correction, &|lang| withdrawal_values(&withdrawal, &was, lang)),
            MailoutWords::AnswerChanged => each(MailTemplate::AnswerChanged, &|_| context! {}),
            MailoutWords::Digest(items) => Mailout {
                template: Some(MailTemplate::Digest),
                values: Default::default(),
                items: items.iter().map(|item| (item.topics, Lang::ALL.map(|lang| self.item_values(incident, item, lang)))).collect(),
                own: None,
            },
        })
    }

    /// The message to one person, or to who answers for them.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub async fn to_person(
        &self,
        letterhead: &Letterhead,
        mailout: &Mailout,
        person: &Person,
        change: Option<&AnswerChange>,
    ) -> Result<Written, WriteError> {
        let Some(template) = mailout.template else {
            return match &mailout.own {
                Some(own) => self.notice(&own.letterhead, own.subjects.as_ref(), person).await,
                None => self.notice(letterhead, None, person).await,
            };
        };
        let lang = person.lang;
        let secrets = self.secrets(person.incident_id, person.person_id, person.generation).await?;
        let (link, code) = self.written_secrets(lang, &secrets);
        let token = self.store.leave_token(person.incident_id, person.person_id).await?;
        let leave_page = self.settings.page(lang, &format!("/subscriptions/leave/{}", token.to_text()));
        let own = match (template, change) {
            (MailTemplate::AnswerChanged, Some(change)) => self.change_values(change, lang),
            (MailTemplate::AnswerChanged, None) => return Err(WriteError::Value("change")),
            _ => context! {},
        };
        let values = context! {
            link, code, kind => person.kind.as_str(), is_subscriber => false, choose_page => "", leave_page => address(&leave_page),
            ..context! { ..own, ..context! { ..mailout.values[lang as usize].clone(), ..letterhead.values(lang) } }
        };
        Ok(Written { leave_page: Some(leave_page), ..self.templates.write(template, lang, &values)? })
    }

    /// The message to somebody who asked for updates.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub fn to_subscriber(&self, letterhead: &Letterhead, mailout: &Mailout, subscriber: &Subscriber) -> Result<Written, WriteError> {
        let template = mailout.template.ok_or(WriteError::Value("template"))?;
        let (lang, topics) = (subscriber.preferences.lang, subscriber.preferences.topics);
        let token = |purpose| self.store.subscriber_token(purpose, subscriber.key).to_text();
        let leave_page = self.settings.page(lang, &format!("/subscriptions/leave/{}", token(TokenUse::Leave)));
        let choose_page = self.settings.page(lang, &format!("/subscriptions/open#{}", token(TokenUse::Preferences)));
        let items = mailout.items.iter().filter(|(of, _)| of.meets(topics)).map(|(_, values)| values[lang as usize].clone());
        let values = context! {
            link => "", code => "", kind => "adult", is_subscriber => true, leave_page => address(&leave_page),
            choose_page => address(&choose_page), items => items.collect::<Vec<_>>(),
            ..context! { ..mailout.values[lang as usize].clone(), ..letterhead.values(lang) }
        };
        Ok(Written { leave_page: Some(leave_page), ..self.templates.write(template, lang, &values)? })
    }

    /// One update in the mail of a day.
    fn item_values(&self, incident: &Incident, item: &DigestItem, lang: Lang) -> Value {
        let values = match &item.words {
            MailoutWords::Update(update) => update_values(incident, update, lang),
            MailoutWords::Correction(correction) => correction_values(correction, lang),
            MailoutWords::Withdrawal(withdrawal, was) => withdrawal_values(withdrawal, was, lang),
            MailoutWords::Notice | MailoutWords::AnswerChanged | MailoutWords::Digest(_) => context! {},
        };
        let page = address(&self.settings.page(lang, &format!("/incidents/{}/updates/{}", incident.slug, item.update_id)));
        // What an update does not have, its correction does.
        context! { page, ..context! { ..values, ..context! { what_changed => (), is_withdrawn => false } } }
    }

    /// What a newer list changed, by what that means.
    fn change_values(&self, change: &AnswerChange, lang: Lang) -> Value {
        let both = |one: CategorySet, other: CategorySet| one.without(one.without(other));
        let label = |category| self.catalogue.category(category).label.get(lang);
        let labels = |set: CategorySet| set.iter().map(label).collect::<Vec<_>>();
        let (before, after) = (change.before, change.after);
        let new = after.all().without(before.all());
        let more: Vec<Value> =
            new.iter().map(|category| context! { label => label(category), is_confirmed => after.confirmed.contains(category) }).collect();
        context! {
            more,
            surer => labels(both(after.confirmed, before.suspected)),
            doubted => labels(both(after.suspected, before.confirmed)),
            cleared => labels(before.all().without(after.all())),
            kind_changed => change.kind_changed,
        }
    }
}

fn update_values(incident: &Incident, update: &NewUpdate, lang: Lang) -> Value {
    let text = update.texts.get(lang);
    let next = update.next_update_at.map(|at| Words(lang).moment(at, &incident.zone));
    context! { heading => text.title.trim(), body => prose(&text.body), next_update => next }
}

fn correction_values(correction: &Correction, lang: Lang) -> Value {
    let text = correction.texts.get(lang);
    let what_changed = prose(correction.what_changed.get(lang));
    context! { heading => text.title.trim(), body => prose(&text.body), what_changed, is_withdrawn => false }
}

fn withdrawal_values(withdrawal: &Withdrawal, was: &PerLang<PostText>, lang: Lang) -> Value {
    let what_changed = prose(withdrawal.reason.get(lang));
    context! { heading => was.get(lang).title, body => prose(""), what_changed, is_withdrawn => true }
}
