//! Argon2id for passwords and recovery codes: OWASP's parameters, on threads of its own, few at a time. A flood of sign-ins
//! waits in a short queue or is told to try again; it takes neither the memory nor the processors of the public pages.

use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicU64, Ordering},
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use domain::clock::{Entropy, random};
use zeroize::Zeroizing;

use super::hashers::{Hashers, Lane, Place};
use crate::StoreError;

/// KiB, passes, lanes: OWASP's password storage cheat sheet, the second of its choices (19 MiB, 2, 1). ASVS 11.4.2.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// What nobody's password is compared with when there is no account: the same work, and never right.
static NOBODYS: LazyLock<String> = LazyLock::new(|| {
    let (memory, passes, lanes) = COST;
    format!("$argon2id$v=19$m={memory},t={passes},p={lanes}$Y2FuZG9yLW5vYm9keXM${}", "A".repeat(43))
});

/// What came of comparing a password with its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// It is the one.
    pub is_right: bool,
    /// The hash was made with other parameters than today's: make it anew.
    pub is_old: bool,
}

/// The place where hashes are made.
#[derive(Debug)]
pub struct Argon {
    hashers: Hashers,
    runs: Arc<AtomicU64>,
}

impl Argon {
    /// Half of this machine's processors, at least one: more memory than that no flood gets.
    pub(crate) fn of_this_machine() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self::of((processors / 2).max(1))
    }

    fn of(threads: usize) -> Self {
        Self { hashers: Hashers::of(threads), runs: Arc::default() }
    }

    /// How many hashes were computed since the start.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.runs.load(Ordering::SeqCst)
    }

    /// Whether a stranger who came now would be told to try again.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.hashers.is_full(Lane::Strangers)
    }

    /// A place in a lane, to be taken before anything else is done for a sign-in.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when all are taken.
    pub fn place(&self, lane: Lane) -> Result<Place, StoreError> {
        self.hashers.place(lane)
    }

    /// The hash of `secret` in PHC's form, with a salt of its own. For somebody who is known.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when too many wait.
    pub async fn hash(&self, secret: &str, entropy: &dyn Entropy) -> Result<String, StoreError> {
        let salt: [u8; 16] = random(entropy);
        let secret = Zeroizing::new(secret.to_owned());
        self.run(self.place(Lane::Known)?, move || {
            let salt = SaltString::encode_b64(&salt).map_err(|_| NONSENSE)?;
            Ok(argon()?.hash_password(secret.as_bytes(), &salt).map_err(|_| NONSENSE)?.to_string())
        })
        .await
    }

    /// Compares, for somebody who is known. Without a hash the same work is done, and the answer is no.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when too many wait.
    pub async fn verify(&self, secret: &str, hash: Option<&str>) -> Result<Verified, StoreError> {
        self.verify_at(self.place(Lane::Known)?, secret, hash).await
    }

    /// As [`Argon::verify`], at a place taken before.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when there are no threads.
    pub async fn verify_at(&self, place: Place, secret: &str, hash: Option<&str>) -> Result<Verified, StoreError> {
        let (secret, is_anybodys) = (Zeroizing::new(secret.to_owned()), hash.is_some());
        let hash = hash.unwrap_or(&NOBODYS).to_owned();
        self.run(place, move || {
            let hash = PasswordHash::new(&hash).map_err(|_| NONSENSE)?;
            let is_right = argon()?.verify_password(secret.as_bytes(), &hash).is_ok() && is_anybodys;
            let (memory, passes, lanes) = COST;
            let is_old = Params::try_from(&hash).map_or(true, |of| (of.m_cost(), of.t_cost(), of.p_cost()) != (memory, passes, lanes));
            Ok(Verified { is_right, is_old })
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        place: Place,
        work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let runs = self.runs.clone();
        let counted = move || {
            runs.fetch_add(1, Ordering::SeqCst);
            work()
        };
        self.hashers.run(place, counted).await
    }
}

const NONSENSE: StoreError = StoreError::Nonsense { table: "staff", column: "password" };

fn argon() -> Result<Argon2<'static>, StoreError> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|_| NONSENSE)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU8;

    use super::*;

    struct Count(AtomicU8);
    impl Entropy for Count {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill_with(|| self.0.fetch_add(1, Ordering::SeqCst));
        }
    }

    #[tokio::test]
    async fn a_password_is_known_again_and_another_is_not() {
        let argon = Argon::of(2);
        let hash = argon.hash("a long sentence nobody says", &Count(AtomicU8::new(0))).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_eq!(argon.verify("a long sentence nobody says", Some(&hash)).await.unwrap(), Verified { is_right: true, is_old: false });
        assert!(!argon.verify("a long sentence nobody said", Some(&hash)).await.unwrap().is_right);
    }

    #[tokio::test]
    async fn nobodys_password_costs_the_same_and_is_never_right() {
        let argon = Argon::of(1);
        let nobodys = argon.verify("whatever", None).await.unwrap();
        assert_eq!(nobodys, Verified { is_right: false, is_old: false });
        assert_eq!(argon.runs(), 1);
    }

    #[tokio::test]
    async fn a_hash_of_weaker_parameters_is_right_and_old() {
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8192, 1, 1, None).unwrap());
        let hash = weak.hash_password(b"once", &SaltString::encode_b64(&[7; 16]).unwrap()).unwrap().to_string();
        assert_eq!(Argon::of(1).verify("once", Some(&hash)).await.unwrap(), Verified { is_right: true, is_old: true });
    }
}
