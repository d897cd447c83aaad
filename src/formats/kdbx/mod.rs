//! KDBX 4.1, the file format of `KeePass`: `ChaCha20`, Argon2id, no compression.
//!
//! Written after the format's description at <https://keepass.info/help/kb/kdbx.html>; the inner XML after the files that
//! `KeePass` and `KeePassXC` write. All numbers are little endian.
//!
//! The file holds one entry in the root group, so that a merge puts it into the root of the database it is merged into.
//! The secret is the only protected value: it is masked once more inside the encrypted part and never stands there in the
//! clear. The entry's custom data `BrowserHideEntry` keeps it out of the console's own log-in form.
//!
//! A value with a name in braces, such as `{TITLE}`, is refused as ID or secret: programs that open the file would show,
//! copy and type something else. `KeePassXC` turns a carriage return into a line feed when it saves a database; the file
//! written here holds it exactly.
//!
//! The reader is for files of this writer only: whatever this writer does not write is an error.

mod blocks;
mod cursor;
mod entry;
pub mod existing;
mod header;
mod keys;
mod payload;
mod stream;
#[cfg(test)]
mod tests;
mod variant;
mod xml_read;
mod xml_write;

pub use entry::check_values;

use super::{
    About, Argon2Parameters, Encrypted, ExportError, ExportedFile, Field, Format, Part, Password,
    ReadBack, Sealing, ToKnow,
};
use cursor::Cursor;
use header::Header;
use keys::MasterKeys;
use rand_core::TryCryptoRng;
use sha2::{Digest, Sha256};
use trivet_credential::{Item, Timestamp};
use zeroize::Zeroizing;

/// The KDBX format with its key derivation parameters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kdbx {
    kdf: Argon2Parameters,
    lifetime: Option<Days>,
}

/// So many days after the token was created its entry expires: `KeePass` programs show then that the key is to be renewed. The
/// token itself works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days(pub u16);

impl Days {
    /// The end of them; nothing beyond the year 9999.
    fn after(self, created: Timestamp) -> Option<Timestamp> {
        Timestamp::from_unix_seconds(created.unix_seconds() + i64::from(self.0) * 86_400)
    }
}

/// When an entry expires.
fn expiry(item: &Item, lifetime: Option<Days>) -> Option<Timestamp> {
    lifetime.and_then(|days| days.after(item.details.created))
}

impl Kdbx {
    /// With parameters of one's own; `Kdbx::default()` has [`Argon2Parameters::DEFAULT`].
    #[must_use]
    pub const fn new(kdf: Argon2Parameters) -> Self {
        let lifetime = None;
        Self { kdf, lifetime }
    }

    /// The same for an entry that expires, or not.
    #[must_use]
    pub const fn lasting(self, lifetime: Option<Days>) -> Self {
        Self { lifetime, ..self }
    }
}

const ABOUT: About = About {
    name: "kdbx",
    extension: "kdbx",
    media_type: "application/x-keepass2",
    importers: &[
        "KeePassXC",
        "KeePass",
        "Strongbox",
        "KeePassium",
        "KeePassDX",
    ],
    cannot_carry: &[],
    leaves_out: &[],
    autofill_hazard: None,
    to_know: &[ToKnow::CarriageReturn],
};

impl Format for Kdbx {
    type Protection = Encrypted;
    type Key = Password;

    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn sealing(&self) -> Sealing {
        Sealing::ChaCha20 { argon2id: self.kdf }
    }

    fn check(&self, item: &Item) -> Result<(), ExportError> {
        entry::check(item)
    }

    fn write<R: TryCryptoRng + ?Sized>(
        &self,
        item: &Item,
        password: &Password,
        rng: &mut R,
    ) -> Result<ExportedFile<Encrypted>, ExportError> {
        self.check(item)?;
        let header = Header::random(self.kdf, rng)?;
        let mut payload = payload::write(item, expiry(item, self.lifetime), rng)?;
        let keys = MasterKeys::derive(&header, password)?;
        keys.apply_cipher(&header, &mut payload);

        let header_bytes = header.to_bytes()?;
        let mut file = Vec::with_capacity(header_bytes.len() + 64 + blocks::size(payload.len()));
        file.extend_from_slice(&header_bytes);
        file.extend_from_slice(&Sha256::digest(&header_bytes));
        file.extend_from_slice(&keys.header_hmac(&header_bytes)?);
        blocks::write(&mut file, &payload, &keys)?;
        Ok(ExportedFile::new(
            &item.details,
            &ABOUT,
            Zeroizing::new(file),
        ))
    }

    fn read_back(&self, bytes: &[u8], password: &Password) -> Result<ReadBack, ExportError> {
        let mut cursor = Cursor::new(bytes);
        let header = Header::read(&mut cursor)?;
        let header_bytes = cursor.consumed();
        if cursor.array::<32>(Part::HeaderHash)? != Sha256::digest(header_bytes)[..] {
            return Err(ExportError::Damaged {
                part: Part::HeaderHash,
            });
        }
        let header_hmac = cursor.array::<32>(Part::HeaderAuthentication)?;
        // Everything that does not need the key is looked at before the costly derivation.
        let blocks = blocks::split(&mut cursor)?;
        if !cursor.rest().is_empty() {
            return Err(ExportError::Damaged {
                part: Part::AfterEnd,
            });
        }
        let keys = MasterKeys::derive(&header, password)?;
        keys.verify_header(header_bytes, &header_hmac)?;
        let mut payload = blocks::join(&blocks, &keys)?;
        keys.apply_cipher(&header, &mut payload);
        let (item, expires) = payload::read(&payload)?;
        if expires != expiry(&item, self.lifetime) {
            return Err(ExportError::Differs {
                field: Field::Expiry,
            });
        }
        Ok(ReadBack {
            item,
            sealing: Sealing::ChaCha20 {
                argon2id: header.kdf,
            },
        })
    }
}
