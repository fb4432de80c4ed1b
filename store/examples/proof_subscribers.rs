//! For `end2end/proof/11-subscribers`: fills an installation with subscribers who asked and confirmed, which takes each of them two
//! mails otherwise, and publishes an update as two members of staff do.
//!
//! `proof_subscribers DATABASE KEY_FILE add SLUG COUNT` or `… publish SLUG`
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a proof that cannot begin should stop; it runs by the clock"
)]

use std::time::{Duration, SystemTime};

use domain::{
    clock::Timestamp,
    incident::UpdateKind,
    publishing::{NewUpdate, PerLang, PostText, Proposal, UpdateAudience},
    slug::Slug,
    subscriber::Scope,
};
use store::{
    Store,
    keys::MasterKey,
    testing::{TestEntropy, subscribers::fill_subscribers},
};

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [database, key, what, slug, rest @ ..] = words.as_slice() else { panic!("DATABASE KEY_FILE add|publish SLUG [COUNT]") };
    let key = std::fs::read_to_string(key).expect("the master key");
    let key = MasterKey::parse(key.trim()).expect("a master key");
    let store = Store::open(database, key, TestEntropy::fresh()).await.expect("an open store");
    let slug = Slug::parse(slug).expect("a slug");
    let incident = store.find_incident(&slug).await.expect("an answer").expect("the incident").incident_id;
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("a clock");
    let now = Timestamp::from_micros(i64::try_from(since_1970.as_micros()).expect("a time"));
    match what.as_str() {
        "add" => {
            let count: usize = rest.first().and_then(|count| count.parse().ok()).expect("how many");
            // Every tenth asked for every incident.
            fill_subscribers(&store, Scope::Incident(incident), count - count / 10, 0, now).await;
            fill_subscribers(&store, Scope::Every, count / 10, count - count / 10, now).await;
        }
        "publish" => {
            let text = |title: &str| PostText {
                title: title.to_owned(),
                body: format!("{title}.\n\n- one\n- two\n\n{}", "More words. ".repeat(40)),
            };
            let update = NewUpdate {
                kind: UpdateKind::Facts,
                texts: PerLang { en: text("We know more"), es: text("Sabemos más") },
                next_update_at: Some(now.plus(Duration::from_secs(7 * 86_400))),
                audience: UpdateAudience::Everybody,
                by_mail: true,
            };
            let mut tx = store.write().await.expect("a write");
            let id = store.propose(&mut tx, "one", incident, &Proposal::Update(update), now).await.expect("a proposal");
            store.approve_proposal(&mut tx, "another", incident, id, None, now).await.expect("a publication");
            tx.commit().await.expect("a commit");
        }
        other => panic!("no such word: {other}"),
    }
}
