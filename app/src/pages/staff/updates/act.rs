//! One press about a proposal: approve, decline, release alone, take back. Each on a page of its own that says first what it
//! does.

use domain::{incident::Incident, publishing::ProposalState};
use leptos::prelude::*;
use store::publishing::StoredProposal;

use crate::{
    components::form::{FieldKind, FormToken, TextField},
    error::PageError,
    forms::use_form_state,
    pages::staff::confirm::ConfirmOr,
    request::{Request, use_request, use_words},
    words::Words,
};

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// A second person says yes.
    Approve,
    /// A second person says no.
    Decline,
    /// One person publishes alone.
    Release,
    /// It is not to become public.
    TakeBack,
}

impl Act {
    /// The act the path names below the proposal; nothing when it names the proposal alone.
    pub fn of(request: &Request) -> Result<Option<Self>, PageError> {
        match request.path.split('/').nth(6) {
            None => Ok(None),
            Some("approve") => Ok(Some(Self::Approve)),
            Some("decline") => Ok(Some(Self::Decline)),
            Some("release") => Ok(Some(Self::Release)),
            Some("take-back") => Ok(Some(Self::TakeBack)),
            Some(_) => Err(PageError::NotFound),
        }
    }

    /// The page's heading.
    pub fn title(self, words: Words) -> String {
        match self {
            Self::Approve => words.t("staff-updates-approve-link"),
            Self::Decline => words.t("staff-updates-decline-link"),
            Self::Release => words.t("staff-updates-release-link"),
            Self::TakeBack => words.t("staff-updates-take-back-link"),
        }
    }

    /// Whether the second factor must have been given lately.
    const fn is_outward(self) -> bool {
        matches!(self, Self::Approve | Self::Release)
    }
}

/// The form, after what it does. Decided before, it is not there.
#[component]
pub fn ActForm(
    /// What is to be done.
    act: Act,
    /// In which incident.
    incident: Incident,
    /// With which proposal.
    stored: StoredProposal,
    /// What becomes public.
    becomes: String,
    /// Whether the second factor was given lately.
    is_confirmed: bool,
) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let is_open = match act {
        Act::Approve | Act::Decline => stored.state == ProposalState::Waiting,
        Act::Release | Act::TakeBack => matches!(stored.state, ProposalState::Waiting | ProposalState::Scheduled),
    };
    if !is_open {
        return view! { <p class="note">{words.t("staff-updates-refused-decided")}</p> }.into_any();
    }
    let (says, button) = match act {
        Act::Approve => (becomes, words.t("staff-updates-approve-button")),
        Act::Decline => (words.t("staff-updates-decline-says"), words.t("staff-updates-decline-link")),
        Act::Release => (format!("{becomes} {}", words.t("staff-updates-release-says")), words.t("staff-updates-release-button")),
        Act::TakeBack => (words.t("staff-updates-take-back-says"), words.t("staff-updates-take-back-link")),
    };
    let fields = match act {
        Act::Approve => view! { <When zone=incident.zone/> }.into_any(),
        Act::Decline => {
            view! { <TextField name="reason" label=words.t("staff-updates-decline-reason") kind=FieldKind::Lines/> }.into_any()
        }
        Act::Release => view! {
            <TextField name="reason" label=words.t("staff-updates-release-reason") hint=words.t("staff-updates-release-hint") kind=FieldKind::Lines/>
        }
        .into_any(),
        Act::TakeBack => ().into_any(),
    };
    let is_ready = is_confirmed || !act.is_outward();
    view! {
        <form class="card stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <p><strong>{says}</strong></p>
            {fields}
            <ConfirmOr is_confirmed=is_ready><button class="button" id="take-back">{button}</button></ConfirmOr>
        </form>
    }
    .into_any()
}

/// Now, or at a time of the incident's zone.
#[component]
fn When(zone: String) -> impl IntoView {
    let (state, words) = (use_form_state(), use_words());
    let is_later = state.typed("when") == "later";
    let mistake = state.mistake("when").map(|words| view! { <span class="field__error">{words.to_owned()}</span> });
    view! {
        <fieldset class="field">
            <legend>{words.t("staff-updates-when")}</legend>
            {mistake}
            <div class="choice"><input type="radio" id="when" name="when" value="now" checked=!is_later/><label for="when">{words.t("staff-updates-now")}</label></div>
            <div class="choice"><input type="radio" id="when-later" name="when" value="later" checked=is_later/><label for="when-later">{words.t("staff-updates-later")}</label></div>
        </fieldset>
        <TextField name="publish_day" label=words.t("staff-updates-publish-day") hint=words.t("staff-updates-publish-hint") kind=FieldKind::Day/>
        <TextField name="publish_hour" label=words.t("staff-updates-hour") hint=words.with("staff-updates-zone", &[("zone", &zone)]) kind=FieldKind::Hour/>
    }
    .into_any()
}
