//! Whoever asked for updates. The address is sealed under the installation's key and found by keyed hash; the tokens of the mails
//! are derived when they are needed. What one statement writes settles every race: state and generation stand in its `where`.

mod asks;
mod change;
mod counts;
mod read;
mod signup;

use domain::{
    clock::Timestamp,
    email::EmailAddress,
    ids::SubscriberId,
    lang::Lang,
    subscriber::{Pace, Preferences, Scope, SubscriberKey, SubscriberState, SubscriberToken, TokenUse, TopicSet},
};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    keys::{LookupHash, Place, Purpose},
};

pub use asks::{AskedFor, SubscriberAsk, SubscriberLimits};
pub use change::{Asked, Confirmed, Left};
pub use counts::SubscriberCounts;
pub use read::SubscriberList;

/// Somebody who asked for updates, of one incident or of all.
#[derive(Clone, Debug)]
pub struct Subscriber {
    /// Which subscriber and which of their tokens are good.
    pub key: SubscriberKey,
    /// Of which incidents.
    pub scope: Scope,
    /// Where the mails go.
    pub email: EmailAddress,
    /// What they chose.
    pub preferences: Preferences,
    /// How far the subscription is.
    pub state: SubscriberState,
    /// When it was asked for, for the last time.
    pub asked_at: Timestamp,
    /// When it was confirmed, for the last time.
    pub confirmed_at: Option<Timestamp>,
}

const fn place(subscriber: SubscriberId) -> Place {
    Place { table: "subscribers", row: subscriber.0 }
}

/// The columns of [`Row`], to follow `select` or `returning`.
const COLUMNS: &str = "subscriber_id, incident_id, sealed, lang, pace, topics, state, generation, asked_at, confirmed_at";

#[derive(sqlx::FromRow)]
struct Row {
    subscriber_id: Uuid,
    incident_id: Uuid,
    sealed: Vec<u8>,
    lang: String,
    pace: String,
    topics: i64,
    state: String,
    generation: i64,
    asked_at: i64,
    confirmed_at: Option<i64>,
}

const fn nonsense(column: &'static str) -> StoreError {
    StoreError::Nonsense { table: "subscribers", column }
}

fn read_state(state: &str) -> Result<SubscriberState, StoreError> {
    SubscriberState::parse(state).ok_or(nonsense("state"))
}

impl Store {
    /// The token of a subscriber for a link that can do one thing.
    #[must_use]
    pub fn subscriber_token(&self, purpose: TokenUse, subscriber: SubscriberKey) -> SubscriberToken {
        self.system_keys().subscriber_token(purpose, subscriber)
    }

    /// The hash by which an address is found among subscribers.
    #[must_use]
    pub(crate) fn subscriber_hash(&self, email: &EmailAddress) -> LookupHash {
        self.system_keys().lookup(Purpose::Email, &[email.as_str().as_bytes()])
    }

    fn open_subscriber(&self, row: &Row) -> Result<Subscriber, StoreError> {
        let subscriber_id = SubscriberId(row.subscriber_id);
        let email: String = self.system_keys().open(place(subscriber_id), &row.sealed)?;
        Ok(Subscriber {
            key: SubscriberKey { subscriber_id, generation: row.generation },
            scope: Scope::of_column(row.incident_id),
            email: EmailAddress::parse(&email).map_err(|_| nonsense("sealed"))?,
            preferences: Preferences {
                lang: Lang::from_tag(&row.lang),
                pace: Pace::parse(&row.pace).ok_or(nonsense("pace"))?,
                topics: TopicSet::from_bits(row.topics),
            },
            state: read_state(&row.state)?,
            asked_at: Timestamp::from_micros(row.asked_at),
            confirmed_at: row.confirmed_at.map(Timestamp::from_micros),
        })
    }
}
