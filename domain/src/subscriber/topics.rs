//! What updates are about, for those who want to hear of some things only.

use crate::incident::{UpdateKind, words};

words! {
    /// What a subscriber can choose. The place in this list is the bit in the database: it is only ever appended to.
    Topic {
        /// What happened, and what is known now.
        Facts = "facts",
        /// What was done about the cause.
        Fixes = "fixes",
        /// Dates by which something must be done, and money.
        Deadlines = "deadlines",
        /// Identity protection and other help.
        Protection = "protection",
        /// Fakes that use the breach.
        Scams = "scams",
    }
}

/// A set of topics, as a bit set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TopicSet(i64);

impl TopicSet {
    /// Everything.
    pub const ALL: Self = Self::of(Topic::ALL);

    /// These.
    #[must_use]
    pub const fn of(topics: &[Topic]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < topics.len() {
            bits |= 1 << topics[at] as i64;
            at += 1;
        }
        Self(bits)
    }

    /// From the bits as stored.
    #[must_use]
    pub const fn from_bits(bits: i64) -> Self {
        Self(bits)
    }

    /// The bits as stored.
    #[must_use]
    pub const fn bits(self) -> i64 {
        self.0
    }

    /// Whether `topic` is in the set.
    #[must_use]
    pub const fn contains(self, topic: Topic) -> bool {
        self.0 >> topic as i64 & 1 == 1
    }

    /// Whether the sets share a topic.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is nothing in it that this program knows.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        !self.meets(Self::ALL)
    }

    /// The topics, in their order. Bits that this program does not know are passed over.
    pub fn iter(self) -> impl Iterator<Item = Topic> {
        Topic::ALL.iter().copied().filter(move |topic| self.contains(*topic))
    }
}

impl FromIterator<Topic> for TopicSet {
    fn from_iter<I: IntoIterator<Item = Topic>>(topics: I) -> Self {
        Self(topics.into_iter().fold(0, |bits, topic| bits | 1 << topic as i64))
    }
}

/// What an update of this kind may be about. Who wants one of these topics gets it: the date to sign up for protection comes as a
/// deadline; a correction may be about anything, and the last word is for everybody.
#[must_use]
pub const fn topics_of(kind: UpdateKind) -> TopicSet {
    match kind {
        UpdateKind::Holding | UpdateKind::Facts => TopicSet::of(&[Topic::Facts]),
        UpdateKind::Fixes => TopicSet::of(&[Topic::Fixes]),
        UpdateKind::Deadline => TopicSet::of(&[Topic::Deadlines, Topic::Protection]),
        UpdateKind::Scam => TopicSet::of(&[Topic::Scams]),
        UpdateKind::Correction | UpdateKind::Closing => TopicSet::ALL,
    }
}

/// Whether people may have to do something because of it: a date, a fake that is under way, something we said wrong that they
/// may have acted on.
#[must_use]
pub const fn is_for_acting(kind: UpdateKind) -> bool {
    matches!(kind, UpdateKind::Deadline | UpdateKind::Scam | UpdateKind::Correction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_positions_of_topics_are_those_in_databases() {
        let positions: Vec<(&str, i64)> = Topic::ALL.iter().map(|topic| (topic.as_str(), TopicSet::of(&[*topic]).bits())).collect();
        assert_eq!(positions, [("facts", 1), ("fixes", 2), ("deadlines", 4), ("protection", 8), ("scams", 16)]);
        assert_eq!(TopicSet::ALL.bits(), 31);
    }

    #[test]
    fn every_kind_of_update_reaches_somebody_and_every_topic_is_about_something() {
        assert!(UpdateKind::ALL.iter().all(|kind| !topics_of(*kind).is_empty()));
        for topic in Topic::ALL {
            let only = TopicSet::of(&[*topic]);
            let kinds = UpdateKind::ALL.iter().filter(|kind| topics_of(**kind).meets(only));
            // Beside corrections and the last word, which everybody gets.
            assert!(kinds.count() > 2, "{}", topic.as_str());
        }
    }

    #[test]
    fn a_set_gives_back_what_was_put_in_and_passes_over_bits_of_a_later_program() {
        let set: TopicSet = [Topic::Scams, Topic::Facts].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [Topic::Facts, Topic::Scams]);
        assert!(set.contains(Topic::Scams) && !set.contains(Topic::Fixes));
        let later = TopicSet::from_bits(1 << 40);
        assert!(later.is_empty() && later.iter().next().is_none());
        assert_eq!(TopicSet::from_bits(set.bits()), set);
    }
}
