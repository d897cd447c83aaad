//! The one thing that crosses the wall between guard and vault.
//!
//! The vault's window connects to the one frame that asked for it and says [`FromVault::Ready`] with the ticket that the
//! guard gave out. The guard answers once with [`Handover`]; a ticket serves once. From then on the vault reports, and the
//! guard only listens. Both ends refuse whatever is not of these types or out of turn ([`GuardEnd`], [`VaultEnd`]).
//!
//! A [`Handover`] is read by its own hand-written rules, because the derived ones would let unknown fields pass: the
//! bridge from JavaScript looks only for the fields that it knows. Each value is moved into a type that wipes itself as soon
//! as it is out of the browser's hands, and no message of an error repeats any of them.

mod ends;

pub use ends::{GuardEnd, Heard, Refusal, TICKET_SERVES_MS, VaultEnd};

use crate::credential::{
    ConsoleAccount, Credential, Item, ItemDetails, KeyId, KeySecret, Timestamp,
};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use std::fmt;
use zeroize::Zeroizing;

/// The name of the port that the vault opens to the guard.
pub const PORT_NAME: &str = "trivet-vault";

/// The longest value taken, in characters.
pub const LONGEST_VALUE: usize = 4096;

/// The most permissions taken; the console is known to have three.
pub const MOST_PERMISSIONS: usize = 32;

/// What the vault tells the guard: an object of texts, one of them its `type`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum FromVault {
    /// The window is open and can take the credentials.
    Ready {
        /// What the guard gave out when it asked for the window; proves that this window was asked for.
        ticket: String,
    },
    /// The credentials arrived, both not empty.
    Received,
    /// The file was written by the browser's downloads, and not read back.
    Written {
        /// Its name, as the browser wrote it.
        file_name: String,
    },
    /// The file was opened again from disk and every field compared.
    Verified {
        /// Its name, for the panel to say. Holds no value.
        file_name: String,
    },
}

impl FromVault {
    /// The most fields that a message has.
    pub const MOST_FIELDS: usize = 2;

    /// Reads a message by its fields. None for whatever is not exactly one of these: a field more or less, a text longer
    /// than [`LONGEST_VALUE`].
    #[must_use]
    pub fn from_fields(fields: &[(String, String)]) -> Option<Self> {
        let field = |name: &str| fields.iter().find(|(key, _)| key == name);
        let text = |name: &str| {
            let (_, text) = field(name).filter(|_| fields.len() == 2)?;
            (text.chars().count() <= LONGEST_VALUE).then(|| text.clone())
        };
        match field("type")?.1.as_str() {
            "ready" => text("ticket").map(|ticket| Self::Ready { ticket }),
            "received" if fields.len() == 1 => Some(Self::Received),
            "written" => text("file_name").map(|file_name| Self::Written { file_name }),
            "verified" => text("file_name").map(|file_name| Self::Verified { file_name }),
            _ => None,
        }
    }
}

/// The credentials on their way from guard to vault.
///
/// It has no `Debug` and no `Serialize` of its own: [`Handover::to_message`] is the one deliberate way out.
///
/// ```compile_fail,E0277
/// fn send<T: serde::Serialize>(_: T) {}
/// fn by_accident(handover: trivet::handover::Handover) { send(handover) }
/// ```
pub struct Handover {
    /// Whose key it is, by the host of the console's page.
    pub account: ConsoleAccount,
    /// The two values.
    pub credential: Credential,
    /// What the token may do, as the console names it; none where it could not be read.
    pub permissions: Vec<String>,
    /// When the dialog was read.
    pub created: Timestamp,
}

impl Handover {
    /// What goes over the port: the values themselves.
    #[must_use]
    pub fn to_message(&self) -> Message<'_> {
        Message {
            account: &self.account,
            credential: &self.credential,
            permissions: &self.permissions,
            created: self.created,
        }
    }

    /// What goes into the file.
    #[must_use]
    pub fn into_item(self) -> Item {
        Item {
            credential: self.credential,
            details: ItemDetails {
                notes: ItemDetails::standard_notes(&self.account, ""),
                account: self.account,
                created: self.created,
                permissions: self.permissions,
            },
        }
    }
}

/// A [`Handover`] to be sent.
pub struct Message<'a> {
    account: &'a ConsoleAccount,
    credential: &'a Credential,
    permissions: &'a [String],
    created: Timestamp,
}

/// What was handed over, to be handed to the vault's second program.
#[must_use]
pub fn message_of(item: &Item) -> Message<'_> {
    Message {
        account: &item.details.account,
        credential: &item.credential,
        permissions: &item.details.permissions,
        created: item.details.created,
    }
}

impl Serialize for Message<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Plain<'a> {
            host: String,
            key_id: &'a str,
            key_secret: &'a str,
            permissions: &'a [String],
            created: i64,
        }
        let Self {
            account,
            credential,
            permissions,
            created,
        } = self;
        Plain {
            host: account.host(),
            key_id: credential.key_id.expose(),
            key_secret: credential.secret.expose(),
            permissions,
            created: created.unix_seconds(),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Handover {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // As a map and not as a struct, so that unknown fields are seen.
        deserializer.deserialize_map(HandoverVisitor)
    }
}

struct HandoverVisitor;

impl<'de> Visitor<'de> for HandoverVisitor {
    type Value = Handover;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a handover")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Handover, A::Error> {
        let (mut host, mut key_id, mut key_secret) = (None, None, None);
        let (mut permissions, mut created) = (None, None);
        while let Some(field) = map.next_key::<String>()? {
            let seen_before = match field.as_str() {
                "host" => host.replace(map.next_value::<Text>()?.0).is_some(),
                "key_id" => key_id.replace(map.next_value::<Text>()?.0).is_some(),
                "key_secret" => key_secret.replace(map.next_value::<Text>()?.0).is_some(),
                "permissions" => permissions.replace(map.next_value::<Texts>()?.0).is_some(),
                "created" => created.replace(map.next_value::<i64>()?).is_some(),
                _ => return Err(de::Error::custom("a field that is not known")),
            };
            if seen_before {
                return Err(de::Error::custom("a field that comes twice"));
            }
        }
        let missing = |field| move || de::Error::missing_field(field);
        let host = host.ok_or_else(missing("host"))?;
        let key_id = key_id.ok_or_else(missing("key_id"))?;
        let key_secret = key_secret.ok_or_else(missing("key_secret"))?;
        let created = created.ok_or_else(missing("created"))?;
        Ok(Handover {
            account: ConsoleAccount::from_host(&host).map_err(de::Error::custom)?,
            credential: Credential {
                key_id: KeyId::new(take(key_id)).map_err(de::Error::custom)?,
                secret: KeySecret::new(take(key_secret)).map_err(de::Error::custom)?,
            },
            permissions: permissions.ok_or_else(missing("permissions"))?,
            created: Timestamp::from_unix_seconds(created)
                .ok_or_else(|| de::Error::custom("a time that is none"))?,
        })
    }
}

/// Moves the text itself, so that no copy is left to be wiped.
fn take(mut text: Zeroizing<String>) -> String {
    std::mem::take(&mut *text)
}

/// A text of 1 to [`LONGEST_VALUE`] characters that wipes itself; its errors do not repeat it.
struct Text(Zeroizing<String>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_string(TextVisitor)
    }
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a text of 1 to {LONGEST_VALUE} characters")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Text, E> {
        let text = Zeroizing::new(text);
        if (1..=LONGEST_VALUE).contains(&text.chars().count()) {
            Ok(Text(text))
        } else {
            Err(E::custom("a text that is empty or too long"))
        }
    }
}

/// Up to [`MOST_PERMISSIONS`] texts.
struct Texts(Vec<String>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(TextsVisitor)
    }
}

struct TextsVisitor;

impl<'de> Visitor<'de> for TextsVisitor {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "up to {MOST_PERMISSIONS} texts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Texts, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = seq.next_element::<Text>()? {
            if texts.len() == MOST_PERMISSIONS {
                return Err(de::Error::custom("too many permissions"));
            }
            texts.push(take(text.0));
        }
        Ok(Texts(texts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, from_value, json, to_value};

    fn message() -> Value {
        json!({
            "host": "acme.us-4.evergage.com",
            "key_id": "0F8FAD5B-D9CB-469F-A165-70867728950E",
            "key_secret": "made-up",
            "permissions": ["Can access API"],
            "created": 1_795_468_500,
        })
    }

    #[test]
    fn what_is_sent_arrives() {
        let handover: Handover = from_value(message()).unwrap();
        assert_eq!(handover.account.host(), "acme.us-4.evergage.com");
        assert_eq!(handover.credential.secret.expose(), "made-up");
        assert_eq!(to_value(handover.to_message()).unwrap(), message());
        let item = handover.into_item();
        assert_eq!(item.details.permissions, ["Can access API"]);
        assert!(
            item.details
                .notes
                .contains("https://acme.us-4.evergage.com")
        );
    }

    #[test]
    fn whatever_else_comes_is_refused() {
        let with = |field: &str, value: Value| {
            let mut message = message();
            message[field] = value;
            from_value::<Handover>(message)
        };
        for (field, value) in [
            ("more", json!(1)),
            ("host", json!("example.com")),
            ("host", json!("sftp.evergage.com")),
            ("key_id", json!("")),
            ("key_id", json!(7)),
            ("key_secret", json!("  ")),
            ("key_secret", json!("x".repeat(LONGEST_VALUE + 1))),
            ("key_secret", Value::Null),
            ("permissions", json!("Can access API")),
            ("permissions", json!([""])),
            ("permissions", json!(vec!["x"; MOST_PERMISSIONS + 1])),
            ("created", json!("yesterday")),
            ("created", json!(i64::MAX)),
        ] {
            assert!(with(field, value.clone()).is_err(), "{field}: {value}");
        }
        for field in ["host", "key_id", "key_secret", "permissions", "created"] {
            let mut message = message();
            message.as_object_mut().unwrap().remove(field);
            assert!(from_value::<Handover>(message).is_err(), "{field}");
        }
        for other in [json!(null), json!([]), json!("x"), json!({})] {
            assert!(from_value::<Handover>(other).is_err());
        }
    }

    proptest! {
        #[test]
        fn an_error_never_repeats_a_value(secret in "[a-z]{20}", length in 4080_usize..4120) {
            let mut long = message();
            long["key_secret"] = json!(secret.repeat(length / 20 + 10));
            let mut misplaced = message();
            misplaced["created"] = json!(["x"]);
            misplaced[secret.as_str()] = json!(secret);
            for wrong in [long, misplaced] {
                let error = from_value::<Handover>(wrong).err().unwrap().to_string();
                prop_assert!(!error.contains(&secret));
            }
        }
    }

    #[test]
    fn reports_have_their_names() {
        let fields = |all: &[(&str, &str)]| {
            let all = all
                .iter()
                .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
            FromVault::from_fields(&all.collect::<Vec<_>>())
        };
        let file_name = "x.kdbx".to_owned();
        let reports = [
            (
                FromVault::Ready {
                    ticket: "x".to_owned(),
                },
                vec![("type", "ready"), ("ticket", "x")],
            ),
            (FromVault::Received, vec![("type", "received")]),
            (
                FromVault::Written {
                    file_name: "x.kdbx".to_owned(),
                },
                vec![("type", "written"), ("file_name", "x.kdbx")],
            ),
            (
                FromVault::Verified { file_name },
                vec![("file_name", "x.kdbx"), ("type", "verified")],
            ),
        ];
        for (report, sent) in reports {
            let object: serde_json::Map<_, _> = sent
                .iter()
                .map(|(key, text)| ((*key).to_owned(), json!(text)))
                .collect();
            assert_eq!(to_value(&report).unwrap(), Value::Object(object));
            assert_eq!(fields(&sent), Some(report));
            assert_eq!(fields(&[&sent[..], &[("more", "1")]].concat()), None);
            assert_eq!(fields(&sent[1..]), None);
        }
        let long = "x".repeat(1_000_000);
        for wrong in [
            &[("type", "ready"), ("ticket", &long)][..],
            &[("type", "verified"), ("file_name", &long)],
            &[("type", "verified"), ("ticket", "x")],
            &[("type", "received"), ("type", "received")],
            &[("type", &long)],
            &[("type", "Ready"), ("ticket", "x")],
            &[],
        ] {
            assert_eq!(fields(wrong), None);
        }
    }
}
