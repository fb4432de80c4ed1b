//! "Needs you": what waits, as a list.

use leptos::prelude::*;

use crate::{request::use_request, staff::needs::Need, words::Words};

/// What waits, in the order given; nothing to show is the caller's to say.
#[component]
pub fn NeedsList(
    /// What waits.
    needs: Vec<Need>,
    /// Whether to say of which incident each is.
    names_incident: bool,
) -> impl IntoView {
    let request = use_request();
    let words = Words(request.lang);
    let rows: Vec<AnyView> = needs
        .into_iter()
        .map(|need| {
            let incident = need.incident.as_ref().filter(|_| names_incident).map(ToString::to_string);
            // What is late says so by a word, not by its colour alone.
            let late = need.is_late.then(|| view! { <span class="tag tag--open">{words.t("staff-needs-late")}</span>" " });
            let due =
                need.due.filter(|_| !need.is_late).map(|due| words.with("staff-needs-due", &[("time", &words.moment(due, &need.zone))]));
            view! {
                <li class="row">
                    <span>
                        {late}{need.words}
                        {incident.map(|incident| view! { " "<span class="quiet small">{incident}</span> })}
                        {due.map(|due| view! { " "<span class="quiet small">{due}</span> })}
                    </span>
                    <a href=request.lang.path(&need.path)>{need.action}</a>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="list">{rows}</ul> }.into_any()
}
