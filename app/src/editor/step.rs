//! The pages of the editor, in the order in which somebody goes through them.

use domain::{draft::Part, incident::Incident};

/// One page of the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Heading, apology, the five sections.
    Texts,
    /// What is known and what is not.
    Facts,
    /// What is done about the cause.
    Fixes,
    /// When it happened.
    Dates,
    /// The kinds of data.
    Categories,
    /// Where people are sent.
    Contacts,
    /// As everybody will see it.
    Preview,
    /// To the second person.
    Send,
}

impl Step {
    /// Every page, in order.
    pub const ALL: [Self; 8] =
        [Self::Texts, Self::Facts, Self::Fixes, Self::Dates, Self::Categories, Self::Contacts, Self::Preview, Self::Send];

    /// Its last part of the address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Texts => "texts",
            Self::Facts => "facts",
            Self::Fixes => "fixes",
            Self::Dates => "dates",
            Self::Categories => "categories",
            Self::Contacts => "contacts",
            Self::Preview => "preview",
            Self::Send => "send",
        }
    }

    /// Reads the last part of an address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == text)
    }

    /// Whether something is written there.
    #[must_use]
    pub const fn is_written(self) -> bool {
        !matches!(self, Self::Preview | Self::Send)
    }

    /// The page on which a part is written.
    #[must_use]
    pub const fn of(part: Part) -> Self {
        match part {
            Part::Section(_) => Self::Texts,
            Part::Fact(_) | Part::FactState(_) | Part::Facts => Self::Facts,
            Part::Fix(_) | Part::FixState(_) | Part::Fixes => Self::Fixes,
            Part::Date(_) => Self::Dates,
            Part::Categories => Self::Categories,
            Part::Slot(_) => Self::Contacts,
        }
    }

    /// The page after this one.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Texts => Some(Self::Facts),
            Self::Facts => Some(Self::Fixes),
            Self::Fixes => Some(Self::Dates),
            Self::Dates => Some(Self::Categories),
            Self::Categories => Some(Self::Contacts),
            Self::Contacts => Some(Self::Preview),
            Self::Preview => Some(Self::Send),
            Self::Send => None,
        }
    }

    /// Its address in `incident`.
    #[must_use]
    pub fn path(self, incident: &Incident) -> String {
        super::page_path(incident, self.as_str())
    }

    /// Where to go after saving: on when the button says so, otherwise here again.
    #[must_use]
    pub fn after_saving(self, incident: &Incident, go: Option<&str>) -> String {
        let step = self.next().filter(|_| go == Some("next")).unwrap_or(self);
        super::saved_path(incident, step.as_str())
    }
}
