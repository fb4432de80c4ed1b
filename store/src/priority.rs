//! Threads that let others go first.

/// This thread lets others go first: by 19 it runs only when no other wants the processor. On Linux "nice" is a thread's own, and that of the
/// threads it starts; elsewhere it would be the whole program's, which must not step back.
#[cfg(target_os = "linux")]
pub fn step_back(by: i32) {
    // Refused, the thread runs as any other: slower pages while much is to be done, and nothing worse.
    if let Err(error) = rustix::process::setpriority_process(None, by) {
        tracing::warn!(%error, "a thread that should let others go first has the usual priority");
    }
}

/// As on Linux; here it does nothing.
#[cfg(not(target_os = "linux"))]
pub const fn step_back(_by: i32) {}
