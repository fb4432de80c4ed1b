//! `/staff/account` and below: one's own sessions, password, app and recovery codes.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::staff::{KeptPasskey, StaffSession};

use super::{
    confirm::ConfirmOr,
    enrol::{AppForm, NewPasswordFields, RecoveryCodes},
    passkeys::used_words,
    shown,
};
use crate::{
    components::{
        form::{ErrorSummary, FieldKind, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{
        FormState,
        staff::{NewCodes, enrol::app_address},
        use_form_state,
    },
    request::{Request, use_request},
    site::{Site, use_site},
    staff::{Staff, passkeys::are_possible, signed_in},
    words::Words,
};

/// `/staff/account`.
#[component]
pub fn StaffAccountPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let done = use_query_map().read_untracked().get("done").unwrap_or_default();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = account(&site, &request, &done).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn account(site: &Site, request: &Request, done: &str) -> Result<AnyView, PageError> {
    let staff = signed_in(site, request).await?;
    let words = Words(request.lang);
    let sessions = site.store.staff_sessions(staff.member.staff_id, site.now()).await?;
    let left = site.store.recovery_codes_left(staff.member.staff_id).await?;
    let (passkeys, has_app) = (site.store.passkeys(staff.member.staff_id).await?, site.store.has_app(staff.member.staff_id).await?);
    let done = match done {
        "password" => Some(words.t("staff-account-password-done")),
        "app" => Some(words.t("staff-account-app-done")),
        "app-removed" => Some(words.t("staff-account-app-removed")),
        "passkey-added" => Some(words.t("staff-account-passkey-added")),
        "passkey-renamed" => Some(words.t("staff-account-passkey-renamed")),
        "passkey-removed" => Some(words.t("staff-account-passkey-removed")),
        _ => None,
    };
    let others = sessions.len() > 1;
    let list: Vec<AnyView> = sessions.iter().map(|session| session_row(request, session, &staff)).collect();
    let contact = staff.member.contact.clone();
    let path = |path: &str| request.lang.path(path);
    let passkeys: Vec<AnyView> = passkey_rows(site, request, &passkeys);
    let (app_is, app_change) = if has_app {
        (words.t("staff-account-app"), words.t("staff-account-app-change"))
    } else {
        (words.t("staff-account-no-app"), words.t("staff-account-app-add"))
    };
    let (action, password, app, codes) =
        (path("/staff/account"), path("/staff/account/password"), path("/staff/account/app"), path("/staff/account/codes"));
    Ok(view! {
        <StaffFrame staff title=words.t("staff-account-title") incident=None>
            {done.map(|done| view! { <p class="note" role="status">{done}</p> })}
            <p>{contact.name} <br/> {contact.email}</p>
            <section class="stack">
                <h2>{words.t("staff-account-factors")}</h2>
                <ul class="list">
                    <li class="row"><span>{words.t("staff-account-password")}</span><a href=password>{words.t("staff-account-password-change")}</a></li>
                    {passkeys}
                    <li class="row"><span>{app_is}</span><a href=app>{app_change}</a></li>
                    <li class="row"><span>{words.with("staff-account-codes", &[("left", &left)])}</span><a href=codes>{words.t("staff-account-codes-change")}</a></li>
                </ul>
            </section>
            <section class="stack">
                <h2>{words.t("staff-account-sessions")}</h2>
                <p>{words.t("staff-account-sessions-text")}</p>
                <ul class="list">{list}</ul>
                {others.then(|| view! {
                    <form method="post" action=action>
                        <FormToken/>
                        <input type="hidden" name="session" value="others"/>
                        <p class="actions"><button class="button button--quiet">{words.t("staff-account-end-others")}</button></p>
                    </form>
                })}
            </section>
        </StaffFrame>
    }
    .into_any())
}

/// Each passkey, and the way to another one.
fn passkey_rows(site: &Site, request: &Request, passkeys: &[KeptPasskey]) -> Vec<AnyView> {
    let words = Words(request.lang);
    let row = |passkey: &KeptPasskey| {
        let (name, used) = (passkey.name.clone(), used_words(words, passkey));
        let label = words.with("staff-account-passkey-change-label", &[("name", &name)]);
        let address = request.lang.path(&format!("/staff/account/passkeys/{}", passkey.passkey_id));
        view! {
            <li class="row">
                <span>{words.with("staff-account-passkey", &[("name", &name)])} <br/> <span class="quiet small">{used}</span></span>
                <a href=address aria-label=label>{words.t("staff-account-passkey-change")}</a>
            </li>
        }
        .into_any()
    };
    let mut rows: Vec<AnyView> = passkeys.iter().map(row).collect();
    if are_possible(site) {
        let (is, address) = (
            if passkeys.is_empty() { words.t("staff-account-no-passkey") } else { words.t("staff-account-passkey-more") },
            request.lang.path("/staff/account/passkeys"),
        );
        rows.push(view! { <li class="row"><span>{is}</span><a href=address>{words.t("staff-account-passkey-add")}</a></li> }.into_any());
    }
    rows
}

fn session_row(request: &Request, session: &StaffSession, staff: &Staff) -> AnyView {
    let words = Words(request.lang);
    let is_this = session.session_id == staff.session.session_id;
    let (began, used) = (words.moment(session.opened_at, "UTC"), words.moment(session.seen_at, "UTC"));
    let end = if is_this {
        view! { <span class="tag tag--done">{words.t("staff-account-this")}</span> }.into_any()
    } else {
        view! {
            <form method="post" action=request.lang.path("/staff/account")>
                <FormToken/>
                <input type="hidden" name="session" value=session.session_id.to_string()/>
                <button class="button button--quiet">{words.t("staff-account-end")}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <li class="row">
            <span>{browser_name(&session.browser)} <br/> <span class="quiet small">{words.with("staff-account-session", &[("began", &began), ("used", &used)])}</span></span>
            {end}
        </li>
    }
    .into_any()
}

/// The part of what a browser says of itself that people know.
fn browser_name(said: &str) -> String {
    let known = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    let systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];
    let find = |list: &[(&str, &'static str)]| list.iter().find(|(sign, _)| said.contains(sign)).map(|(_, name)| *name);
    match (find(&known), find(&systems)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => said.chars().take(60).collect(),
    }
}

/// `/staff/account/password`.
#[component]
pub fn StaffAccountPasswordPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = password(&site, &request, state).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn password(site: &Site, request: &Request, state: FormState) -> Result<AnyView, PageError> {
    let staff = signed_in(site, request).await?;
    let words = Words(request.lang);
    let (action, email) = (request.lang.path("/staff/account/password"), staff.member.contact.email.clone());
    provide_context(state);
    Ok(view! {
        <StaffFrame staff title=words.t("staff-account-password-title") incident=None>
            <ErrorSummary/>
            <p>{words.t("staff-account-password-text")}</p>
            <form class="stack" method="post" action=action>
                <FormToken/>
                // For password managers: whose password this is.
                <input type="text" name="email" value=email autocomplete="username" hidden/>
                <TextField name="current" kind=FieldKind::Password label=words.t("staff-account-current")/>
                <NewPasswordFields/>
                <p class="actions"><button class="button">{words.t("staff-account-password-button")}</button></p>
            </form>
        </StaffFrame>
    }
    .into_any())
}

/// `/staff/account/app`.
#[component]
pub fn StaffAccountAppPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = app(&site, &request, state).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn app(site: &Site, request: &Request, state: FormState) -> Result<AnyView, PageError> {
    let staff = signed_in(site, request).await?;
    let (words, is_confirmed) = (Words(request.lang), staff.is_confirmed(site.now()));
    // Whoever found this browser open sees no secret.
    let pending = if is_confirmed { site.store.pending_app(staff.member.staff_id, site.now()).await? } else { None };
    let (action, email) = (request.lang.path("/staff/account/app"), staff.member.contact.email.clone());
    let has_app = site.store.has_app(staff.member.staff_id).await?;
    let has_passkey = !site.store.passkeys(staff.member.staff_id).await?.is_empty();
    let (title, text) = if has_app {
        (words.t("staff-account-app-title"), words.t("staff-account-app-text"))
    } else {
        (words.t("staff-account-app-new-title"), words.t("staff-account-app-new-text"))
    };
    let remove = (has_app && has_passkey).then(|| {
        view! {
            <section class="stack" id="remove">
                <h2>{words.t("staff-account-app-remove")}</h2>
                <p>{words.t("staff-account-app-remove-text")}</p>
                <form class="stack" method="post" action=action.clone()>
                    <FormToken/>
                    <input type="hidden" name="remove" value="1"/>
                    <ConfirmOr is_confirmed><button class="button button--quiet">{words.t("staff-account-app-remove-button")}</button></ConfirmOr>
                </form>
            </section>
        }
    });
    provide_context(state);
    let form = match pending {
        Some(seed) => {
            let address = app_address(site, &email, &seed.to_base32());
            view! { <AppForm seed address action/> }.into_any()
        }
        None => view! {
            <form class="stack" method="post" action=action>
                <FormToken/>
                <input type="hidden" name="begin" value="1"/>
                <ConfirmOr is_confirmed><button class="button">{words.t("staff-account-app-button")}</button></ConfirmOr>
            </form>
        }
        .into_any(),
    };
    Ok(view! {
        <StaffFrame staff title incident=None>
            <ErrorSummary/>
            <p>{text}</p>
            {form}
            {remove}
        </StaffFrame>
    }
    .into_any())
}

/// `/staff/account/codes`.
#[component]
pub fn StaffAccountCodesPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let (codes, response) = (use_context::<NewCodes>(), use_context::<leptos_axum::ResponseOptions>());
    Suspend::new(async move {
        let page = new_codes(&site, &request, codes).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn new_codes(site: &Site, request: &Request, codes: Option<NewCodes>) -> Result<AnyView, PageError> {
    let staff = signed_in(site, request).await?;
    let (words, is_confirmed) = (Words(request.lang), staff.is_confirmed(site.now()));
    let (action, back) = (request.lang.path("/staff/account/codes"), request.lang.path("/staff/account"));
    let part = match codes {
        Some(codes) => view! {
            <RecoveryCodes codes/>
            <p class="actions"><a class="button" href=back>{words.t("staff-codes-kept")}</a></p>
        }
        .into_any(),
        None => view! {
            <p>{words.t("staff-account-codes-text")}</p>
            <form class="stack" method="post" action=action>
                <FormToken/>
                <ConfirmOr is_confirmed><button class="button">{words.t("staff-account-codes-button")}</button></ConfirmOr>
            </form>
        }
        .into_any(),
    };
    Ok(view! { <StaffFrame staff title=words.t("staff-codes-title") incident=None>{part}</StaffFrame> }.into_any())
}
