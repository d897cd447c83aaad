//! Which field of the item stands where in the entry, and what the format cannot express.

use super::xml_write::read_time;
use crate::{ExportError, Field, Inexpressible, Part, check};
use trivet_credential::{
    ConsoleAccount, Credential, Item, ItemDetails, KeyId, KeySecret, Timestamp,
};
use zeroize::Zeroizing;

/// Names of the entry's strings. The first five are the format's own.
pub(super) mod name {
    pub(in super::super) const TITLE: &str = "Title";
    pub(in super::super) const USER_NAME: &str = "UserName";
    pub(in super::super) const PASSWORD: &str = "Password";
    pub(in super::super) const URL: &str = "URL";
    pub(in super::super) const NOTES: &str = "Notes";
    pub(in super::super) const PERMISSIONS: &str = "Permissions";
    pub(in super::super) const CREATED: &str = "Created";
}

/// Custom data by which `KeePassXC` does not offer the entry to the browser.
pub(super) const HIDE_FROM_BROWSER: (&str, &str) = ("BrowserHideEntry", "true");

/// Between the names of the permissions: one a line.
pub(super) const BETWEEN_PERMISSIONS: &str = "\n";

/// Whether XML 1.0 and the mapping can hold every field exactly, and programs give the two values out as they are.
pub(super) fn check(item: &Item) -> Result<(), ExportError> {
    for (field, value) in values(&item.credential) {
        if has_placeholder(value) {
            check::refuse(field, Inexpressible::Placeholder)?;
        }
    }
    check::permissions(item)?;
    // KeePassXC and KeeWeb drop it.
    check::no_byte_order_mark(item)?;
    check::every_character(item, inexpressible)
}

/// Whether a `KeePass` program gives the two values out as they are, after it has saved them itself.
///
/// # Errors
/// [`ExportError::CannotExpress`] for the first that it would change: [`check`]'s reasons, and line breaks, of which
/// `KeePassXC` makes line feeds.
pub fn check_values(credential: &Credential) -> Result<(), ExportError> {
    for (field, value) in values(credential) {
        let line_break = value
            .contains(['\r', '\n'])
            .then_some(Inexpressible::NotOneLine);
        let placeholder = has_placeholder(value).then_some(Inexpressible::Placeholder);
        let mark = value
            .starts_with('\u{feff}')
            .then_some(Inexpressible::ByteOrderMark);
        let character = value.chars().find_map(inexpressible);
        if let Some(reason) = line_break.or(placeholder).or(mark).or(character) {
            check::refuse(field, reason)?;
        }
    }
    Ok(())
}

fn values(credential: &Credential) -> [(Field, &str); 2] {
    [
        (Field::KeyId, credential.key_id.expose()),
        (Field::Secret, credential.secret.expose()),
    ]
}

/// Why XML 1.0 has no way to write a character, not even as a reference (section 2.2, `Char`).
pub(super) fn inexpressible(character: char) -> Option<Inexpressible> {
    match character {
        '\t' | '\n' | '\r' => None,
        '\0'..='\x1f' => Some(Inexpressible::ControlCharacter),
        '\u{fffe}' | '\u{ffff}' => Some(Inexpressible::NonCharacter),
        _ => None,
    }
}

/// Whether `KeePass` programs could take a part of a value for a placeholder such as `{TITLE}` or `{REF:P@I:…}` and show,
/// copy or type something else: a brace, a letter, and a closing brace somewhere after. There is no way to escape it.
/// <https://keepass.info/help/base/placeholders.html>
fn has_placeholder(value: &str) -> bool {
    value.match_indices('{').any(|(at, _)| {
        let after = &value[at + 1..];
        after.starts_with(|c: char| c.is_ascii_alphabetic()) && after.contains('}')
    })
}

/// The entry as it is being read. Every field once, none more.
#[derive(Default)]
pub(super) struct EntryRead {
    title: Option<Text>,
    user_name: Option<Text>,
    password: Option<Text>,
    url: Option<Text>,
    notes: Option<Text>,
    permissions: Option<Text>,
    created: Option<Text>,
    hidden_from_browser: bool,
    expiry_time: Option<Timestamp>,
    expires: Option<bool>,
}

/// A text that wipes itself.
pub(super) type Text = Zeroizing<String>;

const PART: Part = Part::Entry;

impl EntryRead {
    /// Takes one string. Only the password must be protected, and it must.
    pub(super) fn string(
        &mut self,
        name: &str,
        value: Text,
        protected: bool,
    ) -> Result<(), ExportError> {
        let damaged = ExportError::Damaged { part: PART };
        let slot = match name {
            name::TITLE => &mut self.title,
            name::USER_NAME => &mut self.user_name,
            name::PASSWORD => &mut self.password,
            name::URL => &mut self.url,
            name::NOTES => &mut self.notes,
            name::PERMISSIONS => &mut self.permissions,
            name::CREATED => &mut self.created,
            _ => return Err(damaged),
        };
        if protected != (name == name::PASSWORD) || slot.replace(value).is_some() {
            return Err(damaged);
        }
        Ok(())
    }

    /// Takes one item of custom data.
    pub(super) fn custom_data(&mut self, key: &str, value: &str) -> Result<(), ExportError> {
        if (key, value) != HIDE_FROM_BROWSER || self.hidden_from_browser {
            return Err(ExportError::Damaged { part: PART });
        }
        self.hidden_from_browser = true;
        Ok(())
    }

    /// Takes the time of expiry, or whether it counts.
    pub(super) fn expiry(&mut self, name: &str, value: &str) -> Result<(), ExportError> {
        let is_once = match (name, value) {
            ("Expires", "True") => self.expires.replace(true).is_none(),
            ("Expires", "False") => self.expires.replace(false).is_none(),
            ("ExpiryTime", _) => {
                self.expiry_time.is_none() && {
                    self.expiry_time = read_time(value);
                    self.expiry_time.is_some()
                }
            }
            _ => false,
        };
        is_once
            .then_some(())
            .ok_or(ExportError::Damaged { part: PART })
    }

    /// The whole item, and when the entry expires.
    pub(super) fn finish(self) -> Result<(Item, Option<Timestamp>), ExportError> {
        let differs = |field| ExportError::Differs { field };
        let present = |text: Option<Text>, field| text.ok_or(differs(field));
        // Moved out, not copied.
        let take = |mut text: Text| std::mem::take(&mut *text);

        let title = present(self.title, Field::Title)?;
        let url = present(self.url, Field::Url)?;
        let created = present(self.created, Field::Created)?;
        let permissions = present(self.permissions, Field::Permissions)?;
        let key_id = take(present(self.user_name, Field::KeyId)?);
        let secret = take(present(self.password, Field::Secret)?);
        let item = Item {
            credential: Credential {
                key_id: KeyId::new(key_id).map_err(|_| differs(Field::KeyId))?,
                secret: KeySecret::new(secret).map_err(|_| differs(Field::Secret))?,
            },
            details: ItemDetails {
                account: ConsoleAccount::from_base_url(&url).map_err(|_| differs(Field::Url))?,
                created: Timestamp::from_iso_8601(&created).ok_or(differs(Field::Created))?,
                permissions: split_permissions(&permissions),
                notes: take(present(self.notes, Field::Notes)?),
            },
        };
        if item.title() != *title {
            return Err(differs(Field::Title));
        }
        if !self.hidden_from_browser {
            return Err(differs(Field::AutofillMark));
        }
        let expires = self.expiry_time.filter(|_| self.expires == Some(true));
        Ok((item, expires))
    }
}

fn split_permissions(text: &str) -> Vec<String> {
    if text.is_empty() {
        Vec::new()
    } else {
        text.split(BETWEEN_PERMISSIONS).map(str::to_owned).collect()
    }
}
