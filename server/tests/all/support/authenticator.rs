//! An authenticator made of software, and the part of a browser that asks it: ES256 by ring, which is not the library that the
//! program checks signatures with.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Answer, PUBLIC_URL};

const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const HAS_CREDENTIAL: u8 = 1 << 6;

/// One passkey.
#[derive(Clone, Debug)]
pub struct Authenticator {
    /// What it says next of how often it has signed; 0 if it does not count.
    pub counter: u32,
    /// What its browser signs.
    origin: String,
    /// Whether it asks for a PIN or a finger.
    verifies: bool,
    pkcs8: Vec<u8>,
    id: Vec<u8>,
    owner: Option<Vec<u8>>,
}

impl Authenticator {
    /// A new one, in a browser that shows our site.
    pub fn new() -> Self {
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new()).expect("a key").as_ref().to_vec();
        let id = Sha256::digest(&pkcs8).to_vec();
        Self { origin: PUBLIC_URL.to_owned(), verifies: true, counter: 0, pkcs8, id, owner: None }
    }

    /// The same passkey, asked by a browser that shows another site.
    pub fn at(&self, origin: &str) -> Self {
        Self { origin: origin.to_owned(), ..self.clone() }
    }

    /// The same passkey, without PIN or finger.
    pub fn unverified(&self) -> Self {
        Self { verifies: false, ..self.clone() }
    }

    fn key(&self) -> EcdsaKeyPair {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &self.pkcs8, &SystemRandom::new()).expect("a key")
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false }).to_string().into_bytes()
    }

    fn authenticator_data(&self, host: &str, flags: u8) -> Vec<u8> {
        let verified = if self.verifies { USER_VERIFIED } else { 0 };
        let mut data = Sha256::digest(host.as_bytes()).to_vec();
        data.push(USER_PRESENT | verified | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// The fields of a form that answers a page which asks for a new passkey.
    pub fn create(&mut self, page: &Answer) -> String {
        let (challenge, options) = asked(page, "create");
        self.owner = Some(bytes(&options["user"]["id"]));
        let mut data = self.authenticator_data(options["rp"]["id"].as_str().expect("a host"), HAS_CREDENTIAL);
        data.extend([0; 16]);
        data.extend([0, 32]);
        data.extend(&self.id);
        let key = self.key();
        let point = key.public_key().as_ref();
        // COSE: an EC2 key (1: 2) for ES256 (3: -7) on P-256 (-1: 1), x (-2) and y (-3), 32 bytes each.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).expect("fewer than 256 bytes"));
        object.extend(data);
        let response = json!({ "clientDataJSON": text(&self.client_data("webauthn.create", &options)), "attestationObject": text(&object), "transports": ["internal", "smart-card"] });
        self.fields(&challenge, &response)
    }

    /// The fields of a form that answers a page which asks for a passkey.
    pub fn get(&self, page: &Answer) -> String {
        let (challenge, options) = asked(page, "get");
        let known = options["allowCredentials"].as_array().expect("a list");
        assert!(known.iter().any(|known| bytes(&known["id"]) == self.id), "a browser offers only what is asked for: {options}");
        self.sign(&challenge, &options)
    }

    /// The same, by a browser that signs whatever it is asked.
    pub fn get_anyway(&self, page: &Answer) -> String {
        let (challenge, options) = asked(page, "get");
        self.sign(&challenge, &options)
    }

    fn sign(&self, challenge: &str, options: &Value) -> String {
        let data = self.authenticator_data(options["rpId"].as_str().expect("a host"), 0);
        let client = self.client_data("webauthn.get", options);
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature = self.key().sign(&SystemRandom::new(), &signed).expect("a signature");
        let owner = self.owner.as_deref().map(text);
        let response = json!({ "clientDataJSON": text(&client), "authenticatorData": text(&data), "signature": text(signature.as_ref()), "userHandle": owner });
        self.fields(challenge, &response)
    }

    fn fields(&self, challenge: &str, response: &Value) -> String {
        let answer = json!({ "id": text(&self.id), "rawId": text(&self.id), "type": "public-key", "response": response }).to_string();
        url::form_urlencoded::Serializer::new(String::new()).append_pair("challenge", challenge).append_pair("answer", &answer).finish()
    }
}

/// The question of a page: its id and its options.
fn asked(page: &Answer, kind: &str) -> (String, Value) {
    let form =
        page.body.split(&format!("data-passkey=\"{kind}\"")).nth(1).unwrap_or_else(|| panic!("no passkey is asked for: {}", page.body));
    let attribute = |name: &str| form.split(&format!("{name}\"")).nth(1).and_then(|rest| rest.split('"').next()).expect("an attribute");
    let options = attribute("data-options=").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let options: Value = serde_json::from_str(&options).expect("options");
    (attribute("name=\"challenge\" value=").to_owned(), options["publicKey"].clone())
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn bytes(text: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text.as_str().expect("a text")).expect("base64url")
}
