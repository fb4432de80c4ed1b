//! Pages of staff.

mod clocks;
mod home;
mod incident;

pub use home::StaffHomePage;
pub use incident::StaffIncidentPage;
use leptos::prelude::*;

use super::error::ErrorPage;
use crate::error::PageError;

/// The page, or that of its error. For the end of a page's `Suspend`.
pub(crate) fn shown(page: Result<AnyView, PageError>) -> AnyView {
    page.unwrap_or_else(|error| view! { <ErrorPage error/> }.into_any())
}
