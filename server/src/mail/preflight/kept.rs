//! Preflight for pages: what was found is kept a while, and nobody waits long for it.

use std::{net::IpAddr, sync::Arc, time::Duration};

use app::mail_room::Preflight;
use domain::{
    clock::Timestamp,
    preflight::{Check, Finding},
};
use tokio::sync::Mutex;

use super::{Dns, Subject, look};
use crate::{cli::Failure, config::Config, mail::MailSettings};

/// What was found counts so long; whoever puts a record right sees it after that.
const KEPT_FOR: Duration = Duration::from_secs(60);
/// No page waits longer.
const AT_MOST: Duration = Duration::from_secs(2);

/// Looks when a page wants it, at most once a minute however many ask.
pub struct Kept {
    dns: Dns,
    settings: Arc<MailSettings>,
    addresses: Vec<IpAddr>,
    found: Mutex<Option<Preflight>>,
}

impl Kept {
    /// For the mail that is set.
    ///
    /// # Errors
    /// As [`Dns::new`].
    pub fn new(settings: Arc<MailSettings>, config: &Config) -> Result<Self, Failure> {
        Ok(Self { dns: Dns::new(&config.resolver)?, settings, addresses: config.mail_addresses.clone(), found: Mutex::default() })
    }

    /// What was found within the last minute, or what is found now. What no name server said in time is told as not looked at.
    pub async fn found(&self, now: Timestamp) -> Preflight {
        let mut kept = self.found.lock().await;
        if let Some(found) = kept.as_ref().filter(|found| now < found.looked_at.plus(KEPT_FOR)) {
            return found.clone();
        }
        let subject = Subject::of(&self.settings, self.addresses.clone());
        let findings = tokio::time::timeout(AT_MOST, look(&self.dns, &subject)).await;
        let nothing = |_| Check::ALL.iter().map(|check| Finding::NotLooked { check: *check }).collect();
        let found = Preflight { looked_at: now, findings: findings.unwrap_or_else(nothing) };
        *kept = Some(found.clone());
        found
    }
}
