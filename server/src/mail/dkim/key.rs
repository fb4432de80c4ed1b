//! Keys: read from PEM, made anew, and how their public half stands in the DNS.

use std::fmt::Write as _;

use ::rsa::{
    RsaPrivateKey,
    pkcs8::EncodePrivateKey,
    rand_core::{TryCryptoRng, TryRng},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use clap::ValueEnum;
use domain::clock::Entropy;
use ring::{
    rand::SystemRandom,
    rsa,
    signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256},
};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::DkimError;

/// Bits of a new RSA key. More than 2048 does not fit into one record of many providers (RFC 8301 wants at least 1024).
const RSA_BITS: usize = 2048;
/// `SEQUENCE { OID rsaEncryption, NULL }` (RFC 3279, 2.3.1).
const RSA_ALGORITHM: [u8; 15] = [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

/// A private key.
pub(super) enum Key {
    Rsa(Box<rsa::KeyPair>),
    Ed25519(Ed25519KeyPair),
}

/// What a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KeyKind {
    /// RSA with 2048 bits: every receiver knows it.
    Rsa,
    /// Ed25519 (RFC 8463): short and fast, and some large receivers do not look at it.
    Ed25519,
}

impl Key {
    /// Reads `-----BEGIN PRIVATE KEY-----` (PKCS#8) or `-----BEGIN RSA PRIVATE KEY-----` (PKCS#1).
    pub(super) fn parse(pem: &str) -> Result<Self, DkimError> {
        if let Some(der) = block(pem, "RSA PRIVATE KEY") {
            return rsa::KeyPair::from_der(&der).map(Box::new).map(Self::Rsa).map_err(|_| DkimError::Key);
        }
        let der = block(pem, "PRIVATE KEY").ok_or(DkimError::Key)?;
        if let Ok(key) = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der) {
            return Ok(Self::Ed25519(key));
        }
        rsa::KeyPair::from_pkcs8(&der).map(Box::new).map(Self::Rsa).map_err(|_| DkimError::Key)
    }

    pub(super) const fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "rsa-sha256",
            Self::Ed25519(_) => "ed25519-sha256",
        }
    }

    pub(super) fn sign(&self, data: &[u8]) -> Result<Vec<u8>, DkimError> {
        match self {
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), data, &mut signature).map_err(|_| DkimError::Sign)?;
                Ok(signature)
            }
            // RFC 8463, 3: what is signed is the hash.
            Self::Ed25519(key) => Ok(key.sign(&Sha256::digest(data)).as_ref().to_vec()),
        }
    }

    /// What the record in the DNS says.
    pub(super) fn record(&self) -> String {
        match self {
            Self::Rsa(key) => format!("v=DKIM1; k=rsa; p={}", STANDARD.encode(public_info(key.public().as_ref()))),
            Self::Ed25519(key) => format!("v=DKIM1; k=ed25519; p={}", STANDARD.encode(key.public_key().as_ref())),
        }
    }
}

/// `SubjectPublicKeyInfo` around an `RSAPublicKey`: what receivers expect (RFC 6376, 3.6.1, as corrected).
fn public_info(key: &[u8]) -> Vec<u8> {
    let bits = tagged(0x03, &[&[0x00], key].concat());
    tagged(0x30, &[&RSA_ALGORITHM[..], &bits].concat())
}

/// A DER value: tag, length, content.
fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut der = vec![tag];
    match u8::try_from(content.len()) {
        Ok(short) if short < 0x80 => der.push(short),
        _ => {
            let length = content.len().to_be_bytes();
            let significant = &length[length.iter().position(|byte| *byte != 0).unwrap_or(length.len() - 1)..];
            der.push(0x80 | u8::try_from(significant.len()).unwrap_or(8));
            der.extend_from_slice(significant);
        }
    }
    der.extend_from_slice(content);
    der
}

/// The bytes of a PEM block.
fn block(pem: &str, label: &str) -> Option<Zeroizing<Vec<u8>>> {
    let (_, rest) = pem.split_once(&format!("-----BEGIN {label}-----"))?;
    let (inside, _) = rest.split_once(&format!("-----END {label}-----"))?;
    let inside: Zeroizing<String> = Zeroizing::new(inside.split_whitespace().collect());
    STANDARD.decode(inside.as_bytes()).ok().map(Zeroizing::new)
}

/// A key that was just made.
pub struct NewKey {
    /// The private half, as PEM. Keep it where only Candor can read it.
    pub pem: Zeroizing<String>,
    /// What the record in the DNS says.
    pub record: String,
}

/// Makes a key. RSA takes a second or two.
///
/// # Errors
/// [`DkimError::Make`], when the key that came out cannot be used: try again.
pub fn new_key(kind: KeyKind, entropy: &dyn Entropy) -> Result<NewKey, DkimError> {
    let der = match kind {
        KeyKind::Rsa => {
            let key = RsaPrivateKey::new(&mut Randomness(entropy), RSA_BITS).map_err(|_| DkimError::Make)?;
            Zeroizing::new(key.to_pkcs8_der().map_err(|_| DkimError::Make)?.as_bytes().to_vec())
        }
        KeyKind::Ed25519 => {
            let mut seed = Zeroizing::new([0; 32]);
            entropy.fill(&mut *seed);
            // PKCS#8 around a seed (RFC 8410, 7), as OpenSSL writes it.
            let head = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
            Zeroizing::new([&head[..], &seed[..]].concat())
        }
    };
    let pem = pem(&der);
    // Read by who is going to use it, and tried: a key that does not verify is none.
    let key = Key::parse(&pem).map_err(|_| DkimError::Make)?;
    key.sign(b"tried").map_err(|_| DkimError::Make)?;
    Ok(NewKey { record: key.record(), pem })
}

fn pem(der: &[u8]) -> Zeroizing<String> {
    let body = Zeroizing::new(STANDARD.encode(der));
    let mut pem = Zeroizing::new(String::from("-----BEGIN PRIVATE KEY-----\n"));
    for line in body.as_bytes().chunks(64) {
        let _ = writeln!(pem, "{}", String::from_utf8_lossy(line));
    }
    pem.push_str("-----END PRIVATE KEY-----\n");
    pem
}

/// The randomness that is handed in, as the library wants it.
struct Randomness<'a>(&'a dyn Entropy);

impl TryRng for Randomness<'_> {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Randomness<'_> {}
