//! Preflight, against a small name server that says what a test tells it to.

use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    process::Command,
};

use candor::mail::{
    dkim::{KeyKind, Signer, new_key},
    preflight::{Dns, Subject, look},
};
use domain::preflight::{Check, Finding, Verdict, worst};
use hickory_resolver::proto::{
    op::{Message, ResponseCode},
    rr::{
        Name, RData, Record, RecordType,
        rdata::{A, MX, PTR, TXT},
    },
};
use serde_json::Value;
use tokio::net::UdpSocket;

type Records = HashMap<(String, RecordType), Vec<RData>>;

/// A name server of one zone of everything.
#[derive(Default)]
pub struct Zone(Records);

impl Zone {
    pub fn txt(mut self, name: &str, text: &str) -> Self {
        // In pieces, as long keys come.
        let pieces = text.as_bytes().chunks(200).map(|piece| String::from_utf8_lossy(piece).into_owned()).collect();
        self.0.entry((format!("{name}."), RecordType::TXT)).or_default().push(RData::TXT(TXT::new(pieces)));
        self
    }

    pub fn a(mut self, name: &str, address: &str) -> Self {
        self.0.entry((format!("{name}."), RecordType::A)).or_default().push(RData::A(A(address.parse().unwrap())));
        self
    }

    fn mx(mut self, name: &str, host: &str) -> Self {
        let host = Name::from_ascii(format!("{host}.")).unwrap();
        self.0.entry((format!("{name}."), RecordType::MX)).or_default().push(RData::MX(MX::new(10, host)));
        self
    }

    pub fn ptr(mut self, address: &str, name: &str) -> Self {
        let of = Name::from(address.parse::<IpAddr>().unwrap()).to_ascii();
        self.0.entry((of, RecordType::PTR)).or_default().push(RData::PTR(PTR(Name::from_ascii(format!("{name}.")).unwrap())));
        self
    }

    pub async fn serve(self) -> SocketAddr {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        tokio::spawn(async move {
            let mut buffer = vec![0; 4096];
            while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
                let Ok(question) = Message::from_vec(&buffer[..length]) else { continue };
                let mut answer = question.into_response();
                let Some(query) = answer.queries.first().cloned() else { continue };
                let found = self.0.get(&(query.name().to_ascii().to_lowercase(), query.query_type()));
                match found {
                    Some(found) => {
                        for data in found {
                            answer.add_answer(Record::from_rdata(query.name().clone(), 60, data.clone()));
                        }
                    }
                    None => answer.metadata.response_code = ResponseCode::NXDomain,
                }
                let _ = socket.send_to(&answer.to_vec().unwrap(), from).await;
            }
        });
        address
    }
}

const RELAY: &str = "192.0.2.25";

fn signer() -> Signer {
    let key = new_key(KeyKind::Ed25519, &candor::machine::SystemEntropy).unwrap();
    Signer::new(&key.pem, "example.org", "s1").unwrap()
}

fn subject(signer: Option<&Signer>) -> Subject<'_> {
    Subject { from: "example.org".to_owned(), sender: "mail.example.org".to_owned(), signer, addresses: vec![RELAY.parse().unwrap()] }
}

/// Everything as it should be.
fn good(signer: &Signer) -> Zone {
    Zone::default()
        .txt("mail.example.org", "v=spf1 ip4:192.0.2.0/24 -all")
        .txt("mail.example.org", "some other text")
        .txt("s1._domainkey.example.org", &signer.record())
        .txt("_dmarc.example.org", "v=DMARC1; p=reject; rua=mailto:x@example.org")
        .ptr(RELAY, "relay.example.org")
        .a("relay.example.org", RELAY)
}

async fn found(zone: Zone, subject: &Subject<'_>) -> Vec<Finding> {
    look(&Dns::new(&zone.serve().await.to_string()).unwrap(), subject).await
}

fn of(findings: &[Finding], check: Check) -> Finding {
    findings.iter().find(|finding| finding.check() == check).unwrap().clone()
}

#[tokio::test]
async fn all_is_well_when_every_record_says_that_the_mail_is_ours() {
    let signer = signer();
    let findings = found(good(&signer), &subject(Some(&signer))).await;
    assert_eq!(findings.len(), 4);
    assert_eq!(worst(&findings), Verdict::Ok, "{findings:?}");
}

#[tokio::test]
async fn without_any_record_each_check_says_what_is_missing_and_nothing_may_be_sent() {
    let signer = signer();
    let findings = found(Zone::default(), &subject(Some(&signer))).await;
    assert_eq!(
        findings,
        [
            Finding::SpfNone { domain: "mail.example.org".to_owned() },
            Finding::DkimMissing { name: "s1._domainkey.example.org".to_owned(), record: signer.record() },
            Finding::DmarcNone { domain: "example.org".to_owned() },
            Finding::ReverseNone { address: RELAY.to_owned() },
        ]
    );
    assert_eq!(worst(&findings), Verdict::Block);
}

#[tokio::test]
async fn a_name_server_that_does_not_answer_is_no_missing_record() {
    let silent = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = silent.local_addr().unwrap();
    drop(silent);
    let signer = signer();
    let findings = look(&Dns::new(&address.to_string()).unwrap(), &subject(Some(&signer))).await;
    let away = [Check::Spf, Check::Dkim, Check::Dmarc, Check::ReverseDns].map(|check| Finding::NotLooked { check });
    assert_eq!(findings, away);
    assert_eq!(worst(&findings), Verdict::Warn);
}

#[tokio::test]
async fn the_record_of_who_may_send_is_read_as_receivers_read_it() {
    let covers = Finding::SpfCovers { domain: "mail.example.org".to_owned(), address: RELAY.to_owned() };
    let domain = || "mail.example.org".to_owned();
    let address = || RELAY.to_owned();
    let base = || {
        Zone::default()
            .a("mail.example.org", RELAY)
            .a("other.example.org", "192.0.2.99")
            .a("mx.example.org", RELAY)
            .mx("mx-domain.example.org", "mx.example.org")
            .txt("_spf.example.org", "v=spf1 ip4:192.0.2.25 -all")
            .txt("elsewhere.example.org", "v=spf1 ip4:198.51.100.1 -all")
            .txt("loop.example.org", "v=spf1 include:loop.example.org -all")
    };
    for (record, wanted) in [
        ("v=spf1 ip4:192.0.2.25 -all", covers.clone()),
        ("V=SPF1 IP4:192.0.2.25/32 -ALL", covers.clone()),
        ("v=spf1 a -all", covers.clone()),
        ("v=spf1 a:other.example.org/24 -all", covers.clone()),
        ("v=spf1 mx:mx-domain.example.org ~all", covers.clone()),
        ("v=spf1 include:elsewhere.example.org include:_spf.example.org -all", covers.clone()),
        ("v=spf1 redirect=_spf.example.org", covers.clone()),
        ("v=spf1 exists:%{i}.x.example.org ip4:192.0.2.25 -all", covers.clone()),
        ("v=spf1 ip4:198.51.100.0/24 -all", Finding::SpfRefuses { domain: domain(), address: address() }),
        ("v=spf1 -ip4:192.0.2.25 +all", Finding::SpfRefuses { domain: domain(), address: address() }),
        ("v=spf1 ip4:198.51.100.0/24 ~all", Finding::SpfDoubts { domain: domain(), address: address() }),
        ("v=spf1 ip4:198.51.100.0/24", Finding::SpfDoubts { domain: domain(), address: address() }),
        ("v=spf1 include:elsewhere.example.org ?all", Finding::SpfDoubts { domain: domain(), address: address() }),
        ("v=spf1 exists:%{i}.x.example.org -all", Finding::SpfUnclear { domain: domain(), address: address() }),
        ("v=spf1 ipv4:192.0.2.25 -all", Finding::SpfBroken { domain: domain() }),
        ("v=spf1 include:nowhere.example.org -all", Finding::SpfBroken { domain: domain() }),
        ("v=spf1 include:loop.example.org -all", Finding::SpfBroken { domain: domain() }),
        ("v=spf10 ip4:192.0.2.25", Finding::SpfNone { domain: domain() }),
    ] {
        let findings = found(base().txt("mail.example.org", record), &subject(None)).await;
        assert_eq!(of(&findings, Check::Spf), wanted, "{record}");
    }
    let twice = base().txt("mail.example.org", "v=spf1 -all").txt("mail.example.org", "v=spf1 ip4:192.0.2.25 -all");
    assert_eq!(of(&found(twice, &subject(None)).await, Check::Spf), Finding::SpfSeveral { domain: domain() });
    let unset = Subject { addresses: Vec::new(), ..subject(None) };
    let findings = found(base().txt("mail.example.org", "v=spf1 -all"), &unset).await;
    assert_eq!(of(&findings, Check::Spf), Finding::SpfThere { domain: domain() });
    assert_eq!(of(&findings, Check::ReverseDns), Finding::SenderUnknown);
}

#[tokio::test]
async fn another_key_in_the_record_is_not_ours() {
    let (ours, theirs) = (signer(), signer());
    let name = "s1._domainkey.example.org";
    let other = Finding::DkimOther { name: name.to_owned(), record: ours.record() };
    let revoked = "v=DKIM1; k=ed25519; p=".to_owned();
    for record in [theirs.record(), revoked, ours.record().replace("ed25519", "rsa")] {
        let findings = found(Zone::default().txt(name, &record), &subject(Some(&ours))).await;
        assert_eq!(of(&findings, Check::Dkim), other, "{record}");
    }
    let spaced = ours.record().replace("; ", " ;\t");
    let findings = found(Zone::default().txt(name, &spaced), &subject(Some(&ours))).await;
    assert_eq!(of(&findings, Check::Dkim), Finding::DkimMatches { name: name.to_owned() });
    assert_eq!(of(&found(Zone::default(), &subject(None)).await, Check::Dkim), Finding::DkimNotOurs);
}

#[tokio::test]
async fn the_rule_for_fakes_is_found_above_and_our_mail_must_pass_it() {
    let signer = signer();
    let below = |sender: &str, signer| Subject { from: "incident.example.org".to_owned(), sender: sender.to_owned(), ..subject(signer) };
    let domain = || "incident.example.org".to_owned();
    let unaligned = |sender: &str| Finding::DmarcUnaligned { domain: domain(), sender: sender.to_owned() };
    for (rule, sender, is_signed, wanted) in [
        ("v=DMARC1; p=reject", "mail.example.org", false, Finding::DmarcAligned { domain: domain() }),
        ("v=DMARC1; p=none; sp=quarantine", "mail.example.org", false, Finding::DmarcAligned { domain: domain() }),
        ("v=DMARC1; p=reject; sp=none", "mail.example.org", false, Finding::DmarcLoose { domain: domain() }),
        ("v=DMARC1; p=reject", "relay.example.net", true, Finding::DmarcAligned { domain: domain() }),
        ("v=DMARC1; p=reject", "relay.example.net", false, unaligned("relay.example.net")),
        ("v=DMARC1; p=reject; aspf=s", "mail.example.org", false, unaligned("mail.example.org")),
        ("v=DMARC1; p=reject; aspf=s; adkim=s", "mail.example.org", true, unaligned("mail.example.org")),
        ("v=DMARC1; p=reject; aspf=s; adkim=r", "mail.example.org", true, Finding::DmarcAligned { domain: domain() }),
        ("v=DMARC1", "mail.example.org", false, Finding::DmarcBroken { domain: domain() }),
        ("p=reject; v=DMARC1", "mail.example.org", false, Finding::DmarcNone { domain: domain() }),
    ] {
        let findings = found(Zone::default().txt("_dmarc.example.org", rule), &below(sender, is_signed.then_some(&signer))).await;
        assert_eq!(of(&findings, Check::Dmarc), wanted, "{rule} {sender}");
    }
    let twice = Zone::default().txt("_dmarc.example.org", "v=DMARC1; p=reject").txt("_dmarc.example.org", "v=DMARC1; p=none");
    let findings = found(twice, &below("mail.example.org", None)).await;
    assert_eq!(of(&findings, Check::Dmarc), Finding::DmarcBroken { domain: domain() });
}

#[tokio::test]
async fn a_name_that_does_not_lead_back_is_no_name() {
    let zone = Zone::default().ptr(RELAY, "relay.example.org").a("relay.example.org", "192.0.2.26");
    let other = Finding::ReverseOther { address: RELAY.to_owned(), name: "relay.example.org".to_owned() };
    assert_eq!(of(&found(zone, &subject(None)).await, Check::ReverseDns), other);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_says_it_in_words_of_both_languages_and_its_exit_code_stops_a_script() {
    let folder = tempfile::tempdir().unwrap();
    let run = |server: SocketAddr, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.arg("--data-dir").arg(folder.path()).arg("--json").args(arguments);
        command.env("CANDOR_RESOLVER", server.to_string()).env("CANDOR_MAIL_ADDRESSES", "[\"192.0.2.25\"]");
        command.env("CANDOR_PUBLIC_URL", "https://incident.example.org").env("CANDOR_BOUNCE_ADDRESS", "bounces@mail.example.org");
        command.env("CANDOR_DKIM__SELECTOR", "s1").output().unwrap()
    };
    let nothing = Zone::default().serve().await;
    assert!(run(nothing, &["init"]).status.success());
    let made = run(nothing, &["mail", "dkim-key", "--kind", "ed25519"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let made: Value = serde_json::from_slice(&made.stdout).unwrap();
    assert_eq!(run(nothing, &["mail", "dkim-key", "--kind", "ed25519"]).status.code(), Some(1), "a key is never overwritten");
    assert_eq!(made["name"], "s1._domainkey.example.org");

    let refused = run(nothing, &["mail", "preflight"]);
    assert_eq!(refused.status.code(), Some(1), "{}", String::from_utf8_lossy(&refused.stderr));
    let said: Value = serde_json::from_slice(&refused.stdout).unwrap();
    assert_eq!(said["verdict"], "block");
    let spf = said["findings"].as_array().unwrap().iter().find(|finding| finding["check"] == "spf").unwrap();
    assert_eq!((&spf["verdict"], &spf["en"]["what"]), (&"block".into(), &"mail.example.org does not say who may send its mail.".into()));
    assert_eq!(spf["es"]["what"], "mail.example.org no dice quién puede enviar su correo.");
    assert!(spf["es"]["do"].as_str().unwrap().contains("v=spf1"));

    let file = made["file"].as_str().unwrap();
    std::fs::write(folder.path().join("candor.toml"), format!("[dkim]\nkey = \"{file}\"\n")).unwrap();
    let zone = good(&signer()).0;
    let mut zone = Zone(zone);
    zone.0.remove(&("s1._domainkey.example.org.".to_owned(), RecordType::TXT));
    let server = zone.txt("s1._domainkey.example.org", made["record"].as_str().unwrap()).serve().await;
    let good = run(server, &["mail", "preflight"]);
    assert!(good.status.success(), "{}", String::from_utf8_lossy(&good.stdout));
    assert_eq!(serde_json::from_slice::<Value>(&good.stdout).unwrap()["verdict"], "ok");
}
