//! `/staff/incidents/new`: an incident from a template. What it asks can be answered in the first ten minutes.

use domain::staff::Work;
use leptos::prelude::*;

use super::{Asked, dates::input, page};
use crate::{
    components::{
        form::{ErrorSummary, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    incident_folder::Template,
    staff::desks_of,
    words::Words,
};

/// `/staff/incidents/new`.
#[component]
pub fn NewIncidentPage() -> impl IntoView {
    page(write)
}

async fn write(asked: Asked) -> Result<AnyView, PageError> {
    let staff = desks_of(&asked.site, &asked.request, Work::Publish).await?;
    let words = asked.words;
    let company = asked.site.settings.company.name.clone();
    let templates = choices(
        &asked,
        "template",
        Template::ALL
            .map(|template| {
                let (title, text) = template_words(words, template);
                (template.as_str(), title, text)
            })
            .to_vec(),
        words.t("staff-editor-template"),
    );
    let practice = choices(
        &asked,
        "practice",
        vec![
            ("no", words.t("staff-editor-real"), words.t("staff-editor-real-hint")),
            ("yes", words.t("staff-editor-practice"), words.t("staff-editor-practice-hint")),
        ],
        words.t("staff-editor-kind"),
    );
    let discovered = input(&asked, "discovered_at", words.t("staff-editor-discovered"), "datetime-local", String::new());
    Ok(view! {
        <StaffFrame staff title=words.t("staff-editor-new-title") incident=None>
            <ErrorSummary/>
            <p>{words.t("staff-editor-new-lead")}</p>
            <form class="stack-l" method="post" action=asked.request.lang.path("/staff/incidents/new")>
                <FormToken/>
                {templates}
                <TextField name="company" label=words.t("staff-editor-company") hint=words.t("staff-editor-company-hint") value=company/>
                <TextField name="zone" label=words.t("staff-editor-zone") hint=words.t("staff-editor-zone-hint") value="America/New_York"/>
                {discovered}
                <TextField name="slug" label=words.t("staff-editor-slug") hint=words.t("staff-editor-slug-hint") value=suggested(&asked)/>
                {practice}
                <p>{words.t("staff-editor-new-next")}</p>
                <p class="actions"><button class="button">{words.t("staff-editor-new-button")}</button></p>
            </form>
        </StaffFrame>
    }
    .into_any())
}

/// A name from the month, `march-2031`.
fn suggested(asked: &Asked) -> String {
    asked.site.now().to_jiff().strftime("%B-%Y").to_string().to_lowercase()
}

/// One of several, each with a line of what it is.
fn choices(asked: &Asked, name: &'static str, rows: Vec<(&'static str, String, String)>, legend: String) -> AnyView {
    let typed = asked.state.typed(name);
    let mistake = asked.state.mistake(name).map(str::to_owned);
    let is_wrong = mistake.is_some();
    let rows: Vec<AnyView> = rows
        .into_iter()
        .enumerate()
        .map(|(at, (value, title, text))| {
            // The summary's link leads to the first choice.
            let id = if at == 0 { name.to_owned() } else { format!("{name}-{value}") };
            let hint = format!("{name}-{value}-hint");
            view! {
                <div class="choice">
                    <input type="radio" id=id.clone() name=name value=value checked=typed == value aria-describedby=hint.clone()/>
                    <span><label for=id>{title}</label><span class="field__hint" id=hint>{text}</span></span>
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="field stack" class:field--wrong=is_wrong>
            <legend>{legend}</legend>
            {mistake.map(|words| view! { <span class="field__error">{words}</span> })}
            {rows}
        </fieldset>
    }
    .into_any()
}

fn template_words(words: Words, template: Template) -> (String, String) {
    match template {
        Template::Holding => (words.t("staff-editor-holding"), words.t("staff-editor-holding-hint")),
        Template::Ransomware => (words.t("staff-editor-ransomware"), words.t("staff-editor-ransomware-hint")),
        Template::MailAccount => (words.t("staff-editor-mail-account"), words.t("staff-editor-mail-account-hint")),
        Template::LostDevice => (words.t("staff-editor-lost-device"), words.t("staff-editor-lost-device-hint")),
        Template::Vendor => (words.t("staff-editor-vendor"), words.t("staff-editor-vendor-hint")),
        Template::CredentialStuffing => (words.t("staff-editor-stuffing"), words.t("staff-editor-stuffing-hint")),
        Template::PaymentPage => (words.t("staff-editor-payment"), words.t("staff-editor-payment-hint")),
    }
}
