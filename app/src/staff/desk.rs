//! Desks: whoever holds one has shown that they may do its work, in its incident. There is no other way to get one, and what a
//! desk does takes it by reference.

use std::marker::PhantomData;

use domain::{incident::Incident, slug::Slug, staff::Work};

use super::session::{Staff, signed_in, watching};
use crate::{error::PageError, request::Request, site::Site};

/// What a desk is for.
pub trait Purpose: Send + Sync {
    /// The work that is done there.
    const WORK: Work;
}

/// The handle that lets a member of staff do one kind of work in one incident.
#[derive(Clone, Debug)]
pub struct Desk<P: Purpose> {
    /// Who sits there.
    pub staff: Staff,
    /// In which incident.
    pub incident: Incident,
    purpose: PhantomData<P>,
}

impl<P: Purpose> Desk<P> {
    /// The desk of this browser in the incident called `slug`.
    ///
    /// # Errors
    /// [`PageError::StaffSignIn`] without a session; [`PageError::NotFound`] when there is no such incident or nothing in it is
    /// theirs to see; [`PageError::NotAllowed`] when they may see it, and this work is another's.
    pub async fn open(site: &Site, request: &Request, slug: &str) -> Result<Self, PageError> {
        Self::of(site, signed_in(site, request).await?, slug).await
    }

    /// The same for what a browser asks without anybody at it: no session goes on by it, and what was taken away is gone at once.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub async fn watch(site: &Site, request: &Request, slug: &str) -> Result<Self, PageError> {
        Self::of(site, watching(site, request).await?, slug).await
    }

    async fn of(site: &Site, staff: Staff, slug: &str) -> Result<Self, PageError> {
        let slug = Slug::parse(slug).map_err(|_| PageError::NotFound)?;
        let incident = site.store.find_incident(&slug).await?.ok_or(PageError::NotFound)?;
        if !staff.may(Work::Read, Some(incident.incident_id)) {
            return Err(PageError::NotFound);
        }
        if !staff.may(P::WORK, Some(incident.incident_id)) {
            return Err(PageError::NotAllowed);
        }
        Ok(Self { staff, incident, purpose: PhantomData })
    }

    /// For what goes out or destroys: the second factor was given within the last ten minutes.
    ///
    /// # Errors
    /// [`PageError::ConfirmFirst`] when it was not.
    pub fn confirmed(&self, site: &Site) -> Result<&Self, PageError> {
        if self.staff.is_confirmed(site.now()) { Ok(self) } else { Err(PageError::ConfirmFirst) }
    }
}

macro_rules! desks {
    ($($(#[$doc:meta])* $name:ident, $purpose:ident = $work:ident;)*) => {$(
        #[doc = concat!("See [`", stringify!($name), "`].")]
        #[derive(Clone, Copy, Debug)]
        pub struct $purpose;
        impl Purpose for $purpose {
            const WORK: Work = Work::$work;
        }
        $(#[$doc])*
        pub type $name = Desk<$purpose>;
    )*};
}

desks! {
    /// Sees an incident as staff see it.
    ReadDesk, Reading = Read;
    /// Writes and publishes.
    PublishingDesk, Publishing = Publish;
    /// Approves what another wrote.
    ApproveDesk, Approving = Approve;
    /// Imports lists and sends notices.
    NoticeDesk, Notifying = Notify;
    /// Accepts an import another uploaded.
    AcceptDesk, Accepting = Accept;
    /// Sees people and answers them.
    SupportDesk, Supporting = Support;
    /// Decides claims and pays them.
    ClaimsDesk, Deciding = Claims;
    /// Keeps duties and the plan.
    ComplianceDesk, Complying = Comply;
    /// Does steps of the checklist.
    ChecklistDesk, DoingSteps = Steps;
    /// Reads the log of an incident.
    AuditDesk, Auditing = Audit;
}

/// The desk for the installation's staff.
#[derive(Clone, Debug)]
pub struct TeamDesk {
    /// Who sits there.
    pub staff: Staff,
}

/// The desk for work that concerns no single incident.
///
/// # Errors
/// [`PageError::StaffSignIn`] without a session, [`PageError::NotAllowed`] without a role for all incidents that does `work`.
pub async fn desks_of(site: &Site, request: &Request, work: Work) -> Result<Staff, PageError> {
    let staff = signed_in(site, request).await?;
    if staff.may(work, None) { Ok(staff) } else { Err(PageError::NotAllowed) }
}

/// The desk at which staff are added and removed.
///
/// # Errors
/// As [`desks_of`].
pub async fn team_desk(site: &Site, request: &Request) -> Result<TeamDesk, PageError> {
    Ok(TeamDesk { staff: desks_of(site, request, Work::Team).await? })
}
