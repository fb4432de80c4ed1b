//! For `end2end/proof/17-codes`: lets every person of an incident in, which takes each of them two mails otherwise.
//!
//! `proof_visits DATABASE KEY_FILE SLUG` prints a line a person: their id and their visit's cookie.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a proof that cannot begin should stop; it runs by the clock"
)]

use std::time::SystemTime;

use domain::{
    clock::Timestamp,
    slug::Slug,
    visit::{Channel, Proof},
};
use store::{Store, invitations::Invitation, keys::MasterKey, testing::TestEntropy};

/// People in one transaction.
const PIECE: u32 = 1000;

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [database, key, slug] = words.as_slice() else { panic!("DATABASE KEY_FILE SLUG") };
    let key = std::fs::read_to_string(key).expect("the master key");
    let key = MasterKey::parse(key.trim()).expect("a master key");
    let store = Store::open(database, key, TestEntropy::fresh()).await.expect("an open store");
    let slug = Slug::parse(slug).expect("a slug");
    let incident_id = store.find_incident(&slug).await.expect("an answer").expect("the incident").incident_id;
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("a clock");
    let now = Timestamp::from_micros(i64::try_from(since_1970.as_micros()).expect("a time"));
    let mut last = None;
    loop {
        let people = store.people_after(incident_id, last, PIECE).await.expect("people");
        let Some(end) = people.last() else { break };
        last = Some(end.person_id);
        let mut tx = store.write().await.expect("a write");
        for person in &people {
            let invitation =
                Invitation { incident_id, person_id: person.person_id, channel: Channel::Email, generation: person.generation };
            let (_, cookie) = store.open_visit(&mut tx, &invitation, Some(Proof::MailCode), None, now).await.expect("a visit");
            println!("{} {}", person.person_id, cookie.as_str());
        }
        tx.commit().await.expect("a commit");
    }
}
