//! `/staff/team` and `/staff/team/{id}`: who runs the site, and as what.

use domain::{
    incident::Incident,
    staff::{Grant, Role},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::staff::{Member, MemberState};

use super::{confirm::ConfirmOr, shown};
use crate::{
    components::{
        form::{ErrorSummary, FieldKind, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{
        FormState,
        staff::team::{NewLink, member_of},
        use_form_state,
    },
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::team_desk,
    words::Words,
};

/// What a role is called and may do.
#[must_use]
pub fn role_words(words: Words, role: Role) -> String {
    match role {
        Role::Owner => words.t("staff-role-owner"),
        Role::Editor => words.t("staff-role-editor"),
        Role::Sender => words.t("staff-role-sender"),
        Role::Reviewer => words.t("staff-role-reviewer"),
        Role::Agent => words.t("staff-role-agent"),
        Role::Compliance => words.t("staff-role-compliance"),
        Role::Counsel => words.t("staff-role-counsel"),
        Role::Auditor => words.t("staff-role-auditor"),
    }
}

fn grant_words(words: Words, grant: Grant, incidents: &[Incident]) -> String {
    let role = role_words(words, grant.role);
    let slug =
        grant.incident.and_then(|id| incidents.iter().find(|incident| incident.incident_id == id)).map(|incident| incident.slug.as_str());
    match slug {
        Some(slug) => words.with("staff-team-grant-in", &[("role", &role), ("incident", &slug)]),
        None => words.with("staff-team-grant-all", &[("role", &role)]),
    }
}

/// `/staff/team`.
#[component]
pub fn StaffTeamPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let (link, response) = (use_context::<NewLink>(), use_context::<leptos_axum::ResponseOptions>());
    Suspend::new(async move {
        let page = team(&site, &request, state, link).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn team(site: &Site, request: &Request, state: FormState, link: Option<NewLink>) -> Result<AnyView, PageError> {
    let desk = team_desk(site, request).await?;
    let words = Words(request.lang);
    let (members, incidents) = (site.store.members().await?, site.store.list_incidents().await?);
    let list: Vec<AnyView> = members
        .iter()
        .map(|member| {
            let roles: Vec<AnyView> = member
                .grants
                .iter()
                .map(|grant| view! { <br/> <span class="quiet small">{grant_words(words, *grant, &incidents)}</span> }.into_any())
                .collect();
            let is_invited = member.state == MemberState::Invited;
            view! {
                <li class="row">
                    <span><a href=request.lang.path(&format!("/staff/team/{}", member.staff_id))>{called(member)}</a>{roles}</span>
                    {is_invited.then(|| view! { <span class="tag tag--open">{words.t("staff-team-invited")}</span> })}
                </li>
            }
            .into_any()
        })
        .collect();
    let (is_confirmed, action) = (desk.staff.is_confirmed(site.now()), request.lang.path("/staff/team"));
    let (role, chosen) = (state.typed("role"), state.typed("incident"));
    provide_context(state);
    Ok(view! {
        <StaffFrame staff=desk.staff title=words.t("staff-team-title") incident=None>
            <ErrorSummary/>
            {link.map(|link| view! { <ShownLink link/> })}
            <ul class="list">{list}</ul>
            <section class="stack">
                <h2>{words.t("staff-team-add-title")}</h2>
                <p>{words.t("staff-team-add-text")}</p>
                <form class="stack" method="post" action=action>
                    <FormToken/>
                    <TextField name="email" kind=FieldKind::Email label=words.t("staff-team-email")/>
                    <TextField name="name" label=words.t("staff-team-name")/>
                    <RoleFields incidents role chosen/>
                    <ConfirmOr is_confirmed><button class="button">{words.t("staff-team-add-button")}</button></ConfirmOr>
                </form>
            </section>
        </StaffFrame>
    }
    .into_any())
}

fn called(member: &Member) -> String {
    let contact = &member.contact;
    if contact.name.is_empty() { contact.email.clone() } else { format!("{}, {}", contact.name, contact.email) }
}

/// A link that was just made, this once.
#[component]
fn ShownLink(link: NewLink) -> impl IntoView {
    let words = use_words();
    view! {
        <section class="note stack" role="status">
            <h2>{words.t("staff-team-link-title")}</h2>
            <p><code class="code">{link.0}</code></p>
            <p>{words.t("staff-team-link-text")}</p>
        </section>
    }
    .into_any()
}

/// A role, and where it holds.
#[component]
fn RoleFields(incidents: Vec<Incident>, role: String, chosen: String) -> impl IntoView {
    let (words, state) = (use_words(), use_form_state());
    let mistake = state.mistake("role").map(str::to_owned);
    let roles: Vec<AnyView> = Role::ALL
        .iter()
        .map(|one| view! { <option value=one.as_str() selected=one.as_str() == role>{role_words(words, *one)}</option> }.into_any())
        .collect();
    let places: Vec<AnyView> = incidents
        .iter()
        .map(|one| {
            let slug = one.slug.as_str().to_owned();
            view! { <option value=slug.clone() selected=slug == chosen>{slug.clone()}</option> }.into_any()
        })
        .collect();
    view! {
        <div class="field">
            <label class="field__label" for="role">{words.t("staff-team-role")}</label>
            {mistake.map(|words| view! { <span class="field__error" id="role-error">{words}</span> })}
            <select id="role" name="role">{roles}</select>
        </div>
        <div class="field">
            <label class="field__label" for="incident">{words.t("staff-team-where")}</label>
            <select id="incident" name="incident"><option value="">{words.t("staff-team-everywhere")}</option>{places}</select>
        </div>
    }
    .into_any()
}

/// `/staff/team/{id}`.
#[component]
pub fn StaffMemberPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    let (link, response) = (use_context::<NewLink>(), use_context::<leptos_axum::ResponseOptions>());
    Suspend::new(async move {
        let page = member(&site, &request, state, &id, link).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn member(site: &Site, request: &Request, state: FormState, id: &str, link: Option<NewLink>) -> Result<AnyView, PageError> {
    let desk = team_desk(site, request).await?;
    let member = member_of(site, id).await?;
    let words = Words(request.lang);
    let incidents = site.store.list_incidents().await?;
    let (is_confirmed, action) = (desk.staff.is_confirmed(site.now()), request.lang.path(&format!("/staff/team/{}", member.staff_id)));
    let is_own = member.staff_id == desk.staff.member.staff_id;
    let sessions = i64::try_from(site.store.staff_sessions(member.staff_id, site.now()).await?.len()).unwrap_or(i64::MAX);
    let roles: Vec<AnyView> = member.grants.iter().map(|grant| role_row(words, *grant, &incidents, &action, is_confirmed)).collect();
    let has_none = roles.is_empty();
    let title = called(&member);
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
    let others = (!is_own).then(|| {
        view! {
            <section class="stack">
                <h2>{words.t("staff-team-account")}</h2>
                {act("reset", words.with("staff-team-reset-text", &[("sessions", &sessions)]), words.t("staff-team-reset-button"))}
                {act("remove", words.with("staff-team-remove-text", &[("sessions", &sessions)]), words.t("staff-team-remove-button"))}
            </section>
        }
    });
    let give = action.clone();
    provide_context(state);
    Ok(view! {
        <StaffFrame staff=desk.staff title incident=None>
            <ErrorSummary/>
            {link.map(|link| view! { <ShownLink link/> })}
            <section class="stack" id="act">
                <h2>{words.t("staff-team-roles")}</h2>
                {has_none.then(|| view! { <p>{words.t("staff-team-no-roles")}</p> })}
                <ul class="list">{roles}</ul>
            </section>
            <section class="stack">
                <h2>{words.t("staff-team-give-title")}</h2>
                <form class="stack" method="post" action=give>
                    <FormToken/>
                    <input type="hidden" name="act" value="give"/>
                    <RoleFields incidents role=String::new() chosen=String::new()/>
                    <ConfirmOr is_confirmed><button class="button">{words.t("staff-team-give-button")}</button></ConfirmOr>
                </form>
            </section>
            {others}
        </StaffFrame>
    }
    .into_any())
}

fn role_row(words: Words, grant: Grant, incidents: &[Incident], action: &str, is_confirmed: bool) -> AnyView {
    let slug = grant.incident.and_then(|id| incidents.iter().find(|incident| incident.incident_id == id));
    let slug = slug.map(|incident| incident.slug.as_str().to_owned()).unwrap_or_default();
    let text = grant_words(words, grant, incidents);
    let label = words.with("staff-team-take-label", &[("grant", &text)]);
    view! {
        <li class="row">
            <span>{text}</span>
            {is_confirmed.then(|| view! {
                <form method="post" action=action.to_owned()>
                    <FormToken/>
                    <input type="hidden" name="act" value="take"/>
                    <input type="hidden" name="role" value=grant.role.as_str()/>
                    <input type="hidden" name="incident" value=slug/>
                    <button class="button button--quiet" aria-label=label>{words.t("staff-team-take-button")}</button>
                </form>
            })}
        </li>
    }
    .into_any()
}
