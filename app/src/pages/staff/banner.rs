//! `/staff/incidents/{slug}/banner`: what to put on the company's home page, and until when it has to stand.

use domain::{
    banner::{BANNER_DAYS, may_come_down_on},
    incident::Section,
    lang::Lang,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::shown;
use crate::{
    banner::{frame, path, plain},
    components::{form::in_textarea, staff_frame::StaffFrame},
    error::PageError,
    request::{Request, use_request},
    site::{Site, use_site},
    staff::{ReadDesk, publishing::lang_words},
    words::Words,
};

/// `/staff/incidents/{slug}/banner`.
#[component]
pub fn StaffBannerPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request, &slug).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn page(site: &Site, request: &Request, slug: &str) -> Result<AnyView, PageError> {
    let ReadDesk { staff, incident, .. } = ReadDesk::open(site, request, slug).await?;
    let words = Words(request.lang);
    let Some(published_at) = incident.published_at else {
        let text = words.t("staff-banner-not-public");
        return Ok(
            view! { <StaffFrame staff title=words.t("staff-banner-title") incident=Some(incident)><p>{text}</p></StaffFrame> }.into_any()
        );
    };
    let until = |up| words.date(&may_come_down_on(up, &incident.zone));
    let (now, first) = (site.now(), words.day(published_at, &incident.zone));
    let today = words.with("staff-banner-today", &[("day", &until(now))]);
    let since = words.with("staff-banner-since", &[("first", &first), ("day", &until(published_at))]);
    let mut parts = Vec::new();
    for lang in Lang::ALL {
        let said = site.store.incident_words(incident.incident_id, lang).await?;
        let (framed, bare) = (frame(site, &incident.slug, lang), plain(site, &incident.slug, lang, said.section(Section::Title)));
        let href = lang.path(&path(&incident.slug));
        let tag = lang.as_str();
        parts.push(
            view! {
                <section class="stack">
                    <h2>{lang_words(words, lang)}</h2>
                    <p><a href=href>{words.t("staff-banner-look")}</a></p>
                    {snippet(format!("frame-{tag}"), words.t("staff-banner-frame"), words.t("staff-banner-frame-hint"), &framed)}
                    {snippet(format!("plain-{tag}"), words.t("staff-banner-plain"), words.t("staff-banner-plain-hint"), &bare)}
                </section>
            }
            .into_any(),
        );
    }
    let practice = incident.is_practice.then(|| view! { <p class="note note--open">{words.t("staff-banner-practice")}</p> });
    Ok(view! {
        <StaffFrame staff title=words.t("staff-banner-title") incident=Some(incident)>
            {practice}
            <p>{words.with("staff-banner-lead", &[("days", &BANNER_DAYS)])}</p>
            <p class="note"><strong>{today}</strong>" "{since}</p>
            {parts}
        </StaffFrame>
    }
    .into_any())
}

/// Text to copy.
fn snippet(id: String, label: String, hint: String, text: &str) -> AnyView {
    let hint_id = format!("{id}-hint");
    let described = hint_id.clone();
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            <span class="field__hint" id=hint_id>{hint}</span>
            <textarea class="field__input" id=id rows="5" readonly spellcheck="false" aria-describedby=described>{in_textarea(text)}</textarea>
        </div>
    }
    .into_any()
}
