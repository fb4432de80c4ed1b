//! `/staff/webhooks` and `/staff/webhooks/{id}`: systems of the company that hear of events, and what became of the last calls.

use domain::webhook::{CallState, WebhookEvent, WebhookState};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::webhooks::{Call, Webhook};

use super::{confirm::ConfirmOr, shown};
use crate::{
    components::{
        form::{ErrorSummary, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{
        FormState,
        staff_webhooks::{NewSecret, event_field, webhook_of},
        use_form_state,
    },
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::team_desk,
    webhooks::{event_words, problem_words},
    words::Words,
};

/// Calls that are shown.
const CALLS: i64 = 20;

/// `/staff/webhooks`.
#[component]
pub fn StaffWebhooksPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let (secret, response) = (use_context::<NewSecret>(), use_context::<leptos_axum::ResponseOptions>());
    Suspend::new(async move {
        let page = list(&site, &request, state, secret).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn list(site: &Site, request: &Request, state: FormState, secret: Option<NewSecret>) -> Result<AnyView, PageError> {
    let desk = team_desk(site, request).await?;
    let words = Words(request.lang);
    let rows: Vec<AnyView> = site.store.webhooks().await?.into_iter().map(|webhook| row(request, webhook)).collect();
    let all = if rows.is_empty() {
        view! { <p>{words.t("staff-webhooks-none")}</p> }.into_any()
    } else {
        view! { <ul class="list">{rows}</ul> }.into_any()
    };
    let is_confirmed = desk.staff.is_confirmed(site.now());
    let secret = secret.map(|secret| {
        view! {
            <section class="note stack" role="status">
                <h2>{words.t("staff-webhooks-secret-title")}</h2>
                <p><code class="code">{secret.0}</code></p>
                <p>{words.t("staff-webhooks-secret-text")}</p>
            </section>
        }
    });
    let form = view! { <AddForm is_confirmed state=state.clone()/> }.into_any();
    provide_context(state);
    Ok(view! {
        <StaffFrame staff=desk.staff title=words.t("staff-webhooks-title") incident=None>
            <ErrorSummary/>
            <p>{words.t("staff-webhooks-lead")}</p>
            {secret}
            {all}
            <section class="stack">
                <h2>{words.t("staff-webhooks-add")}</h2>
                {form}
            </section>
        </StaffFrame>
    }
    .into_any())
}

fn row(request: &Request, webhook: Webhook) -> AnyView {
    let words = Words(request.lang);
    let href = request.lang.path(&format!("/staff/webhooks/{}", webhook.webhook_id));
    let is_paused = webhook.state == WebhookState::Paused;
    view! {
        <li class="row">
            <span><a href=href>{webhook.target.name}</a></span>
            {is_paused.then(|| view! { <span class="tag tag--open">{words.t("staff-webhooks-paused")}</span> })}
        </li>
    }
    .into_any()
}

#[component]
fn AddForm(is_confirmed: bool, state: FormState) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let is_new = state.typed.is_empty();
    let mistake = state.mistake("events").map(str::to_owned);
    let is_wrong = mistake.is_some();
    let choices: Vec<AnyView> = WebhookEvent::CHOICES
        .iter()
        .enumerate()
        .map(|(at, event)| {
            let name = event_field(*event);
            // The summary's link leads to the first choice.
            let id = if at == 0 { "events".to_owned() } else { name.clone() };
            let is_ticked = is_new || state.typed.contains_key(&name);
            view! {
                <div class="choice">
                    <input type="checkbox" id=id.clone() name=name value="yes" checked=is_ticked/>
                    <label for=id>{event_words(words, *event)}</label>
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <form class="stack" method="post" action=request.lang.path("/staff/webhooks")>
            <FormToken/>
            <TextField name="name" label=words.t("staff-webhooks-name") hint=words.t("staff-webhooks-name-hint")/>
            <TextField name="address" label=words.t("staff-webhooks-address") hint=words.t("staff-webhooks-address-hint")/>
            <fieldset class="field" class:field--wrong=is_wrong>
                <legend>{words.t("staff-webhooks-events")}</legend>
                {mistake.map(|words| view! { <span class="field__error">{words}</span> })}
                {choices}
            </fieldset>
            <ConfirmOr is_confirmed><button class="button">{words.t("staff-webhooks-add-button")}</button></ConfirmOr>
        </form>
    }
    .into_any()
}

/// `/staff/webhooks/{id}`.
#[component]
pub fn StaffWebhookPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = one(&site, &request, &id, state).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn one(site: &Site, request: &Request, id: &str, state: FormState) -> Result<AnyView, PageError> {
    let desk = team_desk(site, request).await?;
    let webhook = webhook_of(site, id).await?;
    let words = Words(request.lang);
    let is_confirmed = desk.staff.is_confirmed(site.now());
    let action = request.lang.path(&format!("/staff/webhooks/{}", webhook.webhook_id));
    let calls: Vec<AnyView> = site.store.calls_of(webhook.webhook_id, CALLS).await?.iter().map(|call| call_row(words, call)).collect();
    let act = |act: &'static str, text: String, button: String| {
        view! {
            <form class="stack" method="post" action=action.clone()>
                <FormToken/>
                <input type="hidden" name="act" value=act/>
                <p>{text}</p>
                <ConfirmOr is_confirmed><button class="button button--quiet">{button}</button></ConfirmOr>
            </form>
        }
        .into_any()
    };
    let is_paused = webhook.state == WebhookState::Paused;
    let acts = if is_paused {
        act("resume", words.t("staff-webhooks-resume-text"), words.t("staff-webhooks-resume"))
    } else {
        let test = act("test", words.t("staff-webhooks-test-text"), words.t("staff-webhooks-test"));
        let pause = act("pause", words.t("staff-webhooks-pause-text"), words.t("staff-webhooks-pause"));
        view! { {test} {pause} }.into_any()
    };
    let remove = act("remove", words.t("staff-webhooks-remove-text"), words.t("staff-webhooks-remove"));
    let heard: Vec<String> =
        WebhookEvent::CHOICES.iter().filter(|event| webhook.events.contains(**event)).map(|event| event_words(words, *event)).collect();
    let list = if calls.is_empty() {
        view! { <p>{words.t("staff-webhooks-no-calls")}</p> }.into_any()
    } else {
        view! { <ul class="list">{calls}</ul> }.into_any()
    };
    let (name, address, back) = (webhook.target.name, webhook.target.address, request.lang.path("/staff/webhooks"));
    provide_context(state);
    Ok(view! {
        <StaffFrame staff=desk.staff title=name incident=None>
            <ErrorSummary/>
            <p><code>{address}</code></p>
            <p>{words.with("staff-webhooks-hears", &[("events", &words.list(&heard))])}</p>
            {is_paused.then(|| view! { <p class="note note--open">{words.t("staff-webhooks-is-paused")}</p> })}
            <section class="stack">
                <h2>{words.t("staff-webhooks-calls")}</h2>
                {list}
            </section>
            <section class="stack" id="act">
                <h2>{words.t("staff-webhooks-acts")}</h2>
                {acts}
                {remove}
            </section>
            <p><a href=back>{words.t("staff-webhooks-back")}</a></p>
        </StaffFrame>
    }
    .into_any())
}

/// One call: what happened, how far it is, and how the last try went.
fn call_row(words: Words, call: &Call) -> AnyView {
    let (class, state) = match call.state {
        CallState::Sent => ("tag tag--done", words.t("staff-webhooks-sent")),
        CallState::Failed => ("tag tag--open", words.t("staff-webhooks-failed")),
        CallState::Queued | CallState::Sending => ("tag tag--plan", words.t("staff-webhooks-waits")),
    };
    let result = match (call.status, call.problem) {
        (Some(status), _) => words.with("staff-webhooks-status", &[("status", &status.to_string())]),
        (None, Some(problem)) => problem_words(words, problem),
        (None, None) => words.t("staff-webhooks-untried"),
    };
    let tries = words.with("staff-webhooks-tries", &[("count", &call.attempts)]);
    let time = words.moment(call.made_at, "UTC");
    view! {
        <li>
            <div class="row"><span>{event_words(words, call.event)}</span><span class=class>{state}</span></div>
            <p class="quiet small">{time}" · "{tries}" · "{result}</p>
        </li>
    }
    .into_any()
}
