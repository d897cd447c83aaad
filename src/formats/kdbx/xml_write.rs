//! Writing the XML inside the payload.
//!
//! By hand and not by a library, for a library's escaping leaves copies of the values in memory that nobody wipes.

use super::entry::{BETWEEN_PERMISSIONS, HIDE_FROM_BROWSER, name};
use super::stream::InnerStream;
use crate::buffer::FixedBuffer;
use crate::{ExportError, Part};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use trivet_credential::{Item, Timestamp};
use zeroize::Zeroizing;

/// Identifiers of one file, random.
pub(super) struct Uuids {
    pub(super) group: [u8; 16],
    pub(super) entry: [u8; 16],
}

/// Room for everything but the item's own values, in bytes; tested to be enough.
const FRAME: usize = 4096;

/// The longest that one byte of a value can become: `&#x20;`.
const LONGEST_ESCAPE: usize = 6;

/// Seconds from 0001-01-01 to 1970-01-01.
const UNIX_TO_YEAR_ONE: i64 = 62_135_596_800;

/// `KeePass`'s icon of a key.
const ICON: &str = "0";

/// An upper bound for the size of the document, or of the entry alone, in bytes.
pub(super) fn capacity(item: &Item) -> usize {
    let values = item.credential.key_id.expose().len()
        + item.credential.secret.expose().len()
        + item.details.notes.len()
        + item
            .details
            .permissions
            .iter()
            .map(|permission| permission.len() + BETWEEN_PERMISSIONS.len())
            .sum::<usize>();
    FRAME + LONGEST_ESCAPE * values
}

/// The whole document.
pub(super) fn document(
    out: &mut FixedBuffer,
    item: &Item,
    expires: Option<Timestamp>,
    uuids: &Uuids,
    stream: &mut InnerStream,
) -> Result<(), ExportError> {
    let created = time(item.details.created);
    out.push(br#"<?xml version="1.0" encoding="utf-8" standalone="yes"?>"#)?;
    let mut xml = Xml { out };
    xml.within("KeePassFile", |xml| {
        xml.within("Meta", |xml| {
            xml.leaf("Generator", "Trivet")?;
            xml.leaf("DatabaseName", &item.title())?;
            xml.leaf("DatabaseNameChanged", &created)?;
            xml.leaf("MasterKeyChanged", &created)?;
            xml.within("MemoryProtection", |xml| {
                xml.leaf("ProtectTitle", "False")?;
                xml.leaf("ProtectUserName", "False")?;
                xml.leaf("ProtectPassword", "True")?;
                xml.leaf("ProtectURL", "False")?;
                xml.leaf("ProtectNotes", "False")
            })
        })?;
        xml.within("Root", |xml| {
            xml.within("Group", |xml| {
                xml.leaf("UUID", &BASE64.encode(uuids.group))?;
                xml.leaf("Name", "Trivet")?;
                xml.leaf("IconID", ICON)?;
                xml.times(&created, None)?;
                xml.leaf("IsExpanded", "True")?;
                xml.within("Entry", |xml| {
                    xml.entry(item, expires, &uuids.entry, stream)
                })
            })
        })
    })
}

/// The entry without the document around it.
pub(super) fn entry(
    out: &mut FixedBuffer,
    item: &Item,
    expires: Option<Timestamp>,
    uuid: &[u8; 16],
    stream: &mut InnerStream,
) -> Result<(), ExportError> {
    Xml { out }.within("Entry", |xml| xml.entry(item, expires, uuid, stream))
}

/// The format's time: base64 of the seconds since 0001-01-01, as an i64.
fn time(timestamp: Timestamp) -> String {
    BASE64.encode((timestamp.unix_seconds() + UNIX_TO_YEAR_ONE).to_le_bytes())
}

/// The moment that [`time`] writes so; nothing for any other text.
pub(super) fn read_time(text: &str) -> Option<Timestamp> {
    let bytes: [u8; 8] = BASE64.decode(text).ok()?.try_into().ok()?;
    let seconds = i64::from_le_bytes(bytes).checked_sub(UNIX_TO_YEAR_ONE)?;
    Timestamp::from_unix_seconds(seconds)
}

struct Xml<'a> {
    out: &'a mut FixedBuffer,
}

impl Xml<'_> {
    fn entry(
        &mut self,
        item: &Item,
        expires: Option<Timestamp>,
        uuid: &[u8; 16],
        stream: &mut InnerStream,
    ) -> Result<(), ExportError> {
        let details = &item.details;
        self.leaf("UUID", &BASE64.encode(uuid))?;
        self.leaf("IconID", ICON)?;
        self.times(&time(details.created), expires)?;
        self.string(name::TITLE, &[&item.title()])?;
        self.string(name::USER_NAME, &[item.credential.key_id.expose()])?;
        self.protected(name::PASSWORD, item.credential.secret.expose(), stream)?;
        self.string(name::URL, &[&details.account.base_url()])?;
        self.string(name::NOTES, &[&details.notes])?;
        let mut permissions = Vec::with_capacity(2 * details.permissions.len());
        for permission in &details.permissions {
            if !permissions.is_empty() {
                permissions.push(BETWEEN_PERMISSIONS);
            }
            permissions.push(permission);
        }
        self.string(name::PERMISSIONS, &permissions)?;
        self.string(name::CREATED, &[&details.created.to_string()])?;
        self.within("AutoType", |xml| xml.leaf("Enabled", "False"))?;
        self.within("CustomData", |xml| {
            xml.within("Item", |xml| {
                xml.leaf("Key", HIDE_FROM_BROWSER.0)?;
                xml.leaf("Value", HIDE_FROM_BROWSER.1)
            })
        })
    }

    fn times(&mut self, created: &str, expires: Option<Timestamp>) -> Result<(), ExportError> {
        let expiry_time = expires.map(time);
        self.within("Times", |xml| {
            xml.leaf("CreationTime", created)?;
            xml.leaf("LastModificationTime", created)?;
            xml.leaf("LastAccessTime", created)?;
            xml.leaf("ExpiryTime", expiry_time.as_deref().unwrap_or(created))?;
            xml.leaf("Expires", if expires.is_some() { "True" } else { "False" })?;
            xml.leaf("UsageCount", "0")?;
            xml.leaf("LocationChanged", created)
        })
    }

    fn string(&mut self, name: &str, value: &[&str]) -> Result<(), ExportError> {
        self.within("String", |xml| {
            xml.leaf("Key", name)?;
            xml.within("Value", |xml| {
                value.iter().try_for_each(|part| xml.text(part))
            })
        })
    }

    /// A value under the inner stream, in base64.
    fn protected(
        &mut self,
        name: &str,
        value: &str,
        stream: &mut InnerStream,
    ) -> Result<(), ExportError> {
        let internal = ExportError::Internal { part: Part::Base64 };
        let mut masked = Zeroizing::new(value.as_bytes().to_vec());
        stream.apply(&mut masked);
        self.within("String", |xml| {
            xml.leaf("Key", name)?;
            xml.raw(&[r#"<Value Protected="True">"#])?;
            let size = base64::encoded_len(masked.len(), true).ok_or(internal)?;
            let room = xml.out.extend(size)?;
            BASE64.encode_slice(&*masked, room).map_err(|_| internal)?;
            xml.raw(&["</Value>"])
        })
    }

    fn leaf(&mut self, tag: &str, text: &str) -> Result<(), ExportError> {
        self.within(tag, |xml| xml.text(text))
    }

    fn within(
        &mut self,
        tag: &str,
        content: impl FnOnce(&mut Self) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        self.raw(&["<", tag, ">"])?;
        content(self)?;
        self.raw(&["</", tag, ">"])
    }

    fn raw(&mut self, parts: &[&str]) -> Result<(), ExportError> {
        parts
            .iter()
            .try_for_each(|part| self.out.push(part.as_bytes()))
    }

    /// Text with markup escaped. White space goes as references wherever a reader could take it for layout or normalise it.
    fn text(&mut self, text: &str) -> Result<(), ExportError> {
        let bytes = text.as_bytes();
        let mut from = 0;
        for (at, byte) in bytes.iter().enumerate() {
            let edge = at == 0 || at + 1 == bytes.len();
            let reference = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'\r' => "&#xD;",
                b'\n' if edge => "&#xA;",
                // KeeWeb drops one that is written as it is.
                b'\t' => "&#x9;",
                b' ' if edge => "&#x20;",
                _ => continue,
            };
            self.out.push(&bytes[from..at])?;
            self.out.push(reference.as_bytes())?;
            from = at + 1;
        }
        self.out.push(&bytes[from..])
    }
}
