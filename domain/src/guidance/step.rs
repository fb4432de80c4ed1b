//! One step of guidance and the words it is sorted by.

use super::Text;
use crate::{exposure::CategorySet, incident::words, lang::Lang};

words! {
    /// When a step is taken.
    ActionStage {
        /// Now, so that nothing happens.
        Prevent = "prevent",
        /// Keeping an eye on it.
        Watch = "watch",
        /// Only when somebody has used the data.
        IfMisused = "if_misused",
        /// What the law lets a person ask for.
        Rights = "rights",
        /// Somebody who helps.
        Support = "support",
    }
}

words! {
    /// For whom a step is written.
    Audience {
        /// The base: we write to the person.
        Adult = "adult",
        /// The base for a minor: we write to the parent or guardian.
        ParentOfMinor = "parent_of_minor",
        /// The base for somebody who has died: we write to the family or executor.
        Executor = "executor",
        /// The base of somebody who lives outside the U.S.
        NonResident = "non_resident",
        /// Adds to the base.
        Servicemember = "servicemember",
        /// Adds to the base.
        OlderAdult = "older_adult",
        /// Adds to the base: of abuse or stalking.
        Survivor = "survivor",
    }
}

words! {
    /// Where the site fills in a page or a code of its own.
    Slot {
        /// The incident's page.
        IncidentPage = "incident_page",
        /// Where the offered monitoring is signed up for.
        MonitoringEnrollment = "monitoring_enrollment",
        /// Where the company's customers set a new password.
        PasswordReset = "password_reset",
        /// Where a privacy request is made.
        PrivacyRequest = "privacy_request",
        /// How to reach a person.
        OfficialContacts = "official_contacts",
        /// The list to print.
        ChecklistPrint = "checklist_print",
    }
}

words! {
    /// What a link leads to.
    LinkKind {
        /// A form to fill in.
        Form = "form",
        /// A page to read.
        Page = "page",
        /// A number to call.
        Phone = "phone",
    }
}

/// Some audiences, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AudienceSet(u8);

impl AudienceSet {
    /// This audience too.
    #[must_use]
    pub const fn with(self, audience: Audience) -> Self {
        Self(self.0 | 1 << audience as u8)
    }

    /// Whether both name a same audience.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether `audience` is in it.
    #[must_use]
    pub const fn has(self, audience: Audience) -> bool {
        self.0 >> audience as u8 & 1 == 1
    }
}

/// The slots a site has filled, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SlotSet(u8);

impl SlotSet {
    /// This slot too.
    #[must_use]
    pub const fn with(self, slot: Slot) -> Self {
        Self(self.0 | 1 << slot as u8)
    }

    /// Whether `slot` is filled.
    #[must_use]
    pub const fn has(self, slot: Slot) -> bool {
        self.0 >> slot as u8 & 1 == 1
    }
}

/// How much harm somebody could do with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A nuisance.
    #[default]
    Low,
    /// Harm that takes effort.
    Medium,
    /// Harm by itself.
    High,
    /// More than any item by itself: name, birth date and an identity number together are enough to pose as the person.
    Severe,
}

/// To whose data a step belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppliesTo {
    /// To everybody's.
    Everyone,
    /// To people with one of these.
    Any(CategorySet),
}

/// By when a step is worth taking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Its id, such as `today`.
    pub id: String,
    /// Lower comes first.
    pub rank: u32,
    /// As people read it.
    pub label: Text,
}

/// One way out of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it leads to.
    pub kind: LinkKind,
    label: String,
    label_es: Option<String>,
    url: String,
    url_es: Option<String>,
}

impl Link {
    pub(super) fn new(kind: LinkKind, raw: super::raw::RawLink) -> Self {
        Self { kind, label: raw.label, label_es: raw.label_es, url: raw.url, url_es: raw.url_es }
    }

    /// What it is called in `lang`. A Spanish label that leads to English says so; where the catalogue gives only a proper
    /// name, that is added here.
    #[must_use]
    pub fn label(&self, lang: Lang) -> String {
        match (lang, &self.label_es) {
            (Lang::En, _) => self.label.clone(),
            (Lang::Es, Some(label)) => label.clone(),
            (Lang::Es, None) if self.kind == LinkKind::Phone || self.url_es.is_some() => self.label.clone(),
            (Lang::Es, None) => format!("{} (en inglés)", self.label),
        }
    }

    /// Where it leads in `lang`: `https:` or `tel:`.
    #[must_use]
    pub fn url(&self, lang: Lang) -> &str {
        match (lang, &self.url_es) {
            (Lang::Es, Some(url)) => url,
            _ => &self.url,
        }
    }
}

/// One step of guidance ("Freeze your credit at Experian").
#[derive(Clone, Debug)]
pub struct Action {
    /// Its id; ticks are kept by it.
    pub id: String,
    /// Steps to show together.
    pub group: Option<String>,
    /// What to do.
    pub title: Text,
    /// Why it helps.
    pub why: Text,
    pub(super) steps_en: Vec<String>,
    pub(super) steps_es: Vec<String>,
    /// What to have ready.
    pub need: Option<Text>,
    /// What costs money.
    pub cost_note: Option<Text>,
    /// Whether it costs money.
    pub is_paid: bool,
    /// To whose data it belongs.
    pub applies_to: AppliesTo,
    /// `*`, `EU`, a country, or a subdivision.
    pub regions: Vec<String>,
    /// For whom it is written.
    pub for_whom: AudienceSet,
    /// When it is taken.
    pub stage: ActionStage,
    /// Honest guess of the time it takes.
    pub minutes: u32,
    /// Order within one list; lower first.
    pub priority: u32,
    /// By when.
    pub deadline: Deadline,
    /// Where to go.
    pub links: Vec<Link>,
    /// The page of our own it needs.
    pub slot: Option<Slot>,
}

impl Action {
    /// Two to four exact steps in `lang`.
    #[must_use]
    pub fn steps(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::En => &self.steps_en,
            Lang::Es => &self.steps_es,
        }
    }

    /// Whether this is the step for somebody who may be hurt (`us_safety`, `gb_safety`, …).
    #[must_use]
    pub fn is_safety(&self) -> bool {
        self.id.ends_with("_safety")
    }
}
