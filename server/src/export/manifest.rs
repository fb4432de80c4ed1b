//! The list of checksums of a copy, as `sha256sum` writes it, and its Ed25519 signature: whoever has the public key from elsewhere can
//! tell with OpenSSL alone whether a copy is ours and whole.

use std::{collections::BTreeSet, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::clock::Timestamp;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::pages::Copy;
use crate::cli::Failure;

/// The checksums.
pub const SUMS: &str = "SHA256SUMS";
const SIGNATURE: &str = "SHA256SUMS.sig";
const ABOUT: &str = "COPY.txt";
/// What stands before the 32 bytes of an Ed25519 key in its usual form (RFC 8410).
const SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// Signs copies with the installation's key.
pub struct Signer(Ed25519KeyPair);

impl Signer {
    /// With the seed that the store derives.
    ///
    /// # Errors
    /// Never in practice: 32 bytes are a seed.
    pub fn new(seed: &[u8; 32]) -> Result<Self, Failure> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed);
        Ok(Self(pair.map_err(|_| Failure::Environment("no key can be made to sign with".to_owned()))?))
    }

    /// The public key as PEM. To be told to people before it is needed.
    #[must_use]
    pub fn public_pem(&self) -> String {
        let spki = [&SPKI[..], self.0.public_key().as_ref()].concat();
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(spki))
    }
}

/// Why a copy is not to be trusted.
#[derive(Debug, Error)]
pub enum Mistake {
    /// There is no list, or no signature, or it cannot be read.
    #[error("{0} cannot be read")]
    Unreadable(String),
    /// Not signed with this key, or changed since.
    #[error("the signature does not fit: the list was changed, or another installation made it")]
    NotSigned,
    /// The key is none.
    #[error("the key is no Ed25519 public key in PEM")]
    BadKey,
    /// A file is not what was signed.
    #[error("{0} was changed or is missing")]
    Changed(String),
    /// A file that nobody signed.
    #[error("{0} is not in the list")]
    Extra(String),
}

/// Adds what says of when the copy is, the list, and its signature.
pub(super) fn add(copy: &mut Copy, signer: &Signer, public_url: &str, made_at: Timestamp) {
    let about = format!("A copy of {public_url}\nMade at {made_at}\nCheck it with: candor export-site --verify, or docs/operate.md\n");
    copy.insert(ABOUT.to_owned(), about.into_bytes());
    let sums: String = copy.iter().map(|(name, content)| format!("{}  {name}\n", hex(content))).collect();
    copy.insert(SIGNATURE.to_owned(), signer.0.sign(sums.as_bytes()).as_ref().to_vec());
    copy.insert(SUMS.to_owned(), sums.into_bytes());
}

/// Whether the copy in `folder` is whole and was signed with the key in `public_pem`. Gives how many files were signed.
///
/// # Errors
/// The first [`Mistake`].
pub fn verify(folder: &Path, public_pem: &str) -> Result<usize, Mistake> {
    let read = |name: &str| std::fs::read(folder.join(name)).map_err(|_| Mistake::Unreadable(name.to_owned()));
    let (sums, signature) = (read(SUMS)?, read(SIGNATURE)?);
    UnparsedPublicKey::new(&ED25519, key_of(public_pem)?).verify(&sums, &signature).map_err(|_| Mistake::NotSigned)?;
    let sums = String::from_utf8(sums).map_err(|_| Mistake::Unreadable(SUMS.to_owned()))?;
    let mut signed = BTreeSet::from([SUMS.to_owned(), SIGNATURE.to_owned()]);
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").ok_or_else(|| Mistake::Unreadable(SUMS.to_owned()))?;
        let is_same = std::fs::read(folder.join(name)).is_ok_and(|content| hex(&content) == sum);
        if !is_same {
            return Err(Mistake::Changed(name.to_owned()));
        }
        signed.insert(name.to_owned());
    }
    match below(folder, "").into_iter().find(|name| !signed.contains(name)) {
        Some(extra) => Err(Mistake::Extra(extra)),
        None => Ok(signed.len()),
    }
}

fn key_of(pem: &str) -> Result<[u8; 32], Mistake> {
    let base64: String = pem.lines().filter(|line| !line.starts_with("-----")).map(str::trim).collect();
    let spki = STANDARD.decode(base64).map_err(|_| Mistake::BadKey)?;
    spki.strip_prefix(&SPKI[..]).and_then(|key| key.try_into().ok()).ok_or(Mistake::BadKey)
}

/// Every file below `folder`, by its name from there. A link to somewhere else counts as a file that nobody signed.
fn below(folder: &Path, prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(below(&entry.path(), &format!("{name}/")));
        } else {
            found.push(name);
        }
    }
    found
}

fn hex(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
