//! The machine's clock and randomness: the only place that asks for them.

use domain::clock::{Clock, Entropy, Timestamp};

/// The system's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "everybody else gets the time handed in, from here")]
    fn now(&self) -> Timestamp {
        jiff::Timestamp::now().into()
    }
}

/// The system's CSPRNG.
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "everybody else gets randomness handed in, from here")]
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness no secret can be made: stopping is the only safe answer.
        if let Err(error) = getrandom::fill(bytes) {
            tracing::error!(%error, "the system has no randomness");
            std::process::abort();
        }
    }
}

/// Lets this process open as many files as it may: every connection is one, and the usual limit of 1,024 is soon reached.
pub fn raise_file_limit() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    if let Err(error) = setrlimit(Resource::Nofile, limit) {
        tracing::warn!(%error, "the number of open files could not be raised");
    }
}

/// Whatever this process writes is for its own user alone.
pub fn keep_files_private() {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}
