//! The item as JSON.

use super::trouble::Trouble;
use serde::Deserialize;
use trivet::credential::{
    ConsoleAccount, Credential, Item, ItemDetails, KeyId, KeySecret, Timestamp,
};
use trivet::export::{Password, Recipients};

/// What stands on standard input.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Input {
    key_id: String,
    secret: String,
    host: String,
    created: String,
    #[serde(default)]
    permissions: Vec<String>,
    notes: Option<String>,
    password: Option<String>,
    #[serde(default)]
    recipients: Vec<String>,
}

impl Input {
    pub fn parse(json: &str) -> Result<Self, Trouble> {
        serde_json::from_str(json).map_err(|error| Trouble::Json {
            line: error.line(),
            column: error.column(),
        })
    }

    /// Takes the password out.
    pub fn password(&mut self) -> Result<Password, Trouble> {
        let password = self.password.take();
        Ok(Password::new(
            password.ok_or(Trouble::Wants("a \"password\""))?,
        )?)
    }

    pub fn recipients(&self) -> Result<Recipients, Trouble> {
        if self.recipients.is_empty() {
            return Err(Trouble::Wants(
                "\"recipients\", a list of age or ssh public keys,",
            ));
        }
        Ok(Recipients::parse(&self.recipients.join("\n"))?)
    }

    pub fn item(self) -> Result<Item, Trouble> {
        let account = ConsoleAccount::from_host(&self.host)?;
        let usual = || ItemDetails::standard_notes(&account, "");
        Ok(Item {
            credential: Credential {
                key_id: KeyId::new(self.key_id)?,
                secret: KeySecret::new(self.secret)?,
            },
            details: ItemDetails {
                notes: self.notes.unwrap_or_else(usual),
                account,
                created: Timestamp::from_iso_8601(&self.created).ok_or(Trouble::Created)?,
                permissions: self.permissions,
            },
        })
    }
}
