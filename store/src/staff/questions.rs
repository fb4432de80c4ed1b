//! What a passkey was asked to sign, between the question and the answer: in the database, because the answer may come to another
//! server.

use std::time::Duration;

use domain::{
    clock::Timestamp,
    ids::{StaffId, new_uuid},
};
use uuid::Uuid;

use crate::{Store, StoreError, keys::Place, on};

/// How long a question waits for its answer: as long as a sign-in waits for its second factor.
const ASKED_FOR: Duration = Duration::from_secs(600);
/// How many questions one session may have open, for pages that stand side by side. The oldest goes first.
const OPEN_AT_ONCE: i64 = 5;

/// What a passkey is asked for. An answer counts for nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To become a factor of an account.
    Enrol,
    /// To let somebody in who gave the password.
    SignIn,
    /// To confirm what goes out or cannot be undone.
    Confirm,
}

impl Ask {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Enrol => "enrol",
            Self::SignIn => "sign_in",
            Self::Confirm => "confirm",
        }
    }
}

/// Who is asked, for what, in which session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// For what.
    pub ask: Ask,
    /// Whom.
    pub staff_id: StaffId,
    /// The session; the account itself while it is being set up.
    pub bound_to: Uuid,
}

const fn challenge_place(challenge: Uuid) -> Place {
    Place { table: "staff_challenges", row: challenge }
}

impl Store {
    /// Keeps what a passkey is asked, until it answers. The oldest of too many open questions of the same session goes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_question(&self, asked: Asked, question: &str, now: Timestamp) -> Result<Uuid, StoreError> {
        let challenge = new_uuid(now, &*self.entropy);
        let sealed = self.seal_of(asked.staff_id, challenge_place(challenge), question)?;
        let mut tx = self.write().await?;
        let sql =
            "insert into staff_challenges (challenge_id, staff_id, purpose, sealed, expires_at, bound_to) values ($1, $2, $3, $4, $5, $6)";
        on!(&mut tx, |db| sqlx::query(sql)
            .bind(challenge)
            .bind(asked.staff_id.0)
            .bind(asked.ask.as_str())
            .bind(&sealed)
            .bind(now.plus(ASKED_FOR).as_micros())
            .bind(asked.bound_to)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        let sql = "delete from staff_challenges where staff_id = $1 and purpose = $2 and bound_to = $3 and challenge_id not in
                   (select challenge_id from staff_challenges where staff_id = $1 and purpose = $2 and bound_to = $3
                    order by expires_at desc, challenge_id desc limit $4)";
        on!(&mut tx, |db| sqlx::query(sql)
            .bind(asked.staff_id.0)
            .bind(asked.ask.as_str())
            .bind(asked.bound_to)
            .bind(OPEN_AT_ONCE)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        tx.commit().await?;
        Ok(challenge)
    }

    /// Takes a question out, once: whatever the answer is worth, it is not asked again. `None` when it was answered, is too old,
    /// or was put to somebody else, in another session, or for something else.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_question(&self, challenge: Uuid, asked: Asked, now: Timestamp) -> Result<Option<String>, StoreError> {
        let mut tx = self.write().await?;
        let sql = "delete from staff_challenges where challenge_id = $1 and staff_id = $2 and purpose = $3 and bound_to = $4
                   and expires_at > $5 returning sealed";
        let sealed: Option<Vec<u8>> = on!(&mut tx, |db| sqlx::query_scalar(sql)
            .bind(challenge)
            .bind(asked.staff_id.0)
            .bind(asked.ask.as_str())
            .bind(asked.bound_to)
            .bind(now.as_micros())
            .fetch_optional(&mut **db)
            .await)?;
        tx.commit().await?;
        sealed.map(|sealed| self.open_of(asked.staff_id, challenge_place(challenge), &sealed)).transpose()
    }
}
