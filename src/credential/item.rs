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

impl ItemDetails {
    /// The item's title. It names the account, begins with a letter and holds no character that any format or command line
    /// treats specially.
    #[must_use]
    pub fn title(&self) -> String {
        format!("Personalization API key {}", self.account)
    }

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
        let details = details("acme.us-4.evergage.com");
        assert_eq!(details.title(), "Personalization API key acme.us-4");
        assert_eq!(details.file_stem(), "trivet-acme-us-4-2026-11-23-api-key");
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
