//! What can go wrong with a database that was there before, in words that say what to do next. No message holds a value of
//! the item or of the database.

use crate::{ExportError, Feature, Field, Inexpressible, Part};

crate::coded! {
    /// What is wrong with a key file.
    pub enum KeyFileProblem {
        /// It is empty.
        Empty = "empty",
        /// Its key cannot be read.
        KeyUnreadable = "key-unreadable",
        /// Its check sum is another.
        ChecksumDiffers = "checksum-differs",
        /// Its version is neither 1 nor 2.
        OtherVersion = "other-version",
    }
}

/// Why an entry could not be added to a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExistingError {
    /// Neither a password nor a key file was given.
    #[error("There is no password yet. Type the database's password, or choose its key file.")]
    NoKey,
    /// The file looks like a key file, and is not one that can be read.
    #[error(
        "Trivet cannot use this key file ({problem}). Choose the key file of this database, or create a new one in KeePassXC."
    )]
    KeyFile {
        /// What is wrong with it.
        problem: KeyFileProblem,
    },
    /// The password, or the key file, is another.
    #[error(
        "This does not open the database. Type its password again, and choose its key file if it uses one. Trivet cannot open a database that needs a hardware key. In that case, save a separate file and merge it in KeePassXC."
    )]
    WrongKey,
    /// The bytes are no `KeePass` database.
    #[error("This is not a KeePass database. Choose a file that ends in .kdbx.")]
    NotKdbx,
    /// A database of before 2017, or kept in the format of that time.
    #[error(
        "This database uses an older format than KDBX 4. In KeePassXC, open Database > Database Security > Encryption Settings and save it as KDBX 4. Then choose it again."
    )]
    OldVersion,
    /// Whole, but with something that is not known here, or that programs read in different ways; so it is not touched.
    #[error(
        "Trivet cannot add an entry to this database ({feature}). The file is probably healthy, and Trivet did not change it. Save a separate file and merge it in KeePassXC."
    )]
    Unsupported {
        /// What.
        feature: Feature,
    },
    /// The key derivation needs more than a browser has.
    #[error(
        "This database's key derivation needs more memory or time than a browser has. Lower it in KeePassXC under Database > Database Security > Encryption Settings, or save a separate file and merge it there."
    )]
    KdfTooCostly,
    /// More bytes than a browser should hold several times over.
    #[error(
        "This database is larger than 256 MiB. Save a separate file and merge it in KeePassXC."
    )]
    TooLarge,
    /// Memory could not be had.
    #[error(
        "There is not enough free memory. Nothing is lost. Close other tabs or programs and try again."
    )]
    OutOfMemory,
    /// The random generator failed.
    #[error(
        "The browser's random generator does not respond. Restart the browser before you save the credentials. Leave the credentials dialog open if you can."
    )]
    NoRandomness,
    /// The bytes are not those that a program wrote: a check sum or an authentication fails, or the file is cut short.
    #[error(
        "This database is damaged ({part}). Trivet did not change it. Open it in KeePassXC, or use an older copy."
    )]
    Damaged {
        /// Where it shows.
        part: Part,
    },
    /// The entry cannot hold a field exactly, and nothing is altered silently.
    #[error(
        "A KeePass database cannot store the {field} unchanged: {reason}. Copy it from the credentials dialog again, or choose another format."
    )]
    CannotExpress {
        /// Which field.
        field: Field,
        /// Why not.
        reason: Inexpressible,
    },
    /// The new entry was read back, but not as it was written.
    #[error(
        "The {field} in the new entry does not match the console. Do not use the new file. Keep the old one and save again."
    )]
    Differs {
        /// The first such field.
        field: Field,
    },
    /// The new file was opened, and more than the one entry is different.
    #[error(
        "The new file differs from the old one in more than the new entry ({part}). Do not use it. Keep the old one, and report this error."
    )]
    Altered {
        /// Where it shows.
        part: Part,
    },
    /// The file on disk is not the one that was opened.
    #[error(
        "Another program changed the database after Trivet opened it. Trivet wrote nothing. Choose the database again."
    )]
    ChangedMeanwhile,
    /// A fault of our own.
    #[error(
        "Trivet has an internal error ({part}). It did not change the database. Save a separate file instead, and report this error."
    )]
    Internal {
        /// Where.
        part: Part,
    },
}

impl ExistingError {
    /// The same, said of bytes whose check sum or authentication was right: they are what a program wrote, so the file is not
    /// damaged, whatever stands in it.
    pub(super) fn in_intact_bytes(self) -> Self {
        match self {
            Self::Damaged { part } => Self::Unsupported {
                feature: Feature::Part { part },
            },
            other => other,
        }
    }

    /// A name for this error that stays the same when its message is reworded.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoKey => "no-key",
            Self::KeyFile { .. } => "key-file",
            Self::WrongKey => "wrong-key",
            Self::NotKdbx => "not-kdbx",
            Self::OldVersion => "old-version",
            Self::Unsupported { .. } => "unsupported",
            Self::KdfTooCostly => "kdf-too-costly",
            Self::TooLarge => "too-large",
            Self::OutOfMemory => "out-of-memory",
            Self::NoRandomness => "no-randomness",
            Self::Damaged { .. } => "damaged",
            Self::CannotExpress { .. } => "cannot-express",
            Self::Differs { .. } => "differs",
            Self::Altered { .. } => "altered",
            Self::ChangedMeanwhile => "changed-meanwhile",
            Self::Internal { .. } => "internal",
        }
    }
}

/// What the parts shared with the writer of new files say, in the words of this one.
impl From<ExportError> for ExistingError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::EmptyPassword => Self::NoKey,
            ExportError::WrongPassword => Self::WrongKey,
            ExportError::NotThisFormat => Self::NotKdbx,
            ExportError::Unsupported { feature } => Self::Unsupported { feature },
            ExportError::KdfTooCostly => Self::KdfTooCostly,
            ExportError::KdfTooWeak => Self::Damaged {
                part: Part::KeyDerivationParameters,
            },
            ExportError::OutOfMemory => Self::OutOfMemory,
            ExportError::NoRandomness => Self::NoRandomness,
            ExportError::Damaged { part } => Self::Damaged { part },
            ExportError::CannotExpress { field, reason } => Self::CannotExpress { field, reason },
            ExportError::Differs { field } => Self::Differs { field },
            ExportError::Internal { part } => Self::Internal { part },
            ExportError::PlainForbidden
            | ExportError::PlainNotConfirmed
            | ExportError::BadRecipient { .. }
            | ExportError::NoRecipient
            | ExportError::TooManyRecipients
            | ExportError::NotForThisKey
            | ExportError::SealedDifferently => Self::Internal { part: Part::Error },
        }
    }
}
