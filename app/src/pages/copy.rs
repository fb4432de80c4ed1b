//! What differs in a copy of the public pages (`candor export-site`): a band that says so with its time, and a page in the place of
//! everything that needs the site itself.

use domain::clock::Timestamp;
use leptos::prelude::*;

use crate::{
    components::head::PageHead,
    request::{use_request, use_words},
    site::use_site,
};

/// Where the page stands that takes the place of every form. Not in the table of routes: only a copy has it.
pub const REACH_US: &str = "/reach-us";

/// The page being rendered goes into a copy. In the context of those pages alone.
#[derive(Clone, Debug)]
pub struct StaticCopy {
    /// When the copy was made.
    pub made_at: Timestamp,
    /// The zone that is told in.
    pub zone: String,
}

/// Says on every page of a copy that it is one, and of when.
#[component]
pub fn CopyBand() -> impl IntoView {
    let words = use_words();
    use_context::<StaticCopy>().map(|copy| {
        let made = words.with("copy-band", &[("time", &words.moment(copy.made_at, &copy.zone))]);
        let address = use_request().lang.path(REACH_US);
        view! { <p class="copy-band"><span>{made}</span>" "<a href=address>{words.t("copy-reach")}</a></p> }
    })
}

/// How to reach a person when no form can be sent.
#[component]
pub fn ReachUsPage() -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let company = &site.settings.company;
    let hours = match request.lang {
        domain::lang::Lang::En => &company.phone_hours_en,
        domain::lang::Lang::Es => &company.phone_hours_es,
    };
    let hours = if hours.is_empty() { ".".to_owned() } else { format!(", {hours}.") };
    let phone = (!company.phone.is_empty()).then(|| {
        let dialled: String = company.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        view! { <p>{words.t("contact-phone")}" "<a href=format!("tel:{dialled}")>{company.phone.clone()}</a>{hours}</p> }
    });
    let post = (!company.postal_address.is_empty())
        .then(|| view! { <p>{words.t("copy-post")}" "{format!("{}, {}", company.name, company.postal_address)}</p> });
    let title = words.t("copy-title");
    view! {
        <PageHead title=title.clone()/>
        <main id="main"><div class="wrap stack">
            <h1>{title}</h1>
            <p class="lead">{words.t("copy-lead")}</p>
            {phone}
            <p>{words.t("contact-mail")}" "<a href=format!("mailto:{}", company.email)>{company.email.clone()}</a>"."</p>
            {post}
            <p>{words.t("copy-codes")}</p>
            <p><a class="button" href=request.lang.path("/")>{words.t("copy-back")}</a></p>
        </div></main>
    }
}
