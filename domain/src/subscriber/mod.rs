//! Whoever asked for updates: which updates they want, how often, and the tokens of their mails.

mod token;
mod topics;

pub use token::{BadSubscriberToken, SubscriberToken, TokenUse};
pub use topics::{Topic, TopicSet, is_for_acting, topics_of};

use std::time::Duration;

use crate::{
    ids::{IncidentId, SubscriberId},
    incident::{UpdateKind, words},
    lang::Lang,
};

/// How long the link that confirms works after it was asked for. Then the row goes too.
pub const CONFIRM_WITHIN: Duration = Duration::from_secs(48 * 3600);
/// How long somebody who left is remembered, so that one press brings them back.
pub const LEFT_KEPT: Duration = Duration::from_secs(30 * 24 * 3600);

words! {
    /// How often somebody wants to hear.
    Pace {
        /// Each update when it is published.
        Each = "each",
        /// One mail a day with the day's updates.
        Daily = "daily",
        /// Only when there is something to do.
        MustAct = "must_act",
    }
}

words! {
    /// How far a subscription is.
    SubscriberState {
        /// The mail that asks for a confirmation was sent; nothing else is.
        Asked = "asked",
        /// Gets updates.
        Active = "active",
        /// Gets nothing any more.
        Left = "left",
    }
}

/// Whose updates somebody gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Of every incident that is not practice, those to come among them.
    Every,
    /// Of this one.
    Incident(IncidentId),
}

impl Scope {
    /// As the column has it: sixteen zero bytes for every incident.
    #[must_use]
    pub const fn column(self) -> uuid::Uuid {
        match self {
            Self::Every => uuid::Uuid::nil(),
            Self::Incident(incident) => incident.0,
        }
    }

    /// Reads the column.
    #[must_use]
    pub const fn of_column(column: uuid::Uuid) -> Self {
        if column.is_nil() { Self::Every } else { Self::Incident(IncidentId(column)) }
    }

    /// The incident, when it is one.
    #[must_use]
    pub const fn incident(self) -> Option<IncidentId> {
        match self {
            Self::Every => None,
            Self::Incident(incident) => Some(incident),
        }
    }
}

/// What a subscriber chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// The language of the mails.
    pub lang: Lang,
    /// How often.
    pub pace: Pace,
    /// About what.
    pub topics: TopicSet,
}

impl Preferences {
    /// What somebody has who has just asked: everything, each when it is published.
    #[must_use]
    pub const fn new(lang: Lang) -> Self {
        Self { lang, pace: Pace::Each, topics: TopicSet::ALL }
    }

    /// Whether an update of this kind is for this subscriber at all; at a daily pace it goes into the day's mail.
    #[must_use]
    pub const fn wants(self, kind: UpdateKind) -> bool {
        self.topics.meets(topics_of(kind)) && (!matches!(self.pace, Pace::MustAct) || is_for_acting(kind))
    }
}

/// A subscriber's row without its address: enough to derive the tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubscriberKey {
    /// Which subscriber.
    pub subscriber_id: SubscriberId,
    /// Tokens of an earlier one are over.
    pub generation: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_only_wants_to_hear_when_they_must_act_hears_of_deadlines_scams_and_corrections() {
        let mut preferences = Preferences::new(Lang::En);
        assert!(UpdateKind::ALL.iter().all(|kind| preferences.wants(*kind)));
        preferences.pace = Pace::MustAct;
        let wanted: Vec<_> = UpdateKind::ALL.iter().filter(|kind| preferences.wants(**kind)).map(|kind| kind.as_str()).collect();
        assert_eq!(wanted, ["deadline", "scam", "correction"]);
    }

    #[test]
    fn a_topic_that_was_not_chosen_is_not_sent_at_any_pace() {
        for pace in Pace::ALL {
            let preferences = Preferences { lang: Lang::Es, pace: *pace, topics: [Topic::Fixes].into_iter().collect() };
            assert!(
                !preferences.wants(UpdateKind::Scam) && !preferences.wants(UpdateKind::Facts) && !preferences.wants(UpdateKind::Deadline)
            );
            // What we said wrong may have been about fixes.
            assert!(preferences.wants(UpdateKind::Correction));
        }
        let nothing = Preferences { topics: TopicSet::default(), ..Preferences::new(Lang::En) };
        assert!(UpdateKind::ALL.iter().all(|kind| !nothing.wants(*kind)));
    }

    #[test]
    fn the_column_of_every_incident_is_sixteen_zero_bytes() {
        let incident = IncidentId(uuid::Uuid::from_u128(7));
        assert_eq!(Scope::Every.column().as_bytes(), &[0; 16]);
        for scope in [Scope::Every, Scope::Incident(incident)] {
            assert_eq!(Scope::of_column(scope.column()), scope);
        }
        assert_eq!((Scope::Every.incident(), Scope::Incident(incident).incident()), (None, Some(incident)));
    }
}
