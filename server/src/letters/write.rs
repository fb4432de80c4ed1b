//! What letters say: an incident's texts once, and each person's facts, steps, code and offices.

use std::sync::Arc;

use app::{me::filled_slots, site::Company, words::Words};
use domain::{
    code::TypedCode,
    envelope::address_lines,
    exposure::CategorySet,
    genuine::CheckWord,
    guidance::{Action, Bureau, Catalogue, LinkKind, Office, Profile},
    incident::{Incident, Section},
    lang::Lang,
    letter::Paper,
    person::{Kind, Person},
};
use letters::{Addressee, Language, Letter, MadeAt, Run, Sender, Step, StepLink};
use store::{incidents::IncidentWords, letters::LetterBatch};

use crate::mail::plain;

/// Steps on a letter; the page has all of them.
const STEPS: usize = 5;

/// Writes the letters of one batch.
pub(super) struct LetterWriter {
    pub incident: Incident,
    pub batch: LetterBatch,
    /// In the order of [`Lang::ALL`].
    pub words: [IncidentWords; 2],
    pub company: Company,
    pub catalogue: Arc<Catalogue>,
    pub public_url: String,
    /// The country that letters are mailed in.
    pub home: String,
}

impl LetterWriter {
    /// What is the same in every letter of a file.
    pub(super) fn run(&self, lang: Lang, file: &str) -> Run {
        let section = |section| paragraphs(self.text(lang, section));
        let company = &self.company;
        let made_at = self.batch.made_at.to_jiff().to_zoned(jiff::tz::TimeZone::UTC);
        let two = |number: i8| u8::try_from(number).unwrap_or_default();
        Run {
            ident: format!("{} {file}", self.batch.batch_id),
            made_at: MadeAt {
                year: i32::from(made_at.year()),
                month: two(made_at.month()),
                day: two(made_at.day()),
                hour: two(made_at.hour()),
                minute: two(made_at.minute()),
                second: two(made_at.second()),
            },
            paper: match self.batch.paper {
                Paper::A4 => letters::Paper::A4,
                Paper::UsLetter => letters::Paper::UsLetter,
            },
            lang: match lang {
                Lang::En => Language::En,
                Lang::Es => Language::Es,
            },
            sender: Sender {
                name: company.name.clone(),
                address: vec![company.postal_address.clone()],
                phone: company.phone.clone(),
                hours: match lang {
                    Lang::En => company.phone_hours_en.clone(),
                    Lang::Es => company.phone_hours_es.clone(),
                },
            },
            is_practice: self.incident.is_practice,
            date: Words(lang).day(self.batch.made_at, &self.incident.zone),
            title: self.text(lang, Section::Title).to_owned(),
            apology: section(Section::Apology),
            what_happened: section(Section::WhatHappened),
            what_information: section(Section::WhatInformation),
            what_we_are_doing: section(Section::WhatWeAreDoing),
            what_you_can_do: section(Section::WhatYouCanDo),
            more_information: section(Section::MoreInformation),
            known_by: self.incident.suspected_known_by.as_deref().map(|date| Words(lang).date(date)),
            code_page: self.page(lang, "/code"),
            incident_page: self.page(lang, &format!("/incidents/{}", self.incident.slug)),
            genuine_page: Some(self.page(lang, "/genuine")),
        }
    }

    /// One person's letter.
    pub(super) fn letter(&self, person: &Person, code: &TypedCode, check_word: CheckWord, reference: String) -> Letter {
        let lang = person.lang;
        let labels =
            |set: CategorySet| set.iter().map(|category| self.catalogue.category(category).label.get(lang).to_owned()).collect::<Vec<_>>();
        let profile = Profile::of(person, filled_slots(&self.incident, &self.company));
        let list = self.catalogue.steps_for(&profile);
        let first = list.first.iter().flat_map(|block| block.actions.iter().copied());
        Letter {
            kind: match person.kind {
                Kind::Adult => Addressee::Adult,
                Kind::Minor => Addressee::Minor,
                Kind::Deceased => Addressee::Deceased,
            },
            name: person.contact.full_name(),
            address: address_lines(person, &self.home),
            confirmed: labels(person.exposure.confirmed),
            suspected: labels(person.exposure.suspected),
            steps: first.take(STEPS).map(|action| self.step(action, lang)).collect(),
            offices: self.offices(person),
            code: code.grouped(),
            check_word: Some(check_word.to_string()),
            reference,
        }
    }

    fn step(&self, action: &Action, lang: Lang) -> Step {
        let link = |link: &domain::guidance::Link| StepLink { label: link.label(lang), address: as_typed(link.url(lang)) };
        let outward = action.links.iter().filter(|link| matches!(link.kind, LinkKind::Phone) || link.url(lang).starts_with("https:"));
        Step {
            title: action.title.get(lang).trim_end_matches('.').to_owned(),
            why: action.why.get(lang).to_owned(),
            how: action.steps(lang).to_vec(),
            links: outward.map(link).collect(),
        }
    }

    /// The bureaus, the Federal Trade Commission and the attorney general, for people in the U.S.
    fn offices(&self, person: &Person) -> Vec<letters::Office> {
        if person.country != "US" {
            return Vec::new();
        }
        let contacts = self.catalogue.contacts();
        let state = person.region.as_deref().and_then(|region| contacts.state(region));
        let offices = state.into_iter().chain([&contacts.ftc]).map(|one| office(one, person.lang));
        offices.chain(contacts.bureaus.iter().map(bureau)).collect()
    }

    /// A section in its language; in English where a language lacks it.
    fn text(&self, lang: Lang, section: Section) -> &str {
        let text = self.words[lang as usize].section(section);
        if text.is_empty() { self.words[Lang::En as usize].section(section) } else { text }
    }

    fn page(&self, lang: Lang, path: &str) -> String {
        format!("{}{}", self.public_url, lang.path(path))
    }
}

fn paragraphs(markdown: &str) -> Vec<String> {
    plain(markdown).split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).map(str::to_owned).collect()
}

/// An address as people type it, a number as they dial it.
fn as_typed(address: &str) -> String {
    let address = address.strip_prefix("https://").or_else(|| address.strip_prefix("tel:")).unwrap_or(address);
    address.strip_prefix("www.").unwrap_or(address).trim_end_matches('/').to_owned()
}

fn lines(all: &[&str]) -> Vec<String> {
    all.iter().filter(|line| !line.is_empty()).map(|line| (*line).to_owned()).collect()
}

fn office(office: &Office, lang: Lang) -> letters::Office {
    let url = match (lang, &office.url_es) {
        (Lang::Es, Some(url)) => url,
        _ => &office.url,
    };
    letters::Office { name: office.name.clone(), lines: lines(&[&office.address, &office.phone, &as_typed(url)]) }
}

fn bureau(bureau: &Bureau) -> letters::Office {
    letters::Office { name: bureau.name.clone(), lines: lines(&[&bureau.freeze_address, &bureau.phone, &as_typed(&bureau.url)]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_as_it_is_typed() {
        assert_eq!(as_typed("https://www.example.org/freeze/"), "example.org/freeze");
        assert_eq!(as_typed("tel:+1-888-555-0100"), "+1-888-555-0100");
        assert_eq!(paragraphs("One\ntwo\n\n- a\n- b\n"), ["One two", "- a\n- b"]);
    }
}
