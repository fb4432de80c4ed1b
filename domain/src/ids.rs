//! Identifiers that must not be mixed. All are UUID version 7: made by us, ordered by time, never a secret.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock::{Entropy, Timestamp, random};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier of this moment.
            #[must_use]
            pub fn new(now: Timestamp, entropy: &dyn Entropy) -> Self {
                Self(new_uuid(now, entropy))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// One breach.
    IncidentId
    /// Somebody affected, from the imported list.
    PersonId
    /// One reading of one list.
    ImportId
    /// One mail-out.
    NoticeId
    /// One notice to one person by one channel.
    DeliveryId
    /// One mail that is no notice: a one-time code, an answer.
    MailId
    /// A person's signed-in time in one incident.
    VisitId
    /// Something a person asks of staff.
    RequestId
    /// Somebody who helps a person.
    HelperId
    /// A dated post on an incident.
    UpdateId
    /// A statement with a state.
    FactId
    /// Something done about the cause.
    FixId
    /// What one person writes and a second one approves.
    ProposalId
    /// One step of an incident's checklist.
    ChecklistItemId
    /// Letters that go to a print house together.
    LetterBatchId
    /// One letter on paper.
    LetterId
    /// One file of a batch of letters.
    LetterFileId
    /// A member of staff.
    StaffId
    /// A member of staff's signed-in time.
    StaffSessionId
    /// Somebody who asked for updates, of one incident or of all.
    SubscriberId
    /// A system of the company that hears of events.
    WebhookId
    /// One event for one of them.
    WebhookCallId
    /// Something a person can have because of the incident.
    BenefitId
    /// One code of a protection provider's.
    ActivationCodeId
    /// A person's request for a benefit.
    ClaimId
    /// A file with a claim.
    EvidenceId
    /// Where a person's money goes.
    PayoutId
    /// Money on its way to one person.
    PaymentId
    /// Payments that are released together.
    PaymentBatchId
    /// One entry of the ledger: sums that balance.
    EntryId
}

/// A UUID of version 7 for `now`.
#[must_use]
pub fn new_uuid(now: Timestamp, entropy: &dyn Entropy) -> Uuid {
    let millis = u64::try_from(now.as_micros() / 1000).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random(entropy)).into_uuid()
}
