//! `POST /staff/incidents/new`: an incident from a template. Nobody sees it yet.

use axum::{Extension, extract::State, response::Response};
use domain::{clock::Timestamp, draft::tidy, incident::Stage, slug::Slug, staff::Work};
use http::request::Parts;

use super::{Body, answer, typed};
use crate::{
    editor::{Typed, page_path, read_local},
    forms::{FormState, Mistake, Refused},
    incident_folder::{Holding, NewIncident, Template, from_template},
    request::Request,
    site::Site,
    staff::desks_of,
    visit::see_other,
    words::Words,
};

/// A name that would hide the page that makes incidents.
const TAKEN: &str = "new";
/// Characters of the company's name at most.
const LONGEST_COMPANY: usize = 200;

/// Takes the form.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let result = take(&site, &request, typed(body)).await;
    answer(&site, &request, &parts, result).await
}

async fn take(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let staff = desks_of(site, request, Work::Publish).await?;
    let words = Words(request.lang);
    let refused = |mistakes: Vec<Mistake>| Refused::Form(FormState { typed: typed.clone(), mistakes });
    let taken = || refused(vec![Mistake { field: "slug", words: words.t("staff-editor-slug-taken") }]);
    let asked = read(words, &typed, site.now()).map_err(&refused)?;
    if asked.slug.as_str() == TAKEN {
        return Err(taken());
    }
    let holding = Holding {
        slug: asked.slug,
        is_practice: asked.is_practice,
        zone: &asked.zone,
        company: &asked.company,
        now: site.now(),
        entropy: &*site.entropy,
    };
    // What can be wrong was asked above; a template of ours that is faulty is a fault of ours.
    let mut new: NewIncident = from_template(asked.template, &holding, Some(asked.discovered_at))
        .map_err(|_| refused(vec![Mistake { field: "zone", words: words.t("staff-editor-bad-zone") }]))?;
    new.incident.stage = Stage::Draft;
    if !site.store.add_incident_by(&staff.actor(), &new.incident, &new.words, site.now()).await? {
        return Err(taken());
    }
    Ok(see_other(request, &format!("{}?done=made", page_path(&new.incident, "texts"))))
}

struct Asked {
    template: Template,
    slug: Slug,
    zone: String,
    company: String,
    discovered_at: Timestamp,
    is_practice: bool,
}

fn read(words: Words, typed: &Typed, now: Timestamp) -> Result<Asked, Vec<Mistake>> {
    let field = |name: &str| typed.get(name).map(|text| tidy(text)).unwrap_or_default();
    let mut mistakes = Vec::new();
    let mut wrong = |field: &'static str, words: String| mistakes.push(Mistake { field, words });
    let template = Template::parse(&field("template"));
    if template.is_none() {
        wrong("template", words.t("staff-editor-no-template"));
    }
    let is_practice = match field("practice").as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    if is_practice.is_none() {
        wrong("practice", words.t("staff-editor-no-practice"));
    }
    let slug = Slug::parse(&field("slug")).ok();
    if slug.is_none() {
        wrong("slug", words.t("staff-editor-bad-slug"));
    }
    let company = field("company").replace(['\n', '{', '}'], " ");
    if company.trim().is_empty() || company.chars().count() > LONGEST_COMPANY {
        wrong("company", words.t("staff-editor-no-company"));
    }
    let zone = field("zone");
    let discovered = if jiff::tz::TimeZone::get(&zone).is_err() {
        wrong("zone", words.t("staff-editor-bad-zone"));
        None
    } else {
        match read_local(&field("discovered_at"), &zone) {
            None => {
                wrong("discovered_at", words.t("staff-editor-bad-time"));
                None
            }
            Some(time) if time > now => {
                wrong("discovered_at", words.t("staff-editor-not-yet"));
                None
            }
            time => time,
        }
    };
    match (template, slug, discovered, is_practice) {
        (Some(template), Some(slug), Some(discovered_at), Some(is_practice)) if mistakes.is_empty() => {
            Ok(Asked { template, slug, zone, company, discovered_at, is_practice })
        }
        _ => Err(mistakes),
    }
}
