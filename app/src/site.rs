//! What every page, form and server function needs, handed in once.

use std::{ops::Deref, sync::Arc};

use domain::{
    clock::{Clock, Entropy, Timestamp},
    guidance::Catalogue,
};
use leptos::prelude::LeptosOptions;
use store::Store;

/// The site: store, time, randomness, settings. In Leptos' context of every page and the state of every axum handler.
#[derive(Clone)]
pub struct Site(Arc<SiteParts>);

/// What a [`Site`] is made of.
pub struct SiteParts {
    /// Database and keys.
    pub store: Store,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub entropy: Arc<dyn Entropy>,
    /// What the operator set.
    pub settings: Settings,
    /// The guidance catalogue: the one that comes with Candor, or the operator's.
    pub guidance: Arc<Catalogue>,
    /// The mail code, for pages that show messages.
    pub mail_room: Arc<dyn crate::mail_room::MailRoom>,
    /// What is said in public, for the pages of people.
    pub public_words: crate::me::PublicWords,
    /// Answers that go on for a while.
    pub streams: Arc<crate::streams::Streams>,
    /// Where the wasm and its script are; what Leptos' loader needs.
    pub leptos: LeptosOptions,
    /// Addresses of static files, with the hash of their content.
    pub assets: Assets,
}

/// What the operator set and pages show.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The origin every link begins with, without a slash at the end: `https://incident.example.org`.
    pub public_url: String,
    /// Who speaks.
    pub company: Company,
    /// How often what may be asked.
    pub budgets: Budgets,
    /// Whether `/practice/mail` answers: only when the public listener is a loopback address.
    pub practice_mail_is_open: bool,
    /// Whether a provider of text messages is set.
    pub sends_sms: bool,
    /// Whether webhooks may call addresses in private networks, and without TLS.
    pub webhooks_may_reach_private_networks: bool,
    /// From which account money is paid.
    pub payments: PaymentSettings,
    /// The country that letters and cheques are mailed in (ISO 3166-1): it is named on no envelope.
    pub home_country: String,
}

/// From which account money is paid, as files for the bank have it. What is left empty makes that kind of file impossible; the list for a
/// spreadsheet always is.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct PaymentSettings {
    /// The company as its bank has it; empty for its usual name.
    pub name: String,
    /// Nine digits: the bank that takes the ACH file.
    pub ach_routing: String,
    /// That bank's name.
    pub ach_bank_name: String,
    /// What that bank calls the company: ten characters, often 1 and the tax number.
    pub ach_company_id: String,
    /// The account that transfers to IBANs leave from.
    pub iban: String,
    /// The BIC of its bank; may be empty.
    pub bic: String,
    /// What vouchers are called, as people know them (`Example gift card`); empty where nobody sends vouchers, and then nobody can choose one.
    pub voucher: String,
    /// Who is paid so much or more in a year is shown to staff, for a tax form: `600.00 USD`; empty for nobody.
    pub tax_form_from: String,
}

/// The company that lost the data, and how to reach a person there.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Company {
    /// As customers know it.
    pub name: String,
    /// One line.
    pub postal_address: String,
    /// As it is dialled, `+1-888-555-0100`; empty if there is none.
    pub phone: String,
    /// When somebody answers, in English: `every day 7:00–22:00 EST`.
    pub phone_hours_en: String,
    /// The same in Spanish.
    pub phone_hours_es: String,
    /// Where mail comes from and replies go to.
    pub email: String,
    /// Where researchers report holes (`security.txt`): a mailto: or https: address.
    pub security_contact: String,
}

impl Default for Company {
    fn default() -> Self {
        Self {
            name: "Your company".to_owned(),
            postal_address: String::new(),
            phone: String::new(),
            phone_hours_en: String::new(),
            phone_hours_es: String::new(),
            email: "incident@example.org".to_owned(),
            security_contact: "mailto:security@example.org".to_owned(),
        }
    }
}

/// How often what may be asked (DESIGN.md, "How a person is let in"). The same for known and unknown.
#[derive(Clone, Copy, Debug, serde::Deserialize, serde::Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Budgets {
    /// Mails of `/check` a day and address.
    pub check_mails_per_day: i64,
    /// One-time codes an hour and invitation.
    pub codes_per_hour: i64,
    /// Presses of buttons a minute and network (IPv4 address, IPv6 /64).
    pub network_per_minute: i64,
}

impl Default for Budgets {
    fn default() -> Self {
        Self { check_mails_per_day: 3, codes_per_hour: 5, network_per_minute: 60 }
    }
}

/// Addresses of static files.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The script of `/open` that moves the fragment into the form.
    pub open_js: String,
    /// The script that asks the browser for a passkey.
    pub passkey_js: String,
}

impl Site {
    /// Puts a site together.
    #[must_use]
    pub fn new(parts: SiteParts) -> Self {
        Self(Arc::new(parts))
    }

    /// The current time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

impl Deref for Site {
    type Target = SiteParts;
    fn deref(&self) -> &SiteParts {
        &self.0
    }
}

/// The site, in a page or a component.
///
/// # Panics
/// Outside of a page: whoever renders the app provides it.
#[must_use]
pub fn use_site() -> Site {
    leptos::prelude::expect_context()
}
