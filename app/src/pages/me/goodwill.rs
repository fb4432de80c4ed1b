//! `/me/goodwill`: gifts, apart from what somebody is owed. Each can be taken or refused.

use domain::benefit::Goodwill;
use leptos::prelude::*;
use store::benefits::{Benefit, GivenCode};

use super::{Below, shown};
use crate::{
    components::form::{ErrorSummary, FormToken},
    error::PageError,
    goodwill::{Gift, gifts_of},
    islands::CopyText,
    me::Mine,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    words::Words,
};

/// `/me/goodwill`.
#[component]
pub fn GoodwillPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { shown(page(&site, &request).await) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let mine = Mine::load(site, request).await?;
    let words = Words(request.lang);
    let gifts = gifts_of(site, mine.incident(), &mine.person).await?;
    let none = gifts.is_empty().then(|| view! { <p>{words.t("goodwill-none")}</p> });
    let cards: Vec<AnyView> = gifts.into_iter().map(|(benefit, gift)| view! { <Card benefit gift/> }.into_any()).collect();
    Ok(view! {
        <Below title=words.t("goodwill-title")>
            <ErrorSummary/>
            <p class="lead">{words.t("goodwill-lead")}</p>
            {none}
            <div class="stack">{cards}</div>
        </Below>
    }
    .into_any())
}

#[component]
fn Card(benefit: Benefit<Goodwill>, gift: Gift) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let id = format!("gift-{}", benefit.benefit_id);
    let heading = id.clone();
    let what = benefit.terms.what.get(request.lang).clone();
    let until = benefit.terms.use_by.as_deref().map(|day| words.with("goodwill-use-by", &[("date", &words.date(day))]));
    let until = until.map(|until| view! { <p class="quiet">{until}</p> });
    let part = match gift {
        Gift::Has(code) => view! { <Has benefit code/> }.into_any(),
        Gift::Waits(day) => view! { <p class="note">{words.with("protection-waits", &[("date", &words.date(&day))])}</p> }.into_any(),
        Gift::Offered => view! { <Press benefit can_refuse=true/> }.into_any(),
        Gift::Refused => view! { <p class="note">{words.t("goodwill-refused")}</p><Press benefit can_refuse=false/> }.into_any(),
    };
    view! { <section class="card stack" aria-labelledby=id><h2 id=heading>{what}</h2>{until}{part}</section> }.into_any()
}

#[component]
fn Has(benefit: Benefit<Goodwill>, code: GivenCode) -> impl IntoView {
    let words = use_words();
    let (label, done) = (words.t("protection-copy"), words.t("protection-copied"));
    view! {
        <p><code class="code">{code.code.clone()}</code></p>
        <CopyText text=code.code label done/>
        <p class="actions"><a class="button" href=benefit.terms.url.clone() rel="noreferrer">{words.t("goodwill-use")}</a></p>
    }
    .into_any()
}

#[component]
fn Press(benefit: Benefit<Goodwill>, can_refuse: bool) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let refuse = can_refuse.then(|| {
        view! { <button class="button button--quiet" name="act" value="refuse">{words.t("goodwill-refuse")}</button> }
    });
    view! {
        <form method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <input type="hidden" name="benefit" value=benefit.benefit_id.to_string()/>
            <p class="actions"><button class="button" name="act" value="take">{words.t("goodwill-take")}</button>" "{refuse}</p>
        </form>
    }
    .into_any()
}
