//! Five hundred manipulations of the audit by whoever can write to the database and has no key: each is found.

use std::collections::BTreeMap;

use domain::clock::{Entropy, Timestamp};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{
    Store,
    audit::{Act, Chain},
    on,
    testing::{TestEntropy, add_test_incident, stores},
};
use uuid::Uuid;

/// Rows of each chain.
const ROWS: i64 = 12;
const MANIPULATIONS: usize = 500;

type Row = (Uuid, i64, i64, String, String, Option<Uuid>, String, Vec<u8>);

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

struct Dice(std::sync::Arc<TestEntropy>);

impl Dice {
    /// From 0 until `below`.
    fn roll(&self, below: i64) -> i64 {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        i64::from(u32::from_le_bytes(bytes)) % below
    }

    fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.0.fill(&mut bytes);
        bytes
    }
}

async fn append(store: &Store, chain: Chain, act: &str) {
    let mut tx = store.write().await.unwrap();
    let details = json!({ "reason": "checked with the list's owner" });
    let act = Act { actor: "command line", act, about: Some(Uuid::from_u128(7)), details: &details };
    store.append_audit(&mut tx, chain, act, now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn rows(store: &Store) -> Vec<Row> {
    let sql = "select chain, sequence, at, actor, act, about, details, mac from audit order by chain, sequence";
    on!(store.read(), |db| sqlx::query_as(sql).fetch_all(db).await).unwrap()
}

async fn put(store: &Store, rows: &[Row]) {
    let mut tx = store.write().await.unwrap();
    on!(&mut tx, |db| sqlx::query("delete from audit").execute(&mut **db).await.map(|_| ())).unwrap();
    for (chain, sequence, at, actor, act, about, details, mac) in rows {
        let sql = "insert into audit (chain, sequence, at, actor, act, about, details, mac) values ($1, $2, $3, $4, $5, $6, $7, $8)";
        on!(&mut tx, |db| sqlx::query(sql)
            .bind(chain)
            .bind(sequence)
            .bind(at)
            .bind(actor)
            .bind(act)
            .bind(about)
            .bind(details)
            .bind(mac)
            .execute(&mut **db)
            .await
            .map(|_| ()))
        .unwrap();
    }
    tx.commit().await.unwrap();
}

/// The rows as somebody without the key would have them; what was done.
fn manipulated(before: &[Row], chains: &[Uuid], dice: &Dice) -> (&'static str, Vec<Row>) {
    let mut rows = before.to_vec();
    let at = usize::try_from(dice.roll(i64::try_from(rows.len()).unwrap())).unwrap();
    let (chain, sequence) = (rows[at].0, rows[at].1);
    let what = match dice.roll(16) {
        0 => {
            rows[at].2 += 1 + dice.roll(1_000_000_000);
            "a time"
        }
        1 => {
            rows[at].3 = Uuid::from_bytes(dice.bytes()[..16].try_into().unwrap()).to_string();
            "who"
        }
        2 => {
            rows[at].4 += "ed";
            "what"
        }
        3 => {
            rows[at].5 = (dice.roll(2) == 0).then(|| Uuid::from_bytes(dice.bytes()[..16].try_into().unwrap()));
            "about whom"
        }
        4 => {
            rows[at].6 = json!({ "reason": dice.roll(1_000_000) }).to_string();
            "the details"
        }
        5 => {
            let byte = usize::try_from(dice.roll(32)).unwrap();
            rows[at].7[byte] ^= 1 << dice.roll(8);
            "one bit of a hash"
        }
        6 => {
            rows[at].1 = ROWS + 1 + dice.roll(5);
            "a row's place"
        }
        7 => {
            let others: Vec<Uuid> = chains.iter().copied().filter(|other| *other != chain).collect();
            rows[at].0 = others[usize::try_from(dice.roll(2)).unwrap()];
            rows[at].1 = ROWS + 1;
            "a row's chain"
        }
        8 => {
            rows.remove(at);
            "a row taken out"
        }
        9 => {
            rows.remove(at);
            // The gap is closed.
            rows.iter_mut().filter(|row| row.0 == chain && row.1 > sequence).for_each(|row| row.1 -= 1);
            "a row taken out and the gap closed"
        }
        10 => {
            let mut new = rows[at].clone();
            rows.iter_mut().filter(|row| row.0 == chain && row.1 >= sequence).for_each(|row| row.1 += 1);
            new.7 = dice.bytes().to_vec();
            rows.push(new);
            "a row put in"
        }
        11 => {
            let mut new = rows[at].clone();
            (new.1, new.7) = (ROWS + 1, dice.bytes().to_vec());
            rows.push(new);
            "a row added at the end"
        }
        12 => {
            let other = rows.iter().position(|row| row.0 == chain && row.1 == sequence % ROWS + 1).unwrap();
            (rows[at].1, rows[other].1) = (rows[other].1, rows[at].1);
            "two rows swapped"
        }
        13 => {
            rows.retain(|row| row.0 != chain || row.1 < sequence);
            "the tail cut off"
        }
        14 => {
            rows.retain(|row| row.0 != chain || row.1 < sequence);
            let last = rows.iter().rfind(|row| row.0 == chain).map(|row| row.7.clone()).unwrap_or_default();
            rows.extend(forged(chain, sequence, last, dice));
            "the tail written anew without the key"
        }
        _ => {
            rows.retain(|row| row.0 != chain);
            rows.extend(forged(chain, 1, Vec::new(), dice));
            "the chain rebuilt without the key"
        }
    };
    (what, rows)
}

/// Rows from `from` on as the program would write them, but with a key of the forger's own.
fn forged(chain: Uuid, from: i64, mut mac: Vec<u8>, dice: &Dice) -> Vec<Row> {
    let key = dice.bytes();
    (from..=ROWS + dice.roll(3))
        .map(|sequence| {
            let (at, act, details) = (now().as_micros(), "person.view".to_owned(), "{}".to_owned());
            mac = Sha256::new().chain_update(key).chain_update(&mac).chain_update(sequence.to_le_bytes()).finalize().to_vec();
            (chain, sequence, at, "command line".to_owned(), act, None, details, mac.clone())
        })
        .collect()
}

/// Whether every chain is whole, as `candor audit verify` asks it.
async fn is_whole(store: &Store) -> bool {
    let heads = store.audit_head_file().unwrap().read().unwrap();
    for chain in store.audit_chains(&heads).await.unwrap() {
        let Some(chain) = chain else { return false };
        if store.verify_audit_beside(chain, &heads).await.unwrap().misfit.is_some() {
            return false;
        }
    }
    true
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_random_manipulations_are_all_found() {
    for test in stores().await {
        let folder = tempfile::tempdir().unwrap();
        let store = test.store.clone().with_audit_heads(folder.path().join("audit-heads"));
        let mut chains = vec![Chain::Installation];
        for slug in ["march-2031", "june-2031"] {
            chains.push(Chain::Incident(add_test_incident(&store, slug, false, now()).await.incident_id));
        }
        for number in 0..ROWS {
            for chain in &chains {
                append(&store, *chain, ["person.view", "request.answer", "notice.send"][usize::try_from(number).unwrap() % 3]).await;
            }
        }
        let before = rows(&store).await;
        let ids: Vec<Uuid> = before.iter().map(|row| row.0).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        assert_eq!((before.len(), ids.len()), (36, 3));
        assert!(is_whole(&store).await, "nothing was manipulated yet");
        let dice = Dice(TestEntropy::fresh());
        let mut done = BTreeMap::<&str, usize>::new();
        for number in 0..MANIPULATIONS {
            let (what, after) = manipulated(&before, &ids, &dice);
            put(&store, &after).await;
            assert!(!is_whole(&store).await, "{} did not show, number {number} on {}: {after:?}", what, store.kind());
            *done.entry(what).or_default() += 1;
        }
        assert_eq!(done.len(), 16, "each kind was tried: {done:?}");
        put(&store, &before).await;
        assert!(is_whole(&store).await, "what was put back is what was there");
    }
}

#[tokio::test]
async fn what_no_row_of_ours_holds_is_a_row_that_does_not_fit() {
    // SQLite takes text where a number should be.
    let test = store::testing::sqlite_store().await;
    let folder = tempfile::tempdir().unwrap();
    let store = test.store.clone().with_audit_heads(folder.path().join("audit-heads"));
    for _ in 0..3 {
        append(&store, Chain::Installation, "staff.add").await;
    }
    let before = rows(&store).await;
    for change in ["at = 'x'", "sequence = 'x'", "chain = x'00'", "details = x'ff'", "mac = 'x'", "about = 'x'", "actor = 7"] {
        let mut tx = store.write().await.unwrap();
        let sql = format!("update audit set {change} where sequence = 2");
        on!(&mut tx, |db| sqlx::query(&sql).execute(&mut **db).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        assert!(!is_whole(&store).await, "{change}");
        put(&store, &before).await;
    }
}
