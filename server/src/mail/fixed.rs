//! What a notice says to everybody, fixed: the incident's texts and who speaks, as they stood when it was approved or begun.

use std::{collections::BTreeMap, sync::Arc};

use app::site::Company;
use domain::{
    incident::{Incident, Section},
    lang::Lang,
    publishing::PerLang,
};
use serde::{Deserialize, Serialize};
use store::{StoreError, incidents::IncidentWords};

use super::{
    letterhead::{Letterhead, Letterheads},
    writer::{WriteError, Writer},
};

/// What is kept, as JSON.
#[derive(Serialize, Deserialize)]
struct Fixed {
    /// The texts by section.
    texts: PerLang<BTreeMap<String, String>>,
    /// When what is suspected will be known.
    known_by: Option<String>,
    /// Who speaks.
    company: Company,
    /// Subjects instead of the template's.
    subjects: Option<PerLang<String>>,
}

/// A notice's own letterhead, made of what was fixed.
pub struct Own {
    pub(super) letterhead: Letterhead,
    pub(super) subjects: Option<PerLang<String>>,
}

impl Writer {
    /// What a notice of `incident` would say now, to be fixed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn words_now(&self, incident: &Incident, subjects: Option<PerLang<String>>) -> Result<String, WriteError> {
        let fixed = Fixed {
            texts: PerLang { en: self.texts_now(incident, Lang::En).await?, es: self.texts_now(incident, Lang::Es).await? },
            known_by: incident.suspected_known_by.clone(),
            company: self.settings.company.clone(),
            subjects,
        };
        serde_json::to_string(&fixed).map_err(|_| WriteError::Value("words"))
    }

    async fn texts_now(&self, incident: &Incident, lang: Lang) -> Result<BTreeMap<String, String>, StoreError> {
        let words = self.store.incident_words(incident.incident_id, lang).await?;
        Ok(words.sections.into_iter().map(|(section, text)| (section.as_str().to_owned(), text)).collect())
    }

    /// The letterhead of fixed words.
    ///
    /// # Errors
    /// When they make no sense.
    pub fn own(&self, incident: &Incident, words: &str) -> Result<Own, WriteError> {
        let fixed: Fixed = serde_json::from_str(words).map_err(|_| WriteError::Value("words"))?;
        let words = Lang::ALL.map(|lang| {
            let text = |section: &Section| Some((*section, fixed.texts.get(lang).get(section.as_str())?.clone()));
            IncidentWords { sections: Section::ALL.iter().filter_map(text).collect(), ..IncidentWords::default() }
        });
        let incident = Incident { suspected_known_by: fixed.known_by, ..incident.clone() };
        let settings = Arc::new(super::MailSettings { company: fixed.company, ..(*self.settings).clone() });
        let letterhead = Letterheads::new(self.store.clone(), settings).of_words(incident, &words);
        Ok(Own { letterhead, subjects: fixed.subjects })
    }
}
