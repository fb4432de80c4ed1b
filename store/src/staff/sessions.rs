//! Sessions of staff, in the database: only the hash of the cookie is kept.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    clock::{Timestamp, random},
    ids::{StaffId, StaffSessionId},
    staff::{SECOND_FACTOR_WITHIN, STAFF_IDLE, STAFF_LONGEST},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Store, StoreError, Tx, on};

/// The cookie of a session: 256 bits in base64url. Hidden when printed.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffCookie(String);

impl StaffCookie {
    pub(super) fn of(secret: &[u8; 32]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(secret))
    }

    /// What the browser is told to keep.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for StaffCookie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StaffCookie(hidden)")
    }
}

fn cookie_hash(cookie: &str) -> Vec<u8> {
    Sha256::digest(cookie.as_bytes()).to_vec()
}

/// A session, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffSession {
    /// Which one.
    pub session_id: StaffSessionId,
    /// Whose.
    pub staff_id: StaffId,
    /// When the password was right.
    pub opened_at: Timestamp,
    /// When the second factor was; `None` opens nothing but the page that asks for it.
    pub proven_at: Option<Timestamp>,
    /// When the second factor was given again last.
    pub confirmed_at: Option<Timestamp>,
    /// When it was used last.
    pub seen_at: Timestamp,
    /// When it ends at the latest.
    pub ends_at: Timestamp,
    /// What the browser said it is.
    pub browser: String,
}

/// A session just opened.
#[derive(Clone, Debug)]
pub struct OpenedSession {
    /// Which one.
    pub session_id: StaffSessionId,
    /// For the browser.
    pub cookie: StaffCookie,
}

const COLUMNS: &str = "s.session_id, s.staff_id, s.opened_at, s.proven_at, s.confirmed_at, s.seen_at, s.ends_at, s.browser";
type SessionRow = (Uuid, Uuid, i64, Option<i64>, Option<i64>, i64, i64, String);

fn session((session, staff, opened, proven, confirmed, seen, ends, browser): SessionRow) -> StaffSession {
    let time = Timestamp::from_micros;
    StaffSession {
        session_id: StaffSessionId(session),
        staff_id: StaffId(staff),
        opened_at: time(opened),
        proven_at: proven.map(time),
        confirmed_at: confirmed.map(time),
        seen_at: time(seen),
        ends_at: time(ends),
        browser,
    }
}

impl Store {
    fn new_staff_cookie(&self) -> StaffCookie {
        StaffCookie::of(&random::<32>(&*self.entropy))
    }

    /// Opens a session that still wants its second factor.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_staff_session(
        &self,
        tx: &mut Tx,
        staff: StaffId,
        browser: &str,
        now: Timestamp,
    ) -> Result<OpenedSession, StoreError> {
        let (session_id, cookie) = (StaffSessionId::new(now, &*self.entropy), self.new_staff_cookie());
        let browser: String = browser.chars().take(200).collect();
        let sql = "insert into staff_sessions (session_id, cookie_hash, staff_id, opened_at, seen_at, ends_at, browser)
                   values ($1, $2, $3, $4, $4, $5, $6)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(session_id.0)
            .bind(cookie_hash(cookie.as_str()))
            .bind(staff.0)
            .bind(now.as_micros())
            .bind(now.plus(SECOND_FACTOR_WITHIN).as_micros())
            .bind(&browser)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(OpenedSession { session_id, cookie })
    }

    /// The second factor was right: at sign-in or again before something that goes out. The session gets a new cookie (ASVS
    /// 7.2.4); the old one is nobody's from then on.
    ///
    /// # Errors
    /// When the database fails or the session has ended.
    pub async fn prove_staff_session(&self, tx: &mut Tx, session: StaffSessionId, now: Timestamp) -> Result<StaffCookie, StoreError> {
        let cookie = self.new_staff_cookie();
        let sql = "update staff_sessions set cookie_hash = $1, confirmed_at = $2, seen_at = $2,
                          ends_at = case when proven_at is null then $3 else ends_at end, proven_at = coalesce(proven_at, $2)
                   where session_id = $4 and ended_at is null returning session_id";
        on!(&mut *tx, |db| sqlx::query_scalar::<_, Uuid>(sql)
            .bind(cookie_hash(cookie.as_str()))
            .bind(now.as_micros())
            .bind(now.plus(STAFF_LONGEST).as_micros())
            .bind(session.0)
            .fetch_one(&mut **db)
            .await)?;
        Ok(cookie)
    }

    /// The live session behind a cookie, proven or not, of somebody who was not removed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_staff_session(&self, cookie: &str, now: Timestamp) -> Result<Option<StaffSession>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from staff_sessions s join staff m on m.staff_id = s.staff_id and m.state = 'active'
             where s.cookie_hash = $1 and s.ended_at is null and s.ends_at > $2 and s.seen_at > $3"
        );
        let row: Option<SessionRow> = on!(self.read(), |db| sqlx::query_as(&sql)
            .bind(cookie_hash(cookie))
            .bind(now.as_micros())
            .bind(now.minus(STAFF_IDLE).as_micros())
            .fetch_optional(db)
            .await)?;
        Ok(row.map(session))
    }

    /// Somebody's live sessions, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn staff_sessions(&self, staff: StaffId, now: Timestamp) -> Result<Vec<StaffSession>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from staff_sessions s where s.staff_id = $1 and s.ended_at is null and s.proven_at is not null
             and s.ends_at > $2 and s.seen_at > $3 order by s.opened_at desc"
        );
        let rows: Vec<SessionRow> = on!(self.read(), |db| sqlx::query_as(&sql)
            .bind(staff.0)
            .bind(now.as_micros())
            .bind(now.minus(STAFF_IDLE).as_micros())
            .fetch_all(db)
            .await)?;
        Ok(rows.into_iter().map(session).collect())
    }

    /// A page was asked for: the session goes on. Written at most once a minute, so that reading costs no write.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn touch_staff_session(&self, seen: &StaffSession, now: Timestamp) -> Result<(), StoreError> {
        if now.since(seen.seen_at) < std::time::Duration::from_secs(60) {
            return Ok(());
        }
        let mut tx = self.write().await?;
        let sql = "update staff_sessions set seen_at = $1 where session_id = $2 and ended_at is null and seen_at < $1";
        on!(&mut tx, |db| sqlx::query(sql).bind(now.as_micros()).bind(seen.session_id.0).execute(&mut **db).await.map(|_| ()))?;
        tx.commit().await
    }

    /// Ends one session of somebody; another's session is not theirs to end. Says whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_staff_session(
        &self,
        tx: &mut Tx,
        staff: StaffId,
        session: StaffSessionId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "update staff_sessions set ended_at = $1 where session_id = $2 and staff_id = $3 and ended_at is null";
        let ended = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(now.as_micros())
            .bind(session.0)
            .bind(staff.0)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(ended == 1)
    }

    /// Ends all of somebody's sessions: a factor changed, or they were removed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_staff_sessions(&self, tx: &mut Tx, staff: StaffId, now: Timestamp) -> Result<(), StoreError> {
        let sql = "update staff_sessions set ended_at = $1 where staff_id = $2 and ended_at is null";
        on!(&mut *tx, |db| sqlx::query(sql).bind(now.as_micros()).bind(staff.0).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// Ends all of somebody's sessions but one: they asked for it, or changed their password there. Says how many it ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_other_staff_sessions(
        &self,
        tx: &mut Tx,
        staff: StaffId,
        but: StaffSessionId,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let sql = "update staff_sessions set ended_at = $1 where staff_id = $2 and session_id <> $3 and ended_at is null and ends_at > $1";
        Ok(on!(&mut *tx, |db| sqlx::query(sql)
            .bind(now.as_micros())
            .bind(staff.0)
            .bind(but.0)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?)
    }
}
