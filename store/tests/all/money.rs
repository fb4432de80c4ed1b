//! The books: they agree with claims and payments after every step, and nothing in them is changed.

use domain::{
    clock::{Clock, Timestamp},
    payment::Account,
};
use store::{
    on,
    testing::{TestClock, money::MoneyWalk, stores},
};

fn now() -> Timestamp {
    TestClock::at("2031-03-09T14:20:00Z").now()
}

/// A hundredth of the proof's.
const STEPS: usize = 300;

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_claimed_decided_paid_and_sent_back_the_books_agree_after_every_step() {
    for test in stores().await {
        let mut walk = MoneyWalk::new(&test.store, now()).await;
        for step in 0..STEPS {
            walk.step().await;
            let reconciled = test.store.reconcile(walk.incident()).await.unwrap();
            assert_eq!(reconciled.mismatches, [], "after step {step}: {:?}", walk.walked);
        }
        let walked = walk.walked;
        for (count, what) in [(walked.claims, "claims"), (walked.acts, "acts"), (walked.batches, "batches"), (walked.refused, "refusals")] {
            assert!(count > 0, "the walk went nowhere: no {what}");
        }
        let balances = test.store.balances(walk.incident()).await.unwrap();
        assert!(balances.iter().any(|balance| balance.account == Account::Compensation && balance.money.cents > 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_booked_cannot_be_changed_or_taken_away_and_a_changed_payment_is_noticed() {
    for test in stores().await {
        let mut walk = MoneyWalk::new(&test.store, now()).await;
        while walk.walked.released == 0 {
            walk.step().await;
        }
        for sql in [
            "update ledger_lines set cents = cents + 1",
            "delete from ledger_lines",
            "update ledger_entries set what = 'paid'",
            "delete from ledger_entries",
        ] {
            let mut tx = test.store.write().await.unwrap();
            let done = on!(&mut tx, |db| sqlx::query(sql).execute(&mut **db).await.map(|_| ()));
            assert!(done.unwrap_err().to_string().contains("only added to"), "{sql}");
        }
        let mut tx = test.store.write().await.unwrap();
        let sql = "update payments set cents = cents + 1 where state in ('waiting', 'batched', 'released', 'paid')";
        on!(&mut tx, |db| sqlx::query(sql).execute(&mut **db).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        assert_ne!(test.store.reconcile(walk.incident()).await.unwrap().mismatches, []);
    }
}
