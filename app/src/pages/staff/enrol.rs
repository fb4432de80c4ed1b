//! `/staff/enrol` and below: from a link to an account with both factors, one thing a page.

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};
use store::staff::Seed;

use super::shown;
use crate::{
    components::{
        form::{ErrorSummary, FieldKind, FormHead, FormToken, TextField},
        head::{NoIndex, PageHead},
    },
    error::PageError,
    forms::{
        FormState,
        staff::{
            NewCodes,
            enrol::{app_address, enrolling},
        },
        use_form_state,
    },
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    words::Words,
};

/// `/staff/enrol`: the same for everybody, whatever stands behind the `#`, which no server is told.
#[component]
pub fn StaffEnrolPage() -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let action = request.lang.path("/staff/enrol");
    view! {
        <FormHead title=words.t("staff-enrol-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l">
            <form id="open-link" class="stack" method="post" action=action.clone() hidden>
                <h1>{words.t("staff-enrol-title")}</h1>
                <p>{words.t("staff-enrol-text")}</p>
                <FormToken/>
                <input type="hidden" name="token" value="" autocomplete="off"/>
                <p class="actions"><button class="button">{words.t("staff-enrol-button")}</button></p>
                <p class="quiet">{words.t("staff-enrol-once")}</p>
            </form>
            <section id="open-code" class="stack">
                <ErrorSummary/>
                <h1>{words.t("staff-enrol-title")}</h1>
                <p>{words.t("staff-enrol-text")}</p>
                <form class="stack" method="post" action=action>
                    <FormToken/>
                    <TextField name="code" kind=FieldKind::Code label=words.t("staff-enrol-code") hint=words.t("staff-enrol-code-hint")/>
                    <p class="actions"><button class="button">{words.t("staff-enrol-button")}</button></p>
                </form>
                <p class="quiet">{words.t("staff-enrol-once")}</p>
            </section>
        </div></main>
        <script src=site.assets.open_js.clone()></script>
    }
}

/// `/staff/enrol/password`.
#[component]
pub fn StaffEnrolPasswordPage() -> impl IntoView {
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
    let who = enrolling(site, request).await?;
    let words = Words(request.lang);
    provide_context(state);
    Ok(view! {
        <FormHead title=words.t("staff-enrol-password-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l"><section class="stack">
            <ErrorSummary/>
            <h1>{words.t("staff-enrol-password-title")}</h1>
            <p>{words.with("staff-enrol-password-text", &[("email", &who.contact.email)])}</p>
            <form class="stack" method="post" action=request.lang.path("/staff/enrol/password")>
                <FormToken/>
                // For password managers: whose password this is.
                <input type="text" name="email" value=who.contact.email.clone() autocomplete="username" hidden/>
                <TextField name="name" label=words.t("staff-enrol-name") hint=words.t("staff-enrol-name-hint") value=who.contact.name/>
                <NewPasswordFields/>
                <p class="actions"><button class="button">{words.t("staff-enrol-password-button")}</button></p>
            </form>
        </section></div></main>
    }
    .into_any())
}

/// A new password, twice.
#[component]
pub fn NewPasswordFields() -> impl IntoView {
    let words = use_words();
    view! {
        <TextField name="password" kind=FieldKind::NewPassword label=words.t("staff-password-label") hint=words.t("staff-password-hint")/>
        <TextField name="again" kind=FieldKind::NewPassword label=words.t("staff-password-again")/>
    }
    .into_any()
}

/// `/staff/enrol/app`.
#[component]
pub fn StaffEnrolAppPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let (codes, response) = (use_context::<NewCodes>(), use_context::<leptos_axum::ResponseOptions>());
    Suspend::new(async move {
        let page = match codes {
            Some(codes) => Ok(with_codes(&request, &codes)),
            None => app(&site, &request, state).await,
        };
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

pub(super) fn with_codes(request: &Request, codes: &NewCodes) -> AnyView {
    let words = Words(request.lang);
    view! {
        <PageHead title=words.t("staff-codes-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l"><section class="stack">
            <h1>{words.t("staff-codes-title")}</h1>
            <RecoveryCodes codes=codes.clone()/>
            <p class="actions"><a class="button" href=request.lang.path("/staff")>{words.t("staff-codes-kept")}</a></p>
        </section></div></main>
    }
    .into_any()
}

async fn app(site: &Site, request: &Request, state: FormState) -> Result<AnyView, PageError> {
    let who = enrolling(site, request).await?;
    let seed = site.store.pending_app(who.staff_id, site.now()).await?.ok_or(PageError::NotEnrolling)?;
    let (words, address) = (Words(request.lang), app_address(site, &who.contact.email, &seed.to_base32()));
    provide_context(state);
    Ok(view! {
        <FormHead title=words.t("staff-app-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l"><section class="stack">
            <ErrorSummary/>
            <h1>{words.t("staff-app-title")}</h1>
            <AppForm seed address action=request.lang.path("/staff/enrol/app")/>
        </section></div></main>
    }
    .into_any())
}

/// The QR code and the secret of an app, and the form for its first code.
#[component]
pub fn AppForm(
    /// The app's secret.
    seed: Seed,
    /// What the QR code says.
    address: String,
    /// Where the code goes.
    action: String,
) -> impl IntoView {
    let words = use_words();
    // Groups of four are read and typed without losing one's place.
    let secret: Vec<String> = seed.to_base32().as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
    view! {
        <p>{words.t("staff-app-text")}</p>
        {picture(&address, words)}
        <p>{words.t("staff-app-secret")} <br/> <code class="code">{secret.join(" ")}</code></p>
        <form class="stack" method="post" action=action>
            <FormToken/>
            <TextField name="code" kind=FieldKind::Digits label=words.t("staff-app-label") hint=words.t("staff-app-hint")/>
            <p class="actions"><button class="button">{words.t("staff-app-button")}</button></p>
        </form>
    }
    .into_any()
}

/// A QR code as SVG; nothing when the text is too long for one (then the secret is typed).
fn picture(text: &str, words: Words) -> Option<AnyView> {
    /// The margin that readers need (ISO 18004): four modules.
    const MARGIN: usize = 4;
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        // One rectangle for each run of dark modules.
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let length = run.len();
                path.push_str(&format!("M{} {}h{length}v1h-{length}z", x + MARGIN, y + MARGIN));
            }
            x += run.len();
        }
    }
    let side = width + 2 * MARGIN;
    Some(
        view! {
            <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=words.t("staff-app-picture") shape-rendering="crispEdges">
                <rect class="qr__page" width=side height=side/>
                <path class="qr__ink" d=path/>
            </svg>
        }
        .into_any(),
    )
}

/// The codes, this once.
#[component]
pub fn RecoveryCodes(
    /// Just made.
    codes: NewCodes,
) -> impl IntoView {
    let words = use_words();
    let list: Vec<AnyView> = codes.0.iter().map(|code| view! { <li><code class="code">{code.grouped()}</code></li> }.into_any()).collect();
    view! {
        <p>{words.t("staff-codes-text")}</p>
        <ul class="list">{list}</ul>
    }
    .into_any()
}
