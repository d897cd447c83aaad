//! The protocol's other side, and its cryptography, written from its description and not with Trivet's code: `crypto_box` is
//! put together from X25519, `HSalsa20`, `XSalsa20` and Poly1305 as <https://nacl.cr.yp.to> describes it.
#![allow(dead_code, missing_docs)] // each test program uses its own part
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails by them

use base64::{Engine as _, engine::general_purpose::STANDARD};
use curve25519_dalek::montgomery::MontgomeryPoint;
use poly1305::Poly1305;
use poly1305::universal_hash::KeyInit as _;
use salsa20::XSalsa20;
use salsa20::cipher::consts::U10;
use salsa20::cipher::{KeyIvInit as _, StreamCipher as _};
use serde_json::{Value, json};

pub const TRUE_HASH: &str = "29234e32274a32276e25666a42aa";

/// Half of a `crypto_box`.
pub struct Keys([u8; 32]);

impl Keys {
    pub fn new() -> Self {
        Self(random())
    }

    pub fn public(&self) -> String {
        STANDARD.encode(MontgomeryPoint::mul_base_clamped(self.0).0)
    }

    fn shared(&self, public: &str) -> [u8; 32] {
        let point = MontgomeryPoint(array(public)).mul_clamped(self.0);
        salsa20::hsalsa::<U10>(&point.0.into(), &[0; 16].into()).into()
    }

    pub fn seal(&self, public: &str, nonce: &str, text: &[u8]) -> String {
        let mut bytes = [vec![0; 32], text.to_vec()].concat();
        XSalsa20::new(&self.shared(public).into(), &array::<24>(nonce).into())
            .apply_keystream(&mut bytes);
        let (key, text) = bytes.split_at(32);
        let key: [u8; 32] = key.try_into().unwrap();
        let tag = Poly1305::new(&key.into()).compute_unpadded(text);
        STANDARD.encode([&tag[..], text].concat())
    }

    pub fn open(&self, public: &str, nonce: &str, sealed: &str) -> Option<Vec<u8>> {
        let sealed = STANDARD.decode(sealed).ok()?;
        let (tag, text) = sealed.split_at_checked(16)?;
        let mut bytes = [vec![0; 32], text.to_vec()].concat();
        XSalsa20::new(&self.shared(public).into(), &array::<24>(nonce).into())
            .apply_keystream(&mut bytes);
        let mut key = [0; 32];
        XSalsa20::new(&self.shared(public).into(), &array::<24>(nonce).into())
            .apply_keystream(&mut key);
        let expected = Poly1305::new(&key.into()).compute_unpadded(text);
        (expected[..] == *tag).then(|| bytes[32..].to_vec())
    }
}

pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

fn array<const N: usize>(text: &str) -> [u8; N] {
    STANDARD.decode(text).unwrap().try_into().unwrap()
}

/// One more, as a number of 24 octets, the least first.
pub fn one_more(nonce: &str) -> String {
    let bytes: [u8; 24] = array(nonce);
    let low = u128::from_le_bytes(bytes[..16].try_into().unwrap());
    let high = u64::from_le_bytes(bytes[16..].try_into().unwrap());
    let (low, carries) = low.overflowing_add(1);
    let high = high.wrapping_add(carries.into());
    STANDARD.encode([&low.to_le_bytes()[..], &high.to_le_bytes()].concat())
}

/// What the peer does otherwise than it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mischief {
    None,
    /// The database is locked until it has said so once.
    LockedAtFirst,
    RefusesName,
    RefusesGroup,
    KnowsNoGroups,
    /// Says "success" and keeps nothing.
    KeepsNothing,
    KeepsAnotherSecret,
    KeepsTwice,
    AnotherDatabase,
    WrongNonce,
    WrongNonceInside,
    /// Answers with what it answered before.
    Replays,
    SealsWithAnotherKey,
    /// One bit of a sealed message turns over.
    FlipsBit(usize),
    NoJson,
    LocksBeforeSaving,
}

/// A `KeePassXC` as its protocol's description has it.
pub struct Peer {
    keys: Keys,
    client: String,
    pub mischief: Mischief,
    known: Vec<(String, String)>,
    pub entries: Vec<Value>,
    pub groups: Vec<(String, String)>,
    pub unlocked: bool,
    last: Option<Value>,
}

impl Peer {
    pub fn new(mischief: Mischief) -> Self {
        Self {
            keys: Keys::new(),
            client: String::new(),
            mischief,
            known: Vec::new(),
            entries: Vec::new(),
            groups: Vec::new(),
            unlocked: mischief != Mischief::LockedAtFirst,
            last: None,
        }
    }

    /// What it says to a message, in order.
    pub fn answer(&mut self, message: &str) -> Vec<String> {
        let message: Value = serde_json::from_str(message).unwrap();
        let text = |name: &str| message[name].as_str().unwrap().to_owned();
        let (action, nonce) = (text("action"), one_more(&text("nonce")));
        assert_eq!(array::<24>(&text("clientID")).len(), 24);
        if action == "change-public-keys" {
            self.client = text("publicKey");
            let hello = json!({
                "action": action, "version": "2.7.4", "publicKey": self.keys.public(), "success": "true", "nonce": nonce,
            });
            return vec![hello.to_string()];
        }
        let content = self
            .keys
            .open(&self.client, &text("nonce"), &text("message"));
        let content: Value = serde_json::from_slice(&content.expect("sealed for us")).unwrap();
        assert_eq!(content["action"], action);
        if !self.unlocked {
            self.unlocked = true;
            assert_eq!(message["triggerUnlock"], "true");
            return vec![
                failure(&action, 1),
                json!({ "action": "database-locked" }).to_string(),
                json!({ "action": "database-unlocked" }).to_string(),
            ];
        }
        match self.content(&action, &content) {
            Err(number) => vec![failure(&action, number)],
            Ok(answer) => vec![self.wrap(&action, &nonce, answer)],
        }
    }

    fn content(&mut self, action: &str, content: &Value) -> Result<Value, u32> {
        let text = |name: &str| content[name].as_str().unwrap().to_owned();
        let is_known = |peer: &Self, id: &Value, key: &Value| {
            let mut known = peer.known.iter();
            known.any(|(name, identity)| id == name.as_str() && key == identity.as_str())
        };
        Ok(match action {
            "get-databasehash" => json!({}),
            "associate" if self.mischief == Mischief::RefusesName => return Err(6),
            "associate" => {
                assert_eq!(text("key"), self.client);
                let name = format!("client {}", self.known.len());
                self.known.push((name.clone(), text("idKey")));
                json!({ "id": name })
            }
            "test-associate" if is_known(self, &content["id"], &content["key"]) => {
                json!({ "id": content["id"] })
            }
            "get-logins" => {
                let keys = content["keys"].as_array().unwrap();
                assert!(
                    keys.iter()
                        .all(|one| is_known(self, &one["id"], &one["key"]))
                );
                let url = text("url");
                let mut found = self.entries.clone();
                found.retain(|entry| entry["url"] == url);
                if found.is_empty() {
                    return Err(15);
                }
                json!({ "count": found.len(), "entries": found })
            }
            "get-database-groups" if self.mischief == Mischief::KnowsNoGroups => return Err(12),
            "get-database-groups" => {
                let child = |(name, id): &(String, String)| json!({ "name": name, "uuid": id, "children": [] });
                let children: Vec<_> = self.groups.iter().map(child).collect();
                json!({ "groups": { "groups": [{ "name": "Root", "uuid": "0", "children": children }] } })
            }
            "create-new-group" if self.mischief == Mischief::RefusesGroup => return Err(17),
            "create-new-group" => {
                let id = format!("id of {}", text("groupName"));
                self.groups.push((text("groupName"), id.clone()));
                json!({ "name": text("groupName"), "uuid": id })
            }
            "set-login" if self.mischief == Mischief::LocksBeforeSaving => return Err(1),
            "set-login" => {
                assert_ne!(content["downloadFavicon"], "true");
                let group = self
                    .groups
                    .iter()
                    .find(|(_, id)| content["groupUuid"] == id.as_str());
                let mut entry = json!({
                    "url": text("url"), "login": text("login"), "password": text("password"),
                    "name": "a title", "uuid": "an id",
                    "group": group.map_or("KeePassXC-Browser Passwords", |(name, _)| name),
                });
                match self.mischief {
                    Mischief::KeepsNothing => {}
                    Mischief::KeepsTwice => self.entries.extend([entry.clone(), entry]),
                    mischief => {
                        if mischief == Mischief::KeepsAnotherSecret {
                            entry["password"] = format!("{} ", text("password")).into();
                        }
                        self.entries.push(entry);
                    }
                }
                json!({ "error": "success", "count": null, "entries": null })
            }
            _ => return Err(8),
        })
    }

    fn wrap(&mut self, action: &str, nonce: &str, mut content: Value) -> String {
        content["version"] = "2.7.4".into();
        content["success"] = "true".into();
        content["nonce"] = nonce.into();
        content["hash"] = TRUE_HASH.into();
        let is_late = action == "set-login";
        if is_late && self.mischief == Mischief::AnotherDatabase {
            content["hash"] = "another".into();
        }
        if is_late && self.mischief == Mischief::WrongNonceInside {
            content["nonce"] = one_more(nonce).into();
        }
        let other = Keys::new();
        let keys = match self.mischief {
            Mischief::SealsWithAnotherKey if is_late => &other,
            _ => &self.keys,
        };
        let mut sealed = keys.seal(&self.client, nonce, content.to_string().as_bytes());
        if let (true, Mischief::FlipsBit(at)) = (is_late, self.mischief) {
            let mut bytes = STANDARD.decode(&sealed).unwrap();
            let at = at % (bytes.len() * 8);
            bytes[at / 8] ^= 1 << (at % 8);
            sealed = STANDARD.encode(bytes);
        }
        let mut answer = json!({ "action": action, "message": sealed, "nonce": nonce });
        if is_late && self.mischief == Mischief::WrongNonce {
            answer["nonce"] = one_more(nonce).into();
        }
        if is_late && self.mischief == Mischief::NoJson {
            return "{".to_owned();
        }
        match (self.mischief, self.last.replace(answer.clone())) {
            (Mischief::Replays, Some(mut last)) if is_late => {
                last["action"] = action.into();
                last.to_string()
            }
            _ => answer.to_string(),
        }
    }
}

fn failure(action: &str, number: u32) -> String {
    json!({ "action": action, "errorCode": number.to_string(), "error": "words" }).to_string()
}
