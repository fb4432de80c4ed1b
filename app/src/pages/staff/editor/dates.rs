//! `/staff/incidents/{slug}/dates`.

use domain::draft::{DateField, Part, Spot};
use leptos::prelude::*;

use super::{Asked, begin, form, framed, page, parts::version};
use crate::{
    components::form::{ErrorSummary, TextField},
    editor::{Edited, Step, local_time},
    error::PageError,
    words::Words,
};

/// `/staff/incidents/{slug}/dates`.
#[component]
pub fn DatesPage() -> impl IntoView {
    page(write)
}

async fn write(asked: Asked) -> Result<AnyView, PageError> {
    let (desk, edited) = begin(&asked).await?;
    let words = asked.words;
    let fields: Vec<AnyView> = DateField::ALL.iter().map(|field| one(&asked, &edited, *field)).collect();
    let fields = form(&asked, &edited, Step::Dates, view! { <div class="stack">{fields}</div> }.into_any());
    let inner = view! { <ErrorSummary/><p>{words.t("staff-editor-dates-lead")}</p>{fields} };
    Ok(framed(&asked, desk, &edited, Step::Dates, inner.into_any()))
}

fn one(asked: &Asked, edited: &Edited, field: DateField) -> AnyView {
    let words = asked.words;
    let spot = Spot::shared(Part::Date(field));
    let value = edited.value(spot);
    let hidden = version(asked, edited, spot);
    let name = field.as_str();
    let label = date_label(words, field);
    let input = match field {
        DateField::Zone => view! { <TextField name=name label=label hint=words.t("staff-editor-zone-hint") value=value/> }.into_any(),
        DateField::OccurredFrom | DateField::OccurredTo | DateField::SuspectedKnownBy => input(asked, name, label, "date", value),
        _ => input(asked, name, label, "datetime-local", local_time(&value, &edited.words.zone)),
    };
    view! { {input}{hidden} }.into_any()
}

/// A field that opens the browser's calendar, and takes `2031-03-09` or `2031-03-09T14:20` in every other.
pub(super) fn input(asked: &Asked, name: &'static str, label: String, kind: &'static str, value: String) -> AnyView {
    let value = asked.state.typed.get(name).cloned().unwrap_or(value);
    let mistake = asked.state.mistake(name).map(str::to_owned);
    let error_id = format!("{name}-error");
    let described = mistake.is_some().then(|| error_id.clone());
    let class = if mistake.is_some() { "field field--wrong" } else { "field" };
    let is_wrong = mistake.is_some().then_some("true");
    view! {
        <div class=class>
            <label class="field__label" for=name>{label}</label>
            {mistake.map(|words| view! { <span class="field__error" id=error_id>{words}</span> })}
            <input type=kind id=name name=name value=value aria-describedby=described aria-invalid=is_wrong/>
        </div>
    }
    .into_any()
}

/// What a date is called.
pub(super) fn date_label(words: Words, field: DateField) -> String {
    match field {
        DateField::Zone => words.t("staff-editor-zone"),
        DateField::OccurredFrom => words.t("staff-editor-occurred-from"),
        DateField::OccurredTo => words.t("staff-editor-occurred-to"),
        DateField::Discovered => words.t("staff-editor-discovered"),
        DateField::Determined => words.t("staff-editor-determined"),
        DateField::Contained => words.t("staff-editor-contained"),
        DateField::NextUpdate => words.t("staff-editor-next-update"),
        DateField::SuspectedKnownBy => words.t("staff-editor-suspected-known-by"),
    }
}
