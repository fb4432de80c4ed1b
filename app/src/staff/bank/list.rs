//! The payments as a list: for cheques, for who sends vouchers, and for whoever pays by hand. What begins like a formula is made harmless.

use domain::{ids::PaymentId, payout::Payout, spreadsheet::csv_line};

use super::Parts;

/// To whom a cheque goes when the money was to go another way and came back: name and address on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChequeTo {
    /// Of which payment.
    pub payment_id: PaymentId,
    /// The name.
    pub name: String,
    /// The address, line by line.
    pub address: String,
}

pub(super) fn file(parts: &Parts<'_>, cheques: &[ChequeTo]) -> String {
    let head = ["reference", "claim", "amount", "currency", "way", "name", "routing number", "account", "account kind", "address", "email"];
    let mut file = csv_line(head);
    for line in parts.lines {
        let payment = &line.payment;
        let cheque = cheques.iter().find(|cheque| cheque.payment_id == payment.payment_id);
        let (name, routing, account, kind, address, email) = match (&line.payout, cheque) {
            (_, Some(cheque)) => (cheque.name.as_str(), "", "", "", cheque.address.as_str(), ""),
            (Payout::Ach { name, routing, account, kind }, None) => {
                (name.as_str(), routing.as_str(), account.as_str(), kind.as_str(), "", "")
            }
            (Payout::Iban { name, iban }, None) => (name.as_str(), "", iban.as_str(), "", "", ""),
            (Payout::Cheque { name, address }, None) => (name.as_str(), "", "", "", address.as_str(), ""),
            (Payout::Voucher { name, email }, None) => (name.as_str(), "", "", "", "", email.as_str()),
        };
        let amount = payment.amount.plain();
        let row = [
            payment.reference.as_str(),
            line.number.as_str(),
            &amount,
            payment.amount.currency.as_str(),
            payment.way.as_str(),
            name,
            routing,
            account,
            kind,
            address,
            email,
        ];
        file.push_str(&csv_line(row));
    }
    file
}
