//! How to reach a person.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::{
    components::markdown::Markdown,
    pages::genuine::GenuineLine,
    request::{use_request, use_words},
    site::use_site,
};

/// The last of the five sections: text, telephone, mail, and the page for everything else.
#[component]
pub fn Contact(text: String) -> impl IntoView {
    let words = use_words();
    view! {
        <section class="card stack" id="contact" aria-labelledby="contact-title">
            <h2 id="contact-title">{words.t("incident-more-information")}</h2>
            {(!text.is_empty()).then(|| view! { <Markdown text/> })}
            <Ways/>
            <GenuineLine/>
        </section>
    }
}

/// Telephone with its hours, mail, and help: what the operator gave.
#[component]
pub fn Ways() -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let company = &site.settings.company;
    let hours = match request.lang {
        Lang::En => &company.phone_hours_en,
        Lang::Es => &company.phone_hours_es,
    };
    let hours = if hours.is_empty() { ".".to_owned() } else { format!(", {hours}.") };
    let phone = (!company.phone.is_empty()).then(|| {
        let dialled: String = company.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        view! { <p>{words.t("contact-phone")}" "<a href=format!("tel:{dialled}")>{company.phone.clone()}</a>{hours}</p> }
    });
    view! {
        {phone}
        <p>{words.t("contact-mail")}" "<a href=format!("mailto:{}", company.email)>{company.email.clone()}</a>"."</p>
        <p><a href=request.lang.path("/help")>{words.t("contact-help")}</a></p>
    }
}
