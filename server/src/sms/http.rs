//! A provider that takes one message a request, as JSON: most do.

use bytes::Bytes;
use futures::future::BoxFuture;
use http::{HeaderName, HeaderValue, header};
use serde_json::Value;
use store::sms::SmsOutcome;
use url::Url;

use super::{Sms, SmsProvider, SmsSettings};
use crate::{cli::Failure, outbound::Outbound};

/// The provider of the settings.
pub struct HttpProvider {
    outbound: Outbound,
    url: Url,
    authorization: Option<HeaderValue>,
    body: Value,
    per_second: u32,
}

impl HttpProvider {
    /// Nothing without an address.
    ///
    /// # Errors
    /// Bad input, with the name of the setting; environment when TLS cannot be set up.
    pub fn from_settings(settings: &SmsSettings) -> Result<Option<Self>, Failure> {
        if settings.url.is_empty() {
            return Ok(None);
        }
        let bad = |what: &str| Failure::BadInput(what.to_owned());
        let url = Url::parse(&settings.url).map_err(|_| bad("sms.url must be an address such as https://sms.example.org/messages"))?;
        if url.scheme() != "https" && !(url.scheme() == "http" && settings.may_reach_private_networks) {
            return Err(bad("sms.url must begin with https://"));
        }
        let body: Value = serde_json::from_str(&settings.body).map_err(|_| bad("sms.body must be JSON"))?;
        if !settings.body.contains("{to}") || !settings.body.contains("{text}") {
            return Err(bad("sms.body must hold {to} and {text}"));
        }
        if settings.per_second == 0 {
            return Err(bad("sms.per_second must be at least 1"));
        }
        let mut authorization = None;
        if !settings.authorization.is_empty() {
            let mut value = HeaderValue::from_str(&settings.authorization).map_err(|_| bad("sms.authorization must be one line"))?;
            value.set_sensitive(true);
            authorization = Some(value);
        }
        let outbound = Outbound::new(settings.may_reach_private_networks);
        let outbound = outbound.map_err(|error| Failure::Environment(format!("TLS: {error}")))?;
        Ok(Some(Self { outbound, url, authorization, body, per_second: settings.per_second }))
    }
}

impl SmsProvider for HttpProvider {
    fn send<'a>(&'a self, sms: &'a Sms) -> BoxFuture<'a, SmsOutcome> {
        Box::pin(async move {
            let id = sms.id.to_string();
            let body = filled(&self.body, &[("{to}", sms.to.as_str()), ("{text}", &sms.text), ("{id}", &id)]);
            let mut headers = vec![(header::USER_AGENT, HeaderValue::from_static("Candor"))];
            // The name that the field has given it (draft-ietf-httpapi-idempotency-key-header).
            headers.extend(HeaderValue::try_from(&id).map(|id| (HeaderName::from_static("idempotency-key"), id)));
            headers.extend(self.authorization.iter().map(|value| (header::AUTHORIZATION, value.clone())));
            match self.outbound.post(&self.url, &headers, Bytes::from(body.to_string())).await {
                Ok(status @ 200..=299) => SmsOutcome::Taken(status),
                // Too many at once, or not now.
                Ok(status @ (401 | 403 | 408 | 425 | 429)) => SmsOutcome::Later(Some(status)),
                Ok(status @ 400..=499) => SmsOutcome::Refused(status),
                Ok(status) => SmsOutcome::Later(Some(status)),
                Err(problem) => {
                    tracing::warn!(problem = problem.as_str(), "the provider of text messages gave no answer");
                    SmsOutcome::Later(None)
                }
            }
        })
    }

    fn per_second(&self) -> u32 {
        self.per_second
    }
}

/// The body with its places filled: inside the texts of the JSON, so that nothing that is filled in can end one.
fn filled(body: &Value, places: &[(&str, &str)]) -> Value {
    match body {
        Value::String(text) => Value::String(places.iter().fold(text.clone(), |text, (place, value)| text.replace(place, value))),
        Value::Array(all) => all.iter().map(|one| filled(one, places)).collect(),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), filled(value, places))).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_stays_within_its_text() {
        let body = serde_json::from_str(r#"{"messages": [{"destination": "{to}", "text": "{text}", "ttl": 60}], "id": "{id}"}"#).unwrap();
        let filled = filled(&body, &[("{to}", "+12025550123"), ("{text}", r#"A "quote", a \ and a } "#), ("{id}", "7")]);
        assert_eq!(filled["messages"][0]["destination"], "+12025550123");
        assert_eq!(filled["messages"][0]["text"], r#"A "quote", a \ and a } "#);
        assert_eq!((filled["id"].as_str(), filled["messages"][0]["ttl"].as_i64()), (Some("7"), Some(60)));
    }

    #[test]
    fn settings_that_cannot_work_are_refused_by_name() {
        type Change = fn(&mut SmsSettings);
        let of = |change: Change| {
            let mut settings = SmsSettings { url: "https://sms.example.org/".to_owned(), ..SmsSettings::default() };
            change(&mut settings);
            HttpProvider::from_settings(&settings).map(|provider| provider.is_some())
        };
        assert!(matches!(of(|_| ()), Ok(true)));
        assert!(matches!(of(|settings| settings.url.clear()), Ok(false)));
        let changes: [(Change, &str); 5] = [
            (|settings| settings.url = "sms.example.org".to_owned(), "sms.url"),
            (|settings| settings.url = "http://sms.example.org/".to_owned(), "https://"),
            (|settings| settings.body = "to={to}".to_owned(), "sms.body must be JSON"),
            (|settings| settings.body = r#"{"to": "{to}"}"#.to_owned(), "{text}"),
            (|settings| settings.authorization = "Bearer a\nb".to_owned(), "sms.authorization"),
        ];
        for (change, says) in changes {
            let Err(Failure::BadInput(refused)) = of(change) else { panic!("{says}: taken") };
            assert!(refused.contains(says), "{refused}");
        }
    }
}
