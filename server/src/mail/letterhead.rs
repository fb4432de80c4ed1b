//! What is the same for everybody: who speaks, and an incident's texts in each language. Read once, and again when the
//! incident changes.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use app::words::Words;
use domain::{
    ids::IncidentId,
    incident::{Incident, Section},
    lang::Lang,
};
use minijinja::{Value, context};
use store::{Store, StoreError, incidents::IncidentWords};

use super::{MailSettings, prose::prose};

/// How long texts are used before we look whether they changed.
const FRESH_FOR: Duration = Duration::from_secs(2);

/// An incident with what its mails say to everybody.
pub struct Letterhead {
    /// The incident, unless the mail belongs to none.
    pub incident: Option<Incident>,
    values: [Value; 2],
    titles: [String; 2],
}

impl Letterhead {
    /// Whether its mail goes into the practice box and carries the band.
    #[must_use]
    pub fn is_practice(&self) -> bool {
        self.incident.as_ref().is_some_and(|incident| incident.is_practice)
    }

    /// The variables of the layout and of the notice.
    pub(super) fn values(&self, lang: Lang) -> Value {
        self.values[lang as usize].clone()
    }

    /// The incident in one sentence.
    pub(super) fn title(&self, lang: Lang) -> &str {
        &self.titles[lang as usize]
    }
}

struct Kept {
    revision: i64,
    looked_at: Instant,
    by_incident: HashMap<Option<IncidentId>, Arc<Letterhead>>,
}

/// Letterheads by incident.
pub struct Letterheads {
    store: Store,
    settings: Arc<MailSettings>,
    kept: Mutex<Option<Kept>>,
}

impl Letterheads {
    pub(super) const fn new(store: Store, settings: Arc<MailSettings>) -> Self {
        Self { store, settings, kept: Mutex::new(None) }
    }

    /// The letterhead of an incident, or of mail that belongs to none.
    pub async fn of(&self, incident: Option<IncidentId>) -> Result<Arc<Letterhead>, StoreError> {
        if let Some(found) = self.kept(incident).await? {
            return Ok(found);
        }
        let made = Arc::new(self.read(incident).await?);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = kept.as_mut() {
            kept.by_incident.insert(incident, made.clone());
        }
        Ok(made)
    }

    async fn kept(&self, incident: Option<IncidentId>) -> Result<Option<Arc<Letterhead>>, StoreError> {
        {
            let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(kept) = kept.as_ref().filter(|kept| kept.looked_at.elapsed() < FRESH_FOR) {
                return Ok(kept.by_incident.get(&incident).cloned());
            }
        }
        let revision = self.store.publication_revision().await?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let looked_at = Instant::now();
        match kept.as_mut() {
            Some(kept) if kept.revision == revision => kept.looked_at = looked_at,
            _ => *kept = Some(Kept { revision, looked_at, by_incident: HashMap::new() }),
        }
        Ok(kept.as_ref().and_then(|kept| kept.by_incident.get(&incident).cloned()))
    }

    async fn read(&self, incident: Option<IncidentId>) -> Result<Letterhead, StoreError> {
        let Some(id) = incident else {
            let values = Lang::ALL.map(|lang| self.company(lang, false));
            return Ok(Letterhead { incident: None, values, titles: Default::default() });
        };
        let incident = self.store.incident(id).await?;
        let english = self.store.incident_words(id, Lang::En).await?;
        let spanish = self.store.incident_words(id, Lang::Es).await?;
        Ok(self.of_words(incident, &[english, spanish]))
    }

    /// The letterhead of these words, English and Spanish.
    pub(super) fn of_words(&self, incident: Incident, words: &[IncidentWords; 2]) -> Letterhead {
        let [english, spanish] = words;
        let titles = [english, spanish].map(|words| text(words, english, Section::Title).to_owned());
        let values = [(Lang::En, english), (Lang::Es, spanish)].map(|(lang, words)| self.values(&incident, lang, words, english));
        Letterhead { incident: Some(incident), values, titles }
    }

    fn company(&self, lang: Lang, is_practice: bool) -> Value {
        let company = &self.settings.company;
        context! {
            company => company.name,
            phone => company.phone,
            phone_hours => match lang { Lang::En => &company.phone_hours_en, Lang::Es => &company.phone_hours_es },
            postal_address => company.postal_address,
            public_url => address(&self.settings.public_url),
            code_page => address(&self.settings.page(lang, "/code")),
            genuine_page => address(&self.settings.page(lang, "/genuine")),
            is_practice,
        }
    }

    fn values(&self, incident: &Incident, lang: Lang, words: &IncidentWords, english: &IncidentWords) -> Value {
        let section = |section| prose(text(words, english, section));
        context! {
            title => text(words, english, Section::Title),
            apology => section(Section::Apology),
            what_happened => section(Section::WhatHappened),
            what_information => section(Section::WhatInformation),
            what_we_are_doing => section(Section::WhatWeAreDoing),
            what_you_can_do => section(Section::WhatYouCanDo),
            more_information => section(Section::MoreInformation),
            incident_page => address(&self.settings.page(lang, &format!("/incidents/{}", incident.slug))),
            known_on => incident.suspected_known_by.as_deref().map(|date| Words(lang).date(date)),
            ..self.company(lang, incident.is_practice)
        }
    }
}

/// A section in its language; in English where a language lacks it, which is better than silence.
fn text<'a>(words: &'a IncidentWords, english: &'a IncidentWords, section: Section) -> &'a str {
    let text = words.section(section);
    if text.is_empty() { english.section(section) } else { text }
}

impl MailSettings {
    /// The full address of one of our pages.
    pub(super) fn page(&self, lang: Lang, path: &str) -> String {
        format!("{}{}", self.public_url, lang.path(path))
    }
}

/// An address of ours, which holds nothing that HTML would have to escape (and would be longer if `/` were).
pub(super) fn address(address: &str) -> Value {
    if address.contains(['<', '>', '"', '\'', '&']) { Value::from(address) } else { Value::from_safe_string(address.to_owned()) }
}
