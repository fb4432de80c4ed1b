//! The personal page and what belongs to it. Every page here is for a proven visit and shows that visit's own person only.

mod ask;
mod asked;
mod claims;
mod contact;
mod goodwill;
mod helpers;
mod home;
mod kept;
mod news;
mod print;
mod protection;
mod safety;
mod sent;
mod taken;
mod update_mails;

use leptos::prelude::*;

pub use ask::{HelpMePage, NotMePage};
pub use asked::AskedPage;
pub(crate) use asked::paragraphs;
pub(crate) use claims::{AddFile, PayoutForm, acts as claim_acts, add as add_line, file_list, lines as line_list};
pub use claims::{ClaimPage, ClaimsPage, EvidencePage, PayoutPage, SendClaimPage};
pub use contact::ContactPage;
pub use goodwill::GoodwillPage;
pub use helpers::HelpersPage;
pub(crate) use helpers::kind_words as helper_kind_words;
pub use home::MePage;
pub use kept::KeptPage;
pub use print::PrintPage;
pub use protection::ProtectionPage;
pub use safety::SafetyPage;

use super::error::ErrorPage;
use crate::{
    components::form::FormHead,
    error::PageError,
    me::Mine,
    request::{use_request, use_words},
};

/// A page below `/me`, or what stands in its place when it cannot be shown.
fn shown(page: Result<AnyView, PageError>) -> AnyView {
    page.unwrap_or_else(|error| view! { <ErrorPage error/> }.into_any())
}

/// The frame of a page below `/me`: its title says nothing about anybody (STYLE.md, rule 11), and the first link goes back.
#[component]
fn Below(
    /// The heading.
    title: String,
    /// The page.
    children: Children,
) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <FormHead title=words.t("me-title")/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <p class="small"><a href=request.lang.path("/me")>{words.t("me-back")}</a></p>
                <h1>{title}</h1>
                {children()}
            </section>
        </div></main>
    }
}

/// What the person is called on their page: the given name, or the whole one.
fn called(mine: &Mine) -> String {
    let contact = &mine.person.contact;
    if contact.given_name.is_empty() { contact.full_name() } else { contact.given_name.clone() }
}
