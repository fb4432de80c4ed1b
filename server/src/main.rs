//! Reads the command line and hands over.

use std::process::ExitCode;

// A connection's two buffers of 8 KiB are used in their first half only. This allocator puts each on pages of its own, so that
// the other half costs nothing, and gives pages back soon: 100 MB suffice for 5,000 open connections. Its settings are in
// `.cargo/config.toml`.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

#[tokio::main]
async fn main() -> ExitCode {
    candor::cli::run().await
}
