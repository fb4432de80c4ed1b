//! An ACH file (Nacha Operating Rules, Appendix Three): one batch of PPD credits, records of 94 characters, blocks of ten.

use domain::payout::{AccountKind, Payout, Routing};
use store::money::PaymentLine;

use super::{NoFile, Parts, plain_letters};

const RECORD: usize = 94;
const RECORDS_IN_A_BLOCK: usize = 10;
/// The amount of an entry has ten digits.
const LARGEST_ENTRY: i64 = 9_999_999_999;
/// The sum of a file has twelve.
const LARGEST_SUM: i64 = 999_999_999_999;
/// Only the last ten digits of the sum of the banks' numbers are kept.
const HASH_DIGITS: u64 = 10_000_000_000;

/// The file, or why there is none.
pub(super) fn file(parts: &Parts<'_>) -> Result<Vec<u8>, NoFile> {
    let own = Routing::parse(&parts.settings.ach_routing).map_err(|_| NoFile::Settings)?;
    let company = parts.settings.ach_company_id.trim();
    if company.is_empty() || company.len() > 10 || !company.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(NoFile::Settings);
    }
    let entries: Vec<Entry<'_>> = parts.lines.iter().map(Entry::of).collect::<Result<_, _>>()?;
    let sums = Sums::of(&entries)?;
    let mut records = vec![file_header(parts, &own, company), batch_header(parts, &own, company)];
    records.extend(entries.iter().enumerate().map(|(at, entry)| entry.record(&own, at + 1)));
    records.push(batch_control(&sums, &own, company));
    let blocks = (records.len() + 1).div_ceil(RECORDS_IN_A_BLOCK);
    records.push(file_control(&sums, blocks));
    records.resize(blocks * RECORDS_IN_A_BLOCK, "9".repeat(RECORD));
    let mut file = records.join("\n");
    file.push('\n');
    Ok(file.into_bytes())
}

struct Entry<'a> {
    code: u8,
    bank: &'a str,
    account: &'a str,
    cents: i64,
    reference: &'a str,
    name: &'a str,
}

impl<'a> Entry<'a> {
    fn of(line: &'a PaymentLine) -> Result<Self, NoFile> {
        let Payout::Ach { name, routing, account, kind } = &line.payout else { return Err(NoFile::Payment) };
        let cents = line.payment.amount.cents;
        if !(1..=LARGEST_ENTRY).contains(&cents) {
            return Err(NoFile::Payment);
        }
        let code = match kind {
            AccountKind::Checking => 22,
            AccountKind::Savings => 32,
        };
        Ok(Self { code, bank: routing.as_str(), account, cents, reference: line.payment.reference.as_str(), name })
    }

    /// Type 6, entry detail.
    fn record(&self, own: &Routing, number: usize) -> String {
        let Self { code, bank, cents, .. } = self;
        let (account, reference, name) = (letters(self.account, 17), letters(self.reference, 15), letters(self.name, 22));
        format!("6{code}{bank}{account}{cents:010}{reference}{name}  0{}{number:07}", &own.as_str()[..8])
    }
}

struct Sums {
    entries: usize,
    hash: u64,
    cents: i64,
}

impl Sums {
    fn of(entries: &[Entry<'_>]) -> Result<Self, NoFile> {
        let hash = entries.iter().filter_map(|entry| entry.bank[..8].parse::<u64>().ok()).sum::<u64>() % HASH_DIGITS;
        let cents = entries.iter().map(|entry| entry.cents).sum();
        if cents > LARGEST_SUM { Err(NoFile::Payment) } else { Ok(Self { entries: entries.len(), hash, cents }) }
    }
}

/// Type 1: to which bank, from whom, when.
fn file_header(parts: &Parts<'_>, own: &Routing, company: &str) -> String {
    let at = parts.released().strftime("%y%m%d%H%M").to_string();
    let (bank, payer) = (letters(&parts.settings.ach_bank_name, 23), letters(parts.payer(), 23));
    format!("101 {}{company:>10}{at}A094101{bank}{payer}{:8}", own.as_str(), "")
}

/// Type 5: credits only (220), to people (PPD), effective the day after.
fn batch_header(parts: &Parts<'_>, own: &Routing, company: &str) -> String {
    let released = parts.released();
    let day = released.strftime("%y%m%d").to_string();
    let next = released.date().tomorrow().unwrap_or_else(|_| released.date()).strftime("%y%m%d").to_string();
    let payer = letters(parts.payer(), 16);
    format!("5220{payer}{:20}{company:<10}PPD{}{day}{next}   1{}0000001", "", letters("CLAIM", 10), &own.as_str()[..8])
}

/// Type 8: what the batch sums to.
fn batch_control(sums: &Sums, own: &Routing, company: &str) -> String {
    let Sums { entries, hash, cents } = sums;
    format!("8220{entries:06}{hash:010}{:012}{cents:012}{company:<10}{:19}{:6}{}0000001", 0, "", "", &own.as_str()[..8])
}

/// Type 9: what the file sums to.
fn file_control(sums: &Sums, blocks: usize) -> String {
    let Sums { entries, hash, cents } = sums;
    format!("9000001{blocks:06}{entries:08}{hash:010}{:012}{cents:012}{:39}", 0, "")
}

/// So many letters, capital, cut or filled with spaces.
fn letters(text: &str, width: usize) -> String {
    let text: String = plain_letters(text).to_ascii_uppercase().chars().take(width).collect();
    format!("{text:<width$}")
}
