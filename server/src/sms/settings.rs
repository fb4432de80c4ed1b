//! `[sms]` in the settings.

use serde::{Deserialize, Serialize};

/// How the provider of text messages is called; without an address none are sent.
#[derive(Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct SmsSettings {
    /// Where a message is posted (`https://…`).
    pub url: String,
    /// What stands in `Authorization`: `Bearer …` or `Basic …`. A secret.
    pub authorization: String,
    /// The JSON that is posted. `{to}`, `{text}` and `{id}` stand for the number, the words, and what makes two tries one message.
    pub body: String,
    /// Messages a second at most.
    pub per_second: u32,
    /// Whether the provider may stand in a private network, and be called without TLS.
    pub may_reach_private_networks: bool,
}

impl Default for SmsSettings {
    fn default() -> Self {
        Self {
            url: String::new(),
            authorization: String::new(),
            body: r#"{"to": "{to}", "text": "{text}"}"#.to_owned(),
            per_second: 5,
            may_reach_private_networks: false,
        }
    }
}

impl std::fmt::Debug for SmsSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmsSettings").field("url", &self.url).field("per_second", &self.per_second).finish_non_exhaustive()
    }
}
