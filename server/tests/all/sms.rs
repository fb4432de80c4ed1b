//! Text messages: beside what has gone out and never instead of it, once each, without anything of a person.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use app::sms::{test as test_words, told};
use candor::{
    sms::{HttpProvider, SmsSettings},
    workers::sms::send_due,
};
use domain::{
    clock::Clock,
    ids::{IncidentId, PersonId},
    lang::Lang,
    person::{Contact, Kind},
    sms::{SmsState, is_one_message},
    staff::Role,
};
use http::StatusCode;
use serde_json::Value;
use store::{
    lease::{Outcome, Tried},
    notices::{Notice, Queued},
    testing::stores,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use uuid::Uuid;

use crate::{
    mail::support::{add_contact, add_incident},
    support::TestSite,
};

const NOTICES: &str = "/staff/incidents/march-2031/notices";
const WORKER: Uuid = Uuid::from_u128(7);

/// A provider that answers what it is told to, the last for good.
struct Provider {
    settings: SmsSettings,
    taken: Arc<Mutex<Vec<String>>>,
}

impl Provider {
    async fn start(answers: &'static [u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/messages?key=1", listener.local_addr().unwrap());
        let taken = Arc::new(Mutex::new(Vec::new()));
        let seen = taken.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = Vec::new();
                // Up to the end of the body, which is one line of JSON.
                while !request.ends_with(b"}") {
                    if stream.read_buf(&mut request).await.unwrap_or(0) == 0 {
                        break;
                    }
                }
                let status = {
                    let mut seen = seen.lock().unwrap();
                    seen.push(String::from_utf8(request).unwrap());
                    answers[(seen.len() - 1).min(answers.len() - 1)]
                };
                let _ = stream.write_all(format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\n\r\n").as_bytes()).await;
            }
        });
        let body = r#"{"destination": "{to}", "content": "{text}", "reference": "{id}"}"#.to_owned();
        let authorization = "Bearer canary-secret".to_owned();
        Self { settings: SmsSettings { url, authorization, body, per_second: 5, may_reach_private_networks: true }, taken }
    }

    fn http(&self) -> HttpProvider {
        HttpProvider::from_settings(&self.settings).unwrap().unwrap()
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

async fn with_phone(site: &TestSite, incident: IncidentId, name: &str, kind: Kind, lang: Lang, phone: &str) -> PersonId {
    let contact = Contact {
        given_name: name.to_owned(),
        email: Some(format!("{}@example.org", name.to_lowercase())),
        phone: phone.to_owned(),
        ..Contact::default()
    };
    add_contact(&site.test.store, incident, contact, kind, lang, site.clock.now()).await
}

/// A notice with text messages, written and approved on screen; nothing of it has gone out.
async fn approved(site: &TestSite, people: usize) -> Notice {
    let (sender, owner) = (site.colleague(Role::Sender, None).await, site.colleague(Role::Owner, None).await);
    let written = sender.post(&format!("{NOTICES}/new"), "name=First&audience=everybody&sms=on&do=write").await;
    let page = written.location().unwrap().to_owned();
    assert_eq!(sender.post(&format!("{page}/ask"), "").await.status, StatusCode::SEE_OTHER);
    let yes = owner.post(&format!("{page}/approve"), &format!("people={people}&words=1&regardless=A+test")).await;
    assert_eq!(yes.status, StatusCode::SEE_OTHER, "{}", yes.body);
    let store = &site.test.store;
    let id = page.rsplit('/').next().unwrap().parse().unwrap();
    let notice = store.find_notice(id).await.unwrap().unwrap();
    assert!(notice.with_sms);
    while let Queued::More(_) = store.queue_chunk(&notice, site.clock.now()).await.unwrap() {}
    store.find_notice(id).await.unwrap().unwrap()
}

/// What the worker of mail does: everybody's mail goes out, or is refused.
async fn mail(site: &TestSite, notice: &Notice, outcome: Outcome) {
    let (store, now) = (&site.test.store, site.clock.now());
    let leased = store.lease_deliveries(notice, WORKER, 64, now).await.unwrap();
    let tried = |one: &store::deliveries::LeasedDelivery| {
        (Tried { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome }, None)
    };
    store.record_deliveries(notice, WORKER, &leased.iter().map(tried).collect::<Vec<_>>(), now).await.unwrap();
}

async fn counts(site: &TestSite, notice: &Notice) -> Vec<(SmsState, i64)> {
    site.test.store.sms_counts(notice.incident_id, notice.notice_id).await.unwrap()
}

fn sending(test: store::testing::TestStore) -> TestSite {
    TestSite::on(test).with_settings(|settings| settings.sends_sms = true)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_written_to_gets_one_text_that_names_nobody() {
    for test in stores().await {
        let site = sending(test);
        let incident = add_incident(&site.test.store, "march-2031", false, site.clock.now()).await;
        with_phone(&site, incident, "Canaryana", Kind::Adult, Lang::Es, "(202) 555-0123").await;
        let provider = Provider::start(&[201]).await;
        let notice = approved(&site, 1).await;
        assert_eq!(send_due(&site.site, &provider.http(), WORKER).await.unwrap(), 0, "nothing before the mail");
        mail(&site, &notice, Outcome::Sent { sha256: [7; 32] }).await;
        assert_eq!(send_due(&site.site, &provider.http(), WORKER).await.unwrap(), 1);
        assert_eq!(send_due(&site.site, &provider.http(), WORKER).await.unwrap(), 0, "once");
        assert_eq!(counts(&site, &notice).await, [(SmsState::Sent, 1)]);
        let taken = provider.taken();
        assert_eq!(taken.len(), 1);
        let (head, body) = taken[0].split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("POST /messages?key=1 HTTP/1.1\r\n") && head.contains("Bearer canary-secret"), "{head}");
        let body: Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["destination"], "+12025550123");
        assert!(head.contains(body["reference"].as_str().unwrap()), "the same id stands in the header: {head}");
        let says = body["content"].as_str().unwrap();
        assert_eq!(says, told(&site.site, Lang::Es));
        assert!(says.contains("Le hemos escrito") && says.contains("/es/genuine") && !says.contains("Canaryana"), "{says}");
        let page = site.colleague(Role::Auditor, Some(incident)).await.get(&format!("{NOTICES}/{}", notice.notice_id)).await;
        assert!(page.body.contains("1 sent, 0 waiting, 0 failed, 0 without a number"), "{}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_never_the_only_notice() {
    for test in stores().await {
        let site = sending(test);
        let incident = add_incident(&site.test.store, "march-2031", false, site.clock.now()).await;
        with_phone(&site, incident, "Ana", Kind::Adult, Lang::En, "+12025550123").await;
        let provider = Provider::start(&[200]).await;
        let notice = approved(&site, 1).await;
        mail(&site, &notice, Outcome::Bounced { reply_code: 550, is_no_mailbox: true }).await;
        assert_eq!(send_due(&site.site, &provider.http(), WORKER).await.unwrap(), 0, "whose mail was refused was not written to");
        assert_eq!(counts(&site, &notice).await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_text_goes_to_a_child_or_somebody_who_has_died_or_without_a_number_or_in_practice() {
    for test in stores().await {
        let site = sending(test);
        let incident = add_incident(&site.test.store, "march-2031", false, site.clock.now()).await;
        with_phone(&site, incident, "Child", Kind::Minor, Lang::En, "+12025550123").await;
        with_phone(&site, incident, "Late", Kind::Deceased, Lang::En, "+12025550124").await;
        with_phone(&site, incident, "None", Kind::Adult, Lang::En, "ask at the desk").await;
        let provider = Provider::start(&[200]).await;
        let notice = approved(&site, 3).await;
        mail(&site, &notice, Outcome::Sent { sha256: [7; 32] }).await;
        // The first stage goes to one; the others follow with the next ones.
        let tried = send_due(&site.site, &provider.http(), WORKER).await.unwrap();
        assert!(tried >= 1);
        assert_eq!(counts(&site, &notice).await, [(SmsState::NoNumber, i64::try_from(tried).unwrap())]);
        assert!(provider.taken().is_empty());
    }
    let site = sending(store::testing::sqlite_store().await);
    let incident = add_incident(&site.test.store, "march-2031", true, site.clock.now()).await;
    with_phone(&site, incident, "Ana", Kind::Adult, Lang::En, "+12025550123").await;
    let notice = approved(&site, 1).await;
    mail(&site, &notice, Outcome::Sent { sha256: [7; 32] }).await;
    assert_eq!(counts(&site, &notice).await, [], "practice reaches nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_provider_cannot_take_now_is_tried_again_with_the_same_id_and_a_stopped_notice_waits() {
    for test in stores().await {
        let site = sending(test);
        let incident = add_incident(&site.test.store, "march-2031", false, site.clock.now()).await;
        with_phone(&site, incident, "Ana", Kind::Adult, Lang::En, "+12025550123").await;
        let provider = Provider::start(&[429, 503, 200]).await;
        let notice = approved(&site, 1).await;
        mail(&site, &notice, Outcome::Sent { sha256: [7; 32] }).await;
        assert_eq!(send_due(&site.site, &provider.http(), WORKER).await.unwrap(), 1);
        assert_eq!(send_due(&site.site, &provider.http(), WORKER).await.unwrap(), 0, "not before its pause is over");
        site.clock.advance(Duration::from_secs(11));
        let mut tx = site.test.store.write().await.unwrap();
        let stopped = site.test.store.pause_notice(&mut tx, &notice, site.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(stopped);
        assert_eq!(send_due(&site.site, &provider.http(), WORKER).await.unwrap(), 0, "stopped");
        let sql = "update notices set state = 'sending' where notice_id = $1";
        let mut tx = site.test.store.write().await.unwrap();
        store::on!(&mut tx, |db| sqlx::query(sql).bind(notice.notice_id.0).execute(&mut **db).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        for _ in 0..2 {
            assert_eq!(send_due(&site.site, &provider.http(), WORKER).await.unwrap(), 1);
            site.clock.advance(Duration::from_secs(21));
        }
        assert_eq!(counts(&site, &notice).await, [(SmsState::Sent, 1)]);
        let bodies: Vec<String> = provider.taken().iter().map(|call| call.split_once("\r\n\r\n").unwrap().1.to_owned()).collect();
        assert!(bodies.len() == 3 && bodies.iter().all(|body| *body == bodies[0]), "{bodies:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_fails_and_private_networks_are_not_called_unless_allowed() {
    let site = sending(store::testing::sqlite_store().await);
    let incident = add_incident(&site.test.store, "march-2031", false, site.clock.now()).await;
    with_phone(&site, incident, "Ana", Kind::Adult, Lang::En, "+12025550123").await;
    let provider = Provider::start(&[400]).await;
    let notice = approved(&site, 1).await;
    mail(&site, &notice, Outcome::Sent { sha256: [7; 32] }).await;
    let closed = SmsSettings {
        url: provider.settings.url.replace("http:", "https:"),
        may_reach_private_networks: false,
        ..provider.settings.clone()
    };
    let closed = HttpProvider::from_settings(&closed).unwrap().unwrap();
    assert_eq!(send_due(&site.site, &closed, WORKER).await.unwrap(), 1);
    assert!(provider.taken().is_empty());
    assert_eq!(counts(&site, &notice).await, [(SmsState::Queued, 1)]);
    site.clock.advance(Duration::from_secs(11));
    assert_eq!(send_due(&site.site, &provider.http(), WORKER).await.unwrap(), 1);
    assert_eq!(counts(&site, &notice).await, [(SmsState::Failed, 1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_workers_at_once_send_each_text_once() {
    for test in stores().await {
        let site = sending(test);
        let incident = add_incident(&site.test.store, "march-2031", false, site.clock.now()).await;
        with_phone(&site, incident, "Ana", Kind::Adult, Lang::En, "+12025550123").await;
        let provider = Provider::start(&[200]).await;
        let notice = approved(&site, 1).await;
        mail(&site, &notice, Outcome::Sent { sha256: [7; 32] }).await;
        let http = provider.http();
        let tries = (0..20).map(|worker| send_due(&site.site, &http, Uuid::from_u128(worker)));
        let sent: usize = futures::future::join_all(tries).await.into_iter().map(Result::unwrap).sum();
        assert_eq!((sent, provider.taken().len()), (1, 1));
    }
}

#[tokio::test]
async fn each_text_is_one_message_in_both_languages() {
    let site = TestSite::at("https://incident.larkspur-freight.example").await;
    for lang in Lang::ALL {
        for text in [told(&site.site, lang), test_words("Larkspur Freight International", lang)] {
            assert!(is_one_message(&text), "{} letters: {text}", text.chars().count());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_provider_nothing_is_offered_and_nothing_taken() {
    let site = TestSite::new().await;
    add_incident(&site.test.store, "march-2031", false, site.clock.now()).await;
    let sender = site.colleague(Role::Sender, None).await;
    assert!(!sender.get(&format!("{NOTICES}/new")).await.body.contains("name=\"sms\""));
    let written = sender.post(&format!("{NOTICES}/new"), "name=First&audience=everybody&sms=on&do=write").await;
    let id = written.location().unwrap().rsplit('/').next().unwrap().parse().unwrap();
    assert!(!site.test.store.find_notice(id).await.unwrap().unwrap().with_sms);
}
