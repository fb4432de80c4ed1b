//! Which rows somebody asks for, out of the address.

use domain::clock::Timestamp;
use store::audit::Filter;

use crate::{
    forms::{FormState, Mistake},
    words::Words,
};

/// The fields of the form, in their order.
const FIELDS: [&str; 5] = ["staff", "about", "act", "from", "until"];

/// What was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The rows.
    pub filter: Filter,
    /// Only those before this one: the next page.
    pub before: Option<i64>,
    /// What was typed, and what of it cannot be read.
    pub form: FormState,
}

impl Asked {
    /// Reads the parameters that `get` knows; days begin and end in `zone`.
    #[must_use]
    pub fn read(words: Words, zone: &str, get: impl Fn(&str) -> Option<String>) -> Self {
        let mut asked = Self { before: get("before").and_then(|text| text.parse().ok()), ..Self::default() };
        for field in FIELDS {
            let Some(typed) = get(field).map(|typed| typed.trim().to_owned()).filter(|typed| !typed.is_empty()) else { continue };
            let is_read = match field {
                "staff" => {
                    asked.filter.actor = Some(typed.clone());
                    true
                }
                "about" => {
                    asked.filter.about = typed.parse().ok();
                    asked.filter.about.is_some()
                }
                "act" => {
                    asked.filter.act = Some(typed.clone());
                    true
                }
                "from" => {
                    asked.filter.from = start_of_day(&typed, zone);
                    asked.filter.from.is_some()
                }
                _ => {
                    asked.filter.until = Words::end_of_day(&typed, zone);
                    asked.filter.until.is_some()
                }
            };
            if !is_read {
                let words = if field == "about" { words.t("staff-audit-wrong-id") } else { words.t("staff-audit-wrong-day") };
                asked.form.mistakes.push(Mistake { field, words });
            }
            asked.form.typed.insert(field.to_owned(), typed);
        }
        asked
    }

    /// Whether anything but the newest rows was asked for.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.form.typed.is_empty()
    }

    /// The same question as the end of an address, for the page before the row `before`.
    #[must_use]
    pub fn query(&self, before: Option<i64>) -> String {
        let mut pairs: Vec<(&str, String)> =
            FIELDS.iter().filter_map(|field| self.form.typed.get(*field).map(|typed| (*field, typed.clone()))).collect();
        pairs.extend(before.map(|before| ("before", before.to_string())));
        if pairs.is_empty() { String::new() } else { format!("?{}", serde_urlencoded::to_string(pairs).unwrap_or_default()) }
    }
}

fn start_of_day(iso: &str, zone: &str) -> Option<Timestamp> {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    Some(iso.parse::<jiff::civil::Date>().ok()?.to_zoned(zone).ok()?.timestamp().into())
}

#[cfg(test)]
mod tests {
    use domain::lang::Lang;

    use super::*;

    fn asked(query: &str) -> Asked {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).expect("a query");
        let get = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
        Asked::read(Words(Lang::En), "America/New_York", get)
    }

    #[test]
    fn days_begin_and_end_where_the_incident_is() {
        let day = asked("from=2031-03-12&until=2031-03-12");
        assert_eq!(day.filter.from, Some(Timestamp::parse("2031-03-12T00:00:00-04:00").expect("a time")));
        assert_eq!(day.filter.until, Some(Timestamp::parse("2031-03-13T00:00:00-04:00").expect("a time")));
    }

    #[test]
    fn what_cannot_be_read_is_said_and_comes_back() {
        let wrong = asked("about=Ana&from=yesterday&act=person");
        assert_eq!(wrong.form.mistakes.iter().map(|mistake| mistake.field).collect::<Vec<_>>(), ["about", "from"]);
        assert_eq!(wrong.form.typed("about"), "Ana");
        assert_eq!(wrong.query(Some(7)), "?about=Ana&act=person&from=yesterday&before=7");
    }
}
