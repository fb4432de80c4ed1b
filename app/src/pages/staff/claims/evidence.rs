//! `/staff/incidents/{slug}/claims/{number}/evidence`: scans of what came on paper are added to a claim.

use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use serde_json::json;
use store::evidence::takes_evidence;

use super::paper::find;
use crate::{
    claims::{claim_title, staff_path_of},
    components::{form::ErrorSummary, staff_frame::StaffFrame},
    error::PageError,
    forms::FormState,
    pages::{
        me::{AddFile, file_list},
        staff::updates::staff_page,
    },
    request::Request,
    site::Site,
    staff::{ClaimsDesk, publishing::slug_of, views::look},
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/claims/{number}/evidence`.
    StaffEvidencePage = page
}

async fn page(site: &Site, request: &Request, _query: &ParamsMap, state: FormState) -> Result<AnyView, PageError> {
    let ClaimsDesk { staff, incident, .. } = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let claim = find(site, request, &incident).await?;
    look(site, &staff, (incident.incident_id, claim.person_id), "evidence", json!({ "number": claim.number.as_str() })).await?;
    let words = Words(request.lang);
    let files = site.store.evidence_of(&claim).await?;
    provide_context(state);
    let here = request.lang.path(&request.path);
    let back = request.lang.path(&format!("{}/paper", staff_path_of(&incident, &claim.number)));
    // What is in a draft is its person's own until it is sent.
    let list = if claim.sent_at.is_some() {
        file_list(words, &here, &files, false)
    } else {
        let names: Vec<AnyView> = files.iter().map(|file| view! { <li>{file.name.clone()}</li> }.into_any()).collect();
        view! { <ul class="prose-list">{names}</ul> }.into_any()
    };
    let add = takes_evidence(claim.state).then(|| view! { <AddFile to=here.clone()/> }.into_any());
    Ok(view! {
        <StaffFrame staff title=claim_title(words, &claim) incident=Some(incident)>
            <p class="small"><a href=back>{words.t("paper-back")}</a></p>
            <ErrorSummary/>
            <p>{words.t("paper-scan-lead")}</p>
            {list}
            {add}
        </StaffFrame>
    }
    .into_any())
}
