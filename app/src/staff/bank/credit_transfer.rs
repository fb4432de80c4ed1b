//! Credit transfers to IBANs: ISO 20022, customer credit transfer initiation (`pain.001.001.09`).

use std::io;

use domain::{
    money::{Currency, Money},
    payout::{Iban, Payout},
};
use quick_xml::{Writer, events::BytesText};

use super::{NoFile, Parts, plain_letters};

const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
/// `Max70Text` of names that banks in the euro area take.
const LONGEST_NAME: usize = 70;

type Out = Writer<Vec<u8>>;

/// The file, or why there is none.
pub(super) fn file(parts: &Parts<'_>) -> Result<Vec<u8>, NoFile> {
    let own = Iban::parse(&parts.settings.iban).map_err(|_| NoFile::Settings)?;
    let transfers: Vec<Transfer<'_>> = parts.lines.iter().map(Transfer::of).collect::<Result<_, _>>()?;
    let mut out = Writer::new_with_indent(br#"<?xml version="1.0" encoding="UTF-8"?>"#.to_vec(), b' ', 1);
    // Writing into memory fails only where there is none.
    document(&mut out, parts, &own, &transfers).map_err(|_| NoFile::Payment)?;
    Ok(out.into_inner())
}

struct Transfer<'a> {
    reference: &'a str,
    amount: Money,
    name: &'a str,
    iban: &'a Iban,
    number: &'a str,
}

impl<'a> Transfer<'a> {
    fn of(line: &'a store::money::PaymentLine) -> Result<Self, NoFile> {
        let Payout::Iban { name, iban } = &line.payout else { return Err(NoFile::Payment) };
        let (payment, number) = (&line.payment, line.number.as_str());
        Ok(Self { reference: payment.reference.as_str(), amount: payment.amount, name, iban, number })
    }
}

fn document(out: &mut Out, parts: &Parts<'_>, own: &Iban, transfers: &[Transfer<'_>]) -> io::Result<()> {
    let sum = transfers.iter().map(|transfer| transfer.amount.cents).sum();
    let total = Money::new(sum, parts.batch.total.currency).plain();
    let count = transfers.len().to_string();
    // 35 letters at most: a UUID without its dashes is 32.
    let id = parts.batch.batch_id.0.simple().to_string();
    let released = parts.released();
    out.create_element("Document").with_attribute(("xmlns", NAMESPACE)).write_inner_content(|out| {
        within(out, "CstmrCdtTrfInitn", |out| {
            within(out, "GrpHdr", |out| {
                text(out, "MsgId", &id)?;
                text(out, "CreDtTm", &released.strftime("%Y-%m-%dT%H:%M:%S").to_string())?;
                text(out, "NbOfTxs", &count)?;
                text(out, "CtrlSum", &total)?;
                within(out, "InitgPty", |out| text(out, "Nm", &name(parts.payer())))
            })?;
            within(out, "PmtInf", |out| {
                text(out, "PmtInfId", &id)?;
                text(out, "PmtMtd", "TRF")?;
                text(out, "NbOfTxs", &count)?;
                text(out, "CtrlSum", &total)?;
                if parts.batch.total.currency == Currency::Eur {
                    within(out, "PmtTpInf", |out| within(out, "SvcLvl", |out| text(out, "Cd", "SEPA")))?;
                }
                within(out, "ReqdExctnDt", |out| text(out, "Dt", &released.date().to_string()))?;
                within(out, "Dbtr", |out| text(out, "Nm", &name(parts.payer())))?;
                account(out, "DbtrAcct", own)?;
                within(out, "DbtrAgt", |out| within(out, "FinInstnId", |out| own_bank(out, &parts.settings.bic)))?;
                text(out, "ChrgBr", "SLEV")?;
                transfers.iter().try_for_each(|transfer| one(out, transfer))
            })
        })
    })?;
    Ok(())
}

fn one(out: &mut Out, transfer: &Transfer<'_>) -> io::Result<()> {
    within(out, "CdtTrfTxInf", |out| {
        within(out, "PmtId", |out| text(out, "EndToEndId", transfer.reference))?;
        within(out, "Amt", |out| {
            let amount = transfer.amount.plain();
            let element = out.create_element("InstdAmt").with_attribute(("Ccy", transfer.amount.currency.as_str()));
            element.write_text_content(BytesText::new(&amount)).map(|_| ())
        })?;
        within(out, "Cdtr", |out| text(out, "Nm", &name(transfer.name)))?;
        account(out, "CdtrAcct", transfer.iban)?;
        within(out, "RmtInf", |out| text(out, "Ustrd", transfer.number))
    })
}

fn own_bank(out: &mut Out, bic: &str) -> io::Result<()> {
    if bic.is_empty() { within(out, "Othr", |out| text(out, "Id", "NOTPROVIDED")) } else { text(out, "BICFI", bic) }
}

fn account(out: &mut Out, element: &'static str, iban: &Iban) -> io::Result<()> {
    within(out, element, |out| within(out, "Id", |out| text(out, "IBAN", iban.as_str())))
}

fn within(out: &mut Out, element: &'static str, inside: impl FnOnce(&mut Out) -> io::Result<()>) -> io::Result<()> {
    out.create_element(element).write_inner_content(inside).map(|_| ())
}

fn text(out: &mut Out, element: &'static str, content: &str) -> io::Result<()> {
    out.create_element(element).write_text_content(BytesText::new(content)).map(|_| ())
}

fn name(text: &str) -> String {
    plain_letters(text).trim().chars().take(LONGEST_NAME).collect()
}
