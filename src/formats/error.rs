//! What can go wrong, in words that say what to do next. No message holds a value of the item.

use super::{Feature, Part};
use std::fmt;

/// A field of the item, or of the file around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The title.
    Title,
    /// The API Key ID.
    KeyId,
    /// The API Key Secret.
    Secret,
    /// The base URL.
    Url,
    /// The notes.
    Notes,
    /// The permissions.
    Permissions,
    /// The time of creation.
    Created,
    /// The mark that keeps the entry out of the browser's log-in forms.
    AutofillMark,
    /// When the entry expires.
    Expiry,
}

/// As it is called on screen.
impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Title => "title",
            Self::KeyId => "API Key ID",
            Self::Secret => "API Key Secret",
            Self::Url => "URL",
            Self::Notes => "notes",
            Self::Permissions => "permissions",
            Self::Created => "creation time",
            Self::AutofillMark => "autofill block",
            Self::Expiry => "expiry date",
        })
    }
}

/// Why a format cannot hold a value exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Inexpressible {
    /// A control character other than tab and line break.
    ControlCharacter,
    /// U+FFFE or U+FFFF, which are no characters.
    NonCharacter,
    /// A line break inside one permission's name.
    LineBreak,
    /// A permission without a name.
    Empty,
    /// Something like `{TITLE}`, which the programs that open the file replace by another value.
    Placeholder,
    /// A line break in a value that has one line.
    NotOneLine,
    /// Before Unix time began, where times have no sign.
    Before1970,
    /// A comma inside one permission's name, where commas stand between the names.
    Comma,
    /// Begins with U+FEFF, which readers take for a mark of the byte order and drop.
    ByteOrderMark,
    /// White space at an edge, which the importer cuts off.
    OuterSpace,
    /// More than the programs that open the file take: they refuse the import, or leave the whole entry out.
    TooLong {
        /// The most bytes.
        most: usize,
    },
}

impl fmt::Display for Inexpressible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self {
            Self::ControlCharacter => "it contains an invisible control character",
            Self::NonCharacter => "it contains a code that is not a character (U+FFFE or U+FFFF)",
            Self::LineBreak => "a name in it contains a line break",
            Self::Empty => "a name in it is empty",
            Self::Placeholder => {
                "it contains a name in braces, which KeePass programs replace with another value"
            }
            Self::NotOneLine => "it has more than one line",
            Self::Before1970 => "it is before 1970",
            Self::Comma => {
                "a name in it contains a comma, which this format uses to separate names"
            }
            Self::ByteOrderMark => {
                "it begins with an invisible mark (U+FEFF) that the import drops"
            }
            Self::OuterSpace => "it begins or ends with white space, which the import drops",
            Self::TooLong { most } => {
                return write!(
                    f,
                    "it has more than {most} bytes, which the import does not accept"
                );
            }
        };
        f.write_str(reason)
    }
}

/// Why a file could not be written, read or verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// No password was given.
    #[error("There is no password yet. Type one, or generate a passphrase.")]
    EmptyPassword,
    /// The policy does not allow files that are not encrypted.
    #[error("Your organization does not allow unencrypted files. Choose an encrypted format.")]
    PlainForbidden,
    /// Nobody confirmed that the file may be written without encryption.
    #[error("This file will not be encrypted. Confirm that below, or choose an encrypted format.")]
    PlainNotConfirmed,
    /// The password does not open the file.
    #[error(
        "This password does not open the file. Check Caps Lock and the keyboard layout, and type it again."
    )]
    WrongPassword,
    /// A line that is no public key.
    #[error(
        "Line {line} is not a public key for age. Use age1…, ssh-ed25519 …, or ssh-rsa … with at least 2048 bits."
    )]
    BadRecipient {
        /// Which line, counted from 1.
        line: usize,
    },
    /// No public key.
    #[error("There is no public key yet. Type one per line: age1…, ssh-ed25519 …, or ssh-rsa ….")]
    NoRecipient,
    /// More public keys than a file takes.
    #[error("There are more than 64 public keys. Remove some.")]
    TooManyRecipients,
    /// The file was not written in this session.
    #[error(
        "This is not the file that you just saved, so Trivet cannot verify it. Choose the file that you just saved."
    )]
    NotForThisKey,
    /// The format cannot hold a field exactly, and nothing is altered silently.
    #[error("This format cannot store the {field} unchanged: {reason}. Choose another format.")]
    CannotExpress {
        /// Which field.
        field: Field,
        /// Why not.
        reason: Inexpressible,
    },
    /// Key derivation parameters below the minimum, or impossible ones.
    #[error(
        "These key derivation settings are too weak. Use at least 19 MiB, 2 passes, and 1 lane for Argon2id."
    )]
    KdfTooWeak,
    /// Key derivation parameters above what is computed here.
    #[error(
        "This file's key derivation needs more memory or time than Trivet allows. Open the file with KeePassXC instead."
    )]
    KdfTooCostly,
    /// The memory for the key derivation could not be had.
    #[error(
        "There is not enough free memory to derive the key. Nothing is lost. Close other tabs or programs and try again."
    )]
    OutOfMemory,
    /// The random generator failed.
    #[error(
        "The browser's random generator does not respond. Copy the credentials by hand, restart the browser, and try again."
    )]
    NoRandomness,
    /// The bytes are not of this format at all.
    #[error("This file does not have the expected format. Choose the file that you just saved.")]
    NotThisFormat,
    /// Of this format, but with a feature that this reader does not know.
    #[error(
        "This file uses a feature that Trivet does not write ({feature}). Choose the file that you just saved, or open it with KeePassXC."
    )]
    Unsupported {
        /// Which one.
        feature: Feature,
    },
    /// The bytes are not what was written.
    #[error("The file is damaged ({part}). Do not rely on it. Save again.")]
    Damaged {
        /// Where it shows.
        part: Part,
    },
    /// A field was read back, but not as it was written.
    #[error(
        "The {field} in the file does not match the console. Do not rely on this file. Save again."
    )]
    Differs {
        /// The first such field.
        field: Field,
    },
    /// The file is sound, but not sealed the way that was asked for.
    #[error("The file is not encrypted with the requested settings. Save again.")]
    SealedDifferently,
    /// A fault of our own.
    #[error(
        "Trivet has an internal error ({part}). Nothing was saved. Use Download CSV File in the console, and report this error."
    )]
    Internal {
        /// Where.
        part: Part,
    },
}

impl ExportError {
    /// A name for this error that stays the same when its message is reworded.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::EmptyPassword => "empty-password",
            Self::PlainForbidden => "plain-forbidden",
            Self::PlainNotConfirmed => "plain-not-confirmed",
            Self::WrongPassword => "wrong-password",
            Self::BadRecipient { .. } => "bad-recipient",
            Self::NoRecipient => "no-recipient",
            Self::TooManyRecipients => "too-many-recipients",
            Self::NotForThisKey => "not-for-this-key",
            Self::CannotExpress { .. } => "cannot-express",
            Self::KdfTooWeak => "kdf-too-weak",
            Self::KdfTooCostly => "kdf-too-costly",
            Self::OutOfMemory => "out-of-memory",
            Self::NoRandomness => "no-randomness",
            Self::NotThisFormat => "not-this-format",
            Self::Unsupported { .. } => "unsupported",
            Self::Damaged { .. } => "damaged",
            Self::Differs { .. } => "differs",
            Self::SealedDifferently => "sealed-differently",
            Self::Internal { .. } => "internal",
        }
    }
}
