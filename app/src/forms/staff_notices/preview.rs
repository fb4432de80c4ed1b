//! `POST /staff/incidents/{slug}/notices/{id}/preview`: as whom a notice is shown. Addresses and codes stay out of the address: it holds
//! opaque ids.

use domain::{ids::PersonId, staff::Work};
use serde_json::json;
use store::{
    audit::{Act, Chain},
    people::Search,
};

use super::{Done, FormState, Mistake, Refused, Typed};
use crate::{
    forms::staff_people::{look_for, searches},
    request::Request,
    site::Site,
    staff::{
        NoticeDesk,
        notices::{notice_of, path_of},
        publishing::slug_of,
    },
    visit::see_other,
    words::Words,
};

/// So many people at most.
pub(crate) const MOST: usize = 3;
/// The fields in which somebody names them.
const FIELDS: [&str; MOST] = ["person_1", "person_2", "person_3"];
/// No value that can be looked for is longer.
const LONGEST: usize = 1000;

pub(super) async fn choose(site: &Site, request: &Request, typed: Typed) -> Result<Done, Refused> {
    let desk = NoticeDesk::open(site, request, slug_of(request)).await?;
    let notice = notice_of(site, request, &desk.incident).await?;
    let (words, incident) = (Words(request.lang), desk.incident.incident_id);
    let values: Vec<(&'static str, String)> = FIELDS
        .into_iter()
        .filter_map(|field| Some((field, typed.get(field)?.trim().to_owned())))
        .filter(|(_, value)| !value.is_empty() && value.len() <= LONGEST)
        .collect();
    let mut people: Vec<PersonId> = Vec::new();
    if values.is_empty() {
        people = site.store.unlike_people(&notice, MOST).await?;
    }
    let (mut by, mut mistakes) = (Vec::new(), Vec::new());
    for (field, value) in values {
        let searches = searches(&value);
        by.extend(searches.iter().map(Search::kind));
        match look_for(site, incident, &searches).await?.first() {
            Some(person) => people.push(person.person_id),
            None => mistakes.push(Mistake { field, words: words.t("staff-notices-nobody") }),
        }
    }
    if !by.is_empty() {
        let role = desk.staff.role_for(Work::Notify, incident);
        let details = json!({ "role": role, "by": by, "found": people.len() });
        let actor = desk.staff.actor();
        let mut tx = site.store.write().await?;
        let act = Act { actor: &actor, act: "person.find", about: None, details: &details };
        site.store.append_audit(&mut tx, Chain::Incident(incident), act, site.now()).await?;
        tx.commit().await?;
    }
    if !mistakes.is_empty() {
        return Err(Refused::Form(FormState { typed, mistakes }));
    }
    people.dedup();
    let ids: Vec<String> = people.iter().map(PersonId::to_string).collect();
    let path = format!("{}/preview?as={}", path_of(&desk.incident, notice.notice_id), ids.join(","));
    Ok(Done::There(see_other(request, &path)))
}
