//! The one item that is exported.

use super::{ConsoleAccount, Credential, Timestamp};

/// Label and name of the Named Credential that uses the key, from the Salesforce Help article on connecting
/// Personalization to the Sales and Service Cloud package.
pub const NAMED_CREDENTIAL: &str = "Interaction_Studio_Creds";

/// What goes into a file: the two values and what is to be known about them.
///
/// Shaped for the step after the checklist: user name = API Key ID, password = API Key Secret, URL = base URL.
pub struct Item {
    /// The two values.
    pub credential: Credential,
    /// All the rest, nothing of it secret.
    pub details: ItemDetails,
}

/// What is to be known about a key. Nothing of it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemDetails {
    /// Where the key is valid.
    pub account: ConsoleAccount,
    /// When the token was created, in UTC.
    pub created: Timestamp,
    /// The permissions that the token has, as the console names them, in the console's order.
    pub permissions: Vec<String>,
    /// The notes, exactly as they go into the file. [`ItemDetails::standard_notes`] writes the usual ones.
    pub notes: String,
}

/// What a token is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purpose {
    /// As the admin chose it.
    pub title: String,
    /// Whether it is the managed package, which has its own next step in Salesforce Setup.
    pub is_package: bool,
}

impl Default for Purpose {
    fn default() -> Self {
        Self::package()
    }
}

impl Purpose {
    /// The managed package "Personalization for Sales and Service Cloud".
    #[must_use]
    pub fn package() -> Self {
        Self {
            title: "Sales and Service Cloud".to_owned(),
            is_package: true,
        }
    }

    /// The notes of an item for it.
    #[must_use]
    pub fn notes(&self, account: &ConsoleAccount) -> String {
        if self.is_package {
            return ItemDetails::standard_notes(account, "");
        }
        format!(
            "Personalization API token. Purpose: {}\n\
             URL: {}\n\
             User name: the API Key ID. Password: the API Key Secret.\n\
             The console shows these values only once.",
            self.title,
            account.base_url()
        )
    }
}

/// What is known of a token's restriction to datasets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Datasets {
    /// It was not seen when the token was created.
    #[default]
    NotRead,
    /// None: the form was read.
    None,
    /// None: Trivet could not read the field, and the admin said that it was empty.
    NoneConfirmed,
    /// It is restricted.
    Some,
}

impl Datasets {
    /// All of them.
    const ALL: [Self; 4] = [Self::NotRead, Self::None, Self::NoneConfirmed, Self::Some];

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Its name in messages and receipts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotRead => "not-read",
            Self::None => "none",
            Self::NoneConfirmed => "none-confirmed",
            Self::Some => "some",
        }
    }
}

impl Item {
    /// The item's title. It names the account, and the token by the first characters of its ID; it begins with a letter and
    /// holds no character that any format or command line treats specially.
    #[must_use]
    pub fn title(&self) -> String {
        let title = format!("Personalization API key {}", self.details.account);
        match self.credential.key_id.beginning() {
            "" => title,
            beginning => [&title, beginning].join(" "),
        }
    }
}

impl ItemDetails {
    /// The file's name without its ending, as `trivet-acme-us-4-2026-11-23-api-key`: letters, digits, `-` and `_` only.
    #[must_use]
    pub fn file_stem(&self) -> String {
        let account = self.account.to_string().replace('.', "-");
        format!("trivet-{account}-{}-api-key", self.created.date())
    }

    /// The notes of an item: what the key is for and the step that comes next. `own` is what the admin wants added; it
    /// follows after an empty line, unchanged, and may be empty.
    #[must_use]
    pub fn standard_notes(account: &ConsoleAccount, own: &str) -> String {
        let base_url = account.base_url();
        let mut notes = format!(
            "{NAMED_CREDENTIAL}: the Named Credential that uses this key.\n\
             Next step, in Salesforce Setup: Named Credentials, New Legacy.\n\
             Label and Name: {NAMED_CREDENTIAL}\n\
             URL: {base_url}\n\
             Identity Type: Named Principal\n\
             Authentication Protocol: Password Authentication\n\
             Username: the API Key ID (this entry's user name)\n\
             Password: the API Key Secret (this entry's password)\n\
             Generate Authorization Header: on\n\
             Allow Merge Fields in HTTP Header and in HTTP Body: off\n\
             Certificate and Outbound Network Connection: blank\n\
             The console shows these values only once."
        );
        if !own.is_empty() {
            notes.push_str("\n\n");
            notes.push_str(own);
        }
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{KeyId, KeySecret};

    fn details(host: &str) -> ItemDetails {
        let account = ConsoleAccount::from_host(host).unwrap();
        ItemDetails {
            notes: ItemDetails::standard_notes(&account, ""),
            account,
            created: Timestamp::from_iso_8601("2026-11-23T20:35:00Z").unwrap(),
            permissions: vec!["Can access API".to_owned()],
        }
    }

    #[test]
    fn names_tell_the_account() {
        let item = |key_id: &str| Item {
            credential: Credential {
                key_id: KeyId::new(key_id.to_owned()).unwrap(),
                secret: KeySecret::new("made-up".to_owned()).unwrap(),
            },
            details: details("acme.us-4.evergage.com"),
        };
        let usual = item("0F8FAD5B-D9CB-469F-A165-70867728950E");
        assert_eq!(usual.title(), "Personalization API key acme.us-4 0F8FAD5B");
        let short = item("$HOME 1").title();
        assert_eq!(short, "Personalization API key acme.us-4");
        let stem = usual.details.file_stem();
        assert_eq!(stem, "trivet-acme-us-4-2026-11-23-api-key");
    }

    #[test]
    fn notes_for_another_purpose_name_it_and_not_the_package() {
        let account = details("acme.evergage.com").account;
        let purpose = Purpose {
            title: "Authenticated events".to_owned(),
            is_package: false,
        };
        let notes = purpose.notes(&account);
        assert!(
            notes.contains("Authenticated events") && notes.contains("https://acme.evergage.com")
        );
        assert!(!notes.contains(NAMED_CREDENTIAL));
        let usual = ItemDetails::standard_notes(&account, "");
        assert_eq!(Purpose::package().notes(&account), usual);
    }

    #[test]
    fn notes_name_the_next_step_and_keep_the_admins_words() {
        let details = details("acme.evergage.com");
        assert!(details.notes.starts_with(NAMED_CREDENTIAL));
        assert!(details.notes.contains("https://acme.evergage.com"));
        let own = "-=+@ \"quoted\"\r\n<b>";
        let notes = ItemDetails::standard_notes(&details.account, own);
        assert_eq!(notes, format!("{}\n\n{own}", details.notes));
    }
}
