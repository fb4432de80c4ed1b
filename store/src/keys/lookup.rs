//! Keyed hashes: how a sealed value is found again (HMAC-SHA-256, RFC 2104), and how secrets are derived.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::Key;

/// The first 128 bits of a keyed hash. With 10^8 rows the odds of a false match are about 10^-30 a query.
pub type LookupHash = [u8; 16];

/// What is being looked up; each has a key of its own, so that hashes of different columns cannot be joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// An e-mail address in lower case.
    Email,
    /// The company's number for a person.
    ExternalId,
    /// The link token of an invitation.
    LinkToken,
    /// The typed code of an invitation.
    InvitationCode,
    /// The content of a list's row, normalised.
    RowContent,
    /// The raw bytes of a quarantined row.
    QuarantinedRow,
    /// A one-time code; the visit and the code's id go into the hash.
    OneTimeCode,
    /// A limit's bucket.
    Budget,
    /// The token of a form.
    FormToken,
    /// The mark of a browser in which a member of staff signed in before.
    KnownBrowser,
    /// A passkey's credential id.
    Passkey,
    /// The token with which a person leaves update mails.
    LeaveToken,
    /// An activation code; the benefit goes into the hash.
    ActivationCode,
    /// Where somebody's money goes.
    Payout,
    /// A file with a claim.
    Evidence,
    /// The network and browser a claim was sent from.
    SentFrom,
}

impl Purpose {
    pub(crate) const ALL: [Self; 16] = [
        Self::Email,
        Self::ExternalId,
        Self::LinkToken,
        Self::InvitationCode,
        Self::RowContent,
        Self::QuarantinedRow,
        Self::OneTimeCode,
        Self::Budget,
        Self::FormToken,
        Self::KnownBrowser,
        Self::Passkey,
        Self::LeaveToken,
        Self::ActivationCode,
        Self::Payout,
        Self::Evidence,
        Self::SentFrom,
    ];

    const fn label(self) -> &'static str {
        match self {
            Self::Email => "lookup.email.v1",
            Self::ExternalId => "lookup.external-id.v1",
            Self::LinkToken => "lookup.link-token.v1",
            Self::InvitationCode => "lookup.invitation-code.v1",
            Self::RowContent => "lookup.row-content.v1",
            Self::QuarantinedRow => "lookup.quarantined-row.v1",
            Self::OneTimeCode => "lookup.one-time-code.v1",
            Self::Budget => "lookup.budget.v1",
            Self::FormToken => "lookup.form-token.v1",
            Self::KnownBrowser => "lookup.known-browser.v1",
            Self::Passkey => "lookup.passkey.v1",
            Self::LeaveToken => "lookup.leave-token.v1",
            Self::ActivationCode => "lookup.activation-code.v1",
            Self::Payout => "lookup.payout.v1",
            Self::Evidence => "lookup.evidence.v1",
            Self::SentFrom => "lookup.sent-from.v1",
        }
    }
}

/// A keyed hash ready to run: the key schedule is computed once.
#[derive(Clone)]
pub(crate) struct Hasher(Hmac<Sha256>);

impl Hasher {
    pub(crate) fn new(key: &Key) -> Self {
        // HMAC takes keys of every length.
        Self(<Hmac<Sha256> as Mac>::new_from_slice(key.bytes()).unwrap_or_else(|_| unreachable!("HMAC takes every key")))
    }

    /// HMAC-SHA-256 over the parts, each preceded by its length, so that no two lists of parts collide.
    pub(crate) fn hash(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.0.clone();
        for part in parts {
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

/// One hasher per purpose.
#[derive(Clone)]
pub(crate) struct Lookups(Vec<Hasher>);

impl Lookups {
    pub(crate) fn new(key: &Key) -> Self {
        Self(Purpose::ALL.iter().map(|purpose| Hasher::new(&key.derive(purpose.label()))).collect())
    }

    pub(crate) fn hash(&self, purpose: Purpose, parts: &[&[u8]]) -> LookupHash {
        let whole = self.0[purpose as usize].hash(parts);
        let mut half = [0; 16];
        half.copy_from_slice(&whole[..16]);
        half
    }
}
