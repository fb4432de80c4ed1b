//! Signed mail: the signature stands on top of what goes out, and what is kept of the message does not depend on the key.

use candor::mail::dkim::{KeyKind, new_key};
use domain::{lang::Lang, mail::MailState, person::Kind};
use sha2::{Digest, Sha256};
use store::{
    on,
    testing::{TestClock, TestEntropy, sqlite_store},
};

use super::{
    sink::{Mood, Sink},
    support::{Message, add_incident, add_person, now, start_notice, until, worker_with},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_goes_out_under_a_signature_and_its_hash_is_of_what_we_wrote() {
    let (clock, test) = (TestClock::at("2031-03-09T14:20:00Z"), sqlite_store().await);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dkim.pem");
    std::fs::write(&file, new_key(KeyKind::Ed25519, &*TestEntropy::fresh()).unwrap().pem.as_bytes()).unwrap();
    let sink = Sink::start(|_| Mood::Takes).await;
    let incident = add_incident(&test.store, "march-2031", false, now(&clock)).await;
    add_person(&test.store, incident, "Ana", Kind::Adult, Lang::En, now(&clock)).await;
    let notice = start_notice(&test.store, incident, now(&clock)).await;
    let handle = worker_with(&test.store, clock.clone(), Some(&sink), "Harbour Supply", |config| config.dkim.key = Some(file));
    until("it is sent", || async { test.store.notice_counts(&notice).await.unwrap().of(MailState::Sent) == 1 }).await;
    handle.stop().await;
    let taken = sink.taken();
    let message = Message::read(&taken[0]);
    assert_eq!(message.headers[0], "DKIM-Signature");
    assert_eq!(message.headers.iter().filter(|name| *name == "DKIM-Signature").count(), 1);
    let whole = taken[0].data.as_str();
    let written = &whole[whole.find("\r\nFrom:").unwrap() + 2..];
    let sql = "select message_sha256 from deliveries";
    let kept: Vec<u8> = on!(test.store.read(), |db| sqlx::query_scalar(sql).fetch_one(db).await).unwrap();
    assert_eq!(kept, Sha256::digest(written).to_vec());
}
