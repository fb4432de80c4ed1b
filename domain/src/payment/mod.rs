//! Money on its way to a person: how far it is, what it is called at the bank, and what the books say.

mod reference;

use std::time::Duration;

pub use reference::{BadReference, PaymentReference};

use crate::incident::words;

/// Whoever has not paid a cheque in is reminded after so long, and after two and three times as long.
pub const REMIND_EVERY: Duration = Duration::from_secs(30 * 86_400);
/// And not more often.
pub const MOST_REMINDERS: i64 = 3;

words! {
    /// How far a payment is.
    PaymentState {
        /// Granted; in no batch yet.
        Waiting = "waiting",
        /// In a batch that somebody has to release.
        Batched = "batched",
        /// In the file for the bank.
        Released = "released",
        /// The bank says that it arrived, or the cheque was paid in.
        Paid = "paid",
        /// It came back; another one follows it.
        Failed = "failed",
    }
}

words! {
    /// What a payment waits for before it may be in a batch.
    Hold {
        /// A reviewer decides, whatever they decide.
        Decision = "decision",
        /// A reviewer grants it again: it was granted for another destination, or came back from the one there is.
        Approval = "approval",
    }
}

words! {
    /// How far a batch is.
    BatchState {
        /// Put together by one person.
        Made = "made",
        /// Released by another: the file may go to the bank.
        Released = "released",
        /// Taken apart again; its payments wait for another one.
        Dropped = "dropped",
    }
}

words! {
    /// An account of the ledger.
    Account {
        /// What the incident costs in compensation.
        Compensation = "compensation",
        /// What people were granted and have not been sent.
        Owed = "owed",
        /// What was released and neither arrived nor came back.
        OnTheWay = "on_the_way",
        /// What left the bank.
        Bank = "bank",
    }
}

words! {
    /// What an entry of the ledger says.
    Booking {
        /// Somebody was granted something.
        Granted = "granted",
        /// It was released.
        Released = "released",
        /// It arrived.
        Paid = "paid",
        /// It came back.
        Failed = "failed",
    }
}

impl Booking {
    /// The account that is debited and the one that is credited.
    #[must_use]
    pub const fn accounts(self) -> (Account, Account) {
        match self {
            Self::Granted => (Account::Compensation, Account::Owed),
            Self::Released => (Account::Owed, Account::OnTheWay),
            Self::Paid => (Account::OnTheWay, Account::Bank),
            Self::Failed => (Account::OnTheWay, Account::Owed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_back_is_owed_again() {
        let (owed, on_the_way) = Booking::Released.accounts();
        assert_eq!(Booking::Failed.accounts(), (on_the_way, owed));
        for booking in Booking::ALL {
            let (debit, credit) = booking.accounts();
            assert_ne!(debit, credit, "{booking:?}");
        }
    }
}
