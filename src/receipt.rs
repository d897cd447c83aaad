//! Evidence that the job was done, without a secret: what was required, seen and done, when, by which version and policy.
//!
//! A receipt may be filed where the key itself must never be. It names the file by its SHA-256; neither the API Key ID
//! nor anything derived from the two values stands in it.

use crate::checklist::Permission;
use crate::credential::{ItemDetails, Timestamp};
use crate::export::{Sealing, Verified};
use crate::policy::Policy;
use serde::Serialize;

/// The version of the receipt's layout.
pub const LAYOUT: u32 = 1;

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
    /// What the checklist asks for.
    pub required: Permissions,
    /// What the token has, as it was read from the page.
    pub seen: Permissions,
    /// When the token was created, in UTC, ISO 8601.
    pub created: String,
    /// When the file was opened again and compared, in UTC, ISO 8601.
    pub verified: String,
    /// The file.
    pub file: FileEvidence,
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

/// The file that was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileEvidence {
    /// The name under which it was saved.
    pub name: String,
    /// Its format.
    pub format: &'static str,
    /// How it is sealed.
    pub sealing: Sealing,
    /// Its size in bytes.
    pub size: usize,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Receipt {
    /// The receipt of a file that was verified at a moment.
    #[must_use]
    pub fn new(
        policy: &Policy,
        details: &ItemDetails,
        file_name: &str,
        verified: &Verified,
        at: Timestamp,
    ) -> Self {
        let required = Permission::REQUIRED
            .iter()
            .map(|permission| permission.label().to_owned())
            .collect();
        Self {
            layout: LAYOUT,
            trivet: env!("CARGO_PKG_VERSION"),
            policy: PolicyInForce {
                hold_when_unsure: policy.rules.hold_when_unsure,
                require_verified_export: !policy.rules.allow_values_safe_elsewhere,
                minimum_password_length: policy.minimum_password_length,
            },
            console: details.account.host(),
            required: Permissions {
                permissions: required,
            },
            seen: Permissions {
                permissions: details.permissions.clone(),
            },
            created: details.created.to_string(),
            verified: at.to_string(),
            file: FileEvidence {
                name: file_name.to_owned(),
                format: verified.format,
                sealing: verified.sealing,
                size: verified.size,
                sha256: verified.sha256_hex(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::{ConsoleAccount, Credential, Item, KeyId, KeySecret};
    use crate::export::kdbx::Kdbx;
    use crate::export::{Argon2Parameters, Format, Password};
    use chacha20::ChaCha20Rng;
    use rand_core::SeedableRng;

    #[test]
    fn it_tells_all_but_the_values() {
        let item = Item {
            credential: Credential {
                key_id: KeyId::new("made-up-id".to_owned()).unwrap(),
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
            &item.details,
            file.name(),
            &verified,
            at,
        );
        let json = serde_json::to_value(&receipt).unwrap();
        assert_eq!(json["layout"], 1);
        assert_eq!(json["console"], "acme.us-4.evergage.com");
        assert_eq!(json["required"]["permissions"][2], "Is enabled");
        assert_eq!(json["seen"]["permissions"][0], "Can access API");
        assert_eq!(json["verified"], "2026-11-23T20:36:00Z");
        assert_eq!(json["file"]["name"], file.name());
        assert_eq!(json["file"]["size"], file.bytes().len());
        assert_eq!(json["file"]["sealing"]["cipher"], "chacha20-hmac-sha256");
        assert_eq!(json["file"]["sealing"]["argon2id"]["memoryKib"], 19 * 1024);
        assert_eq!(json["file"]["sha256"].as_str().map(str::len), Some(64));
        assert!(!json.to_string().contains("made-up"));
    }
}
