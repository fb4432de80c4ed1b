//! Where somebody's money goes.

mod iban;
mod routing;

use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use iban::{BadIban, Iban};
pub use routing::{BadRouting, Routing};

use crate::incident::words;

/// The longest name of who holds an account or a cheque is made out to.
pub const LONGEST_PAYEE: usize = 100;
/// The longest line of a postal address on a cheque.
pub const LONGEST_ADDRESS: usize = 400;

/// Where money goes changes so long after its proof; until then none of it goes out.
pub const PAYOUT_CHANGE_WAITS: Duration = Duration::from_secs(48 * 3600);

words! {
    /// A way in which money goes out; also which payments share a file.
    Way {
        /// To an account in the United States, by ACH.
        Ach = "ach",
        /// To an IBAN, by credit transfer (ISO 20022).
        Iban = "iban",
        /// By a cheque in the post.
        Cheque = "cheque",
        /// As a voucher by e-mail, where the operator has somebody who sends them.
        Voucher = "voucher",
    }
}

words! {
    /// What sort of account it is, as ACH tells them apart.
    AccountKind {
        /// For daily use.
        Checking = "checking",
        /// For saving.
        Savings = "savings",
    }
}

/// Where somebody's money goes. Sealed wherever it is kept; hidden when printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Payout {
    /// To an account in the United States.
    Ach {
        /// Who holds it.
        name: String,
        /// The bank.
        routing: Routing,
        /// The account there.
        account: String,
        /// What sort it is.
        kind: AccountKind,
    },
    /// To an account with an IBAN.
    Iban {
        /// Who holds it.
        name: String,
        /// The account.
        iban: Iban,
    },
    /// As a voucher by e-mail.
    Voucher {
        /// For whom it is.
        name: String,
        /// Where it is sent.
        email: String,
    },
    /// By a cheque in the post.
    Cheque {
        /// To whom it is made out.
        name: String,
        /// Where it is sent, line by line.
        address: String,
    },
}

impl std::fmt::Debug for Payout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Payout({}, hidden)", self.way().as_str())
    }
}

impl Payout {
    /// The way it goes.
    #[must_use]
    pub const fn way(&self) -> Way {
        match self {
            Self::Ach { .. } => Way::Ach,
            Self::Iban { .. } => Way::Iban,
            Self::Voucher { .. } => Way::Voucher,
            Self::Cheque { .. } => Way::Cheque,
        }
    }

    /// Who gets it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Ach { name, .. } | Self::Iban { name, .. } | Self::Voucher { name, .. } | Self::Cheque { name, .. } => name,
        }
    }

    /// What tells one destination from another: two people with the same one share an account or an address.
    #[must_use]
    pub fn destination(&self) -> String {
        match self {
            Self::Ach { routing, account, .. } => format!("ach {} {account}", routing.as_str()),
            Self::Iban { iban, .. } => format!("iban {}", iban.as_str()),
            Self::Voucher { email, .. } => format!("voucher {}", email.to_lowercase()),
            Self::Cheque { address, .. } => {
                let words: Vec<String> = address.split_whitespace().map(str::to_lowercase).collect();
                format!("cheque {}", words.join(" "))
            }
        }
    }

    /// The last four signs of the account; nothing for a cheque or a voucher.
    #[must_use]
    pub fn last_four(&self) -> Option<&str> {
        let account = match self {
            Self::Ach { account, .. } => account.as_str(),
            Self::Iban { iban, .. } => iban.as_str(),
            Self::Voucher { .. } | Self::Cheque { .. } => return None,
        };
        account.get(account.len().saturating_sub(4)..)
    }
}

/// Reads an account number of a bank in the United States: 4 to 17 letters and digits (Nacha Operating Rules, DFI Account Number). Spaces and
/// dashes between them are left out.
#[must_use]
pub fn read_account(text: &str) -> Option<String> {
    let account: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let is_account = (4..=17).contains(&account.len()) && account.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_account.then(|| account.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_read_without_its_spaces() {
        assert_eq!(read_account(" 0012-3456 789 ").as_deref(), Some("00123456789"));
        for text in ["", "123", "123456789012345678", "12345ñ", "12 34;56"] {
            assert_eq!(read_account(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_of_an_account_is_printed() {
        let iban = Iban::parse("DE89 3704 0044 0532 0130 00").unwrap();
        let payout = Payout::Iban { name: "CANARY".to_owned(), iban };
        assert_eq!(format!("{payout:?}"), "Payout(iban, hidden)");
        assert_eq!(payout.last_four(), Some("3000"));
    }

    #[test]
    fn one_address_written_in_two_ways_is_one_destination() {
        let cheque = |address: &str| Payout::Cheque { name: "Ana".to_owned(), address: address.to_owned() };
        assert_eq!(cheque("1 Main St\nAustin TX").destination(), cheque("1  main st austin tx").destination());
        assert_ne!(cheque("1 Main St").destination(), cheque("2 Main St").destination());
    }
}
