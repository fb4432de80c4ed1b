//! The second factor, at sign-in and again before something goes out: the code of an app, a recovery code, or a passkey.

use domain::{ids::StaffId, staff::AccountChange};
use http::request::Parts;
use serde::Deserialize;
use store::{
    StoreError, Tx,
    budgets::{Counted, Decision, Limit},
    staff::{Asked, Given, PasskeyUse},
};

use crate::{
    error::PageError,
    forms::Refused,
    request::Request,
    site::Site,
    staff::{
        Factor, count_try, note,
        passkeys::{Answer, Signed, Worthless, signed},
        tell,
    },
    words::Words,
};

/// What the page sends: a code or the answer of a passkey, and where to go on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SecondForm {
    code: String,
    challenge: String,
    answer: String,
    pub(super) next: String,
}

/// Whose factor is tried, and where.
pub(super) struct Trying<'a> {
    pub site: &'a Site,
    pub request: &'a Request,
    pub parts: &'a Parts,
    /// What a passkey was asked; says whose factor it is, too.
    pub asked: Asked,
    pub email: &'a str,
}

impl Trying<'_> {
    const fn staff(&self) -> StaffId {
        self.asked.staff_id
    }

    /// Takes a second factor and uses it up, in the transaction it gives back: for what follows from it, and for the row of the log
    /// last. A recovery code that was used is told by mail.
    ///
    /// # Errors
    /// [`Refused`] when it is not right, was used, or was tried too often.
    pub async fn prove(&self, form: SecondForm) -> Result<Tx, Refused> {
        if form.answer.is_empty() { self.prove_code(&form.code).await } else { self.prove_passkey(form).await }
    }

    async fn prove_code(&self, typed: &str) -> Result<Tx, Refused> {
        let words = Words(self.request.lang);
        let given = self.given(typed).await?;
        let mut tx = self.site.store.write().await?;
        if !self.site.store.use_second_factor(&mut tx, self.staff(), given, self.site.now()).await? {
            return Err(Refused::field("code", words.t("staff-second-used")));
        }
        if matches!(given, Given::RecoveryCode(_)) {
            tell(self.site, &mut tx, self.email, self.request.lang, AccountChange::RecoveryCodeUsed).await?;
        }
        Ok(tx)
    }

    /// A code that is right and not yet used, within the limits.
    async fn given(&self, typed: &str) -> Result<Given, Refused> {
        let (site, staff, words) = (self.site, self.staff(), Words(self.request.lang));
        if typed.trim().is_empty() {
            return Err(Refused::field("code", words.t("staff-second-empty")));
        }
        if let Err(error) = count_try(site, self.request, &self.parts.headers, Factor::Second, self.email, &staff.to_string()).await {
            if matches!(error, PageError::SlowDown { .. }) {
                self.warn().await?;
            }
            return Err(error.into());
        }
        let given = site.store.check_second_factor(staff, typed, site.now()).await?;
        given.ok_or_else(|| {
            tracing::info!(target: "candor::staff", %staff, "a second factor was wrong");
            Refused::field("code", words.t("staff-second-wrong"))
        })
    }

    /// Somebody has the password and tries codes: the owner is told, once a day (ASVS 6.3.5).
    async fn warn(&self) -> Result<(), StoreError> {
        let (site, account) = (self.site, self.staff().to_string());
        let mut tx = site.store.write().await?;
        let told = Counted::StaffTries { factor: "told", account: &account, from: "" };
        if site.store.spend(&mut tx, told, Limit::per_day(1), site.now()).await? == Decision::Allowed {
            tell(site, &mut tx, self.email, self.request.lang, AccountChange::WrongCodes).await?;
        }
        tx.commit().await
    }

    /// Tries of passkeys are not counted beyond the presses: there is nothing to guess.
    async fn prove_passkey(&self, form: SecondForm) -> Result<Tx, Refused> {
        let answer = Answer { challenge: form.challenge, answer: form.answer };
        let Signed { passkey_id, kept, counter } = match signed(self.site, self.asked, &answer).await {
            Ok(signed) => signed,
            Err(Worthless::WentBack) => return Err(self.went_back(self.site.store.write().await?).await?),
            Err(worthless) => return Err(refused(Words(self.request.lang), worthless)),
        };
        let mut tx = self.site.store.write().await?;
        match self.site.store.use_passkey(&mut tx, self.staff(), (passkey_id, &kept, counter), self.site.now()).await? {
            PasskeyUse::Counted => Ok(tx),
            PasskeyUse::WentBack => Err(self.went_back(tx).await?),
            PasskeyUse::IsGone => Err(refused(Words(self.request.lang), Worthless::Wrong)),
        }
    }

    /// There may be two of a passkey: it is not taken, its owner is told, and the log keeps it.
    async fn went_back(&self, mut tx: Tx) -> Result<Refused, StoreError> {
        tell(self.site, &mut tx, self.email, self.request.lang, AccountChange::PasskeyWentBack).await?;
        note(self.site, &mut tx, self.staff(), "staff.passkey.went_back").await?;
        tx.commit().await?;
        Ok(refused(Words(self.request.lang), Worthless::WentBack))
    }
}

/// What a page says of an answer that is worth nothing.
pub(super) fn refused(words: Words, worthless: Worthless) -> Refused {
    let words = match worthless {
        Worthless::Page(error) => return error.into(),
        Worthless::TooLate => words.t("staff-passkey-too-late"),
        Worthless::Wrong => words.t("staff-passkey-wrong"),
        Worthless::WentBack => words.t("staff-passkey-went-back"),
    };
    Refused::field("passkey", words)
}
