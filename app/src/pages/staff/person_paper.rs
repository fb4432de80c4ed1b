//! What one person can ask for, on paper if they want it: support makes the form and sends it by post.

use domain::claim::ClaimState;
use leptos::prelude::*;

use crate::{
    claims::{Choice, kind_words, state_words, terms_words},
    components::form::FormToken,
    request::{use_request, use_words},
};

/// Each offer with the claim there is, and its form.
#[component]
pub fn PersonPaper(
    /// What the person can have.
    choices: Vec<Choice>,
) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let here = request.lang.path(&request.path);
    if choices.is_empty() {
        return view! { <section class="stack"><h2>{words.t("paper-title")}</h2><p>{words.t("paper-no-offer")}</p></section> }.into_any();
    }
    let rows: Vec<AnyView> = choices
        .into_iter()
        .map(|Choice { benefit, claim }| {
            let part = match claim {
                Some(claim) => {
                    let number = claim.number.as_str().to_owned();
                    let said = words.with("claims-have", &[("number", &number), ("state", &state_words(words, claim.state))]);
                    let address = format!("{here}/paper/{}", number.to_lowercase());
                    let link = (claim.state == ClaimState::Draft).then(|| view! { " "<a href=address>{words.t("paper-get")}</a> });
                    view! { <p>{said}{link}</p> }.into_any()
                }
                None => view! {
                    <form method="post" action=here.clone()>
                        <FormToken/>
                        <input type="hidden" name="act" value="paper"/>
                        <button class="button button--quiet" name="paper" value=benefit.benefit_id.to_string()>{words.t("paper-make")}</button>
                    </form>
                }
                .into_any(),
            };
            view! { <li class="stack"><p><strong>{kind_words(words, &benefit.terms)}</strong><br/>{terms_words(words, &benefit.terms)}</p>{part}</li> }
                .into_any()
        })
        .collect();
    view! {
        <section class="stack">
            <h2>{words.t("paper-title")}</h2>
            <p>{words.t("paper-lead-staff")}</p>
            <ul class="list">{rows}</ul>
        </section>
    }
    .into_any()
}
