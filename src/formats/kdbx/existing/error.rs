//! What can go wrong with a database that was there before. Nothing here holds a value of the item or of the database.

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

crate::coded! {
    /// Why an entry could not be added to a database.
    pub enum ExistingError {
        /// Neither a password nor a key file was given.
        NoKey = "no-key",
        /// The file looks like a key file, and is not one that can be read.
        KeyFile {
            /// What is wrong with it.
            problem: KeyFileProblem,
        } = "key-file",
        /// The password, or the key file, is another.
        WrongKey = "wrong-key",
        /// The bytes are no `KeePass` database.
        NotKdbx = "not-kdbx",
        /// A database of before 2017, or kept in the format of that time.
        OldVersion = "old-version",
        /// Whole, but with something that is not known here, or that programs read in different ways; so it is not touched.
        Unsupported {
            /// What.
            feature: Feature,
        } = "unsupported",
        /// The key derivation needs more than a browser has.
        KdfTooCostly = "kdf-too-costly",
        /// More bytes than a browser should hold several times over.
        TooLarge = "too-large",
        /// Memory could not be had.
        OutOfMemory = "out-of-memory",
        /// The random generator failed.
        NoRandomness = "no-randomness",
        /// The bytes are not those that a program wrote: a check sum or an authentication fails, or the file is cut short.
        Damaged {
            /// Where it shows.
            part: Part,
        } = "damaged",
        /// The entry cannot hold a field exactly, and nothing is altered silently.
        CannotExpress {
            /// Which field.
            field: Field,
            /// Why not.
            reason: Inexpressible,
        } = "cannot-express",
        /// The new entry was read back, but not as it was written.
        Differs {
            /// The first such field.
            field: Field,
        } = "differs",
        /// The new file was opened, and more than the one entry is different.
        Altered {
            /// Where it shows.
            part: Part,
        } = "altered",
        /// The file on disk is not the one that was opened.
        ChangedMeanwhile = "changed-meanwhile",
        /// A fault of our own.
        Internal {
            /// Where.
            part: Part,
        } = "internal",
    }
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
