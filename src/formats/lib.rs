//! One file per format, behind one trait: bytes in memory out, and a reader that proves them.
//!
//! A [`Format`] writes one [`Item`], reads it back from the very bytes, and compares every field. Whether its files are
//! encrypted is part of its type: [`ExportedFile<Encrypted>`] and [`ExportedFile<Plain>`] do not mix. What a format
//! cannot express is refused, never altered.
//!
//! ```
//! use trivet_credential::{ConsoleAccount, Credential, Item, ItemDetails, KeyId, KeySecret, Timestamp};
//! use trivet_formats::{Argon2Parameters, Format, Password, SystemRng, kdbx::Kdbx};
//!
//! let account = ConsoleAccount::from_host("acme.us-4.evergage.com")?;
//! let item = Item {
//!     credential: Credential {
//!         key_id: KeyId::new("0F8FAD5B-D9CB-469F-A165-70867728950E".to_owned())?,
//!         secret: KeySecret::new("a made-up secret".to_owned())?,
//!     },
//!     details: ItemDetails {
//!         notes: ItemDetails::standard_notes(&account, ""),
//!         account,
//!         created: Timestamp::from_unix_seconds(1_795_466_100).ok_or("no such time")?,
//!         permissions: vec!["Can access API".to_owned(), "Can send events".to_owned()],
//!     },
//! };
//!
//! let kdbx = Kdbx::new(Argon2Parameters::MINIMUM); // `Kdbx::default()` is stronger and slower
//! let password = Password::new("correct horse battery staple".to_owned())?;
//! let file = kdbx.write(&item, &password, &mut SystemRng)?;
//! assert_eq!(file.name(), "trivet-acme-us-4-2026-11-23-api-key.kdbx");
//!
//! let verified = kdbx.verify(file.bytes(), &password, &item)?;
//! assert_eq!(verified.size, file.bytes().len());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Choice`] lists every format, encrypted, plain and in age, and makes any of them ready to write.
//!
//! For the layouts and where they are described see the module of each format.
#![deny(unsafe_code)]

mod age;
mod all;
mod archive;
mod bitwarden;
mod buffer;
mod by_password;
mod check;
mod choice;
mod coded;
mod compare;
mod consent;
mod csv;
mod cxf;
mod enpass;
mod error;
mod facts;
mod file;
#[cfg(test)]
#[path = "../../tests/export_support/hostile.rs"]
pub(crate) mod hostile;
mod ids;
mod json;
pub mod kdbx;
mod kdf;
mod keeper;
mod names;
mod onepassword;
mod part;
mod pass;
pub mod passphrase;
mod password;
mod pbkdf2;
mod plain;
#[cfg(test)]
mod plain_tests;
mod prepared;
mod proton;
mod sources;
mod to_know;
pub mod vault_kv;

pub use age::{AgePassphrase, AgeRecipients, Recipients, ScryptWorkFactor};
pub use bitwarden::BitwardenProtected;
pub use by_password::PasswordFormat;
pub use choice::{Choice, Needs, RecipientsFormat};
pub use coded::Coded;
pub use consent::Consent;
pub use error::{ExportError, Field, Inexpressible};
pub use file::{Encrypted, ExportedFile, Plain, Protection, Sealing, Verified, hex};
pub use kdf::Argon2Parameters;
pub use names::is_name;
pub use part::{Feature, Part};
pub use password::Password;
pub use pbkdf2::Pbkdf2Iterations;
pub use plain::PlainFormat;
pub use prepared::{Prepared, Written};
pub use sources::source;
pub use to_know::ToKnow;

/// The operating system's (in a browser: the browser's) random generator.
pub use getrandom::SysRng as SystemRng;

use rand_core::TryCryptoRng;
use sha2::{Digest, Sha256};
use trivet_credential::{Item, ItemDetails};

/// What is known of a format before anything is written, to be shown before it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// The name for settings and command lines; never changes.
    pub name: &'static str,
    /// The file name's ending, without the dot.
    pub extension: &'static str,
    /// The media type for the download.
    pub media_type: &'static str,
    /// Products that import it.
    pub importers: &'static [&'static str],
    /// What it has no place of its own for. It is repeated in the notes, unless the next says otherwise.
    pub cannot_carry: &'static [Field],
    /// What it has no place for at all: the file is without it. To be said before the format is chosen.
    pub leaves_out: &'static [Field],
    /// What to know about autofill, where there is something to know.
    pub autofill_hazard: Option<ToKnow>,
    /// What else to know before choosing.
    pub to_know: &'static [ToKnow],
}

impl About {
    /// The name to save a file under: ASCII letters, digits, `-`, `_` and dots. Holds no secret.
    #[must_use]
    pub fn file_name(&self, details: &ItemDetails) -> String {
        format!("{}.{}", details.file_stem(), self.extension)
    }
}

/// What a reader found in a file.
pub struct ReadBack {
    /// The item.
    pub item: Item,
    /// How the file is sealed, as the file itself says.
    pub sealing: Sealing,
}

/// A file format that holds one item.
///
/// Implementors carry their own settings (such as key derivation parameters) and are cheap to make. For a format whose
/// key is one-sided (age to recipients), the value itself holds an identity of one use, added to the recipients, so that the
/// file can be read back; `Key` is `()` then.
pub trait Format {
    /// [`Encrypted`] or [`Plain`].
    type Protection: Protection;
    /// What is needed to write a file and to read it: a [`Password`], or for a plain format the [`Consent`] to write it.
    type Key: ?Sized;

    /// What is known of the format before anything is written.
    fn about(&self) -> &'static About;

    /// How a file written by this value is sealed.
    fn sealing(&self) -> Sealing;

    /// Whether the format can express every field of the item exactly. Quick; [`Format::write`] asks it too.
    ///
    /// # Errors
    /// [`ExportError::CannotExpress`] for the first field that it cannot.
    fn check(&self, item: &Item) -> Result<(), ExportError>;

    /// Writes the item. For an encrypted format this takes as long as one key derivation.
    ///
    /// # Errors
    /// [`ExportError::CannotExpress`], [`ExportError::NoRandomness`] or [`ExportError::OutOfMemory`].
    fn write<R: TryCryptoRng + ?Sized>(
        &self,
        item: &Item,
        key: &Self::Key,
        rng: &mut R,
    ) -> Result<ExportedFile<Self::Protection>, ExportError>;

    /// Reads the item from the bytes of a file that this format wrote. Strict: whatever is unexpected is an error. For an
    /// encrypted format this takes as long as one key derivation.
    ///
    /// # Errors
    /// [`ExportError::WrongPassword`] when the key does not fit; [`ExportError::NotThisFormat`],
    /// [`ExportError::Unsupported`], [`ExportError::KdfTooCostly`] or [`ExportError::Damaged`] for a file that is not as it
    /// should be. No input panics.
    fn read_back(&self, bytes: &[u8], key: &Self::Key) -> Result<ReadBack, ExportError>;

    /// Reads the file and compares every field that the format does not leave out, the two values in constant time, and how
    /// the file is sealed.
    ///
    /// # Errors
    /// Those of [`Format::read_back`]; [`ExportError::Differs`] for the first field that is not the same;
    /// [`ExportError::SealedDifferently`].
    fn verify(
        &self,
        bytes: &[u8],
        key: &Self::Key,
        expected: &Item,
    ) -> Result<Verified, ExportError> {
        let read = self.read_back(bytes, key)?;
        compare::items(expected, &read.item, self.about().leaves_out)?;
        if read.sealing != self.sealing() {
            return Err(ExportError::SealedDifferently);
        }
        Ok(Verified {
            format: self.about().name,
            sealing: read.sealing,
            size: bytes.len(),
            sha256: Sha256::digest(bytes).into(),
        })
    }
}
