//! Claims: begun and filled in by a person, sent once, looked at by one reviewer after the other. What is asked for is sealed.

mod act;
mod begin;
mod event;
mod payout;
mod queue;
mod row;
mod signals;
mod unanswered;
mod unasked;

use domain::{
    benefit::{ClaimLine, MoneyTerms},
    claim::{ClaimAct, ClaimNumber, ClaimState, next},
    clock::Timestamp,
    ids::{BenefitId, ClaimId, IncidentId, PersonId, StaffId},
    lang::Lang,
    money::Money,
    payout::Payout,
};
use thiserror::Error;

pub use act::{Acted, ClaimMove, Who};
pub use begin::NewClaim;
pub use event::ClaimEvent;
pub use queue::{ClaimCounts, ClaimQueueEnd};
pub(crate) use row::payout_place;
pub use unasked::GrantedUnasked;

use crate::StoreError;

/// A claim, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Of which incident.
    pub incident_id: IncidentId,
    /// Which.
    pub claim_id: ClaimId,
    /// What its person calls it by.
    pub number: ClaimNumber,
    /// For which benefit.
    pub benefit_id: BenefitId,
    /// Whose.
    pub person_id: PersonId,
    /// How far it is.
    pub state: ClaimState,
    /// How many times it was appealed.
    pub round: i64,
    /// Which version of it this is: a change of an older one is refused.
    pub version: i64,
    /// The terms of the day it was begun.
    pub terms: MoneyTerms,
    /// What is asked for.
    pub lines: Vec<ClaimLine>,
    /// What that is worth under its terms; none while nothing that counts was filled in.
    pub asked: Option<Money>,
    /// What was granted last.
    pub granted: Option<Money>,
    /// The sentence the person said yes to when they sent it.
    pub attested: Option<String>,
    /// The language its person reads.
    pub lang: Lang,
    /// Who of staff has it.
    pub reviewer: Option<StaffId>,
    /// Who of staff decided last.
    pub decided_by: Option<StaffId>,
    /// When it was begun.
    pub made_at: Timestamp,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// The day by which somebody acts, `YYYY-MM-DD`.
    pub promised_on: Option<String>,
    /// Where the money goes.
    pub payout: Option<Payout>,
    /// When it is granted by itself, as long as it is a draft.
    pub grant_at: Option<Timestamp>,
}

impl Claim {
    /// Whether where its money goes can still be changed: it was sent, is not settled, and something of it may be paid.
    #[must_use]
    pub fn can_go_elsewhere(&self) -> bool {
        next(self.state, ClaimAct::Redirect).is_some() && (self.state != ClaimState::Denied || self.granted.is_some())
    }
}

/// Why nothing was done with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimRefusal {
    /// There is none, or it is another person's.
    NotFound,
    /// It is another's to do that.
    NotTheirs,
    /// That cannot be done while it is as far as this.
    NotNow(ClaimState),
    /// Somebody changed it meanwhile.
    Stale,
    /// Nothing that counts was filled in, nobody said where the money goes, or the sentence was not said yes to.
    Incomplete,
    /// Another reviewer has it, or none.
    NotWithYou,
    /// Who decided does not decide again: an appeal goes to another person.
    SamePerson,
    /// Who typed in what came on paper does not decide on it.
    OwnKeying,
    /// Nothing, more than was asked for, or less than was granted before.
    BadAmount,
    /// It has to be said why.
    NoWords,
    /// The fund is not shared out yet: nobody knows how much it is.
    NotShared,
    /// Money of it is in a batch or at the bank: where it goes cannot be changed before it arrived or came back.
    OnItsWay,
    /// Another change of where the money goes waits.
    ChangeWaits,
}

/// Why nothing was done. The transaction must then be dropped.
#[derive(Debug, Error)]
pub enum ClaimError {
    /// A rule forbids it.
    #[error("refused: {0:?}")]
    Refused(ClaimRefusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ClaimError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
