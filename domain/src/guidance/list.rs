//! Building one person's list (`domain/data/guidance/README.md`, "Building one person's list"; its numbers stand here).

use super::{Action, ActionStage, AppliesTo, Audience, AudienceSet, Catalogue, Severity, SlotSet};
use crate::{
    exposure::{Category, CategorySet, Exposure},
    person::{Kind, Person},
};

/// The first screen shows at most so many blocks (7).
pub const FIRST_BLOCKS: usize = 7;
/// And only blocks with a priority below this (7).
const FIRST_PRIORITY: u32 = 20;
/// The band that is cut first and comes last under "More protection" (7).
const LAST_BAND: std::ops::Range<u32> = 30..40;

/// Members of the EU and of the European Economic Area (ISO 3166-1 alpha-2).
const EEA: [&str; 30] = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IS", "IE", "IT", "LV", "LI", "LT", "LU", "MT", "NL",
    "NO", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
];
/// Territories with a country code of their own where U.S. steps hold.
const US_TERRITORIES: [&str; 5] = ["AS", "GU", "MP", "PR", "VI"];

/// What a list depends on.
#[derive(Clone, Copy, Debug)]
pub struct Profile<'a> {
    /// Whose data, confirmed or suspected: both get steps.
    pub exposure: Exposure,
    /// Adult, minor, deceased.
    pub kind: Kind,
    /// ISO 3166-1 alpha-2.
    pub country: &'a str,
    /// ISO 3166-2, where known.
    pub region: Option<&'a str>,
    /// What a person told us beside: any of servicemember, older adult, survivor. They add to the base.
    pub also: AudienceSet,
    /// The slots the site has filled.
    pub slots: SlotSet,
}

impl<'a> Profile<'a> {
    /// The profile of a person who told us nothing beside.
    #[must_use]
    pub fn of(person: &'a Person, slots: SlotSet) -> Self {
        Self {
            exposure: person.exposure,
            kind: person.kind,
            country: &person.country,
            region: person.region.as_deref(),
            also: AudienceSet::default(),
            slots,
        }
    }

    fn is_in_us(&self) -> bool {
        self.country == "US" || US_TERRITORIES.contains(&self.country)
    }

    /// `US-PR` is the country `PR`; `US-CA` is not Canada.
    fn is_territory(&self, place: &str) -> bool {
        US_TERRITORIES.contains(&self.country) && place.strip_prefix("US-") == Some(self.country)
    }

    /// Somebody abroad with a U.S. number (2). In Canada `ssn` is the Social Insurance Number.
    fn has_us_number(&self) -> bool {
        !self.is_in_us() && self.country != "CA" && has(self.exposure.all(), "ssn")
    }

    /// The base and what adds to it (3).
    fn audience(&self) -> AudienceSet {
        let base = match self.kind {
            Kind::Adult => Audience::Adult,
            Kind::Minor => Audience::ParentOfMinor,
            Kind::Deceased => Audience::Executor,
        };
        let mut set = AudienceSet::default().with(base);
        for extra in [Audience::Servicemember, Audience::OlderAdult, Audience::Survivor] {
            if self.also.has(extra) {
                set = set.with(extra);
            }
        }
        // Steps for everywhere that are written for people outside the U.S. (an ID of another country) are theirs too.
        if self.is_in_us() || self.kind != Kind::Adult { set } else { set.with(Audience::NonResident) }
    }

    fn lives_in(&self, place: &str) -> bool {
        match place {
            "*" => true,
            "EU" => EEA.contains(&self.country),
            "US" => self.is_in_us(),
            place => place == self.country || self.region == Some(place) || self.is_territory(place),
        }
    }

    /// Rules 1, 2, 3 and 5; safety steps are not asked for their audience here (4).
    fn keeps(&self, action: &Action) -> bool {
        let all = self.exposure.all();
        let applies = match action.applies_to {
            AppliesTo::Everyone => true,
            AppliesTo::Any(categories) => categories.meets(all),
        };
        if !applies || action.slot.is_some_and(|slot| !self.slots.has(slot)) {
            return false;
        }
        if action.regions.iter().any(|place| self.lives_in(place)) {
            action.is_safety() || action.for_whom.meets(self.audience()) || self.is_for_a_dependent(action)
        } else {
            self.has_us_number() && action.regions.iter().any(|place| place == "US") && action.for_whom.has(Audience::NonResident)
        }
    }

    /// An adult whose own record holds a child's data also gets the parents' steps for it (3).
    fn is_for_a_dependent(&self, action: &Action) -> bool {
        let AppliesTo::Any(categories) = action.applies_to else { return false };
        self.kind == Kind::Adult
            && has(categories, "children")
            && has(self.exposure.all(), "children")
            && action.for_whom.has(Audience::ParentOfMinor)
    }
}

fn has(set: CategorySet, id: &str) -> bool {
    Category::parse(id).is_ok_and(|category| set.contains(category))
}

/// Steps to show together: one step, or all of one group.
#[derive(Clone, Debug)]
pub struct Block<'a> {
    /// In their order.
    pub actions: Vec<&'a Action>,
}

impl Block<'_> {
    /// A block comes where its first step would: lowest deadline rank, then lowest priority (6).
    fn order(&self) -> (u32, u32) {
        (self.actions.iter().map(|action| action.deadline.rank).min().unwrap_or(0), self.priority())
    }

    fn priority(&self) -> u32 {
        self.actions.iter().map(|action| action.priority).min().unwrap_or(0)
    }
}

/// One person's list, in the parts of its page.
#[derive(Clone, Debug, Default)]
pub struct StepList<'a> {
    /// Offered before everything else, with a quick exit (4).
    pub safety: Option<&'a Action>,
    /// The first screen (7).
    pub first: Vec<Block<'a>>,
    /// "More protection" (7).
    pub more: Vec<Block<'a>>,
    /// What concerns everybody: a slim strip that does not count (7).
    pub strip: Vec<&'a Action>,
    /// Help at any time, beside the list (6).
    pub beside: Vec<&'a Action>,
    /// Folded: only if somebody used the data (6).
    pub if_misused: Vec<&'a Action>,
    /// Folded: what the law lets a person ask for (6).
    pub rights: Vec<&'a Action>,
    /// How bad it is all together (8).
    pub severity: Severity,
}

/// How far a person is with the first screen's steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Ticked.
    pub done: usize,
    /// All.
    pub total: usize,
    /// Minutes of those not ticked.
    pub minutes_left: u32,
}

impl<'a> StepList<'a> {
    /// Every step of the list, in the order of the page; what a person may tick.
    pub fn actions(&self) -> impl Iterator<Item = &'a Action> + '_ {
        let blocks = self.first.iter().chain(&self.more).flat_map(|block| block.actions.iter());
        let folded = self.strip.iter().chain(&self.beside).chain(&self.if_misused).chain(&self.rights);
        self.safety.iter().chain(blocks).chain(folded).copied()
    }

    /// The step with this id, if it is on this list.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&'a Action> {
        self.actions().find(|action| action.id == id)
    }

    /// How far somebody is who ticked what `is_ticked` says.
    pub fn progress(&self, is_ticked: impl Fn(&str) -> bool) -> Progress {
        let mut progress = Progress::default();
        for action in self.first.iter().flat_map(|block| &block.actions) {
            progress.total += 1;
            if is_ticked(&action.id) {
                progress.done += 1;
            } else {
                progress.minutes_left += action.minutes;
            }
        }
        progress
    }
}

impl Catalogue {
    /// The list of one person.
    #[must_use]
    pub fn steps_for(&self, profile: &Profile<'_>) -> StepList<'_> {
        let mut list = StepList { severity: self.severity(profile.exposure.all()), ..StepList::default() };
        let mut blocks: Vec<Block<'_>> = Vec::new();
        for action in self.actions().iter().filter(|action| profile.keeps(action)) {
            if action.is_safety() {
                list.safety = list.safety.or(Some(action));
            } else if action.stage == ActionStage::IfMisused {
                list.if_misused.push(action);
            } else if action.stage == ActionStage::Rights {
                list.rights.push(action);
            } else if action.deadline.id == "anytime" {
                list.beside.push(action);
            } else if action.applies_to == AppliesTo::Everyone {
                list.strip.push(action);
            } else {
                match blocks.iter_mut().find(|block| action.group.is_some() && block.actions[0].group == action.group) {
                    Some(block) => block.actions.push(action),
                    None => blocks.push(Block { actions: vec![action] }),
                }
            }
        }
        let order = |action: &&Action| (action.deadline.rank, action.priority);
        for folded in [&mut list.strip, &mut list.beside, &mut list.if_misused, &mut list.rights] {
            folded.sort_by_key(order);
        }
        blocks.iter_mut().for_each(|block| block.actions.sort_by_key(order));
        blocks.sort_by_key(Block::order);
        for block in blocks {
            let fits = list.first.len() < FIRST_BLOCKS && block.priority() < FIRST_PRIORITY;
            if fits { &mut list.first } else { &mut list.more }.push(block);
        }
        list.more.sort_by_key(|block| (LAST_BAND.contains(&block.priority()), block.order()));
        list
    }

    /// The highest severity, and one step more when name, birth date and an identity number leaked together (8).
    #[must_use]
    pub fn severity(&self, categories: CategorySet) -> Severity {
        let highest = categories.iter().map(|category| self.category(category).severity).max().unwrap_or_default();
        let identity = ["ssn", "tax_id", "drivers_license", "government_id", "passport"];
        let is_together = has(categories, "name") && has(categories, "date_of_birth") && identity.iter().any(|id| has(categories, id));
        match highest {
            highest if !is_together => highest,
            Severity::Low => Severity::Medium,
            Severity::Medium => Severity::High,
            Severity::High | Severity::Severe => Severity::Severe,
        }
    }
}
