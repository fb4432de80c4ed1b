//! The first public word, before all is known: written from a template in both languages. A template for each common kind of
//! breach, and the holding statement for every other.

use std::{collections::BTreeMap, time::Duration};

use domain::{
    clock::{Entropy, Timestamp},
    lang::Lang,
    slug::Slug,
};
use jiff::ToSpan;
use rust_embed::RustEmbed;

use super::{Faults, NewIncident, Reading, Source, read};
use crate::words::Words;

#[derive(RustEmbed)]
#[folder = "incidents"]
struct Files;

/// When the next word comes: a day after the first.
const NEXT_WORD: Duration = Duration::from_secs(24 * 3600);
/// Promised times are whole hours.
const HOUR_MICROS: i64 = 3_600_000_000;
/// What is said in every template alike comes from this one.
const SHARED: [&str; 2] = ["en/more_information.md", "es/more_information.md"];

/// What happened, as far as anybody can say in the first hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Someone got in; nothing else is known.
    Holding,
    /// Files are locked and money is asked for.
    Ransomware,
    /// Someone is in an e-mail account of ours.
    MailAccount,
    /// A laptop, a telephone or a disk is gone.
    LostDevice,
    /// It happened at a company that works for us.
    Vendor,
    /// Passwords stolen elsewhere were tried on our sign-in page.
    CredentialStuffing,
    /// Code on the payment page copied cards.
    PaymentPage,
}

impl Template {
    /// Every template, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Holding, Self::Ransomware, Self::MailAccount, Self::LostDevice, Self::Vendor, Self::CredentialStuffing, Self::PaymentPage];

    /// The name of its folder, and its value in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Holding => "holding",
            Self::Ransomware => "ransomware",
            Self::MailAccount => "mail-account",
            Self::LostDevice => "lost-device",
            Self::Vendor => "vendor",
            Self::CredentialStuffing => "credential-stuffing",
            Self::PaymentPage => "payment-page",
        }
    }

    /// Reads that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|template| template.as_str() == name)
    }

    fn files(self) -> BTreeMap<String, String> {
        let text = |path: &str| Files::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned());
        let shared = SHARED.into_iter().filter_map(|path| Some((path.to_owned(), text(&format!("{}/{path}", Self::Holding.as_str()))?)));
        let folder = format!("{}/", self.as_str());
        let own = Files::iter().filter_map(|path| Some((path.strip_prefix(&folder)?.to_owned(), text(&path)?)));
        shared.chain(own).collect()
    }
}

/// What a holding statement needs to know.
pub struct Holding<'a> {
    /// The name of the incident in addresses.
    pub slug: Slug,
    /// Whether nothing in it reaches anyone.
    pub is_practice: bool,
    /// The IANA zone its times are told in.
    pub zone: &'a str,
    /// Who speaks.
    pub company: &'a str,
    /// When it is written.
    pub now: Timestamp,
    /// Randomness for identifiers.
    pub entropy: &'a dyn Entropy,
}

/// Writes the holding statement: what we know, what we do not know, and when the next word comes.
///
/// # Errors
/// When there is no such zone.
pub fn holding(asked: &Holding<'_>) -> Result<NewIncident, Faults> {
    from_template(Template::Holding, asked, None)
}

/// Writes the first word from a template. `discovered_at` is when it was found, if that is known: the texts speak of its day, otherwise
/// of the day of writing.
///
/// # Errors
/// When there is no such zone, or it was found later than now.
pub fn from_template(template: Template, asked: &Holding<'_>, discovered_at: Option<Timestamp>) -> Result<NewIncident, Faults> {
    let next = asked.now.plus(NEXT_WORD).as_micros() + HOUR_MICROS - 1;
    let next = Timestamp::from_micros(next - next.rem_euclid(HOUR_MICROS));
    let values: Vec<_> = Lang::ALL
        .into_iter()
        .flat_map(|lang| {
            let words = Words(lang);
            [
                (lang, "company", asked.company.to_owned()),
                (lang, "discovered", words.day(discovered_at.unwrap_or(asked.now), asked.zone)),
                (lang, "next", words.moment(next, asked.zone)),
            ]
        })
        .collect();
    let zone = jiff::tz::TimeZone::get(asked.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let next_day = next.to_jiff().to_zoned(zone).date();
    let next_month = next_day.saturating_add(30.days());
    let mut dates = format!("zone = {:?}\nstage = \"open\"\nas_of = \"{}\"\nnext_update_at = \"{next}\"\n", asked.zone, asked.now);
    if let Some(time) = discovered_at {
        dates.push_str(&format!("discovered_at = \"{time}\"\n"));
    }
    let mut files = template.files();
    if let Some(file) = files.get_mut("incident.toml") {
        let filled = file.replace("{{next-day}}", &next_day.to_string()).replace("{{next-month}}", &next_month.to_string());
        *file = format!("{dates}{filled}");
    }
    let reading = Reading {
        slug: asked.slug.clone(),
        is_practice: asked.is_practice,
        now: asked.now,
        entropy: asked.entropy,
        values: &values,
        shift_days: 0,
    };
    read(&files.into_iter().collect::<Source>(), &reading)
}
