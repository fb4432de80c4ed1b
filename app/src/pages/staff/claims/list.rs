//! `/staff/incidents/{slug}/claims`: what reviewers have to look at, by the day that was promised.

use domain::{claim::ClaimNumber, ids::ClaimId, incident::Incident, request::day_in_zone};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use store::claims::{Claim, ClaimQueueEnd};

use crate::{
    claims::{claim_title, state_words},
    components::staff_frame::StaffFrame,
    error::PageError,
    forms::FormState,
    pages::staff::{
        requests::{names, taken_words},
        updates::staff_page,
    },
    request::Request,
    site::Site,
    staff::{ClaimsDesk, publishing::slug_of},
    words::Words,
};

/// Claims on a page.
const PAGE: u32 = 50;

staff_page! {
    /// `/staff/incidents/{slug}/claims`.
    StaffClaimsPage = page
}

async fn page(site: &Site, request: &Request, query: &ParamsMap, _state: FormState) -> Result<AnyView, PageError> {
    let ClaimsDesk { staff, incident, .. } = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let words = Words(request.lang);
    let today = day_in_zone(site.now(), &incident.zone);
    let after = end_of(query);
    let claims = site.store.claim_queue(incident.incident_id, after.as_ref(), PAGE).await?;
    let (waiting, late) = site.store.waiting_claims(incident.incident_id, &today).await?;
    let names = names(site, claims.iter().filter_map(|claim| claim.reviewer)).await?;
    let base = request.lang.path(&format!("/staff/incidents/{}/claims", incident.slug));
    let is_full = u32::try_from(claims.len()).is_ok_and(|count| count == PAGE);
    let next = claims.last().filter(|_| is_full).map(|last| {
        let day = last.promised_on.clone().unwrap_or_default();
        format!("{base}?day={day}&after={}", last.claim_id)
    });
    let rows: Vec<AnyView> = claims
        .iter()
        .map(|claim| {
            let taken = claim.reviewer.map(|reviewer| taken_words(words, reviewer, staff.member.staff_id, &names));
            entry(words, &base, claim, taken, &today, &incident.zone)
        })
        .collect();
    let list = if rows.is_empty() {
        view! { <p>{words.t("review-none")}</p> }.into_any()
    } else {
        view! { <ul class="list">{rows}</ul> }.into_any()
    };
    let found = found(site, words, &incident, &base, query).await?;
    let lead = words.with("review-waiting", &[("count", &waiting), ("late", &late)]);
    let together = format!("{base}/together");
    let payments = request.lang.path(&format!("/staff/incidents/{}/payments", incident.slug));
    Ok(view! {
        <StaffFrame staff title=words.t("review-title") incident=Some(incident)>
            <p class="lead">{lead}</p>
            {list}
            {found}
            <p class="actions">
                {next.map(|next| view! { <a href=next>{words.t("staff-requests-after")}</a> })}
                <a href=together>{words.t("together-title")}</a>
                <a href=payments>{words.t("payments-title")}</a>
            </p>
        </StaffFrame>
    }
    .into_any())
}

/// The box that a number is typed or scanned into, and what it leads to: a number opens nothing, and stands in every address here.
async fn found(site: &Site, words: Words, incident: &Incident, base: &str, query: &ParamsMap) -> Result<AnyView, PageError> {
    let typed = query.get("number").unwrap_or_default();
    let claim = match ClaimNumber::parse(&typed) {
        Ok(number) => site.store.claim_by_number(incident.incident_id, &number).await?,
        Err(_) => None,
    };
    let none = (claim.is_none() && !typed.is_empty())
        .then(|| view! { <span class="field__error" id="number-error">{words.t("paper-no-claim")}</span> });
    let links = claim.map(|claim| {
        let address = format!("{base}/{}", claim.number.as_str().to_lowercase());
        let sent = claim.sent_at.is_some().then(|| view! { <a href=address.clone()>{words.t("paper-review")}</a> });
        let title = claim_title(words, &claim);
        view! { <p class="note" role="status">{title}" "<a href=format!("{address}/paper")>{words.t("paper-key")}</a>" "{sent}</p> }
    });
    Ok(view! {
        <form class="card stack" method="get" action=base.to_owned()>
            <h2>{words.t("paper-find")}</h2>
            <div class="field">
                <label class="field__label" for="number">{words.t("paper-number")}</label>
                <span class="field__hint" id="number-hint">{words.t("paper-number-hint")}</span>
                {none}
                <input class="field__input" id="number" name="number" value=typed autocomplete="off" aria-describedby="number-hint"/>
            </div>
            {links}
            <p class="actions"><button class="button button--quiet">{words.t("paper-find-press")}</button></p>
        </form>
    }
    .into_any())
}

fn end_of(query: &ParamsMap) -> Option<ClaimQueueEnd> {
    let claim_id: ClaimId = query.get("after")?.parse().ok()?;
    Some(ClaimQueueEnd { promised_on: query.get("day")?, claim_id })
}

fn entry(words: Words, base: &str, claim: &Claim, taken: Option<String>, today: &str, zone: &str) -> AnyView {
    let day = claim.promised_on.clone().unwrap_or_default();
    let is_late = day.as_str() < today;
    let by = words.date(&day);
    let tag = if is_late {
        view! { <span class="tag tag--open">{words.with("staff-requests-overdue", &[("day", &by)])}</span> }.into_any()
    } else {
        view! { <span class="quiet small">{words.with("staff-requests-by", &[("day", &by)])}</span> }.into_any()
    };
    let asked = claim.asked.map(|money| words.money(money)).unwrap_or_default();
    let sent = claim.sent_at.map(|at| words.moment(at, zone)).unwrap_or_default();
    view! {
        <li class="row">
            <span>
                <a href=format!("{base}/{}", claim.number.as_str().to_lowercase())>{claim_title(words, claim)}</a>" "<span class="num">{asked}</span><br/>
                <span class="quiet small">{state_words(words, claim.state)}". "{sent}" "{taken}</span>
            </span>
            {tag}
        </li>
    }
    .into_any()
}
