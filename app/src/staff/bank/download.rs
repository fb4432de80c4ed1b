//! The files of a released batch, downloaded and written down.

use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::{
    envelope::address_lines,
    payment::BatchState,
    payout::{Payout, Way},
};
use http::{HeaderValue, header, request::Parts as Head};
use serde_json::json;
use store::{
    audit::{Act, Chain},
    money::PaymentLine,
};

use super::{BankFile, ChequeTo, NoFile, Parts, bank_file, list_file};
use crate::{
    error::PageError,
    pages::staff::find_batch,
    request::Request,
    site::Site,
    staff::{ClaimsDesk, publishing::slug_of},
};

/// `GET …/payments/{id}/file` and `…/list.csv`.
pub async fn download(State(site): State<Site>, Extension(request): Extension<Request>, head: Head) -> Response {
    match file(&site, &request).await {
        Ok(response) => response,
        Err(error) => error.respond(&site, &request, &head).await,
    }
}

async fn file(site: &Site, request: &Request) -> Result<Response, PageError> {
    let desk = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let batch = find_batch(site, request, &desk.incident).await?;
    desk.confirmed(site)?;
    // Before a second person has released it, nothing can be brought to a bank.
    if batch.state != BatchState::Released {
        return Err(PageError::NotFound);
    }
    let lines = site.store.payment_lines(&batch).await?;
    let settings = &site.settings;
    let parts = Parts { batch: &batch, lines: &lines, settings: &settings.payments, company: &settings.company, zone: &desk.incident.zone };
    let file = if request.path.ends_with("/file") {
        match bank_file(&parts) {
            Ok(file) => file,
            Err(error @ (NoFile::Settings | NoFile::Payment)) => {
                tracing::warn!(batch_id = %batch.batch_id, %error, "no file for the bank");
                return Err(PageError::NotFound);
            }
        }
    } else {
        list_file(&parts, &cheques(site, &lines).await?)
    };
    let mut tx = site.store.write().await?;
    let (actor, details) = (desk.staff.actor(), json!({ "file": file.ending }));
    let act = Act { actor: &actor, act: "payments.download", about: Some(batch.batch_id.0), details: &details };
    site.store.append_audit(&mut tx, Chain::Incident(desk.incident.incident_id), act, site.now()).await?;
    tx.commit().await?;
    Ok(respond(file, &batch.batch_id.to_string()))
}

/// Names and addresses on file, for cheques that follow a payment of another way.
async fn cheques(site: &Site, lines: &[PaymentLine]) -> Result<Vec<ChequeTo>, PageError> {
    let mut cheques = Vec::new();
    for line in lines.iter().filter(|line| line.payment.way == Way::Cheque && !matches!(line.payout, Payout::Cheque { .. })) {
        let payment = &line.payment;
        let person = site.store.person(payment.incident_id, payment.person_id).await?;
        let address = person.as_ref().map(|person| address_lines(person, &site.settings.home_country).join("\n")).unwrap_or_default();
        let on_file = person.map(|person| person.contact.full_name()).filter(|name| !name.is_empty());
        let name = on_file.unwrap_or_else(|| line.payout.name().to_owned());
        cheques.push(ChequeTo { payment_id: payment.payment_id, name, address });
    }
    Ok(cheques)
}

fn respond(file: BankFile, id: &str) -> Response {
    let mut response = file.bytes.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"payments-{id}.{}\"", file.ending)) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
