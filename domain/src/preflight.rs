//! What receivers look at before they take mail in great numbers: whether the records of our domains say that the mail is ours.

use crate::incident::words;

words! {
    /// What is looked at.
    Check {
        /// Which machines may send for the domain (RFC 7208).
        Spf = "spf",
        /// The public half of the key that signs (RFC 6376).
        Dkim = "dkim",
        /// What receivers do with mail that is not ours (RFC 7489).
        Dmarc = "dmarc",
        /// The name of the machine that sends.
        ReverseDns = "reverse_dns",
    }
}

words! {
    /// How it stands.
    Verdict {
        /// Good.
        Ok = "ok",
        /// Mail will arrive, and not everywhere.
        Warn = "warn",
        /// Do not send before it is right: a great part would be refused or be taken for spam.
        Block = "block",
    }
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The record of the domain covers this sender.
    SpfCovers {
        /// The domain of the envelope sender.
        domain: String,
        /// The machine that sends.
        address: String,
    },
    /// There is a record, and it is not set which machines send.
    SpfThere {
        /// The domain of the envelope sender.
        domain: String,
    },
    /// There is no record.
    SpfNone {
        /// The domain of the envelope sender.
        domain: String,
    },
    /// There are several: receivers then look at none.
    SpfSeveral {
        /// The domain of the envelope sender.
        domain: String,
    },
    /// The record cannot be read, or wants more than ten look-ups.
    SpfBroken {
        /// The domain of the envelope sender.
        domain: String,
    },
    /// The record says that this sender is none of ours.
    SpfRefuses {
        /// The domain of the envelope sender.
        domain: String,
        /// The machine that sends.
        address: String,
    },
    /// The record says nothing definite about this sender.
    SpfDoubts {
        /// The domain of the envelope sender.
        domain: String,
        /// The machine that sends.
        address: String,
    },
    /// The record has parts that depend on the message, and without them it does not cover this sender.
    SpfUnclear {
        /// The domain of the envelope sender.
        domain: String,
        /// The machine that sends.
        address: String,
    },
    /// The record has our key.
    DkimMatches {
        /// Where the record stands.
        name: String,
    },
    /// There is no record.
    DkimMissing {
        /// Where it should stand.
        name: String,
        /// What it should say.
        record: String,
    },
    /// The record has another key, or none.
    DkimOther {
        /// Where it stands.
        name: String,
        /// What it should say.
        record: String,
    },
    /// We do not sign: the relay has to.
    DkimNotOurs,
    /// There is a policy, and our mail satisfies it.
    DmarcAligned {
        /// The domain of `From`.
        domain: String,
    },
    /// The same, but the policy asks receivers to do nothing about mail that is not ours.
    DmarcLoose {
        /// The domain of `From`.
        domain: String,
    },
    /// There is no policy.
    DmarcNone {
        /// The domain of `From`.
        domain: String,
    },
    /// There are several, or it cannot be read.
    DmarcBroken {
        /// The domain of `From`.
        domain: String,
    },
    /// Neither the envelope sender nor the signature is of the domain that the policy is for.
    DmarcUnaligned {
        /// The domain of `From`.
        domain: String,
        /// The domain of the envelope sender.
        sender: String,
    },
    /// The machine has a name, and the name leads back to it.
    ReverseMatches {
        /// The machine that sends.
        address: String,
        /// Its name.
        name: String,
    },
    /// The machine has no name.
    ReverseNone {
        /// The machine that sends.
        address: String,
    },
    /// The name does not lead back to it.
    ReverseOther {
        /// The machine that sends.
        address: String,
        /// Its name.
        name: String,
    },
    /// It is not set which machines send.
    SenderUnknown,
    /// No name server answered.
    NotLooked {
        /// What could not be looked at.
        check: Check,
    },
}

impl Finding {
    /// What it is about.
    #[must_use]
    pub const fn check(&self) -> Check {
        match self {
            Self::SpfCovers { .. }
            | Self::SpfThere { .. }
            | Self::SpfNone { .. }
            | Self::SpfSeveral { .. }
            | Self::SpfBroken { .. }
            | Self::SpfRefuses { .. }
            | Self::SpfDoubts { .. }
            | Self::SpfUnclear { .. } => Check::Spf,
            Self::DkimMatches { .. } | Self::DkimMissing { .. } | Self::DkimOther { .. } | Self::DkimNotOurs => Check::Dkim,
            Self::DmarcAligned { .. }
            | Self::DmarcLoose { .. }
            | Self::DmarcNone { .. }
            | Self::DmarcBroken { .. }
            | Self::DmarcUnaligned { .. } => Check::Dmarc,
            Self::ReverseMatches { .. } | Self::ReverseNone { .. } | Self::ReverseOther { .. } | Self::SenderUnknown => Check::ReverseDns,
            Self::NotLooked { check } => *check,
        }
    }

    /// How it stands.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        match self {
            Self::SpfCovers { .. } | Self::DkimMatches { .. } | Self::DmarcAligned { .. } | Self::ReverseMatches { .. } => Verdict::Ok,
            Self::SpfThere { .. }
            | Self::SpfDoubts { .. }
            | Self::SpfUnclear { .. }
            | Self::DkimNotOurs
            | Self::DmarcLoose { .. }
            | Self::SenderUnknown
            | Self::NotLooked { .. } => Verdict::Warn,
            Self::SpfNone { .. }
            | Self::SpfSeveral { .. }
            | Self::SpfBroken { .. }
            | Self::SpfRefuses { .. }
            | Self::DkimMissing { .. }
            | Self::DkimOther { .. }
            | Self::DmarcNone { .. }
            | Self::DmarcBroken { .. }
            | Self::DmarcUnaligned { .. }
            | Self::ReverseNone { .. }
            | Self::ReverseOther { .. } => Verdict::Block,
        }
    }
}

/// The worst of them all; nothing found is nothing wrong.
#[must_use]
pub fn worst(findings: &[Finding]) -> Verdict {
    let has = |verdict| findings.iter().any(|finding| finding.verdict() == verdict);
    match (has(Verdict::Block), has(Verdict::Warn)) {
        (true, _) => Verdict::Block,
        (false, true) => Verdict::Warn,
        (false, false) => Verdict::Ok,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_blocks_outweighs_all_others() {
        let good = Finding::DkimMatches { name: "s1._domainkey.example.org".to_owned() };
        assert_eq!(worst(&[]), Verdict::Ok);
        assert_eq!(worst(std::slice::from_ref(&good)), Verdict::Ok);
        assert_eq!(worst(&[good.clone(), Finding::SenderUnknown]), Verdict::Warn);
        assert_eq!(worst(&[good, Finding::DmarcNone { domain: String::new() }, Finding::SenderUnknown]), Verdict::Block);
    }
}
