//! Where the money goes. Numbers of accounts never come back to the page.

use axum::response::Response;
use domain::{
    claim::ClaimState,
    email::EmailAddress,
    payout::{AccountKind, BadRouting, Iban, LONGEST_ADDRESS, LONGEST_PAYEE, Payout, Routing, Way, read_account},
};

use super::{FormState, Mistake, Pressed, Typed, redirect, refused, seen};
use crate::{claims::path_of, forms::Refused, request::Request, site::Site, visit::see_other, words::Words};

/// Fields whose content stays with the browser.
const SECRET: [&str; 3] = ["routing", "account", "iban"];

pub(super) async fn save(site: &Site, request: &Request, mut typed: Typed) -> Result<Response, Refused> {
    let who = Pressed::load(site, request).await?;
    let claim = who.claim(site, request).await?;
    match typed.get("act").map(String::as_str).unwrap_or_default() {
        "code" => return redirect::prove(site, request, &who, &claim, &typed).await,
        "stop" => return redirect::stop(site, request, &claim).await,
        _ => {}
    }
    let payout = read(site, Words(request.lang), &mut typed)?;
    if claim.state != ClaimState::Draft {
        return redirect::ask(site, request, &who, &claim, (&payout, typed)).await;
    }
    let claim = seen(claim, &typed);
    let mut tx = site.store.write().await?;
    site.store.save_payout(&mut tx, &claim, &payout, None).await.map_err(|error| refused(error, request, typed))?;
    tx.commit().await?;
    Ok(see_other(request, &format!("{}/send", path_of(&claim.number))))
}

/// Where the money goes, as it was typed, or what is wrong with it. What is secret is not in `typed` afterwards.
///
/// # Errors
/// The form with its mistakes.
pub fn read(site: &Site, words: Words, typed: &mut Typed) -> Result<Payout, Refused> {
    let has_vouchers = !site.settings.payments.voucher.is_empty();
    let mut reader = Reader { words, has_vouchers, typed, mistakes: Vec::new() };
    let payout = reader.payout();
    let mistakes = reader.mistakes;
    for field in SECRET {
        typed.remove(field);
    }
    match payout.filter(|_| mistakes.is_empty()) {
        Some(payout) => Ok(payout),
        None => Err(Refused::Form(FormState { typed: typed.clone(), mistakes })),
    }
}

struct Reader<'a> {
    words: Words,
    has_vouchers: bool,
    typed: &'a Typed,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn field(&self, name: &str) -> String {
        self.typed.get(name).map(|text| text.trim().to_owned()).unwrap_or_default()
    }

    fn wrong(&mut self, field: &'static str, words: String) {
        self.mistakes.push(Mistake { field, words });
    }

    fn payout(&mut self) -> Option<Payout> {
        let Some(way) = Way::parse(&self.field("way")).filter(|way| *way != Way::Voucher || self.has_vouchers) else {
            self.wrong("way", self.words.t("claims-no-way"));
            return None;
        };
        let name = self.name();
        match way {
            Way::Ach => {
                let routing = Routing::parse(&self.field("routing")).map_err(|error| match error {
                    BadRouting::NotNine => self.words.t("claims-bad-routing"),
                    BadRouting::BadCheck => self.words.t("claims-bad-routing-check"),
                });
                let routing = routing.map_err(|words| self.wrong("routing", words)).ok();
                let account = read_account(&self.field("account"));
                if account.is_none() {
                    self.wrong("account", self.words.t("claims-bad-account"));
                }
                let kind = AccountKind::parse(&self.field("kind")).unwrap_or(AccountKind::Checking);
                Some(Payout::Ach { name, routing: routing?, account: account?, kind })
            }
            Way::Iban => match Iban::parse(&self.field("iban")) {
                Ok(iban) => Some(Payout::Iban { name, iban }),
                Err(_) => {
                    self.wrong("iban", self.words.t("claims-bad-iban"));
                    None
                }
            },
            Way::Voucher => match EmailAddress::parse(&self.field("email")) {
                Ok(email) => Some(Payout::Voucher { name, email: email.as_str().to_owned() }),
                Err(_) => {
                    self.wrong("email", self.words.t("claims-bad-voucher-email"));
                    None
                }
            },
            Way::Cheque => {
                let address = self.field("address").replace("\r\n", "\n");
                if address.is_empty() || address.chars().count() > LONGEST_ADDRESS {
                    self.wrong("address", self.words.t("claims-bad-address"));
                }
                Some(Payout::Cheque { name, address })
            }
        }
    }

    fn name(&mut self) -> String {
        let name = self.field("name");
        if name.is_empty() || name.chars().count() > LONGEST_PAYEE || name.chars().any(char::is_control) {
            self.wrong("name", self.words.t("claims-bad-payee"));
        }
        name
    }
}
