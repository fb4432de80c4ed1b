//! Mail that comes back: each message has a return address of its own, and what is sent there, handed in by another machine or lies in a
//! maildir marks the delivery and queues a letter.

use std::{
    io::{Seek, Write},
    path::Path,
    process::Command,
    sync::Arc,
};

use axum::body::Body;
use candor::{
    bounce::Ours,
    http::{
        bounce_hook::{BounceHook, SIGNATURE, TIMESTAMP},
        files::StaticFiles,
        front::FrontSettings,
        router_with,
    },
    machine::SystemEntropy,
};
use domain::{
    bounce::ReturnAddress,
    clock::{Clock, Timestamp},
    ids::{DeliveryId, IncidentId, PersonId},
    lang::Lang,
    mail::MailState,
    person::{Contact, Kind},
};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{
    Store,
    keys::MasterKey,
    lease::{Outcome, Tried},
    notices::{Notice, Queued},
    testing::{TestClock, sqlite_store, stores},
};
use uuid::Uuid;

use super::{
    sink::{Mood, Sink},
    support::{Message, PUBLIC_URL, add_contact, add_incident, add_person, now, start_notice, until, worker_with},
};
use crate::support::{Answer, TestSite, request, send};

const NOW: &str = "2031-03-09T14:20:00Z";
const BOUNCES: &str = "bounces@mail.example.org";
const SECRET: &[u8] = b"a secret of thirty-two characters";

/// A report as mail servers write it.
fn report(to: &str, message_id: &str, action: &str, status: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example.net\r\nTo: <{to}>\r\nMessage-ID: <{status}.{action}@mx.example.net>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=\"delivery-status\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n\r\nFinal-Recipient: rfc822; x@example.org\r\n\
         Action: {action}\r\nStatus: {status}\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id}\r\n\r\n--b--\r\n"
    )
}

async fn add_person_with_street(store: &Store, incident: IncidentId, name: &str, now: Timestamp) -> PersonId {
    let contact = Contact {
        external_id: format!("X-{name}"),
        given_name: name.to_owned(),
        family_name: "Example".to_owned(),
        email: Some(format!("{}@example.org", name.to_lowercase())),
        address1: "1 Test Street".to_owned(),
        city: "Springfield".to_owned(),
        ..Contact::default()
    };
    add_contact(store, incident, contact, Kind::Adult, Lang::En, now).await
}

/// A notice that a relay has taken, and its deliveries.
async fn sent(store: &Store, incident: IncidentId, now: Timestamp) -> (Notice, Vec<DeliveryId>) {
    let notice = start_notice(store, incident, now).await;
    while let Queued::More(_) = store.queue_chunk(&notice, now).await.unwrap() {}
    let leased = store.lease_deliveries(&notice, Uuid::from_u128(7), 64, now).await.unwrap();
    let outcome = Outcome::Sent { sha256: [7; 32] };
    let tried: Vec<_> = leased
        .iter()
        .map(|one| (Tried { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome }, Some(1)))
        .collect();
    store.record_deliveries(&notice, Uuid::from_u128(7), &tried, now).await.unwrap();
    (notice, leased.iter().map(|one| one.delivery_id).collect())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_message_has_a_return_address_of_its_own_and_a_refusal_queues_a_letter() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let sink = Sink::start(|to| if to.starts_with("ben") { Mood::RefusesRecipient("550 5.7.1 no") } else { Mood::Takes }).await;
    let incident = add_incident(&test.store, "march-2031", false, now(&clock)).await;
    add_person(&test.store, incident, "Ana", Kind::Adult, Lang::En, now(&clock)).await;
    add_person_with_street(&test.store, incident, "Ben", now(&clock)).await;
    add_person(&test.store, incident, "Cai", Kind::Adult, Lang::En, now(&clock)).await;
    let notice = start_notice(&test.store, incident, now(&clock)).await;
    let set = |config: &mut candor::config::Config| config.bounce_address = BOUNCES.to_owned();
    let handle = worker_with(&test.store, clock.clone(), Some(&sink), "Harbour Supply", set);
    until("all were tried", || async { test.store.notice_counts(&notice).await.unwrap().of(MailState::Sent) == 2 }).await;
    until("the refusal is recorded", || async { test.store.notice_counts(&notice).await.unwrap().of(MailState::Bounced) == 1 }).await;
    handle.stop().await;
    let address = ReturnAddress::parse(BOUNCES).unwrap();
    for taken in sink.taken() {
        let id = address.id_in(&taken.from).unwrap_or_else(|| panic!("{} is no return address", taken.from));
        assert_eq!(Message::read(&taken).message_id, format!("<{id}@incident.example.org>"));
    }
    assert_eq!(test.store.notice_letters(&notice).await.unwrap().of(MailState::Queued), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_return_address_reports_go_to_who_speaks() {
    let (clock, test) = (TestClock::at(NOW), sqlite_store().await);
    let sink = Sink::start(|_| Mood::Takes).await;
    let incident = add_incident(&test.store, "march-2031", false, now(&clock)).await;
    add_person(&test.store, incident, "Ana", Kind::Adult, Lang::En, now(&clock)).await;
    start_notice(&test.store, incident, now(&clock)).await;
    let handle = worker_with(&test.store, clock.clone(), Some(&sink), "Harbour Supply", |_| ());
    until("it arrived", || async { sink.taken().len() == 1 }).await;
    handle.stop().await;
    assert_eq!(sink.taken()[0].from, "incident@example.org");
}

/// Calls the hook as another machine would.
async fn call(site: &TestSite, hook: &BounceHook, timestamp: &str, signed: &str, body: &str) -> Answer {
    let mut call = request(Method::POST, "/hooks/bounces", body);
    call.headers_mut().insert(TIMESTAMP, timestamp.parse().unwrap());
    call.headers_mut().insert(SIGNATURE, hook.sign(timestamp, signed.as_bytes()).parse().unwrap());
    let settings = FrontSettings { bounces: Some(hook.clone()), ..FrontSettings::default() };
    send(&router_with(site.site.clone(), settings, StaticFiles::embedded()), call).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_call_is_taken_once_and_no_other_is_taken_at_all() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (store, now) = (&site.test.store, site.clock.now());
        let incident = add_incident(store, "march-2031", false, now).await;
        add_person_with_street(store, incident, "Ana", now).await;
        let (notice, ids) = sent(store, incident, now).await;
        let return_address = ReturnAddress::parse(BOUNCES);
        let hook = BounceHook::new(SECRET, Ours { return_address: return_address.clone(), host: "localhost".to_owned() });
        let body = report(&return_address.unwrap().of(ids[0].0), "<x@example.net>", "failed", "5.1.1");
        let seconds = now.as_micros() / 1_000_000;
        let bounced = || async { store.notice_counts(&notice).await.unwrap().of(MailState::Bounced) };

        let old = call(&site, &hook, &(seconds - 301).to_string(), &body, &body).await;
        let other_body = call(&site, &hook, &seconds.to_string(), "other", &body).await;
        let stranger = BounceHook::new(&[7; 32], Ours { return_address: None, host: String::new() });
        let mut unsigned = request(Method::POST, "/hooks/bounces", &body);
        unsigned.headers_mut().insert(TIMESTAMP, seconds.to_string().parse().unwrap());
        unsigned.headers_mut().insert(SIGNATURE, stranger.sign(&seconds.to_string(), body.as_bytes()).parse().unwrap());
        let settings = FrontSettings { bounces: Some(hook.clone()), ..FrontSettings::default() };
        let unsigned = send(&router_with(site.site.clone(), settings, StaticFiles::embedded()), unsigned).await;
        for refused in [old, other_body, unsigned] {
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{}", refused.body);
        }
        assert_eq!(bounced().await, 0);

        let taken = call(&site, &hook, &seconds.to_string(), &body, &body).await;
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.body);
        let counts: Value = serde_json::from_str(&taken.body).unwrap();
        assert_eq!((&counts["bounced"], &counts["suppressed"], &counts["letters"]), (&json!(1), &json!(1), &json!(1)));
        assert_eq!(bounced().await, 1);
        let replayed = call(&site, &hook, &seconds.to_string(), &body, &body).await;
        assert_eq!(replayed.status, StatusCode::CONFLICT);
        let again = call(&site, &hook, &(seconds + 1).to_string(), &body, &body).await;
        assert_eq!(serde_json::from_str::<Value>(&again.body).unwrap()["again"], json!(1));
        assert_eq!(store.notice_letters(&notice).await.unwrap().of(MailState::Queued), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_larger_than_any_report_is_refused() {
    let site = TestSite::new().await;
    let hook = BounceHook::new(SECRET, Ours { return_address: None, host: "localhost".to_owned() });
    let seconds = (site.clock.now().as_micros() / 1_000_000).to_string();
    let body = "x".repeat((256 << 10) + 1);
    assert_eq!(call(&site, &hook, &seconds, &body, &body).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let mut unsigned = request(Method::POST, "/hooks/bounces", "");
    *unsigned.body_mut() = Body::from(body);
    let settings = FrontSettings { bounces: Some(hook), ..FrontSettings::default() };
    let unsigned = send(&router_with(site.site.clone(), settings, StaticFiles::embedded()), unsigned).await;
    assert_eq!(unsigned.status, StatusCode::UNAUTHORIZED, "nothing of it is read");
}

fn candor(folder: &Path, arguments: &[&str], input: &str) -> Value {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(input.as_bytes()).unwrap();
    file.rewind().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.arg("--data-dir").arg(folder).arg("--json").args(arguments).stdin(file);
    command.env("CANDOR_PUBLIC_URL", PUBLIC_URL).env("CANDOR_BOUNCE_ADDRESS", BOUNCES);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_reads_a_pipe_and_a_maildir_and_what_it_read_before_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    candor(data, &["init"], "");
    let master = MasterKey::parse(&std::fs::read_to_string(data.join("master.key")).unwrap()).unwrap();
    let address = format!("sqlite:{}", data.join("candor.db").display());
    let store = Store::open(&address, master, Arc::new(SystemEntropy)).await.unwrap();
    let now = Timestamp::parse(NOW).unwrap();
    let incident = add_incident(&store, "march-2031", false, now).await;
    for name in ["Ana", "Ben", "Cai"] {
        add_person_with_street(&store, incident, name, now).await;
    }
    let (notice, ids) = sent(&store, incident, now).await;
    let verp = |id: DeliveryId| ReturnAddress::parse(BOUNCES).unwrap().of(id.0);

    let gone = report(&verp(ids[0]), "<x@example.net>", "failed", "5.1.1");
    let counts = candor(data, &["bounces"], &gone);
    assert_eq!((&counts["read"], &counts["bounced"], &counts["letters"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!(candor(data, &["bounces"], &gone)["again"], json!(1));

    let maildir = data.join("mail");
    for part in ["new", "cur", "tmp"] {
        std::fs::create_dir_all(maildir.join(part)).unwrap();
    }
    let late = report("us@example.org", &format!("<{}@incident.example.org>", ids[1]), "delayed", "4.4.1");
    let away = "From: Ben\nTo: us@example.org\nAuto-Submitted: auto-replied\nSubject: Out of office\n\nBack soon.\n";
    let theirs = report("us@example.org", "<x@example.net>", "failed", "5.1.1");
    for (name, text) in [("1", gone.as_str()), ("2", &late), ("3", away), ("4", &theirs)] {
        std::fs::write(maildir.join("new").join(name), text).unwrap();
    }
    let maildir_text = maildir.display().to_string();
    let counts = candor(data, &["bounces", "--maildir", &maildir_text], "");
    let wanted = json!({
        "read": 4, "bounced": 0, "given_up": 0, "delayed": 1, "suppressed": 0, "letters": 0, "again": 1, "unknown": 1, "not_a_bounce": 1
    });
    assert_eq!(counts, wanted);
    assert_eq!(std::fs::read_dir(maildir.join("new")).unwrap().count(), 0);
    assert_eq!(std::fs::read_dir(maildir.join("cur")).unwrap().count(), 4);
    assert_eq!(candor(data, &["bounces", "--maildir", &maildir_text], "")["read"], json!(0));

    let states = store.notice_counts(&notice).await.unwrap();
    assert_eq!((states.of(MailState::Bounced), states.of(MailState::Sent)), (1, 2));
    let status = candor(data, &["notice", "status", "--incident", "march-2031"], "");
    assert_eq!((&status["letters"]["queued"], &status["not_reached"]), (&json!(1), &json!(0)));
}
