//! An incident with words in both languages, people, a worker, and a way to read what arrived.

use std::{sync::Arc, time::Duration};

use candor::{
    config::Config,
    mail::{self, Handle, MailParts, MailSettings, Serves},
};
use domain::{
    clock::{Clock, Timestamp},
    exposure::{Category, Exposure},
    guidance::Catalogue,
    ids::{IncidentId, PersonId},
    incident::{Incident, Section},
    lang::Lang,
    person::{Contact, Kind},
};
use mailparse::{MailHeaderMap, ParsedMail};
use store::{
    Store,
    incidents::IncidentWords,
    notices::Notice,
    testing::{
        TestClock, TestEntropy, add_test_incident,
        people::{add_test_person, test_person},
    },
};

use super::sink::{Sink, Taken};

pub const PUBLIC_URL: &str = "https://incident.example.org";

/// An incident whose every text is known, in both languages.
pub async fn add_incident(store: &Store, slug: &str, is_practice: bool, now: Timestamp) -> IncidentId {
    let template: Incident = add_test_incident(store, &format!("{slug}-bare"), is_practice, now).await;
    let incident_id = IncidentId::new(now, &*TestEntropy::fresh());
    let incident = Incident {
        incident_id,
        slug: domain::slug::Slug::parse(slug).unwrap(),
        suspected_known_by: Some("2031-03-14".to_owned()),
        ..template
    };
    let words = |lang: Lang| IncidentWords {
        sections: Section::ALL
            .iter()
            .map(|section| {
                let text = match section {
                    Section::Title => format!("Title {} & more", lang.as_str()),
                    _ => format!("Text *{}* of {}.\n\n- one [link]({PUBLIC_URL}/x)\n- two", section.as_str(), lang.as_str()),
                };
                (*section, text)
            })
            .collect(),
        ..IncidentWords::default()
    };
    store.add_incident(&incident, &Lang::ALL.map(|lang| (lang, words(lang))), now).await.unwrap();
    incident_id
}

/// A person to be written to; the canary is the given name and in the address.
pub async fn add_person(store: &Store, incident: IncidentId, canary: &str, kind: Kind, lang: Lang, now: Timestamp) -> PersonId {
    let contact = Contact {
        external_id: format!("X-{canary}"),
        given_name: canary.to_owned(),
        family_name: "Example".to_owned(),
        email: Some(format!("{}@example.org", canary.to_lowercase())),
        ..Contact::default()
    };
    add_contact(store, incident, contact, kind, lang, now).await
}

/// The same with any contact.
pub async fn add_contact(store: &Store, incident: IncidentId, contact: Contact, kind: Kind, lang: Lang, now: Timestamp) -> PersonId {
    let mut person = test_person(store, incident, contact, now);
    let set = |id| [Category::parse(id).unwrap()].into_iter().collect();
    person.exposure = Exposure::new(set("ssn"), set("bank_account"));
    person.kind = kind;
    person.lang = lang;
    add_test_person(store, &person, now).await;
    person.person_id
}

/// A started notice.
pub async fn start_notice(store: &Store, incident: IncidentId, now: Timestamp) -> Notice {
    let mut tx = store.write().await.unwrap();
    let notice = store.add_notice(&mut tx, incident, "First notice", "1", now).await.unwrap();
    assert!(store.start_notice(&mut tx, &notice, now).await.unwrap());
    tx.commit().await.unwrap();
    notice
}

/// Settings with this relay.
pub fn settings(sink: Option<&Sink>, company: &str) -> MailSettings {
    settings_with(sink, company, |_| ())
}

/// The same, with others changed.
pub fn settings_with(sink: Option<&Sink>, company: &str, set: impl FnOnce(&mut Config)) -> MailSettings {
    MailSettings::from_config(&config_with(sink, company, set)).unwrap()
}

/// The settings of the whole program that those come from.
pub fn config_with(sink: Option<&Sink>, company: &str, set: impl FnOnce(&mut Config)) -> Config {
    let mut config = Config { public_url: PUBLIC_URL.to_owned(), ..Config::default() };
    config.company.name = company.to_owned();
    config.company.phone = "+1-888-555-0100".to_owned();
    config.company.phone_hours_en = "every day 7:00–22:00 EST".to_owned();
    config.company.phone_hours_es = "todos los días de 7:00 a 22:00 (hora del este)".to_owned();
    config.smtp = sink.map(|sink| format!("smtp://{}", sink.address)).unwrap_or_default();
    set(&mut config);
    config
}

/// A worker that sends to this relay.
pub fn worker(store: &Store, clock: Arc<TestClock>, sink: Option<&Sink>, company: &str) -> Handle {
    worker_with(store, clock, sink, company, |_| ())
}

/// The same, with other settings.
pub fn worker_with(store: &Store, clock: Arc<TestClock>, sink: Option<&Sink>, company: &str, set: impl FnOnce(&mut Config)) -> Handle {
    let parts = MailParts {
        store: store.clone(),
        clock,
        entropy: TestEntropy::fresh(),
        settings: settings_with(sink, company, set),
        catalogue: Catalogue::bundled(),
    };
    mail::start(parts, Serves::Everything).unwrap()
}

/// Waits until something is so, ten seconds at most.
pub async fn until<F: Future<Output = bool>>(what: &str, mut is_so: impl FnMut() -> F) {
    for _ in 0..500 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("waited in vain until {what}");
}

/// A message, read as a mail program does.
pub struct Message {
    pub to: String,
    pub subject: String,
    pub message_id: String,
    pub headers: Vec<String>,
    /// `List-Unsubscribe`, and what it says to post; empty without.
    pub leave: String,
    pub one_click: String,
    pub text: String,
    pub html: String,
}

impl Message {
    pub fn read(taken: &Taken) -> Self {
        let mail: ParsedMail<'_> = mailparse::parse_mail(taken.data.as_bytes()).unwrap();
        assert_eq!(mail.ctype.mimetype, "multipart/alternative");
        let kinds: Vec<&str> = mail.subparts.iter().map(|part| part.ctype.mimetype.as_str()).collect();
        assert_eq!(kinds, ["text/plain", "text/html"], "two parts and no attachment");
        let header = |name: &str| mail.headers.get_first_value(name).unwrap_or_default();
        Self {
            to: header("To"),
            subject: header("Subject"),
            message_id: header("Message-ID"),
            leave: header("List-Unsubscribe"),
            one_click: header("List-Unsubscribe-Post"),
            headers: mail.headers.iter().map(|header| header.get_key()).collect(),
            text: mail.subparts[0].get_body().unwrap().replace("\r\n", "\n"),
            html: mail.subparts[1].get_body().unwrap(),
        }
    }

    pub fn whole(&self) -> String {
        format!("{}\n{}\n{}\n{}", self.to, self.subject, self.text, self.html)
    }
}

/// The words of an HTML part as somebody reads them.
pub fn html_words(html: &str) -> Vec<String> {
    let body = html.split_once("<body").unwrap().1;
    let (mut text, mut rest) = (String::new(), body.split_once('>').unwrap().1);
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = if tag.starts_with("!--") { tag.split_once("-->").unwrap().1 } else { tag.split_once('>').unwrap().1 };
        // Only these are within a word.
        if !["em>", "/em>", "strong>", "/strong>", "/a>", "a "].iter().any(|inline| tag.starts_with(inline)) {
            text.push(' ');
        }
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", " ");
    words(&text.replace("&#x27;", "'").replace("&#x2f;", "/").replace("&#39;", "'").replace("&amp;", "&"))
}

/// The words of a text part; marks of lists are none, and addresses are left out: the HTML has some of them in its links.
pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty() && !word.contains("://"))
        .map(str::to_owned)
        .collect()
}

pub fn now(clock: &TestClock) -> Timestamp {
    clock.now()
}
