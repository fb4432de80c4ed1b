//! The catalogue, read and checked.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use super::{
    Action, ActionStage, AppliesTo, Audience, AudienceSet, BadCatalogue, Contacts, Deadline, Link, LinkKind, Severity, Slot, Text, check,
    raw::{RawAction, RawCatalogue, RawCategory},
};
use crate::exposure::{CATEGORY_POSITIONS, Category, CategorySet};

/// The file that comes with Candor.
const BUNDLED: &str = include_str!("../../data/guidance/guidance.toml");

/// What is said about one category of data.
#[derive(Clone, Debug)]
pub struct CategoryWords {
    /// What it is called.
    pub label: Text,
    /// One sentence: what somebody could do with it.
    pub risk: Text,
    /// How much harm, judged for the item on its own.
    pub severity: Severity,
}

/// Categories, steps and contacts.
#[derive(Debug)]
pub struct Catalogue {
    /// By position of the category.
    categories: Vec<CategoryWords>,
    actions: Vec<Action>,
    by_id: HashMap<String, usize>,
    contacts: Contacts,
    disclaimer: Text,
    compiled: String,
    tone: HashMap<String, String>,
}

impl Catalogue {
    /// Reads a catalogue (`guidance.toml`) and checks the rules of its README that matter to readers.
    ///
    /// # Errors
    /// With every fault found, by the entry it stands in.
    pub fn parse(text: &str) -> Result<Self, BadCatalogue> {
        let raw: RawCatalogue = toml::from_str(text).map_err(|error| BadCatalogue(vec![error.to_string()]))?;
        let faults = check::faults(&raw);
        if !faults.is_empty() {
            return Err(BadCatalogue(faults));
        }
        let deadlines: HashMap<String, Deadline> = raw
            .deadline
            .into_iter()
            .map(|(id, raw)| (id.clone(), Deadline { id, rank: raw.rank, label: Text { en: raw.en, es: raw.es } }))
            .collect();
        let mut categories = HashMap::new();
        for category in raw.category {
            let words = category_words(&category);
            categories.insert(category.id, words);
        }
        let categories: Option<Vec<_>> = CATEGORY_POSITIONS.iter().map(|id| categories.remove(*id)).collect();
        let actions: Option<Vec<_>> = raw.action.into_iter().map(|raw| action(raw, &deadlines)).collect();
        let (Some(categories), Some(actions)) = (categories, actions) else {
            return Err(BadCatalogue(vec!["the catalogue names what it does not define".to_owned()]));
        };
        let by_id = actions.iter().enumerate().map(|(at, action)| (action.id.clone(), at)).collect();
        let contacts = Contacts {
            checked: raw.contacts.checked,
            bureaus: raw.contacts.cra,
            credit_reports: raw.contacts.annual_credit_report,
            ftc: raw.contacts.ftc,
            states: raw.contacts.state,
        };
        Ok(Self {
            categories,
            actions,
            by_id,
            contacts,
            disclaimer: Text { en: raw.meta.disclaimer_en, es: raw.meta.disclaimer_es },
            compiled: raw.meta.compiled,
            tone: raw.tone.into_iter().collect(),
        })
    }

    /// The catalogue that comes with Candor, read once.
    ///
    /// # Panics
    /// Never in a program whose tests passed: a test reads the same file.
    #[must_use]
    #[expect(clippy::panic, reason = "the file is part of the program, and a test reads it")]
    pub fn bundled() -> Arc<Self> {
        static CATALOGUE: LazyLock<Arc<Catalogue>> =
            LazyLock::new(|| Arc::new(Catalogue::parse(BUNDLED).unwrap_or_else(|faults| panic!("the bundled catalogue: {faults}"))));
        CATALOGUE.clone()
    }

    /// The words for a category.
    #[must_use]
    pub fn category(&self, category: Category) -> &CategoryWords {
        &self.categories[category.position()]
    }

    /// Every step, in the order of the file.
    #[must_use]
    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    /// The step with this id.
    #[must_use]
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.by_id.get(id).and_then(|at| self.actions.get(*at))
    }

    /// Bureaus and offices.
    #[must_use]
    pub const fn contacts(&self) -> &Contacts {
        &self.contacts
    }

    /// That this is no legal, tax or medical advice.
    #[must_use]
    pub const fn disclaimer(&self) -> &Text {
        &self.disclaimer
    }

    /// The day the catalogue was compiled, `YYYY-MM-DD`: pages show it as "as of".
    #[must_use]
    pub fn compiled(&self) -> &str {
        &self.compiled
    }

    /// A short line for around the list (`lead`, `calm`, `cost`, `help`, `blame`), or an empty text.
    #[must_use]
    pub fn tone(&self, line: &str, lang: crate::lang::Lang) -> &str {
        self.tone.get(&format!("{line}_{}", lang.as_str())).map_or("", String::as_str)
    }
}

fn category_words(raw: &RawCategory) -> CategoryWords {
    CategoryWords {
        label: Text { en: raw.label_en.clone(), es: raw.label_es.clone() },
        risk: Text { en: raw.risk_en.clone(), es: raw.risk_es.clone() },
        severity: match raw.severity {
            1 => Severity::Low,
            2 => Severity::Medium,
            _ => Severity::High,
        },
    }
}

/// `None` when the entry names an unknown word; [`check::faults`] has refused such a catalogue with better words.
fn action(raw: RawAction, deadlines: &HashMap<String, Deadline>) -> Option<Action> {
    let applies_to = if raw.applies_to == ["all"] {
        AppliesTo::Everyone
    } else {
        AppliesTo::Any(raw.applies_to.iter().map(|id| Category::parse(id)).collect::<Result<CategorySet, _>>().ok()?)
    };
    let for_whom =
        raw.for_whom.iter().try_fold(AudienceSet::default(), |set, word| Audience::parse(word).map(|audience| set.with(audience)))?;
    let links = raw.links.into_iter().map(|link| LinkKind::parse(&link.kind).map(|kind| Link::new(kind, link)));
    let both = |en: Option<String>, es: Option<String>| en.zip(es).map(|(en, es)| Text { en, es });
    Some(Action {
        applies_to,
        for_whom,
        links: links.collect::<Option<_>>()?,
        stage: ActionStage::parse(&raw.stage)?,
        deadline: deadlines.get(&raw.deadline)?.clone(),
        slot: match raw.slot {
            Some(word) => Some(Slot::parse(&word)?),
            None => None,
        },
        id: raw.id,
        group: raw.group,
        title: Text { en: raw.title_en, es: raw.title_es },
        why: Text { en: raw.why_en, es: raw.why_es },
        steps_en: raw.steps_en,
        steps_es: raw.steps_es,
        need: both(raw.need_en, raw.need_es),
        cost_note: both(raw.cost_note_en, raw.cost_note_es),
        is_paid: raw.cost == "paid",
        regions: raw.regions,
        minutes: raw.minutes,
        priority: raw.priority,
    })
}
