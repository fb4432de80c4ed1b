//! `/staff/incidents/{slug}/updates` and below.

mod act;
mod draft;
mod fields;
mod list;
mod mailed;
mod preview;
mod proposal;
mod write;

pub use draft::DraftPreviewPage;
pub use list::UpdatesPage;
pub use proposal::ProposalPage;
pub use write::{CorrectUpdatePage, NewUpdatePage, WithdrawUpdatePage};

/// Wraps a page of staff: what it needs is taken from the context before the first await, and the answer's options are there
/// again when its error is shown.
macro_rules! staff_page {
    ($(#[$doc:meta])* $name:ident = $page:path) => {
        $(#[$doc])*
        #[leptos::component]
        pub fn $name() -> impl leptos::prelude::IntoView {
            let (site, request) = ($crate::site::use_site(), $crate::request::use_request());
            let state = $crate::forms::use_form_state();
            let response = leptos::prelude::use_context::<leptos_axum::ResponseOptions>();
            let query = leptos_router::hooks::use_query_map().get_untracked();
            leptos::prelude::Suspend::new(async move {
                let page = $page(&site, &request, &query, state).await;
                if let Some(response) = response {
                    leptos::prelude::provide_context(response);
                }
                $crate::pages::staff::shown(page)
            })
        }
    };
}
pub(crate) use staff_page;
