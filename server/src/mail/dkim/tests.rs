//! Signatures, checked by a verifier that shares nothing with the signer and is itself checked by the example of RFC 8463.

use domain::clock::{Entropy, Timestamp};
use ring::{
    digest,
    signature::{ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey},
};

use super::*;

const RSA: &str = include_str!("test-key.pem");

/// The example of RFC 8463, A.3, and its key (A.2).
const EXAMPLE: &str = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n d=football.example.com; i=@football.example.com;\r\n \
q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n subject : date : message-id : from : subject : date;\r\n \
bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n \
Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\nFrom: Joe SixPack <joe@football.example.com>\r\nTo: Suzie Q <suzie@shopping.example.net>\r\n\
Subject: Is dinner ready?\r\nDate: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n\
Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n\r\nHi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n";
const EXAMPLE_RECORD: &str = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

fn squeezed(text: &str) -> String {
    text.replace("\r\n", "").replace('\t', " ").split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn tag(list: &str, name: &str) -> String {
    let value = list.split(';').find_map(|tag| tag.trim().strip_prefix(name)?.trim_start().strip_prefix('=').map(str::to_owned));
    value.unwrap_or_default().split_whitespace().collect()
}

/// Whether the topmost signature of a message holds with the key of this record.
fn verifies(message: &str, record: &str) -> bool {
    let (head, body) = message.split_once("\r\n\r\n").unwrap();
    // Unfolded with a mark, so that one line is one header.
    let folded = head.replace("\r\n ", "\u{1} ").replace("\r\n\t", "\u{1}\t");
    let mut headers: Vec<(String, String)> = folded
        .split("\r\n")
        .map(|line| line.split_once(':').unwrap())
        .map(|(name, value)| (name.to_lowercase(), value.replace('\u{1}', "\r\n")))
        .collect();
    let (name, signature) = headers.remove(0);
    assert_eq!(name, "dkim-signature");
    let mut lines: Vec<String> = body
        .split("\r\n")
        .map(|line| {
            let squeezed = squeezed(line);
            if line.starts_with([' ', '\t']) && !squeezed.is_empty() { format!(" {squeezed}") } else { squeezed }
        })
        .collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let body: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    let hash = STANDARD.encode(digest::digest(&digest::SHA256, body.as_bytes()));
    if hash != tag(&signature, "bh") {
        return false;
    }
    let mut data = String::new();
    for name in tag(&signature, "h").split(':') {
        if let Some(at) = headers.iter().rposition(|(found, _)| found == &name.to_lowercase()) {
            let (name, value) = headers.remove(at);
            data.push_str(&format!("{name}:{}\r\n", squeezed(&value)));
        }
    }
    let at = signature.rfind("b=").unwrap() + 2;
    data.push_str(&format!("dkim-signature:{}", squeezed(&signature[..at])));
    let (key, signed) = (STANDARD.decode(tag(record, "p")).unwrap(), STANDARD.decode(tag(&signature, "b")).unwrap());
    match tag(&signature, "a").as_str() {
        "ed25519-sha256" => {
            let hash = digest::digest(&digest::SHA256, data.as_bytes());
            UnparsedPublicKey::new(&ED25519, key).verify(hash.as_ref(), &signed).is_ok()
        }
        "rsa-sha256" => {
            // The key within its envelope: after the 24 bytes that are the same for every one of 2048 bits.
            UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &key[24..]).verify(data.as_bytes(), &signed).is_ok()
        }
        other => panic!("{other}"),
    }
}

struct Bytes;

impl Entropy for Bytes {
    fn fill(&self, bytes: &mut [u8]) {
        ring::rand::SecureRandom::fill(&ring::rand::SystemRandom::new(), bytes).unwrap();
    }
}

fn message() -> String {
    "From: \"Harbour Supply\" <incident@example.org>\r\nTo: ana@example.org\r\nSubject: =?utf-8?b?QQ==?=\r\n =?utf-8?b?QQ==?=\r\n\
     Date: Sun, 09 Mar 2031 14:20:00 +0000\r\nMessage-ID: <1@incident.example.org>\r\nAuto-Submitted: auto-generated\r\n\
     List-Unsubscribe: <https://incident.example.org/subscriptions/leave/x>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\
     MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"b\"\r\n\r\n--b\r\n\r\nText  with\tspaces \r\n indented\r\n\r\n\r\n--b--\r\n\r\n\r\n"
        .to_owned()
}

fn at() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

#[test]
fn the_verifier_agrees_with_the_example_of_the_standard() {
    assert!(verifies(EXAMPLE, EXAMPLE_RECORD));
    assert!(!verifies(&EXAMPLE.replace("dinner", "lunch"), EXAMPLE_RECORD));
    assert!(!verifies(&EXAMPLE.replace("Joe.", "Jo."), EXAMPLE_RECORD));
}

#[test]
fn a_signed_message_verifies_and_any_change_of_what_is_signed_is_seen() {
    let ed25519 = new_key(KeyKind::Ed25519, &Bytes).unwrap();
    for (pem, algorithm) in [(RSA, "rsa-sha256"), (ed25519.pem.as_str(), "ed25519-sha256")] {
        let signer = Signer::new(pem, "Example.org", "s1").unwrap();
        let header = signer.header(&message(), at()).unwrap();
        assert_eq!(header, signer.header(&message(), at()).unwrap(), "the same message gets the same signature");
        assert!(header.contains(algorithm) && header.ends_with("\r\n") && header.is_ascii());
        assert!(header.lines().all(|line| line.len() <= 78), "{header}");
        let signed = format!("{header}{}", message());
        assert!(verifies(&signed, &signer.record()), "{signed}");
        for (was, is) in [
            ("Subject: =?utf-8?b?QQ==?=", "Subject: =?utf-8?b?Qg==?="),
            ("To: ana@", "To: ben@"),
            ("leave/x", "leave/y"),
            ("One-Click", "Other"),
            ("boundary=\"b\"", "boundary=\"c\""),
            ("Text  with", "Tex with"),
            ("MIME-Version", "From: other@example.org\r\nMIME-Version"),
            ("Date: Sun, 09", "Date: Sun, 10"),
        ] {
            let changed = signed.replacen(was, is, 1);
            assert_ne!(changed, signed);
            assert!(!verifies(&changed, &signer.record()), "{was} became {is} unseen");
        }
        // What servers on the way may do.
        let allowed = signed.replace("Subject: =?utf-8?b?QQ==?=\r\n ", "Subject:  =?utf-8?b?QQ==?= ").replace("spaces \r\n", "spaces\r\n");
        assert!(verifies(&allowed, &signer.record()));
    }
}

#[test]
fn a_header_that_is_not_there_is_signed_as_missing_and_cannot_be_put_on() {
    let signer = Signer::new(RSA, "example.org", "s1").unwrap();
    let bare = message().replace("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", "");
    let bare = bare.replace("List-Unsubscribe: <https://incident.example.org/subscriptions/leave/x>\r\n", "");
    let signed = format!("{}{bare}", signer.header(&bare, at()).unwrap());
    assert!(verifies(&signed, &signer.record()));
    let put_on = signed.replace("MIME-Version", "List-Unsubscribe: <https://other.example.org/>\r\nMIME-Version");
    assert!(!verifies(&put_on, &signer.record()));
}

#[test]
fn bodies_are_made_plain_as_the_standard_says() {
    // RFC 6376, 3.4.5, and the empty body of 3.4.4.
    assert_eq!(body_relaxed(" C \r\nD \t E\r\n\r\n\r\n"), b" C\r\nD E\r\n");
    assert_eq!(body_relaxed(""), b"");
    assert_eq!(body_relaxed("\r\n\r\n"), b"");
    assert_eq!(body_relaxed("\r\n\r\na"), b"\r\n\r\na\r\n");
    assert_eq!(field_relaxed("A", " X "), "a:X");
    assert_eq!(field_relaxed("B ", " Y\t\r\n\tZ  "), "b:Y Z");
}

#[test]
fn what_is_no_key_or_no_name_is_refused() {
    assert_eq!(Signer::new("", "example.org", "s1").err(), Some(DkimError::Key));
    assert_eq!(Signer::new(&RSA.replace("MII", "AAA"), "example.org", "s1").err(), Some(DkimError::Key));
    for (domain, selector) in
        [("", "s1"), ("example.org", ""), ("example.org;", "s1"), ("exa mple.org", "s1"), ("example.org", "s\r\n1"), ("example..org", "s")]
    {
        assert_eq!(Signer::new(RSA, domain, selector).err(), Some(DkimError::Name), "{domain} {selector}");
    }
}

#[test]
fn a_new_rsa_key_signs() {
    let key = new_key(KeyKind::Rsa, &Bytes).unwrap();
    let signer = Signer::new(&key.pem, "example.org", "s1").unwrap();
    assert_eq!(signer.record(), key.record);
    assert!(key.record.starts_with("v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA"), "{}", key.record);
    assert!(verifies(&format!("{}{}", signer.header(&message(), at()).unwrap(), message()), &key.record));
}
