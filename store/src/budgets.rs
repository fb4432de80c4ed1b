//! How often what may be asked. Counted in the database, so that several servers share one count and a restart forgets
//! nothing; the bucket's name is a keyed hash, so that the table tells nobody who asked.

use std::time::Duration;

use domain::{clock::Timestamp, email::EmailAddress, ids::StaffId, staff::VIEWS_PER_DAY};

use crate::{
    Store, StoreError, Tx,
    helpers::HelperInvitation,
    invitations::Invitation,
    keys::{LookupHash, Purpose},
    on,
};

/// So many times in so long. The time begins with the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How many times.
    pub most: i64,
    /// In how long.
    pub per: Duration,
}

impl Limit {
    /// So many times a minute.
    #[must_use]
    pub const fn per_minute(most: i64) -> Self {
        Self { most, per: Duration::from_secs(60) }
    }

    /// So many times an hour.
    #[must_use]
    pub const fn per_hour(most: i64) -> Self {
        Self { most, per: Duration::from_secs(3600) }
    }

    /// So many times a day.
    #[must_use]
    pub const fn per_day(most: i64) -> Self {
        Self { most, per: Duration::from_secs(86_400) }
    }
}

/// What is counted; each apart from the others, so that a stranger's questions never use up a person's codes.
#[derive(Clone, Copy, Debug)]
pub enum Counted<'a> {
    /// Presses of buttons from a network (an IPv4 address or an IPv6 /64).
    Network(&'a str),
    /// Mails that `/check` sends to an address, on a list or not.
    CheckMails(&'a EmailAddress),
    /// Mails that `/subscribe` sends to an address, subscribed or not.
    SubscriberMails(&'a EmailAddress),
    /// One-time codes for an invitation.
    Codes(&'a Invitation),
    /// One-time codes for a helper's invitation.
    HelperCodes(&'a HelperInvitation),
    /// Pages of people that a member of staff looks at.
    Views(StaffId),
    /// Calls of a webhook with one signature: the second is a replay.
    SignedCall(&'a [u8]),
    /// Tries at one factor of a member of staff's account, there or not, from one browser, one network, or all strangers.
    StaffTries {
        /// Which factor.
        factor: &'static str,
        /// The account: what was typed, or its id.
        account: &'a str,
        /// From where.
        from: &'a str,
    },
}

/// Whether it may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Decision {
    /// It may.
    Allowed,
    /// Not before this time.
    TryAgain(Timestamp),
}

impl Store {
    /// Counts one more, and says whether it is within the limit. Part of the transaction of what it allows.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend(&self, tx: &mut Tx, counted: Counted<'_>, limit: Limit, now: Timestamp) -> Result<Decision, StoreError> {
        spend(tx, &self.bucket(counted), limit, now).await
    }

    /// Counts that a member of staff looks at a person's data; beyond the day's number nobody else is shown to them until the
    /// day is over. Ask it before the data is read: a look that was refused shows nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_view(&self, staff: StaffId, now: Timestamp) -> Result<Decision, StoreError> {
        self.spend_together(Counted::Views(staff), Limit::per_day(VIEWS_PER_DAY), now).await
    }

    /// As [`Store::spend_together`] for several limits, all of which must allow it, in their order.
    ///
    /// # Errors
    /// As [`Store::spend_together`].
    pub async fn spend_all_together(&self, spends: &[(Counted<'_>, Limit)], now: Timestamp) -> Result<Decision, StoreError> {
        let spends = spends.iter().map(|(counted, limit)| (self.bucket(*counted), *limit)).collect();
        self.write_together(spends, None, now).await
    }

    /// The name of the bucket in which `counted` is counted.
    pub(crate) fn bucket(&self, counted: Counted<'_>) -> LookupHash {
        let hash = |parts: &[&[u8]]| self.system_keys().lookup(Purpose::Budget, parts);
        match counted {
            Counted::Network(network) => hash(&[b"network", network.as_bytes()]),
            Counted::CheckMails(address) => hash(&[b"check", address.as_str().as_bytes()]),
            Counted::SubscriberMails(address) => hash(&[b"subscribe", address.as_str().as_bytes()]),
            Counted::SignedCall(signature) => hash(&[b"signed call", signature]),
            Counted::Views(staff) => hash(&[b"views", staff.0.as_bytes()]),
            Counted::StaffTries { factor, account, from } => hash(&[b"staff", factor.as_bytes(), account.as_bytes(), from.as_bytes()]),
            Counted::HelperCodes(invitation) => hash(&[
                b"helper codes",
                invitation.incident_id.0.as_bytes(),
                invitation.helper_id.0.as_bytes(),
                &invitation.generation.to_le_bytes(),
            ]),
            Counted::Codes(invitation) => hash(&[
                b"codes",
                invitation.incident_id.0.as_bytes(),
                invitation.person_id.0.as_bytes(),
                invitation.channel.as_str().as_bytes(),
                &invitation.generation.to_le_bytes(),
            ]),
        }
    }
}

/// One statement counts and decides: two requests at once cannot both be the last that is allowed.
pub(crate) async fn spend(tx: &mut Tx, bucket: &LookupHash, limit: Limit, now: Timestamp) -> Result<Decision, StoreError> {
    let sql = "insert into budgets (bucket, window_ends_at, spent) values ($1, $2, 1)
               on conflict (bucket) do update set
                   spent = case when budgets.window_ends_at <= $3 then 1 else budgets.spent + 1 end,
                   window_ends_at = case when budgets.window_ends_at <= $3 then excluded.window_ends_at else budgets.window_ends_at end
               returning window_ends_at, spent";
    let (ends_at, spent): (i64, i64) = on!(&mut *tx, |db| sqlx::query_as(sql)
        .bind(bucket.to_vec())
        .bind(now.plus(limit.per).as_micros())
        .bind(now.as_micros())
        .fetch_one(&mut **db)
        .await)?;
    Ok(if spent <= limit.most { Decision::Allowed } else { Decision::TryAgain(Timestamp::from_micros(ends_at)) })
}
