//! The first public word, before all is known: written from a template in both languages.

use std::time::Duration;

use app::words::Words;
use domain::{
    clock::{Entropy, Timestamp},
    lang::Lang,
    slug::Slug,
};
use rust_embed::RustEmbed;

use super::{Faults, NewIncident, Reading, Source, read};

#[derive(RustEmbed)]
#[folder = "templates/incident/holding"]
struct Templates;

/// When the next word comes: a day after the first.
const NEXT_WORD: Duration = Duration::from_secs(24 * 3600);
/// Promised times are whole hours.
const HOUR_MICROS: i64 = 3_600_000_000;

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
pub fn holding(holding: &Holding<'_>) -> Result<NewIncident, Faults> {
    let next = holding.now.plus(NEXT_WORD).as_micros() + HOUR_MICROS - 1;
    let next = Timestamp::from_micros(next - next.rem_euclid(HOUR_MICROS));
    let values: Vec<_> = Lang::ALL
        .into_iter()
        .flat_map(|lang| {
            let words = Words(lang);
            [
                (lang, "company", holding.company.to_owned()),
                (lang, "today", words.day(holding.now, holding.zone)),
                (lang, "next", words.moment(next, holding.zone)),
            ]
        })
        .collect();
    let zone = jiff::tz::TimeZone::get(holding.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let next_day = next.to_jiff().to_zoned(zone).date();
    let dates = format!("zone = {:?}\nstage = \"open\"\nas_of = \"{}\"\nnext_update_at = \"{next}\"\n", holding.zone, holding.now);
    let mut files: Vec<(String, String)> = Templates::iter()
        .filter_map(|path| Some((path.to_string(), String::from_utf8_lossy(&Templates::get(&path)?.data).into_owned())))
        .collect();
    for (path, text) in &mut files {
        if path == "incident.toml" {
            *text = format!("{dates}{}", text.replace("{{next-day}}", &next_day.to_string()));
        }
    }
    let reading = Reading {
        slug: holding.slug.clone(),
        is_practice: holding.is_practice,
        now: holding.now,
        entropy: holding.entropy,
        values: &values,
        shift_days: 0,
    };
    read(&files.into_iter().collect::<Source>(), &reading)
}
