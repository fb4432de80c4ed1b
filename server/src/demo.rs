//! The demonstration: a made-up company and a made-up breach, always on its seventh day. Practice: nothing reaches anyone.

use app::site::Company;
use domain::{
    clock::{Entropy, Timestamp},
    slug::Slug,
};
use rust_embed::RustEmbed;

use crate::incident_folder::{Faults, NewIncident, Reading, Source, days_until_now, read};

#[derive(RustEmbed)]
#[folder = "demo/harbour-supply"]
struct Folder;

/// The list of affected people, as a company's export would look: 1,000 invented rows with addresses that reach nobody.
pub const PEOPLE: &[u8] = include_bytes!("../demo/people.csv");

/// The name of the demonstration's incident in addresses.
pub const SLUG: &str = "harbour-supply";
/// What its folder calls "as of", and the zone of that.
const AS_OF: &str = "2031-03-09T14:20";
const ZONE: &str = "America/New_York";

/// The incident as of `now`: its dates are moved by whole days, so that "as of" is at most a day ago. Public since its first update.
///
/// # Errors
/// When the folder in the program is faulty, which a test rules out.
pub fn incident(now: Timestamp, entropy: &dyn Entropy) -> Result<NewIncident, Faults> {
    let reading = Reading {
        slug: Slug::parse(SLUG).map_err(|error| Faults::one("demo", error))?,
        is_practice: true,
        now,
        entropy,
        values: &[],
        shift_days: days_until_now(AS_OF, ZONE, now).unwrap_or(0),
    };
    let mut new = read(&Source::embedded::<Folder>(), &reading)?;
    new.incident.published_at = new.words.iter().flat_map(|(_, words)| &words.updates).map(|update| update.published_at).min();
    Ok(new)
}

/// The company of the demonstration.
#[must_use]
pub fn company() -> Company {
    Company {
        name: "Harbour Supply".to_owned(),
        postal_address: "12 Quay Street, Portland, ME 04101".to_owned(),
        phone: "1-888-555-0100".to_owned(),
        phone_hours_en: "every day 7:00–22:00 (Eastern)".to_owned(),
        phone_hours_es: "todos los días de 7:00 a 22:00 (hora del este)".to_owned(),
        email: "help@example.org".to_owned(),
        security_contact: "mailto:security@example.org".to_owned(),
    }
}
