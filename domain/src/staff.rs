//! Who of the staff may do what, and for how long somebody stays signed in.

use std::time::Duration;

use crate::{clock::Timestamp, ids::IncidentId, incident::words};

/// A session that nobody used for so long has ended (ASVS 7.3.1).
pub const STAFF_IDLE: Duration = Duration::from_secs(15 * 60);
/// And it ends after so long in any case (ASVS 7.3.2).
pub const STAFF_LONGEST: Duration = Duration::from_secs(12 * 60 * 60);
/// Between the password and the second factor.
pub const SECOND_FACTOR_WITHIN: Duration = Duration::from_secs(10 * 60);
/// A second factor given so recently counts for what goes out or destroys (step-up, ASVS 7.5.3).
pub const CONFIRMED_FOR: Duration = Duration::from_secs(10 * 60);
/// How long an enrolment link is good.
pub const ENROLMENT: Duration = Duration::from_secs(24 * 60 * 60);

/// How many looks at people's data one member of staff has in a day: more than a long shift of answering needs, fewer than it
/// takes to read a list of people.
pub const VIEWS_PER_DAY: i64 = 300;
/// What a passkey may be called, in letters.
pub const LONGEST_PASSKEY_NAME: usize = 60;
/// How long somebody has to finish once the link was opened.
pub const ENROLLING: Duration = Duration::from_secs(60 * 60);
/// How long a browser that signed in is known, so that strangers' wrong tries do not slow its owner down.
pub const BROWSER_KNOWN: Duration = Duration::from_secs(90 * 24 * 60 * 60);

words! {
    /// What changed about an account: told to its owner by mail (ASVS 6.3.7).
    AccountChange {
        /// The account was set up.
        Enrolled = "enrolled",
        /// Signed in from a browser that had not done so before.
        NewBrowser = "new_browser",
        /// The password is another.
        Password = "password",
        /// The authenticator app is another.
        App = "app",
        /// There are new recovery codes; the old ones open nothing.
        RecoveryCodes = "recovery_codes",
        /// A recovery code was used to sign in.
        RecoveryCodeUsed = "recovery_code_used",
        /// A passkey was added.
        PasskeyAdded = "passkey_added",
        /// A passkey was removed.
        PasskeyRemoved = "passkey_removed",
        /// A passkey is called something else.
        PasskeyRenamed = "passkey_renamed",
        /// A passkey signed that had signed more often before: there may be two of it.
        PasskeyWentBack = "passkey_went_back",
        /// The authenticator app was removed.
        AppRemoved = "app_removed",
        /// A role was given or taken.
        Roles = "roles",
        /// The account was removed.
        Removed = "removed",
        /// Password and factors were cleared, and there is a new link to set the account up.
        Reset = "reset",
        /// Somebody gave the right password and then wrong codes.
        WrongCodes = "wrong_codes",
    }
}

words! {
    /// What a member of staff is, for one incident or for all.
    Role {
        /// Runs the installation: staff, roles, settings.
        Owner = "owner",
        /// Writes and publishes.
        Editor = "editor",
        /// Imports lists and sends notices.
        Sender = "sender",
        /// Decides claims.
        Reviewer = "reviewer",
        /// Answers people.
        Agent = "agent",
        /// Keeps the legal clocks.
        Compliance = "compliance",
        /// Reads everything but people, comments and approves texts.
        Counsel = "counsel",
        /// Reads the log and nothing that is sealed.
        Auditor = "auditor",
    }
}

words! {
    /// One kind of work; each has a desk.
    Work {
        /// Reads an incident as staff see it.
        Read = "read",
        /// Writes texts, facts, fixes and updates; publishes with a second person.
        Publish = "publish",
        /// Approves what another wrote.
        Approve = "approve",
        /// Imports lists and sends notices.
        Notify = "notify",
        /// Accepts an import another uploaded.
        Accept = "accept",
        /// Sees people and answers them.
        Support = "support",
        /// Decides claims.
        Claims = "claims",
        /// Keeps duties and the plan.
        Comply = "comply",
        /// Does steps of the checklist.
        Steps = "steps",
        /// Reads the log.
        Audit = "audit",
        /// Adds and removes staff.
        Team = "team",
    }
}

impl Role {
    /// Whether this role may do that work. What each route asks for stands in the table of routes; a test compares both with a
    /// table written by hand.
    #[must_use]
    pub const fn may(self, work: Work) -> bool {
        match self {
            Self::Owner => !matches!(work, Work::Claims),
            Self::Editor => matches!(work, Work::Read | Work::Steps | Work::Publish | Work::Approve),
            Self::Sender => matches!(work, Work::Read | Work::Steps | Work::Notify | Work::Accept),
            Self::Reviewer => matches!(work, Work::Read | Work::Steps | Work::Claims),
            Self::Agent => matches!(work, Work::Read | Work::Steps | Work::Support),
            Self::Compliance => matches!(work, Work::Read | Work::Steps | Work::Comply | Work::Accept),
            Self::Counsel => matches!(work, Work::Read | Work::Steps | Work::Approve | Work::Comply),
            Self::Auditor => matches!(work, Work::Read | Work::Audit),
        }
    }
}

/// A role, and where it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// `None` for all incidents, those to come included.
    pub incident: Option<IncidentId>,
    /// What somebody is there.
    pub role: Role,
}

/// Whether any of `grants` lets somebody do `work` in `incident`; `None` asks for work that concerns no single incident, which
/// only a role for all incidents gives.
#[must_use]
pub fn may(grants: &[Grant], work: Work, incident: Option<IncidentId>) -> bool {
    grants.iter().any(|grant| grant.role.may(work) && (grant.incident.is_none() || grant.incident == incident))
}

/// Until when a session goes on if nothing is done.
#[must_use]
pub fn session_ends(seen_at: Timestamp, ends_at: Timestamp) -> Timestamp {
    ends_at.min(seen_at.plus(STAFF_IDLE))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const HERE: IncidentId = IncidentId(Uuid::from_u128(1));
    const ELSEWHERE: IncidentId = IncidentId(Uuid::from_u128(2));

    #[test]
    fn a_role_in_one_incident_says_nothing_about_another() {
        let grants = [Grant { incident: Some(HERE), role: Role::Editor }];
        assert!(may(&grants, Work::Publish, Some(HERE)));
        assert!(!may(&grants, Work::Publish, Some(ELSEWHERE)));
        assert!(!may(&grants, Work::Publish, None));
    }

    #[test]
    fn an_auditor_sees_no_people_and_an_agent_no_log() {
        assert!(!Role::Auditor.may(Work::Support));
        assert!(!Role::Agent.may(Work::Audit));
    }
}
