//! `/staff/incidents/{slug}/kept`: two people wrote in one place; both texts stand side by side until a person has put them together.

use domain::draft::{DateField, Part, Spot, fact_state, fix_state, ids};
use leptos::prelude::*;
use store::drafts::Conflict;

use super::{
    Asked, begin, page,
    parts::{lang_name, part_title},
    saved,
};
use crate::{
    components::{
        form::{FormToken, in_textarea},
        staff_frame::StaffFrame,
    },
    editor::{Edited, Entries, Step, local_time, page_path},
    error::PageError,
    site::Site,
};

/// `/staff/incidents/{slug}/kept`.
#[component]
pub fn KeptPage() -> impl IntoView {
    page(write)
}

async fn write(asked: Asked) -> Result<AnyView, PageError> {
    let (desk, edited) = begin(&asked).await?;
    let words = asked.words;
    let mut rows: Vec<AnyView> = Vec::new();
    for kept in asked.site.store.draft_conflicts(edited.incident.incident_id).await? {
        let who = who(&asked.site, &kept.edited_by).await?;
        let stands_by = match edited.draft(kept.spot) {
            Some(draft) => self::who(&asked.site, &draft.edited_by).await?,
            None => None,
        };
        rows.push(one(&asked, &edited, &kept, &name(&asked, who), &name(&asked, stands_by)));
    }
    let next = asked.request.lang.path(&Step::Texts.path(&edited.incident));
    let inner = if rows.is_empty() {
        view! { <p>{words.t("staff-editor-kept-none")}</p><p class="actions"><a class="button" href=next>{words.t("staff-editor-kept-back")}</a></p> }
            .into_any()
    } else {
        view! { <p>{words.t("staff-editor-kept-lead")}</p>{rows} }.into_any()
    };
    let steps = super::steps(&asked, &edited, None);
    // What waits stands on this page itself.
    let told = saved(&asked, &edited);
    Ok(view! {
        <StaffFrame staff=desk.staff title=words.t("staff-editor-kept-title") incident=Some(desk.incident)>
            {steps}
            {told}
            {inner}
        </StaffFrame>
    }
    .into_any())
}

async fn who(site: &Site, id: &str) -> Result<Option<String>, PageError> {
    let Ok(id) = id.parse() else { return Ok(None) };
    Ok(site.store.member(id).await?.map(|member| member.contact.name))
}

fn name(asked: &Asked, who: Option<String>) -> String {
    who.filter(|name| !name.is_empty()).unwrap_or_else(|| asked.words.t("staff-editor-somebody"))
}

fn one(asked: &Asked, edited: &Edited, kept: &Conflict, who: &str, stands_by: &str) -> AnyView {
    let words = asked.words;
    let title = match kept.spot.lang {
        Some(lang) => {
            words.with("staff-editor-text-in", &[("what", &part_title(words, kept.spot.part)), ("lang", &lang_name(words, lang))])
        }
        None => part_title(words, kept.spot.part),
    };
    let when = words.moment(kept.edited_at, &edited.incident.zone);
    let id = kept.conflict_id.to_string();
    let field_id = format!("body-{id}");
    let theirs = words.with("staff-editor-kept-theirs", &[("name", &who.to_owned()), ("time", &when)]);
    let (stands, lang) = (plain(asked, edited, kept.spot, &edited.value(kept.spot)), kept.spot.lang.map(|lang| lang.as_str()));
    let mine = if kept.spot.part.has_language() {
        view! {
            <div class="field">
                <label class="field__label" for=field_id.clone()>{theirs}</label>
                <textarea id=field_id name="body" rows="8" lang=lang spellcheck="true">{in_textarea(&kept.body)}</textarea>
            </div>
        }
        .into_any()
    } else {
        view! { <div class="stack"><h3>{theirs}</h3><p class="as-typed">{plain(asked, edited, kept.spot, &kept.body)}</p></div> }.into_any()
    };
    let action = asked.request.lang.path(&page_path(&edited.incident, "kept"));
    view! {
        <section class="card stack">
            <h2>{title}</h2>
            <form class="stack" method="post" action=action>
                <FormToken/>
                <input type="hidden" name="conflict_id" value=id/>
                <input type="hidden" name="version" value=edited.version(kept.spot).to_string()/>
                <div class="pair">
                    <div class="stack">
                        <h3>{words.with("staff-editor-kept-stands", &[("name", &stands_by.to_owned())])}</h3>
                        <p class="as-typed" lang=lang>{stands}</p>
                    </div>
                    {mine}
                </div>
                <p class="actions">
                    <button class="button" name="do" value="take">{words.t("staff-editor-kept-take")}</button>
                    <button class="button button--quiet" name="do" value="leave">{words.t("staff-editor-kept-leave")}</button>
                </p>
            </form>
        </section>
    }
    .into_any()
}

/// A part as a person reads it.
fn plain(asked: &Asked, edited: &Edited, spot: Spot, body: &str) -> String {
    let words = asked.words;
    let with_day = |state: String, day: Option<String>| day.map_or_else(|| state.clone(), |day| format!("{state}, {}", words.date(&day)));
    let order = |list: Entries| {
        let text = |id| edited.value(Spot::of(list.text(id), asked.request.lang));
        ids(body).into_iter().map(text).collect::<Vec<_>>().join("\n")
    };
    let state_of = |list, state| super::entries::state_words(words, list, state);
    match spot.part {
        Part::Section(_) | Part::Fact(_) | Part::Fix(_) | Part::Slot(_) => body.to_owned(),
        Part::FactState(_) => {
            fact_state(body).map(|(state, day)| with_day(state_of(Entries::Facts, state.as_str()), day)).unwrap_or_default()
        }
        Part::FixState(_) => {
            fix_state(body).map(|(state, day)| with_day(state_of(Entries::Fixes, state.as_str()), day)).unwrap_or_default()
        }
        Part::Facts => order(Entries::Facts),
        Part::Fixes => order(Entries::Fixes),
        Part::Categories => {
            let label = |category| asked.site.guidance.category(category).label.get(asked.request.lang).to_owned();
            body.split(' ').filter_map(|id| domain::exposure::Category::parse(id).ok()).map(label).collect::<Vec<_>>().join("\n")
        }
        Part::Date(field) => {
            let told = match field {
                DateField::Zone => body.to_owned(),
                DateField::OccurredFrom | DateField::OccurredTo | DateField::SuspectedKnownBy => words.date(body),
                _ => local_time(body, &edited.words.zone).replace('T', " "),
            };
            format!("{}: {told}", super::dates::date_label(words, field))
        }
    }
}
