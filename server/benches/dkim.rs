//! How many messages a second one core signs: `cargo bench -p candor --bench dkim -- MESSAGES`.
#![expect(clippy::expect_used, reason = "a measurement that cannot begin should stop")]

use std::time::Instant;

use candor::{
    machine::SystemEntropy,
    mail::dkim::{KeyKind, Signer, new_key},
};
use domain::clock::Timestamp;

fn main() {
    let messages: u32 = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(5_000);
    let at = Timestamp::parse("2031-03-09T14:20:00Z").expect("a time");
    // As long as a notice in both parts.
    let body = "A line of a notice, as long as lines of quoted-printable text are=20\r\n".repeat(400);
    let head = "From: Us <incident@example.org>\r\nTo: ana@example.org\r\nSubject: What happened\r\nMessage-ID: <1@example.org>\r\n";
    let message = format!("{head}\r\n{body}");
    for kind in [KeyKind::Rsa, KeyKind::Ed25519] {
        let began = Instant::now();
        let key = new_key(kind, &SystemEntropy).expect("a key");
        let made = began.elapsed();
        let signer = Signer::new(&key.pem, "example.org", "s1").expect("a signer");
        let began = Instant::now();
        for _ in 0..messages {
            std::hint::black_box(signer.header(std::hint::black_box(&message), at).expect("a signature"));
        }
        let a_second = f64::from(messages) / began.elapsed().as_secs_f64();
        println!("{kind:?}: {a_second:.0} messages of {} KB a second; the key was made in {made:?}", message.len() / 1024);
    }
}
