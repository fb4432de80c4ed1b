//! Pages of staff.

mod account;
mod audit;
mod checklist;
mod clocks;
mod confirm;
mod drill;
pub mod editor;
mod enrol;
mod home;
mod import;
mod imports;
mod incident;
mod people;
mod person;
mod person_acts;
mod person_story;
mod plan;
mod request;
mod requests;
mod sign_in;
mod team;
mod updates;

pub use account::{StaffAccountAppPage, StaffAccountCodesPage, StaffAccountPage, StaffAccountPasswordPage};
pub use audit::AuditPage;
pub use enrol::{StaffEnrolAppPage, StaffEnrolPage, StaffEnrolPasswordPage};
pub use home::StaffHomePage;
pub use import::ImportPage;
pub(crate) use import::find as find_import;
pub use imports::ImportsPage;
pub use incident::StaffIncidentPage;
use leptos::prelude::*;
pub use people::PeoplePage;
pub use person::PersonPage;
pub use request::RequestPage;
pub(crate) use request::find as find_request;
pub use requests::RequestsPage;
pub use sign_in::{StaffConfirmPage, StaffSecondPage, StaffSignInPage};
pub use team::{StaffMemberPage, StaffTeamPage};
pub use updates::{CorrectUpdatePage, NewUpdatePage, ProposalPage, UpdatesPage, WithdrawUpdatePage};

pub use checklist::StaffChecklistPage;
pub use plan::{StaffPlanEditPage, StaffPlanPage};

use super::error::ErrorPage;
use crate::error::PageError;

/// The page, or that of its error. For the end of a page's `Suspend`.
pub(crate) fn shown(page: Result<AnyView, PageError>) -> AnyView {
    page.unwrap_or_else(|error| view! { <ErrorPage error/> }.into_any())
}
