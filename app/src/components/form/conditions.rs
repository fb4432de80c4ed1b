//! Who something is for: kinds of data, places, and whatever else a form puts beside them.

use domain::incident::Incident;
use leptos::prelude::*;

use super::{FieldKind, TextField};
use crate::{
    forms::{staff_updates::category_field, use_form_state},
    request::use_words,
    site::use_site,
};

/// One box to tick, with what was ticked before.
#[component]
pub fn TickBox(
    /// The field's name, and its id.
    name: String,
    /// What stands beside it.
    label: String,
) -> impl IntoView {
    let is_ticked = use_form_state().typed.contains_key(&name);
    view! { <div class="choice"><input type="checkbox" id=name.clone() name=name.clone() value="on" checked=is_ticked/><label for=name>{label}</label></div> }
        .into_any()
}

/// The kinds of data of an incident to tick, and a field for places; read by `Reader::categories` and `Reader::places`.
#[component]
pub fn CategoriesAndPlaces(incident: Incident) -> impl IntoView {
    let (site, words) = (use_site(), use_words());
    let boxes: Vec<AnyView> = incident
        .categories
        .iter()
        .map(|category| {
            let label = site.guidance.category(category).label.get(words.0).to_owned();
            view! { <TickBox name=category_field(category) label/> }.into_any()
        })
        .collect();
    let categories = (!boxes.is_empty())
        .then(|| view! { <fieldset class="field"><legend>{words.t("staff-updates-categories")}</legend>{boxes}</fieldset> });
    view! {
        {categories}
        <TextField name="places" label=words.t("staff-updates-places") hint=words.t("staff-updates-places-hint") kind=FieldKind::Line/>
    }
    .into_any()
}
