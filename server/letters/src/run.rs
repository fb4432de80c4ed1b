//! What a run of letters says: plain values, made ready by whoever knows the incident and its people.

use serde::Serialize;

use crate::window::Paper;

/// The language of a run; a PDF has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
}

/// To whom a letter speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Addressee {
    /// To the person.
    Adult,
    /// To the parent or guardian.
    Minor,
    /// To the family or executor.
    Deceased,
}

/// Who writes.
#[derive(Clone, Debug, Serialize)]
pub struct Sender {
    /// The company.
    pub name: String,
    /// Its postal address, in lines.
    pub address: Vec<String>,
    /// As it is dialled.
    pub phone: String,
    /// When somebody answers.
    pub hours: String,
}

/// The moment that stands in the PDF as that of its making, UTC.
#[derive(Clone, Copy, Debug)]
pub struct MadeAt {
    /// Year.
    pub year: i32,
    /// Month, from 1.
    pub month: u8,
    /// Day, from 1.
    pub day: u8,
    /// Hour.
    pub hour: u8,
    /// Minute.
    pub minute: u8,
    /// Second.
    pub second: u8,
}

/// What is the same in every letter of a PDF. Texts are paragraphs; a line break in one stays.
#[derive(Clone, Debug, Serialize)]
pub struct Run {
    /// Tells this PDF from every other, and is the same when it is made again.
    #[serde(skip)]
    pub ident: String,
    /// When it was first made.
    #[serde(skip)]
    pub made_at: MadeAt,
    /// What it is printed on.
    #[serde(skip)]
    pub paper: Paper,
    /// In which language it is.
    pub lang: Language,
    /// Who writes.
    pub sender: Sender,
    /// Whether it is practice, and says so.
    pub is_practice: bool,
    /// The date on the letter, as people read it.
    pub date: String,
    /// The incident in one sentence.
    pub title: String,
    /// The apology.
    pub apology: Vec<String>,
    /// What happened.
    pub what_happened: Vec<String>,
    /// What information was involved, beside each person's own.
    pub what_information: Vec<String>,
    /// What we are doing.
    pub what_we_are_doing: Vec<String>,
    /// What one can do, beside each person's own steps.
    pub what_you_can_do: Vec<String>,
    /// For more information.
    pub more_information: Vec<String>,
    /// When we will know what is suspected, as people read it.
    pub known_by: Option<String>,
    /// The full address of the page where codes are typed; the QR code holds it.
    pub code_page: String,
    /// The full address of the incident's page.
    pub incident_page: String,
    /// The full address of the page where check words are typed.
    pub genuine_page: Option<String>,
}

/// One letter. Hidden when printed: it has a name, and the code that opens a page.
#[derive(Clone, Serialize)]
pub struct Letter {
    /// To whom it speaks.
    pub kind: Addressee,
    /// The person's name, may be empty.
    pub name: String,
    /// The lines of the address under the name.
    pub address: Vec<String>,
    /// Their data that was taken for certain, as people read it.
    pub confirmed: Vec<String>,
    /// Their data that may have been taken.
    pub suspected: Vec<String>,
    /// What to do first.
    pub steps: Vec<Step>,
    /// Who else helps, where they live.
    pub offices: Vec<Office>,
    /// The code that opens their page, in groups of four.
    pub code: String,
    /// The word that says at the company's site that a letter is theirs.
    pub check_word: Option<String>,
    /// What the manifest calls this letter.
    pub reference: String,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Letter({}, hidden)", self.reference)
    }
}

/// A step of guidance.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// What to do.
    pub title: String,
    /// Why.
    pub why: String,
    /// How, one thing after the other.
    pub how: Vec<String>,
    /// Where.
    pub links: Vec<StepLink>,
}

/// Where a step is taken.
#[derive(Clone, Debug, Serialize)]
pub struct StepLink {
    /// What it is called.
    pub label: String,
    /// Its address or number, as it can be typed.
    pub address: String,
}

/// A bureau or a public office.
#[derive(Clone, Debug, Serialize)]
pub struct Office {
    /// Its name.
    pub name: String,
    /// Address, number, page.
    pub lines: Vec<String>,
}

impl Run {
    /// Every text of it goes through `change`.
    pub(crate) fn each_text(&mut self, change: &impl Fn(&mut String)) {
        let sender = &mut self.sender;
        let lists = [
            &mut self.apology,
            &mut self.what_happened,
            &mut self.what_information,
            &mut self.what_we_are_doing,
            &mut self.what_you_can_do,
            &mut self.more_information,
            &mut sender.address,
        ];
        lists.into_iter().flatten().for_each(change);
        [&mut sender.name, &mut sender.phone, &mut sender.hours, &mut self.date, &mut self.title].into_iter().for_each(change);
        self.known_by.iter_mut().for_each(change);
    }
}

impl Letter {
    /// Every text of it goes through `change`.
    pub(crate) fn each_text(&mut self, change: &impl Fn(&mut String)) {
        change(&mut self.name);
        [&mut self.address, &mut self.confirmed, &mut self.suspected].into_iter().flatten().for_each(change);
        for step in &mut self.steps {
            [&mut step.title, &mut step.why].into_iter().for_each(change);
            step.how.iter_mut().for_each(change);
            step.links.iter_mut().for_each(|link| [&mut link.label, &mut link.address].into_iter().for_each(change));
        }
        for office in &mut self.offices {
            change(&mut office.name);
            office.lines.iter_mut().for_each(change);
        }
    }
}
