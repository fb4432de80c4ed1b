//! Finding subscribers: by token, by address, and page by page for a mail-out.

use domain::{
    clock::Timestamp,
    email::EmailAddress,
    ids::{IncidentId, SubscriberId},
    subscriber::{CONFIRM_WITHIN, Scope, SubscriberKey, SubscriberState, SubscriberToken, TokenUse},
};
use subtle::ConstantTimeEq;

use super::{COLUMNS, Row, Subscriber};
use crate::{
    Store, StoreError, on,
    statement::{Statement, bound},
};

/// Whom a mail-out goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubscriberList {
    /// Those of one incident, or those of every incident. An update goes through both.
    pub of: Scope,
    /// Without the addresses that are also active here: so that those of every incident are not written to twice.
    pub besides: Option<IncidentId>,
}

impl Store {
    /// Whose token this is, if it can do `purpose` now: of the current generation, and for confirming within 48 hours. Known and
    /// unknown take the same work.
    ///
    /// # Errors
    /// When the database fails or the row does not open.
    pub async fn find_subscriber(
        &self,
        purpose: TokenUse,
        token: &SubscriberToken,
        now: Timestamp,
    ) -> Result<Option<Subscriber>, StoreError> {
        let sql = format!("select {COLUMNS} from subscribers where subscriber_id = $1");
        let row: Option<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(token.subscriber().0).fetch_optional(db).await)?;
        let generation = row.as_ref().map_or(0, |row| row.generation);
        let key = SubscriberKey { subscriber_id: token.subscriber(), generation };
        let is_right = bool::from(self.subscriber_token(purpose, key).mac().ct_eq(token.mac()));
        let Some(row) = row.filter(|_| is_right) else { return Ok(None) };
        let found = self.open_subscriber(&row)?;
        let is_good = match purpose {
            TokenUse::Confirm => found.state != SubscriberState::Left && now < found.asked_at.plus(CONFIRM_WITHIN),
            TokenUse::Preferences => found.state != SubscriberState::Asked && found.confirmed_at.is_some(),
            TokenUse::Leave => true,
        };
        Ok(Some(found).filter(|_| is_good))
    }

    /// Everything that was asked for with this address, in the order of asking.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn subscribers_by_address(&self, email: &EmailAddress) -> Result<Vec<Subscriber>, StoreError> {
        let sql = format!("select {COLUMNS} from subscribers where email_hash = $1 order by subscriber_id");
        let hash = self.subscriber_hash(email).to_vec();
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(hash).fetch_all(db).await)?;
        rows.iter().map(|row| self.open_subscriber(row)).collect()
    }

    /// The next active subscribers of a list in the order of their ids, from the one after `after`.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn active_subscribers(
        &self,
        list: SubscriberList,
        after: Option<SubscriberId>,
        most: i64,
    ) -> Result<Vec<Subscriber>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from subscribers s
             where incident_id = $1 and state = 'active' and subscriber_id > $2
             and not exists (select 1 from subscribers other
                             where other.incident_id = $3 and other.email_hash = s.email_hash and other.state = 'active')
             order by subscriber_id limit $4"
        );
        let after = after.map_or(uuid::Uuid::nil(), |after| after.0);
        // No subscriber belongs to this one: nobody is left out.
        let besides = list.besides.map_or(uuid::Uuid::max(), |incident| incident.0);
        let rows: Vec<Row> =
            on!(self.read(), |db| sqlx::query_as(&sql).bind(list.of.column()).bind(after).bind(besides).bind(most).fetch_all(db).await)?;
        rows.iter().map(|row| self.open_subscriber(row)).collect()
    }

    /// Subscribers of a batch, whatever their state. Who does not open is left out: one bad row must not keep everybody else from
    /// hearing.
    pub(crate) async fn subscribers_by_ids(&self, ids: &[SubscriberId]) -> Result<Vec<Subscriber>, StoreError> {
        let mut sql = Statement::new("select ");
        sql.sql(COLUMNS).sql(" from subscribers where subscriber_id in (").ids(ids.iter().map(|id| id.0)).sql(")");
        let rows: Vec<Row> = on!(self.read(), |db| bound!(sqlx::query_as(sql.text()), sql).fetch_all(db).await)?;
        let open = |row: &Row| {
            let opened = self.open_subscriber(row);
            opened
                .inspect_err(|error| tracing::error!(subscriber_id = %row.subscriber_id, %error, "a subscriber cannot be written to"))
                .ok()
        };
        Ok(rows.iter().filter_map(open).collect())
    }
}
