//! One breach and what is said about it in public.

use crate::{
    clock::Timestamp,
    exposure::CategorySet,
    ids::{FactId, FixId, IncidentId, UpdateId},
    publishing::UpdateAudience,
    slug::Slug,
};

/// Writes an enum whose cases are stored as words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$case_doc:meta])* $case:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name { $($(#[$case_doc])* #[serde(rename = $word)] $case,)* }

        impl $name {
            /// Every case.
            pub const ALL: &[Self] = &[$(Self::$case,)*];

            /// The word in the database, on the command line and in logs.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$case => $word,)* }
            }

            /// Reads that word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$case),)* _ => None }
            }
        }
    };
}
pub(crate) use words;

words! {
    /// How far an incident has come.
    Stage {
        /// Not public.
        Draft = "draft",
        /// Public; the cause may still be at work.
        Open = "open",
        /// The cause is stopped.
        Contained = "contained",
        /// All is fixed and everybody told.
        Resolved = "resolved",
        /// Over; invitations no longer open anything.
        Closed = "closed",
    }
}

words! {
    /// What we can say of a statement.
    FactState {
        /// We know it.
        Known = "known",
        /// We do not know it yet, and say when we expect to.
        NotYetKnown = "not_yet_known",
        /// What we said was wrong; both texts stay visible.
        Corrected = "corrected",
    }
}

words! {
    /// How far a fix is.
    FixState {
        /// Done on its date.
        Done = "done",
        /// Being done.
        UnderWay = "under_way",
        /// Will be done by its date.
        Planned = "planned",
    }
}

words! {
    /// What an update is about.
    UpdateKind {
        /// The first word, before all is known.
        Holding = "holding",
        /// New facts.
        Facts = "facts",
        /// New fixes.
        Fixes = "fixes",
        /// A date that matters to people.
        Deadline = "deadline",
        /// A scam that uses this breach.
        Scam = "scam",
        /// We said something wrong.
        Correction = "correction",
        /// The last word.
        Closing = "closing",
    }
}

words! {
    /// A text of an incident, one per language: the heading, the apology, and the five sections of a breach notice.
    Section {
        /// The heading of the page: what happened in one sentence.
        Title = "title",
        /// The apology at the top.
        Apology = "apology",
        /// What Happened.
        WhatHappened = "what_happened",
        /// What Information Was Involved.
        WhatInformation = "what_information",
        /// What We Are Doing.
        WhatWeAreDoing = "what_we_are_doing",
        /// What You Can Do.
        WhatYouCanDo = "what_you_can_do",
        /// For More Information.
        MoreInformation = "more_information",
    }
}

/// One breach, without its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// Which incident.
    pub incident_id: IncidentId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Nothing in it reaches anyone. Set when it is made and never changed.
    pub is_practice: bool,
    /// How far it has come.
    pub stage: Stage,
    /// The IANA zone its times are told in, such as `America/New_York`.
    pub zone: String,
    /// First day of the breach, `YYYY-MM-DD`.
    pub occurred_from: Option<String>,
    /// Last day of the breach.
    pub occurred_to: Option<String>,
    /// When we found out.
    pub discovered_at: Option<Timestamp>,
    /// When we knew that people were affected.
    pub determined_at: Option<Timestamp>,
    /// When the cause was stopped.
    pub contained_at: Option<Timestamp>,
    /// When the page first became public.
    pub published_at: Option<Timestamp>,
    /// The page is true as of this time.
    pub as_of: Timestamp,
    /// When we promised the next update.
    pub next_update_at: Option<Timestamp>,
    /// Which categories the page names, for everybody together.
    pub categories: CategorySet,
    /// What the company offers, such as the address of its password reset, by slot of the guidance catalogue.
    pub slots: Vec<(String, String)>,
    /// When we expect to know about suspected data, `YYYY-MM-DD`.
    pub suspected_known_by: Option<String>,
}

/// A statement with a state, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Which fact.
    pub fact_id: FactId,
    /// What we can say of it.
    pub state: FactState,
    /// When we expect to know, `YYYY-MM-DD`; only with `not_yet_known`.
    pub expected_on: Option<String>,
    /// When it was corrected; only with `corrected`.
    pub corrected_on: Option<String>,
    /// What we say, Markdown of one paragraph.
    pub text: String,
    /// What we said before; only with `corrected`.
    pub earlier_text: Option<String>,
}

/// Something done about the cause, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Which fix.
    pub fix_id: FixId,
    /// How far it is.
    pub state: FixState,
    /// When it was or will be done, `YYYY-MM-DD`.
    pub on_date: Option<String>,
    /// What it is.
    pub text: String,
}

/// A dated post, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Which update.
    pub update_id: UpdateId,
    /// What it is about.
    pub kind: UpdateKind,
    /// When it became public.
    pub published_at: Timestamp,
    /// Its heading.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Whom it is for.
    pub audience: UpdateAudience,
    /// How it was corrected, newest first.
    pub corrections: Vec<UpdateCorrection>,
    /// When it was withdrawn, and why; its words are then no longer shown.
    pub withdrawn: Option<UpdateWithdrawal>,
}

impl Update {
    /// An update for everybody, without words yet.
    #[must_use]
    pub const fn new(update_id: UpdateId, kind: UpdateKind, published_at: Timestamp) -> Self {
        Self {
            update_id,
            kind,
            published_at,
            title: String::new(),
            body: String::new(),
            audience: UpdateAudience::Everybody,
            corrections: Vec::new(),
            withdrawn: None,
        }
    }
}

/// What an update said before it was corrected, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateCorrection {
    /// When it was corrected.
    pub at: Timestamp,
    /// What was wrong and what is right: Markdown.
    pub what_changed: String,
    /// The heading until then.
    pub earlier_title: String,
    /// The text until then: Markdown.
    pub earlier_body: String,
}

/// Why an update was withdrawn, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateWithdrawal {
    /// When.
    pub at: Timestamp,
    /// Why: Markdown.
    pub reason: String,
}
