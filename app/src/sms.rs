//! What a text message says: that we have written, and where to look whether a message is ours. Nothing of the person is in it, and nothing that
//! opens anything.

use domain::lang::Lang;

use crate::{site::Site, words::Words};

/// "We have written to you": the same for everybody.
#[must_use]
pub fn told(site: &Site, lang: Lang) -> String {
    let url = format!("{}{}", site.settings.public_url, lang.path("/genuine"));
    Words(lang).with("sms-told", &[("company", &site.settings.company.name), ("url", &url)])
}

/// What staff send to a phone of their own to see that it arrives.
#[must_use]
pub fn test(company: &str, lang: Lang) -> String {
    Words(lang).with("sms-test", &[("company", &company)])
}
