//! The kinds of data, for everybody together.

use domain::incident::Incident;
use leptos::prelude::*;

use crate::{
    request::{use_request, use_words},
    site::use_site,
};

/// The labels of the incident's categories, and that each person's own page says which are theirs.
#[component]
pub fn Kinds(incident: Incident) -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    (!incident.categories.is_empty()).then(|| {
        let kinds = incident
            .categories
            .iter()
            .map(|category| view! { <li>{site.guidance.category(category).label.get(request.lang).to_owned()}</li> })
            .collect_view();
        view! {
            <ul class="kinds">{kinds}</ul>
            <p><strong>{words.t("kinds-differ")}</strong>" "<a href=request.lang.path("/code")>{words.t("kinds-yours")}</a></p>
        }
    })
}
