//! `/staff/account/passkeys` and `/staff/account/passkeys/{id}`: one's own passkeys.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::staff::KeptPasskey;

use super::{confirm::ConfirmOr, enrol_passkey::CalledField, shown};
use crate::{
    components::{
        form::{ErrorSummary, FormToken},
        passkey::PasskeyForm,
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{
        FormState,
        staff::passkeys::{asked_of, passkey_of},
        use_form_state,
    },
    request::{Request, use_request},
    site::{Site, use_site},
    staff::{passkeys::ask_for_new, signed_in},
    words::Words,
};

/// `/staff/account/passkeys`: adds one.
#[component]
pub fn StaffPasskeysPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = add(&site, &request, state).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn add(site: &Site, request: &Request, state: FormState) -> Result<AnyView, PageError> {
    let staff = signed_in(site, request).await?;
    let words = Words(request.lang);
    let action = request.lang.path("/staff/account/passkeys");
    provide_context(state);
    let form = if staff.is_confirmed(site.now()) {
        let question = ask_for_new(site, asked_of(&staff), &staff.member.contact).await?.ok_or(PageError::NotFound)?;
        view! {
            <PasskeyForm is_new=true question action button=words.t("staff-passkey-button") without=words.t("staff-account-passkey-without")>
                <CalledField value=String::new()/>
            </PasskeyForm>
        }
        .into_any()
    } else {
        view! { <ConfirmOr is_confirmed=false>""</ConfirmOr> }.into_any()
    };
    Ok(view! {
        <StaffFrame staff title=words.t("staff-account-passkey-add") incident=None>
            <ErrorSummary/>
            <p>{words.t("staff-passkey-text")}</p>
            <p>{words.t("staff-account-passkey-after")}</p>
            {form}
        </StaffFrame>
    }
    .into_any())
}

/// When it was added and used.
pub(super) fn used_words(words: Words, passkey: &KeptPasskey) -> String {
    let added = words.moment(passkey.added_at, "UTC");
    match passkey.used_at {
        Some(used) => words.with("staff-account-passkey-used", &[("added", &added), ("used", &words.moment(used, "UTC"))]),
        None => words.with("staff-account-passkey-unused", &[("added", &added)]),
    }
}

/// `/staff/account/passkeys/{id}`: renames or removes one.
#[component]
pub fn StaffPasskeyPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = one(&site, &request, state, &id).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn one(site: &Site, request: &Request, state: FormState, id: &str) -> Result<AnyView, PageError> {
    let staff = signed_in(site, request).await?;
    let passkey = passkey_of(site, &staff, id).await?;
    let (words, is_confirmed) = (Words(request.lang), staff.is_confirmed(site.now()));
    let is_last = site.store.passkeys(staff.member.staff_id).await?.len() == 1 && !site.store.has_app(staff.member.staff_id).await?;
    let action = request.lang.path(&format!("/staff/account/passkeys/{}", passkey.passkey_id));
    let (used, back) = (used_words(words, &passkey), request.lang.path("/staff/account"));
    provide_context(state);
    let remove = if is_last {
        view! { <p>{words.t("staff-account-last-factor")}</p> }.into_any()
    } else {
        view! {
            <p>{words.t("staff-account-passkey-remove-text")}</p>
            <form class="stack" method="post" action=action.clone()>
                <FormToken/>
                <input type="hidden" name="act" value="remove"/>
                <ConfirmOr is_confirmed><button class="button button--quiet">{words.t("staff-account-passkey-remove-button")}</button></ConfirmOr>
            </form>
        }
        .into_any()
    };
    Ok(view! {
        <StaffFrame staff title=words.t("staff-account-passkey-title") incident=None>
            <ErrorSummary/>
            <p>{passkey.name.clone()} <br/> <span class="quiet small">{used}</span></p>
            <section class="stack">
                <h2>{words.t("staff-account-passkey-rename")}</h2>
                <form class="stack" method="post" action=action.clone()>
                    <FormToken/>
                    <input type="hidden" name="act" value="rename"/>
                    <CalledField value=passkey.name/>
                    <ConfirmOr is_confirmed><button class="button">{words.t("staff-account-passkey-rename-button")}</button></ConfirmOr>
                </form>
            </section>
            <section class="stack" id="remove">
                <h2>{words.t("staff-account-passkey-remove")}</h2>
                {remove}
            </section>
            <p><a href=back>{words.t("staff-account-back")}</a></p>
        </StaffFrame>
    }
    .into_any())
}
