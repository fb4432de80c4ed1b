//! Webhooks: added and tried by an owner, called when an update is published, signed, tried again, and never in a private network.

use std::sync::{Arc, Mutex};

use base64::{Engine, engine::general_purpose::STANDARD};
use candor::{demo, outbound::Outbound, workers::webhooks::call_due};
use domain::{
    clock::Timestamp,
    ids::WebhookId,
    staff::Role,
    webhook::{CallProblem, CallState},
};
use http::StatusCode;
use serde_json::Value;
use store::testing::{TestEntropy, stores};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use uuid::Uuid;

use crate::support::{NOW, PUBLIC_URL, TestSite, desk::Colleague, staff::encoded};

const WORKER: Uuid = Uuid::from_u128(7);

/// A host that keeps what it is sent and answers with the statuses it was given, then with 200.
struct Hook {
    address: String,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Hook {
    async fn start(statuses: &'static [u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/hook?key=1", listener.local_addr().unwrap());
        let calls = Arc::new(Mutex::new(Vec::<String>::new()));
        let kept = calls.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut read = Vec::new();
                while !is_whole(&read) {
                    let mut piece = [0; 4096];
                    match stream.read(&mut piece).await {
                        Ok(0) | Err(_) => break,
                        Ok(length) => read.extend_from_slice(&piece[..length]),
                    }
                }
                let at = {
                    let mut kept = kept.lock().unwrap();
                    kept.push(String::from_utf8(read).unwrap());
                    kept.len() - 1
                };
                let status = statuses.get(at).copied().unwrap_or(200);
                let answer = format!("HTTP/1.1 {status} X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        Self { address, calls }
    }

    fn taken(&self) -> Vec<String> {
        self.calls.lock().unwrap().clone()
    }
}

fn is_whole(read: &[u8]) -> bool {
    let text = String::from_utf8_lossy(read);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    header(head, "content-length").parse::<usize>().is_ok_and(|length| body.len() >= length)
}

fn header(call: &str, name: &str) -> String {
    let line = call.lines().find(|line| line.to_lowercase().starts_with(&format!("{name}:")));
    line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}

/// A site that may reach private networks: the hook is on this machine.
fn reaching(site: TestSite) -> TestSite {
    site.with_settings(|settings| settings.webhooks_may_reach_private_networks = true)
}

/// Adds a webhook for every event; gives its id and its secret.
async fn add(site: &TestSite, owner: &Colleague<'_>, address: &str) -> (WebhookId, String) {
    let events = "event-update.published=yes&event-update.corrected=yes&event-update.withdrawn=yes";
    let answer = owner.post("/staff/webhooks", &format!("name=Support+desk&address={}&{events}", address_encoded(address))).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let secret = answer.body.split_once("whsec_").expect("a secret").1.split('<').next().unwrap().to_owned();
    assert!(!owner.get("/staff/webhooks").await.body.contains("whsec_"), "it is shown once");
    (site.test.store.webhooks().await.unwrap().pop().unwrap().webhook_id, secret)
}

fn address_encoded(address: &str) -> String {
    encoded(address).replace('?', "%3F").replace('=', "%3D").replace('&', "%26")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_update_is_told_once_signed_and_without_a_redirect() {
    for test in stores().await {
        let site = reaching(TestSite::on(test));
        let now = Timestamp::parse(NOW).unwrap();
        let mut new = demo::incident(now, &*TestEntropy::fresh()).unwrap();
        (new.incident.is_practice, new.incident.published_at) = (false, Some(now));
        site.test.store.add_incident(&new.incident, &new.words, now).await.unwrap();
        let hook = Hook::start(&[302, 200]).await;
        let owner = site.colleague(Role::Owner, None).await;
        let (webhook, secret) = add(&site, &owner, &hook.address).await;
        let counsel = site.colleague(Role::Counsel, None).await;
        let words = "title_en=New&body_en=We+know+more.&title_es=Nuevo&body_es=Sabemos+m%C3%A1s.";
        let form = &format!("kind=facts&audience=everybody&{words}&next_day=2031-03-20&next_hour=17:00");
        let proposed = owner.post("/staff/incidents/harbour-supply/updates/new", form).await;
        let proposal = proposed.location().expect("a proposal").to_owned();
        let approved = counsel.post(&format!("{proposal}/approve"), "when=now").await;
        assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.body);
        let outbound = Outbound::new(true).unwrap();
        assert_eq!(call_due(&site.site, &outbound, WORKER).await.unwrap(), 1);
        // A redirect is an answer that is no success: tried again later, at the same address.
        assert_eq!(call_due(&site.site, &outbound, WORKER).await.unwrap(), 0, "not before its pause is over");
        site.clock.advance(std::time::Duration::from_secs(11));
        assert_eq!(call_due(&site.site, &outbound, WORKER).await.unwrap(), 1);
        let shown = owner.get(&format!("/staff/webhooks/{webhook}")).await;
        assert!(shown.body.contains("Answer 200") && shown.body.contains("2 tries"), "{}", shown.body);
        site.clock.advance(std::time::Duration::from_secs(3600));
        assert_eq!(call_due(&site.site, &outbound, WORKER).await.unwrap(), 0, "what was taken is done");
        let calls = hook.taken();
        assert_eq!(calls.len(), 2);
        let bodies: Vec<&str> = calls.iter().map(|call| call.split_once("\r\n\r\n").unwrap().1).collect();
        assert_eq!(bodies[0], bodies[1]);
        assert_eq!(header(&calls[0], "webhook-id"), header(&calls[1], "webhook-id"));
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &STANDARD.decode(&secret).unwrap());
        for call in &calls {
            assert!(call.starts_with("POST /hook?key=1 HTTP/1.1\r\n"), "{call}");
            let body = call.split_once("\r\n\r\n").unwrap().1;
            let signed = format!("{}.{}.{body}", header(call, "webhook-id"), header(call, "webhook-timestamp"));
            let signature = STANDARD.decode(header(call, "webhook-signature").strip_prefix("v1,").unwrap()).unwrap();
            assert!(ring::hmac::verify(&key, signed.as_bytes(), &signature).is_ok());
        }
        let event: Value = serde_json::from_str(bodies[0]).unwrap();
        assert_eq!((event["schema"].as_str(), event["event"].as_str()), (Some("candor/event/1"), Some("update.published")));
        assert_eq!(event["incident"]["slug"], "harbour-supply");
        let page = event["update"]["url"].as_str().unwrap().strip_prefix(PUBLIC_URL).unwrap();
        assert_eq!(site.get(page).await.status, StatusCode::OK, "its address is there");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_in_a_private_network_is_not_called_whatever_its_name() {
    let site = TestSite::new().await;
    let hook = Hook::start(&[]).await;
    let owner = site.colleague(Role::Owner, None).await;
    let plain =
        owner.post("/staff/webhooks", &format!("name=x&address={}&event-update.published=yes", address_encoded(&hook.address))).await;
    assert_eq!(plain.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(plain.body.contains("The address has to begin with https://"), "{}", plain.body);
    let port = hook.address.split(':').nth(2).unwrap().split('/').next().unwrap().to_owned();
    let outbound = Outbound::new(false).unwrap();
    for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254", "2130706433", "0x7f.1"] {
        let (webhook, _) = add(&site, &owner, &format!("https://{host}:{port}/")).await;
        owner.post(&format!("/staff/webhooks/{webhook}"), "act=test").await;
        assert_eq!(call_due(&site.site, &outbound, WORKER).await.unwrap(), 1, "{host}");
        let call = site.test.store.calls_of(webhook, 10).await.unwrap().pop().unwrap();
        assert_eq!((call.problem, call.status, call.state), (Some(CallProblem::Private), None, CallState::Queued), "{host}");
        owner.post(&format!("/staff/webhooks/{webhook}"), "act=remove").await;
    }
    assert!(hook.taken().is_empty(), "nobody connected");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_given_up_after_a_day_and_a_paused_webhook_is_not_called() {
    for test in stores().await {
        let site = reaching(TestSite::on(test));
        let hook = Hook::start(&[500; 200]).await;
        let owner = site.colleague(Role::Owner, None).await;
        let (webhook, _) = add(&site, &owner, &hook.address).await;
        let page = format!("/staff/webhooks/{webhook}");
        let mut tx = site.test.store.write().await.unwrap();
        site.test.store.add_test_call(&mut tx, webhook, site.site.now()).await.unwrap();
        tx.commit().await.unwrap();
        let outbound = Outbound::new(true).unwrap();
        let paused = owner.post(&page, "act=pause").await;
        assert_eq!(paused.location(), Some(page.as_str()), "{}", paused.body);
        assert_eq!(call_due(&site.site, &outbound, WORKER).await.unwrap(), 0);
        owner.post(&page, "act=resume").await;
        let mut tries = 0;
        for _ in 0..200 {
            tries += call_due(&site.site, &outbound, WORKER).await.unwrap();
            site.clock.advance(std::time::Duration::from_secs(1800));
        }
        let call = site.test.store.calls_of(webhook, 10).await.unwrap().pop().unwrap();
        assert_eq!((call.state, call.status), (CallState::Failed, Some(500)));
        assert!(tries > 20 && tries < 60, "{tries} tries in a day");
        assert_eq!(hook.taken().len(), tries);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_says_what_is_missing_and_every_act_is_in_the_log() {
    let site = TestSite::new().await;
    let owner = site.colleague(Role::Owner, None).await;
    let empty = owner.post("/staff/webhooks", "name=+&address=ftp%3A//x&x=y").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["Give it a name", "has to begin with https://", "Choose at least one event", "ftp://x"] {
        assert!(empty.body.contains(text), "{text}: {}", empty.body);
    }
    let (webhook, _) = add(&site, &owner, "https://hooks.example.org/candor").await;
    for act in ["test", "pause", "resume", "remove"] {
        assert_eq!(owner.post(&format!("/staff/webhooks/{webhook}"), &format!("act={act}")).await.status, StatusCode::SEE_OTHER, "{act}");
    }
    let log = owner.get("/staff/audit").await;
    for text in ["Added a webhook", "Sent a test to a webhook", "Paused a webhook", "Went on with a webhook", "Removed a webhook"] {
        assert!(log.body.contains(text), "{text}");
    }
    assert!(!log.body.contains("hooks.example.org"), "an address may hold a key");
    assert_eq!(owner.get(&format!("/staff/webhooks/{webhook}")).await.status, StatusCode::NOT_FOUND);
}
