//! `/staff/incidents/{slug}/categories`.

use domain::{
    draft::{Part, Spot},
    exposure::{CATEGORY_POSITIONS, Category},
};
use leptos::prelude::*;

use super::{Asked, begin, form, framed, page, parts::version};
use crate::{editor::Step, error::PageError};

/// `/staff/incidents/{slug}/categories`.
#[component]
pub fn CategoriesPage() -> impl IntoView {
    page(write)
}

async fn write(asked: Asked) -> Result<AnyView, PageError> {
    let (desk, edited) = begin(&asked).await?;
    let words = asked.words;
    let choices: Vec<AnyView> = CATEGORY_POSITIONS
        .into_iter()
        .filter_map(|id| Category::parse(id).ok())
        .map(|category| {
            let name = format!("category.{}", category.id());
            let label = asked.site.guidance.category(category).label.get(asked.request.lang).to_owned();
            let is_chosen = edited.words.categories.contains(category);
            view! {
                <div class="choice">
                    <input type="checkbox" id=name.clone() name=name.clone() value="yes" checked=is_chosen/>
                    <label for=name>{label}</label>
                </div>
            }
            .into_any()
        })
        .collect();
    let fields = view! {
        <fieldset class="choices">
            <legend>{words.t("staff-editor-categories-legend")}</legend>
            {choices}
        </fieldset>
        {version(&asked, &edited, Spot::shared(Part::Categories))}
    };
    let fields = form(&asked, &edited, Step::Categories, fields.into_any());
    let inner = view! { <p>{words.t("staff-editor-categories-lead")}</p>{fields} };
    Ok(framed(&asked, desk, &edited, Step::Categories, inner.into_any()))
}
