//! `candor routes`: every route and server function with who may call it.

use app::routes::ROUTES;

use super::{Failure, Global};

/// Runs `candor routes`.
///
/// # Errors
/// When the list cannot be written as JSON, which does not happen.
pub fn run(global: &Global) -> Result<(), Failure> {
    if global.json {
        let list = serde_json::json!({ "routes": ROUTES });
        println!("{list}");
    } else {
        for rule in ROUTES {
            let check = serde_json::json!([rule.caller, rule.unsafe_check]);
            println!("{:4} {:44} {}", rule.method, rule.path, check);
        }
    }
    Ok(())
}
