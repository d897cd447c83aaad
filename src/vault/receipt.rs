//! Evidence that the job was done, without a secret: what was required, seen and done, when, by which version and policy.
//!
//! A receipt may be filed where the key itself must never be. It names the token by its entry's title, which has the beginning
//! of the API Key ID, and a file by its SHA-256; nothing else of the two values, or derived from them, stands in it.

use serde::Serialize;
use trivet_checklist::policy::Policy;
use trivet_credential::{Datasets, Item, Purpose, Timestamp};
use trivet_formats::{Sealing, Verified};

/// The version of the receipt's layout.
pub const LAYOUT: u32 = 2;

/// What was handed over for the receipt alone.
#[derive(Debug, Clone, Default)]
pub struct TokenFacts {
    /// What the token is for.
    pub purpose: Purpose,
    /// The permissions that it must have for that.
    pub required: Vec<String>,
    /// What was seen of its restriction to datasets.
    pub datasets: Datasets,
}

/// What was verified, and where.
#[derive(Debug, Clone)]
pub struct Proven<'a> {
    /// The destination, by the name that a policy has for it.
    pub destination: String,
    /// The place there.
    pub place: &'a str,
    /// The file, where Trivet wrote a whole one.
    pub file: Option<&'a Verified>,
    /// When.
    pub at: Timestamp,
}

/// The receipt of one verified export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Receipt {
    /// [`LAYOUT`].
    pub layout: u32,
    /// The version of Trivet.
    pub trivet: &'static str,
    /// The settings that were in force.
    pub policy: PolicyInForce,
    /// The console's host.
    pub console: String,
    /// The title of the entry, which tells tokens apart.
    pub entry: String,
    /// What the token is for.
    pub purpose: String,
    /// What the checklist for that asks for.
    pub required: Permissions,
    /// What the token has, as it was read from the page.
    pub seen: Seen,
    /// When the token was created, in UTC, ISO 8601.
    pub created: String,
    /// When what was saved was read back and compared, in UTC, ISO 8601.
    pub verified: String,
    /// Where it was saved, by the name that a policy has for it.
    pub destination: String,
    /// The place there: the file's name, or the group or path.
    pub place: String,
    /// The file, where Trivet wrote a whole one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<FileEvidence>,
}

/// The settings of a policy that bear on the export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyInForce {
    /// OK is held while something on the form cannot be told.
    pub hold_when_unsure: bool,
    /// The dialog may only be closed after a verified export.
    pub require_verified_export: bool,
    /// The shortest password, in characters.
    pub minimum_password_length: usize,
}

/// What a token may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Permissions {
    /// The permissions, by the console's names.
    pub permissions: Vec<String>,
}

/// What a token has, as it was read from its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Seen {
    /// The permissions, by the console's names.
    pub permissions: Vec<String>,
    /// The restriction to datasets; `none-confirmed` is what the admin said of a field that Trivet could not read.
    pub datasets: &'static str,
}

/// The file that was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileEvidence {
    /// Its format.
    pub format: &'static str,
    /// How it is sealed.
    pub sealing: Sealing,
    /// Its size in bytes.
    pub size: usize,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl From<&Verified> for FileEvidence {
    fn from(verified: &Verified) -> Self {
        Self {
            format: verified.format,
            sealing: verified.sealing,
            size: verified.size,
            sha256: verified.sha256_hex(),
        }
    }
}

impl Receipt {
    /// The receipt of what was verified at a place.
    #[must_use]
    pub fn new(policy: &Policy, item: &Item, token: &TokenFacts, proven: Proven<'_>) -> Self {
        let details = &item.details;
        Self {
            layout: LAYOUT,
            trivet: env!("CARGO_PKG_VERSION"),
            policy: PolicyInForce {
                hold_when_unsure: policy.rules.hold_when_unsure,
                require_verified_export: !policy.rules.allow_values_safe_elsewhere,
                minimum_password_length: policy.minimum_password_length,
            },
            console: details.account.host(),
            entry: item.title(),
            purpose: token.purpose.title.clone(),
            required: Permissions {
                permissions: token.required.clone(),
            },
            seen: Seen {
                permissions: details.permissions.clone(),
                datasets: token.datasets.name(),
            },
            created: details.created.to_string(),
            verified: proven.at.to_string(),
            destination: proven.destination,
            place: proven.place.to_owned(),
            file: proven.file.map(Into::into),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chacha20::ChaCha20Rng;
    use rand_core::SeedableRng;
    use trivet_credential::{ConsoleAccount, Credential, ItemDetails, KeyId, KeySecret};
    use trivet_formats::kdbx::Kdbx;
    use trivet_formats::{Argon2Parameters, Format, Password};

    #[test]
    fn it_tells_all_but_the_values() {
        let item = Item {
            credential: Credential {
                key_id: KeyId::new("MADEUPID-and-more".to_owned()).unwrap(),
                secret: KeySecret::new("made-up-secret".to_owned()).unwrap(),
            },
            details: ItemDetails {
                account: ConsoleAccount::from_host("acme.us-4.evergage.com").unwrap(),
                created: Timestamp::from_iso_8601("2026-11-23T20:35:00Z").unwrap(),
                permissions: vec!["Can access API".to_owned()],
                notes: "made-up-notes".to_owned(),
            },
        };
        let kdbx = Kdbx::new(Argon2Parameters::MINIMUM);
        let password = Password::new("made-up-password".to_owned()).unwrap();
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let file = kdbx.write(&item, &password, &mut rng).unwrap();
        let verified = kdbx.verify(file.bytes(), &password, &item).unwrap();
        let at = Timestamp::from_iso_8601("2026-11-23T20:36:00Z").unwrap();
        let receipt = Receipt::new(
            &Policy::default(),
            &item,
            &TokenFacts {
                required: vec!["Can access API".to_owned(), "Is enabled".to_owned()],
                datasets: Datasets::NoneConfirmed,
                ..TokenFacts::default()
            },
            Proven {
                destination: "kdbx".to_owned(),
                place: file.name(),
                file: Some(&verified),
                at,
            },
        );
        let json = serde_json::to_value(&receipt).unwrap();
        assert_eq!(json["layout"], 2);
        assert_eq!(json["console"], "acme.us-4.evergage.com");
        assert_eq!(json["purpose"], "Sales and Service Cloud");
        assert_eq!(json["required"]["permissions"][1], "Is enabled");
        assert_eq!(json["seen"]["permissions"][0], "Can access API");
        assert_eq!(json["seen"]["datasets"], "none-confirmed");
        assert_eq!(json["verified"], "2026-11-23T20:36:00Z");
        assert_eq!(json["place"], file.name());
        assert_eq!(json["destination"], "kdbx");
        assert_eq!(json["file"]["size"], file.bytes().len());
        assert_eq!(json["file"]["sealing"]["cipher"], "chacha20-hmac-sha256");
        assert_eq!(json["file"]["sealing"]["argon2id"]["memoryKib"], 19 * 1024);
        assert_eq!(json["file"]["sha256"].as_str().map(str::len), Some(64));
        let said = json.to_string();
        assert!(
            !said.contains("made-up") && !said.contains("and-more"),
            "{said}"
        );
        assert!(said.contains("acme.us-4 MADEUPID"), "{said}");
    }
}
