//! `/genuine`: "is this message really from you?"

use domain::{
    ids::new_uuid,
    lang::Lang,
    request::{LONGEST_MESSAGE, RequestKind, RequestNumber},
    slug::Slug,
};
use leptos::prelude::*;
use store::StoreError;

use super::{
    error::ErrorPage,
    help::{Which, named},
};
use crate::{
    components::{
        form::{ErrorSummary, FieldKind, FormHead, FormToken, TextField},
        head::{AddressLinks, NoIndex, PageHead},
    },
    error::PageError,
    forms::{FormState, use_form_state},
    genuine::{SeenFake, Sent, Verdict, about, fakes, hosts, senders},
    pages::incident::when,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    words::Words,
};

/// Fakes on the page; older ones are among the updates of their incident.
const FAKES: usize = 50;

/// `/genuine`.
#[component]
pub fn GenuinePage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let verdict = use_context::<Verdict>();
    Suspend::new(async move { page(&site, &request, state, verdict).await.unwrap_or_else(|error| view! { <ErrorPage error/> }.into_any()) })
}

async fn page(site: &Site, request: &Request, state: FormState, verdict: Option<Verdict>) -> Result<AnyView, PageError> {
    let words = Words(request.lang);
    let fakes: Vec<AnyView> = fakes(site, request.lang).await?.into_iter().take(FAKES).map(|fake| seen(request, fake)).collect();
    let can_report = !site.store.listed_incidents().await?.is_empty();
    let is_not_ours = matches!(verdict, Some(Verdict::NotOurs | Verdict::Copied(_)));
    let was_asked = verdict.is_some();
    let answer = verdict.map(|verdict| answer(request, verdict));
    let report = (is_not_ours && can_report).then(|| report_button(request, &state));
    let lead = (!was_asked).then(|| view! { <p class="lead">{words.t("genuine-lead")}</p> });
    provide_context(state);
    Ok(view! {
        <FormHead title=words.t("genuine-title")/>
        <AddressLinks path="/genuine"/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <ErrorSummary/>
                <h1>{words.t("genuine-title")}</h1>
                {lead}
            </section>
            {answer}
            {report}
            <section class="stack">
                {was_asked.then(|| view! { <h2>{words.t("genuine-again")}</h2> })}
                <form class="stack" method="post" action=request.lang.path("/genuine")>
                    <FormToken/>
                    <TextField name="word" label=words.t("genuine-word") hint=words.t("genuine-word-hint")/>
                    <TextField name="sender" kind=FieldKind::Email label=words.t("genuine-sender") hint=words.t("genuine-sender-hint")/>
                    <p class="actions"><button class="button">{words.t("genuine-button")}</button></p>
                </form>
            </section>
            {(!was_asked).then(|| view! { <section class="stack"><h2>{words.t("genuine-no-word-title")}</h2>{steps(words)}</section> })}
            {ours(site, words)}
            {board(words, fakes)}
            {can_report.then(|| view! {
                <p><a href=request.lang.path("/genuine/report")>{words.t("genuine-report-link")}</a></p>
            })}
        </div></main>
    }
    .into_any())
}

/// What we can say. It takes focus, also without script.
fn answer(request: &Request, verdict: Verdict) -> AnyView {
    let words = Words(request.lang);
    let (class, title, body) = match verdict {
        Verdict::Ours(sent) => {
            let body = view! {
                <p class="lead">{sentence(words, &sent)}</p>
                {of_incident(request, &sent)}
                <p>{words.t("genuine-ours-compare")}</p>
            };
            ("note note--done stack", words.t("genuine-ours-title"), body.into_any())
        }
        Verdict::Copied(sent) => {
            let body = view! {
                <p class="lead">{words.t("genuine-copied-text")}</p>
                <p>{sentence(words, &sent)}</p>
                {steps(words)}
            };
            ("note note--open stack", words.t("genuine-copied-title"), body.into_any())
        }
        Verdict::NotOurs => {
            let body = view! {
                <p class="lead">{words.t("genuine-not-ours-text")}</p>
                {steps(words)}
                <p>{words.t("genuine-not-ours-typed")}</p>
            };
            ("note note--open stack", words.t("genuine-not-ours-title"), body.into_any())
        }
    };
    view! {
        <section class=class id="answer" role="status" tabindex="-1" autofocus aria-labelledby="answer-title">
            <h2 id="answer-title">{title}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn sentence(words: Words, sent: &Sent) -> String {
    words.with("genuine-ours-text", &[("day", &words.date(&sent.day)), ("about", &about(words, sent.kind))])
}

fn of_incident(request: &Request, sent: &Sent) -> Option<AnyView> {
    let words = Words(request.lang);
    let practice = sent.is_practice.then(|| view! { <p>{words.t("genuine-practice")}</p> });
    let (title, slug) = sent.incident.clone()?;
    let href = request.lang.path(&format!("/incidents/{slug}"));
    Some(view! { <p>{words.t("genuine-ours-incident")}" "<a href=href>{title}</a></p>{practice} }.into_any())
}

/// What to do with a message that is not ours.
fn steps(words: Words) -> AnyView {
    view! {
        <ol>
            <li>{words.t("genuine-step-nothing")}</li>
            <li>{words.t("genuine-step-password")}</li>
            <li>{words.t("genuine-step-money")}</li>
            <li>{words.t("genuine-step-ssn")}" "<a href="https://www.identitytheft.gov/">"identitytheft.gov"</a></li>
            <li>{words.t("genuine-step-report")}" "<a href="https://reportfraud.ftc.gov/">"reportfraud.ftc.gov"</a></li>
            <li>{words.t("genuine-step-delete")}</li>
        </ol>
    }
    .into_any()
}

/// The way from the answer to the report, with what was typed.
fn report_button(request: &Request, state: &FormState) -> AnyView {
    let words = Words(request.lang);
    let site = use_site();
    let form_id = new_uuid(site.now(), &*site.entropy).to_string();
    let (word, sender) = (state.typed("word"), state.typed("sender"));
    view! {
        <section class="stack" aria-labelledby="report-title">
            <h2 id="report-title">{words.t("genuine-report-title")}</h2>
            <p>{words.t("genuine-report-lead")}</p>
            <form class="stack" method="post" action=request.lang.path("/genuine/report")>
                <FormToken/>
                <input type="hidden" name="form_id" value=form_id/>
                <input type="hidden" name="word" value=word/>
                <input type="hidden" name="sender" value=sender/>
                <TextField name="message" label=words.t("genuine-report-text") hint=words.with("ask-limit", &[("most", &LONGEST_MESSAGE)]) kind=FieldKind::Lines/>
                <p class="actions"><button class="button button--quiet">{words.t("genuine-report-button")}</button></p>
            </form>
        </section>
    }
    .into_any()
}

/// Every address, host and number we use.
fn ours(site: &Site, words: Words) -> AnyView {
    let company = &site.settings.company;
    let hosts: Vec<AnyView> = hosts(site).into_iter().map(|host| view! { <li><code>{host}</code></li> }.into_any()).collect();
    let senders: Vec<AnyView> = senders(site).into_iter().map(|sender| view! { <li><code>{sender}</code></li> }.into_any()).collect();
    let phone = if company.phone.is_empty() {
        view! { <p>{words.t("genuine-no-phone")}</p> }.into_any()
    } else {
        view! { <ul><li>{company.phone.clone()}</li></ul> }.into_any()
    };
    let postal = (!company.postal_address.is_empty()).then(|| {
        view! { <h3>{words.t("genuine-ours-letters")}</h3><ul><li>{company.postal_address.clone()}</li></ul> }
    });
    view! {
        <section class="stack" id="ours">
            <h2>{words.t("genuine-ours-list")}</h2>
            <p>{words.with("genuine-ours-links", &[("start", &format!("{}/", site.settings.public_url))])}</p>
            <h3>{words.t("genuine-ours-hosts")}</h3>
            <ul>{hosts}</ul>
            <h3>{words.t("genuine-ours-senders")}</h3>
            <ul>{senders}</ul>
            <h3>{words.t("genuine-ours-phones")}</h3>
            {phone}
            {postal}
            <p>{words.t("genuine-never")}</p>
        </section>
    }
    .into_any()
}

fn board(words: Words, fakes: Vec<AnyView>) -> AnyView {
    let list = if fakes.is_empty() {
        view! { <p>{words.t("genuine-fakes-none")}</p> }.into_any()
    } else {
        view! { <ul class="list timeline">{fakes}</ul> }.into_any()
    };
    view! { <section class="stack" id="fakes"><h2>{words.t("genuine-fakes")}</h2>{list}</section> }.into_any()
}

/// One fake: when it was posted, and what it is.
fn seen(request: &Request, fake: SeenFake) -> AnyView {
    let SeenFake { incident, update } = fake;
    let line = when(Words(request.lang), &incident, &update);
    let href = request.lang.path(&format!("/incidents/{}/updates/{}", incident.slug, update.update_id));
    view! { <li><p class="timeline__when">{line}</p><h3><a href=href>{update.title}</a></h3></li> }.into_any()
}

/// The way to this page from that of an incident, with the number of fakes seen.
#[component]
pub fn GenuineLine() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! { <p>{words.t("genuine-line")}" "<a href=request.lang.path("/genuine")>{words.t("genuine-line-link")}</a></p> }.into_any()
}

/// `/genuine/report`.
#[component]
pub fn GenuineReportPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    Suspend::new(async move {
        match listed(&site, request.lang).await {
            Ok(incidents) => report_form(&site, &request, state, incidents),
            Err(error) => view! { <ErrorPage error=PageError::from(error)/> }.into_any(),
        }
    })
}

async fn listed(site: &Site, lang: Lang) -> Result<Vec<(Slug, String)>, StoreError> {
    named(site, site.store.listed_incidents().await?, lang).await
}

fn report_form(site: &Site, request: &Request, state: FormState, incidents: Vec<(Slug, String)>) -> AnyView {
    let words = Words(request.lang);
    let form_id = state.typed.get("form_id").cloned().unwrap_or_else(|| new_uuid(site.now(), &*site.entropy).to_string());
    let incident = state.typed("incident");
    if incidents.is_empty() {
        return view! {
            <PageHead title=words.t("genuine-report-title")/>
            <main id="main"><div class="wrap stack-l"><section class="stack">
                <h1>{words.t("genuine-report-title")}</h1>
                <p class="lead">{words.t("genuine-report-none")}</p>
                {steps(words)}
            </section></div></main>
        }
        .into_any();
    }
    provide_context(state);
    view! {
        <FormHead title=words.t("genuine-report-title")/>
        <main id="main"><div class="wrap stack-l"><section class="stack">
            <ErrorSummary/>
            <h1>{words.t("genuine-report-title")}</h1>
            <p class="lead">{words.t("genuine-report-lead")}</p>
            <form class="stack" method="post" action=request.lang.path("/genuine/report")>
                <FormToken/>
                <input type="hidden" name="form_id" value=form_id/>
                <Which incidents typed=incident mistake=None/>
                <TextField name="message" label=words.t("genuine-report-text") hint=words.with("ask-limit", &[("most", &LONGEST_MESSAGE)]) kind=FieldKind::Lines/>
                <TextField name="sender" label=words.t("genuine-report-sender") hint=words.t("genuine-report-optional")/>
                <TextField name="word" label=words.t("genuine-word") hint=words.t("genuine-report-optional")/>
                <TextField name="answer_to" kind=FieldKind::Email label=words.t("help-email") hint=words.t("genuine-report-answer-hint")/>
                <p class="actions"><button class="button">{words.t("genuine-report-button")}</button></p>
            </form>
            <p class="quiet small">{words.t("genuine-report-never")}</p>
        </section></div></main>
    }
    .into_any()
}

/// `/genuine/reports/{number}`: the number, and nothing of what was written.
#[component]
pub fn GenuineReportedPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { reported(&site, &request).await.unwrap_or_else(|error| view! { <ErrorPage error/> }.into_any()) })
}

async fn reported(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let number = request.path.rsplit('/').next().and_then(|text| RequestNumber::parse(text).ok()).ok_or(PageError::NotFound)?;
    let asked = site.store.find_request(&number).await?.filter(|asked| asked.kind == RequestKind::Fake).ok_or(PageError::NotFound)?;
    let words = Words(request.lang);
    let day = words.date(&asked.promised_on);
    Ok(view! {
        <PageHead title=words.t("genuine-reported-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l"><section class="stack">
            <h1>{words.t("genuine-reported-title")}</h1>
            <p class="note note--done">{words.with("asked-number", &[("number", &asked.number.to_string())])}</p>
            <p class="lead">{words.with("genuine-reported-promise", &[("day", &day)])}</p>
            <p><a href=request.lang.path("/genuine")>{words.t("genuine-reported-back")}</a></p>
        </section></div></main>
    }
    .into_any())
}
