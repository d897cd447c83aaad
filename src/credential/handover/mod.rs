//! The one thing that crosses the wall between guard and vault.
//!
//! The vault's window connects to the one frame that asked for it and says [`FromVault::Ready`] with the ticket that the
//! guard gave out. The guard answers once with [`Handover`]; a ticket serves once. From then on the vault reports, and the
//! guard only listens. Both ends refuse whatever is not of these types or out of turn ([`GuardEnd`], [`VaultEnd`]).
//!
//! A [`Handover`] is read by its own rules: exactly its fields, each once. Each value is moved into a type that wipes itself
//! as soon as it is out of the browser's hands, and what is refused is refused without a word of it.

mod ends;
#[cfg(any(test, feature = "testing"))]
pub mod json;

pub use ends::{GuardEnd, Heard, Refusal, TICKET_SERVES_MS, VaultEnd};

use crate::{
    ConsoleAccount, Credential, Datasets, Item, ItemDetails, KeyId, KeySecret, Purpose, Timestamp,
};
use zeroize::Zeroizing;

/// The name of the port that the vault opens to the guard.
pub const PORT_NAME: &str = "trivet-vault";

/// The longest value taken, in characters.
pub const LONGEST_VALUE: usize = 4096;

/// The most permissions taken; the console is known to have three.
pub const MOST_PERMISSIONS: usize = 32;

/// What the vault tells the guard: an object of texts, one of them its `type`.
#[derive(Debug, Clone, PartialEq, Eq)]
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

    /// What goes over the port: names and texts.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, &str)> {
        let (kind, more) = match self {
            Self::Ready { ticket } => ("ready", Some(("ticket", ticket))),
            Self::Received => ("received", None),
            Self::Written { file_name } => ("written", Some(("file_name", file_name))),
            Self::Verified { file_name } => ("verified", Some(("file_name", file_name))),
        };
        let more = more.map(|(name, text)| (name, text.as_str()));
        [("type", kind)].into_iter().chain(more).collect()
    }

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
/// It has no `Debug`: [`Handover::to_message`] is the one deliberate way out.
///
/// ```compile_fail,E0277
/// fn print<T: std::fmt::Debug>(_: T) {}
/// fn by_accident(handover: trivet_credential::handover::Handover) { print(handover) }
/// ```
pub struct Handover {
    /// Whose key it is, by the host of the console's page.
    pub account: ConsoleAccount,
    /// The two values.
    pub credential: Credential,
    /// What the token may do, as the console names it; none where it could not be read.
    pub permissions: Vec<String>,
    /// What it is for.
    pub purpose: Purpose,
    /// The permissions that a token for this must have.
    pub required: Vec<String>,
    /// Whether it is restricted to datasets.
    pub datasets: Datasets,
    /// When the dialog was read.
    pub created: Timestamp,
}

impl Handover {
    /// As many fields a message has.
    pub const FIELDS: usize = 9;

    /// Reads a message by its fields. None for whatever is not exactly one: a field more, less or twice, a text that is empty
    /// or longer than [`LONGEST_VALUE`], more than [`MOST_PERMISSIONS`].
    #[must_use]
    pub fn from_fields(fields: Vec<(String, Arrived)>) -> Option<Self> {
        // Each name is taken once, so that none is left over.
        if fields.len() != Self::FIELDS {
            return None;
        }
        let mut fields = Fields(fields);
        Some(Self {
            account: ConsoleAccount::from_host(&fields.text("host")?).ok()?,
            credential: Credential {
                key_id: KeyId::new(take(fields.text("key_id")?)).ok()?,
                secret: KeySecret::new(take(fields.text("key_secret")?)).ok()?,
            },
            permissions: fields.texts("permissions")?,
            purpose: Purpose {
                title: take(fields.text("purpose")?),
                is_package: fields.flag("is_package")?,
            },
            required: fields.texts("required")?,
            datasets: Datasets::named(&fields.text("datasets")?)?,
            created: Timestamp::from_unix_seconds(fields.whole("created")?)?,
        })
    }

    /// What goes over the port: the values themselves.
    #[must_use]
    pub fn to_message(&self) -> Message<'_> {
        Message {
            host: self.account.host(),
            credential: &self.credential,
            permissions: &self.permissions,
            purpose: &self.purpose,
            required: &self.required,
            datasets: self.datasets,
            created: self.created,
        }
    }

    /// What goes into the file. [`Handover::datasets`] and [`Handover::required`] go into the receipt alone.
    #[must_use]
    pub fn into_item(self) -> Item {
        Item {
            credential: self.credential,
            details: ItemDetails {
                notes: self.purpose.notes(&self.account),
                account: self.account,
                created: self.created,
                permissions: self.permissions,
            },
        }
    }
}

/// A [`Handover`] to be sent.
pub struct Message<'a> {
    host: String,
    credential: &'a Credential,
    permissions: &'a [String],
    purpose: &'a Purpose,
    required: &'a [String],
    datasets: Datasets,
    created: Timestamp,
}

/// One field of a [`Message`].
pub enum Field<'a> {
    /// A text; it can be a value.
    Text(&'a str),
    /// A list of texts.
    Texts(&'a [String]),
    /// True or false.
    Flag(bool),
    /// A number.
    Number(i64),
}

impl Message<'_> {
    /// All of it: the values themselves.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, Field<'_>); Handover::FIELDS] {
        [
            ("host", Field::Text(&self.host)),
            ("key_id", Field::Text(self.credential.key_id.expose())),
            ("key_secret", Field::Text(self.credential.secret.expose())),
            ("permissions", Field::Texts(self.permissions)),
            ("purpose", Field::Text(&self.purpose.title)),
            ("is_package", Field::Flag(self.purpose.is_package)),
            ("required", Field::Texts(self.required)),
            ("datasets", Field::Text(self.datasets.name())),
            ("created", Field::Number(self.created.unix_seconds())),
        ]
    }
}

/// What was handed over, to be handed to the vault's second program.
#[must_use]
pub fn message_of<'a>(item: &'a Item, purpose: &'a Purpose) -> Message<'a> {
    Message {
        host: item.details.account.host(),
        credential: &item.credential,
        permissions: &item.details.permissions,
        purpose,
        // The receipt is not its work.
        required: &[],
        datasets: Datasets::NotRead,
        created: item.details.created,
    }
}

/// One field of a message as it arrived. It can be a value: it cannot be printed, and its texts wipe themselves.
pub enum Arrived {
    /// A text.
    Text(Zeroizing<String>),
    /// A list of texts.
    Texts(Vec<Zeroizing<String>>),
    /// True or false.
    Flag(bool),
    /// A number.
    Number(f64),
    /// Whatever else.
    Other,
}

/// The fields that were not taken yet.
struct Fields(Vec<(String, Arrived)>);

impl Fields {
    fn take(&mut self, name: &str) -> Option<Arrived> {
        let place = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.swap_remove(place).1)
    }

    fn text(&mut self, name: &str) -> Option<Zeroizing<String>> {
        match self.take(name)? {
            Arrived::Text(text) => fitting(text),
            _ => None,
        }
    }

    fn texts(&mut self, name: &str) -> Option<Vec<String>> {
        match self.take(name)? {
            Arrived::Texts(texts) if texts.len() <= MOST_PERMISSIONS => {
                let texts = texts.into_iter().map(|text| fitting(text).map(take));
                texts.collect()
            }
            _ => None,
        }
    }

    fn flag(&mut self, name: &str) -> Option<bool> {
        match self.take(name)? {
            Arrived::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    fn whole(&mut self, name: &str) -> Option<i64> {
        match self.take(name)? {
            #[allow(clippy::cast_possible_truncation)]
            // it has no fraction, and what is too large is no time
            Arrived::Number(number) if number.fract() == 0.0 => Some(number as i64),
            _ => None,
        }
    }
}

/// A text of 1 to [`LONGEST_VALUE`] characters.
fn fitting(text: Zeroizing<String>) -> Option<Zeroizing<String>> {
    (1..=LONGEST_VALUE)
        .contains(&text.chars().count())
        .then_some(text)
}

/// Moves the text itself, so that no copy is left to be wiped.
fn take(mut text: Zeroizing<String>) -> String {
    std::mem::take(&mut *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn message() -> Value {
        json!({
            "host": "acme.us-4.evergage.com",
            "key_id": "0F8FAD5B-D9CB-469F-A165-70867728950E",
            "key_secret": "made-up",
            "permissions": ["Can access API"],
            "purpose": "Something else",
            "is_package": false,
            "required": [],
            "datasets": "none-confirmed",
            "created": 1_795_468_500,
        })
    }

    #[test]
    fn what_is_sent_arrives() {
        let handover = super::json::read(&message()).unwrap();
        assert_eq!(handover.account.host(), "acme.us-4.evergage.com");
        assert_eq!(handover.credential.secret.expose(), "made-up");
        assert_eq!(super::json::write(&handover.to_message()), message());
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
            super::json::read(&message)
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
            ("purpose", json!("")),
            ("purpose", json!(null)),
            ("is_package", json!("yes")),
            ("required", json!("Can access API")),
            ("datasets", json!("empty")),
            ("datasets", json!(null)),
            ("created", json!("yesterday")),
            ("created", json!(0.5)),
            ("created", json!(i64::MAX)),
        ] {
            assert!(with(field, value.clone()).is_none(), "{field}: {value}");
        }
        for field in [
            "host",
            "key_id",
            "key_secret",
            "permissions",
            "purpose",
            "is_package",
            "required",
            "datasets",
            "created",
        ] {
            let mut message = message();
            message.as_object_mut().unwrap().remove(field);
            assert!(super::json::read(&message).is_none(), "{field}");
            message[field] = json!("Can access API");
            message["another"] = json!("x");
            assert!(super::json::read(&message).is_none(), "{field}");
        }
        for other in [json!(null), json!([]), json!("x"), json!({})] {
            assert!(super::json::read(&other).is_none());
        }
        // Twice, which no object can have.
        let twice = ["host"; Handover::FIELDS].map(|name| {
            let text = Arrived::Text(Zeroizing::new("acme.us-4.evergage.com".to_owned()));
            (name.to_owned(), text)
        });
        assert!(Handover::from_fields(twice.into()).is_none());
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
            let mut said = report.fields();
            let mut sent_by_name = sent.clone();
            said.sort_unstable();
            sent_by_name.sort_unstable();
            assert_eq!(said, sent_by_name);
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
