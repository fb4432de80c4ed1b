//! `/staff/incidents/{slug}/people/{id}/messages/{delivery}`: a message of a notice as this person got it, written once more, link and
//! code masked, and whether it is still what went out.

use domain::ids::{DeliveryId, PersonId};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use serde_json::json;

use super::{notices::message, updates::staff_page};
use crate::{
    components::staff_frame::StaffFrame,
    error::PageError,
    forms::FormState,
    request::Request,
    site::Site,
    staff::{
        SupportDesk,
        publishing::{lang_words, slug_of},
        views::look,
    },
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/people/{id}/messages/{delivery}`.
    PersonMessagePage = page
}

async fn page(site: &Site, request: &Request, _query: &ParamsMap, _state: FormState) -> Result<AnyView, PageError> {
    let desk = SupportDesk::open(site, request, slug_of(request)).await?;
    let (words, incident) = (Words(request.lang), desk.incident.incident_id);
    let mut path = request.path.split('/').skip(5);
    let id: PersonId = path.next().and_then(|id| id.parse().ok()).ok_or(PageError::NotFound)?;
    let delivery: DeliveryId = path.nth(1).and_then(|id| id.parse().ok()).ok_or(PageError::NotFound)?;
    let person = site.store.person(incident, id).await?.ok_or(PageError::NotFound)?;
    let sent = site.store.sent_message(incident, id, delivery).await?.ok_or(PageError::NotFound)?;
    let notice = site.store.find_notice(sent.notice_id).await?.filter(|notice| notice.purpose.is_required()).ok_or(PageError::NotFound)?;
    look(site, &desk.staff, (incident, id), "message", json!({ "delivery": delivery })).await?;
    let again = site.mail_room.again(&notice, &sent, &person).await?;
    let at = sent.sent_at.map(|at| words.moment(at, &desk.incident.zone)).unwrap_or_default();
    let about = format!("{} · {} · {at}", notice.name, lang_words(words, person.lang));
    let is_sent = sent.sha256.is_some();
    let same = if again.is_same { words.t("staff-notices-again-same") } else { words.t("staff-notices-again-differs") };
    let back = request.lang.path(&format!("/staff/incidents/{}/people/{id}", desk.incident.slug));
    Ok(view! {
        <StaffFrame staff=desk.staff title=words.t("staff-notices-again") incident=Some(desk.incident)>
            {is_sent.then(|| view! { <p class="note">{same}</p> })}
            {message(words, &about, person.lang.as_str(), again.mail)}
            <p class="actions"><a class="button button--quiet" href=back>{words.t("staff-notices-again-back")}</a></p>
        </StaffFrame>
    }
    .into_any())
}
