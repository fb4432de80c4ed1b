//! A runtime of its own for mail, on a thread that lets others go first: a page never waits behind messages that are being written.

use std::{io, sync::OnceLock};

use store::priority::step_back;
use tokio::runtime::{Builder, Handle, Runtime};

/// One thread writes what two cores can send; the database has threads of its own.
const THREADS: usize = 1;
/// Behind pages, before passwords.
const STEPS_BACK: i32 = 10;

/// Lives as long as the process: connections to the database that were opened on it serve pages too.
static RUNTIME: OnceLock<Runtime> = OnceLock::new();

/// The runtime of mail.
///
/// # Errors
/// When the system gives no thread.
pub fn runtime() -> io::Result<Handle> {
    if RUNTIME.get().is_none() {
        let new = Builder::new_multi_thread()
            .worker_threads(THREADS)
            .thread_name("candor-mail")
            .on_thread_start(|| step_back(STEPS_BACK))
            .enable_all()
            .build()?;
        if let Err(second) = RUNTIME.set(new) {
            second.shutdown_background();
        }
    }
    RUNTIME.get().map(|runtime| runtime.handle().clone()).ok_or_else(|| io::Error::other("no runtime for mail"))
}
