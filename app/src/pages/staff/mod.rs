//! Pages of staff.

mod account;
mod audit;
mod banner;
mod benefits;
mod checklist;
mod claims;
mod clocks;
mod confirm;
mod drill;
pub mod editor;
mod enrol;
mod enrol_passkey;
mod home;
mod import;
mod imports;
mod incident;
mod letters;
mod notices;
mod passkeys;
mod payments;
mod people;
mod person;
mod person_acts;
mod person_helpers;
mod person_message;
mod person_paper;
mod person_story;
mod plan;
mod request;
mod requests;
mod scams;
mod second;
mod sign_in;
mod subscribers;
mod team;
mod updates;
mod waiting;
mod waiting_row;
mod webhooks;

pub use account::{StaffAccountAppPage, StaffAccountCodesPage, StaffAccountPage, StaffAccountPasswordPage};
pub use audit::AuditPage;
pub use banner::StaffBannerPage;
pub use benefits::{BenefitPage, BenefitsPage, MoneyBenefitPage, NewGiftPage};
pub use claims::{ClaimsTogetherPage, PaperClaimPage, StaffClaimPage, StaffClaimsPage, StaffEvidencePage};
pub(crate) use claims::{find_any_claim, find_claim};
pub use enrol::{StaffEnrolAppPage, StaffEnrolPage, StaffEnrolPasswordPage};
pub use enrol_passkey::{StaffEnrolFactorPage, StaffEnrolPasskeyPage};
pub use home::StaffHomePage;
pub use import::ImportPage;
pub(crate) use import::find as find_import;
pub use imports::ImportsPage;
pub use incident::StaffIncidentPage;
use leptos::prelude::*;
pub use letters::LettersPage;
pub use notices::{NewNoticePage, NoticePage, NoticePreviewPage, NoticesPage};
pub use passkeys::{StaffPasskeyPage, StaffPasskeysPage};
pub(crate) use payments::find_batch;
pub use payments::{PaymentBatchPage, PaymentsPage};
pub use people::PeoplePage;
pub use person::PersonPage;
pub use person_helpers::PersonHelpersPage;
pub use person_message::PersonMessagePage;
pub use request::RequestPage;
pub(crate) use request::find as find_request;
pub use requests::RequestsPage;
pub use scams::StaffScamsPage;
pub use sign_in::{StaffConfirmPage, StaffSecondPage, StaffSignInPage};
pub use subscribers::SubscribersPage;
pub use team::{StaffMemberPage, StaffTeamPage};
pub use updates::{CorrectUpdatePage, DraftPreviewPage, NewUpdatePage, ProposalPage, UpdatesPage, WithdrawUpdatePage};
pub use waiting::WaitingPage;
pub(crate) use waiting::reason_words as waiting_reason_words;
pub use waiting_row::WaitingRowPage;
pub(crate) use waiting_row::find as find_waiting;
pub use webhooks::{StaffWebhookPage, StaffWebhooksPage};

pub use checklist::StaffChecklistPage;
pub use plan::{StaffPlanEditPage, StaffPlanPage};

use super::error::ErrorPage;
use crate::error::PageError;

/// The page, or that of its error. For the end of a page's `Suspend`.
pub(crate) fn shown(page: Result<AnyView, PageError>) -> AnyView {
    page.unwrap_or_else(|error| view! { <ErrorPage error/> }.into_any())
}
