//! For `end2end/proof/20-money`: a random walk over claims, decisions, appeals, payments and failures, with the books compared after
//! every step.
//!
//! `proof_money DATABASE KEY_FILE STEPS`; prints one line of JSON and ends with 1 when something did not agree.
#![expect(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a proof that cannot begin should stop; it says what it saw")]

use std::process::ExitCode;

use domain::clock::Timestamp;
use serde_json::json;
use store::{
    Store,
    keys::MasterKey,
    testing::{TestEntropy, money::MoneyWalk},
};

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [database, key, steps] = words.as_slice() else { panic!("DATABASE KEY_FILE STEPS") };
    let key = std::fs::read_to_string(key).expect("the master key");
    let key = MasterKey::parse(key.trim()).expect("a master key");
    let steps: u64 = steps.parse().expect("how many steps");
    let store = Store::open(database, key, TestEntropy::fresh()).await.expect("an open store");
    let now = Timestamp::parse("2031-03-09T14:20:00Z").expect("a time");
    let mut walk = MoneyWalk::new(&store, now).await;
    let (mut disagreed, mut entries) = (0_u64, 0);
    for _ in 0..steps {
        walk.step().await;
        let reconciled = store.reconcile(walk.incident()).await.expect("a comparison");
        disagreed += u64::from(!reconciled.mismatches.is_empty());
        entries = reconciled.entries;
    }
    let did = walk.walked;
    println!(
        "{}",
        json!({
            "steps": steps, "steps_after_which_the_books_disagreed": disagreed, "entries": entries, "claims": did.claims, "acts": did.acts,
            "refused": did.refused, "batches": did.batches, "released": did.released, "paid": did.paid, "came_back": did.came_back,
            "answers_read_again": did.answered_again,
        })
    );
    ExitCode::from(u8::from(disagreed > 0))
}
