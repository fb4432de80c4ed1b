//! Countries and regions as codes. What we store in clear of where somebody lives can only be one of these.

use std::fmt;

/// Officially assigned ISO 3166-1 alpha-2 codes, sorted, two letters each.
const COUNTRIES: &str = include_str!("countries.in");

/// Names and ISO 3166-2 codes of the regions we know, one `CODE Name` a line.
const REGIONS: &str = include_str!("regions.in");

/// An officially assigned ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Country(&'static str);

impl Country {
    /// Reads a code in any case. `None` for every text that is no assigned code, `UK` included.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        COUNTRIES.split_ascii_whitespace().find(|code| code.eq_ignore_ascii_case(text)).map(Self)
    }

    /// The code in capitals, such as `US`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A state, territory, province or land we know, as its ISO 3166-2 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Region(&'static str);

impl Region {
    /// Reads `US-CA`, `CA` beside the country `US`, or a name such as `California`, in any case. A code of another country
    /// than `country` is not believed.
    #[must_use]
    pub fn parse(text: &str, country: Country) -> Option<Self> {
        let is_name = |name: &str| name.chars().flat_map(char::to_lowercase).eq(text.chars().flat_map(char::to_lowercase));
        REGIONS.lines().filter_map(|line| line.split_once(' ')).find_map(|(code, name)| {
            let (of, short) = code.split_once('-')?;
            let fits = of == country.as_str() && (code.eq_ignore_ascii_case(text) || short.eq_ignore_ascii_case(text) || is_name(name));
            fits.then_some(Self(code))
        })
    }

    /// The code, such as `US-CA`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
