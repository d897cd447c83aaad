//! What can go wrong in the vault: for each a stable code, and words that say what happened, that nothing is lost, and what
//! to do next.

use crate::direct::{FailedField, Failure};
use crate::export::ExportError;
use crate::passphrase::PassphraseError;

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The window's address does not name a tab, a frame and a ticket.
    #[error(
        "This window was not opened from a credentials dialog. Close it, and use “Save in an encrypted file” there."
    )]
    LinkDamaged,
    /// The console's tab went away before the credentials came.
    #[error(
        "The console did not answer, so nothing was received. Close this window and start again from the credentials dialog."
    )]
    ConsoleGone,
    /// What came is not a handover.
    #[error(
        "The console sent no complete API key, so nothing was kept. Leave the dialog open and use Download CSV File."
    )]
    HandoverRefused,
    /// The organisation's settings contradict each other.
    #[error(
        "Your organization's settings leave no format to save in. Tell whoever looks after them, and use Download CSV File meanwhile."
    )]
    NothingAllowed,
    /// No password.
    #[error("Type a password for the file, or let one be made.")]
    PasswordEmpty,
    /// The password is too short.
    #[error(
        "The password has {given} characters; the file needs at least {minimum}. Type a few words."
    )]
    PasswordTooShort {
        /// As many are needed.
        minimum: usize,
        /// As many there are.
        given: usize,
    },
    /// The second field is empty.
    #[error("Type the password a second time.")]
    AgainEmpty,
    /// The two fields differ.
    #[error("The two passwords are not the same. Type the second one again.")]
    PasswordsDiffer,
    /// What was typed is not the passphrase that was made.
    #[error("That is not the passphrase that was made. Show it again and compare.")]
    PassphraseDiffers,
    /// The word list could not be read.
    #[error(
        "The word list could not be read, so no passphrase was made. Type a password of your own."
    )]
    WordListUnavailable,
    /// No passphrase came out of the word list.
    #[error("{0}")]
    PassphraseFailed(PassphraseError),
    /// A file that anybody can read was not confirmed, or is not allowed.
    #[error("{0}")]
    NotConfirmed(ExportError),
    /// The public keys cannot be used.
    #[error("{0}")]
    KeysRefused(ExportError),
    /// The file holds a private key.
    #[error(
        "“{chosen}” holds a private key, so nothing of it was taken. Choose the file of the public key."
    )]
    PrivateKey {
        /// Its name.
        chosen: String,
    },
    /// The format cannot hold these credentials.
    #[error("{0}")]
    FormatRefuses(ExportError),
    /// The file of public keys could not be read.
    #[error("“{chosen}” could not be read. Choose another file, or paste the public keys.")]
    KeyFileUnreadable {
        /// Its name.
        chosen: String,
    },
    /// No database was chosen.
    #[error("Choose the database that the entry is added to: a file that ends in .kdbx.")]
    DatabaseMissing,
    /// The database, or its key file, could not be read.
    #[error("“{chosen}” could not be read, or is too large. Choose it again, or another.")]
    DatabaseUnreadable {
        /// Its name.
        chosen: String,
    },
    /// The file could not be made.
    #[error("The file was not written, and the credentials are still here. {0}")]
    EncryptFailed(ExportError),
    /// The bytes that were made do not open, or do not hold what went in. Never seen, and never trusted.
    #[error("The file did not pass when it was opened again, so it was not saved. Try again. {0}")]
    ReopenFailed(ExportError),
    /// The browser did not take the download.
    #[error(
        "The browser refused to save the file ({reason}). Change its download setting and save again."
    )]
    DownloadRefused {
        /// The browser's own word for it.
        reason: String,
    },
    /// The admin said no to the browser's question where to save.
    #[error("Saving was cancelled. The credentials are still here: save again when you are ready.")]
    DownloadCancelled,
    /// The download is not in the browser's list any more.
    #[error(
        "The download left the browser's list, so Trivet cannot tell whether the file was written. Save again."
    )]
    DownloadTaken,
    /// No room.
    #[error(
        "The disk has no room for the file. Free some space, or choose another download folder, and save again."
    )]
    DownloadNoSpace,
    /// The download broke off.
    #[error(
        "The file could not be written ({reason}). Save again, into another folder if need be."
    )]
    DownloadFailed {
        /// The browser's own word for it.
        reason: String,
    },
    /// The admin, or the browser, did not allow the address of a service to be spoken to.
    #[error(
        "The browser was not allowed to speak to this address, so nothing was sent. Try again and allow it, or save a file instead."
    )]
    AddressNotPermitted,
    /// The permission was not given.
    #[error(
        "The browser was not allowed to speak with KeePassXC, so nothing was sent. Try again and allow it, or save a file."
    )]
    PermissionRefused,
    /// The chosen file is not the saved one.
    #[error(
        "“{chosen}” is not the file that was just saved. Choose the one named above; if it is not there, save it again."
    )]
    ProofWrongFile {
        /// The name of the chosen one.
        chosen: String,
    },
    /// The chosen file could not be read.
    #[error(
        "“{chosen}” could not be read from disk. Choose it again; if that does not help, save the file again."
    )]
    ProofUnreadable {
        /// The name of the chosen one.
        chosen: String,
    },
    /// The file is the same, byte for byte, and yet does not open. Never seen.
    #[error("The saved file did not pass. Start over and save again. {0}")]
    ProofFailed(ExportError),
    /// The second program did not start.
    #[error(
        "A part of Trivet could not be loaded, so nothing was sent. Try again, or save a file instead."
    )]
    ProgramMissing,
    /// What was to keep the key did not take it, or not provably.
    #[error("{0}")]
    Direct(Failure),
}

/// Where the cursor is put so that the problem can be mended at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The password's field.
    Password,
    /// The second field.
    Again,
    /// The field of the public keys.
    Keys,
    /// The box that confirms a file which is not encrypted.
    Consent,
    /// The button that leads to the other formats.
    Format,
    /// The button that encrypts and saves.
    Encrypt,
    /// The field of the proof.
    Proof,
    /// The address of a service.
    Address,
    /// The token for it.
    Token,
    /// The place in it.
    Path,
    /// The field of the database.
    Database,
    /// The field of its password.
    DatabasePassword,
    /// Nowhere: there is nothing to mend in this window.
    Nowhere,
}

impl Problem {
    /// The stable name of the problem, for tests and support.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::LinkDamaged => "link-damaged",
            Self::ConsoleGone => "console-gone",
            Self::HandoverRefused => "handover-refused",
            Self::NothingAllowed => "nothing-allowed",
            Self::PasswordEmpty => "password-empty",
            Self::PasswordTooShort { .. } => "password-too-short",
            Self::AgainEmpty => "password-again-empty",
            Self::PasswordsDiffer => "passwords-differ",
            Self::PassphraseDiffers => "passphrase-differs",
            Self::WordListUnavailable => "word-list-unavailable",
            Self::PassphraseFailed(_) => "passphrase-failed",
            Self::NotConfirmed(error) | Self::KeysRefused(error) => error.code(),
            Self::KeyFileUnreadable { .. } => "key-file-unreadable",
            Self::DatabaseMissing => "database-missing",
            Self::DatabaseUnreadable { .. } => "database-unreadable",
            Self::PrivateKey { .. } => "private-key",
            Self::FormatRefuses(_) => "format-refuses",
            Self::EncryptFailed(_) => "encrypt-failed",
            Self::ReopenFailed(_) => "reopen-failed",
            Self::DownloadRefused { .. } => "download-refused",
            Self::DownloadCancelled => "download-cancelled",
            Self::DownloadTaken => "download-taken",
            Self::DownloadNoSpace => "download-no-space",
            Self::DownloadFailed { .. } => "download-failed",
            Self::ProofWrongFile { .. } => "proof-wrong-file",
            Self::ProofUnreadable { .. } => "proof-unreadable",
            Self::ProofFailed(_) => "proof-failed",
            Self::ProgramMissing => "program-missing",
            Self::AddressNotPermitted => "service-not-permitted",
            Self::PermissionRefused => "permission-refused",
            Self::Direct(failure) => &failure.code,
        }
    }

    /// Where it can be mended.
    #[must_use]
    pub fn place(&self) -> Place {
        match self {
            Self::LinkDamaged
            | Self::ConsoleGone
            | Self::HandoverRefused
            | Self::NothingAllowed => Place::Nowhere,
            Self::PasswordEmpty
            | Self::PasswordTooShort { .. }
            | Self::PassphraseDiffers
            | Self::WordListUnavailable
            | Self::PassphraseFailed(_) => Place::Password,
            Self::AgainEmpty | Self::PasswordsDiffer => Place::Again,
            Self::NotConfirmed(_) => Place::Consent,
            Self::KeysRefused(_) | Self::KeyFileUnreadable { .. } | Self::PrivateKey { .. } => {
                Place::Keys
            }
            Self::FormatRefuses(_) => Place::Format,
            Self::EncryptFailed(_)
            | Self::ReopenFailed(_)
            | Self::DownloadRefused { .. }
            | Self::DownloadCancelled
            | Self::DownloadTaken
            | Self::DownloadNoSpace
            | Self::DownloadFailed { .. }
            | Self::ProgramMissing
            | Self::AddressNotPermitted
            | Self::PermissionRefused => Place::Encrypt,
            Self::ProofWrongFile { .. } | Self::ProofUnreadable { .. } | Self::ProofFailed(_) => {
                Place::Proof
            }
            Self::DatabaseMissing | Self::DatabaseUnreadable { .. } => Place::Database,
            Self::Direct(failure) => match failure.field {
                FailedField::Database => Place::Database,
                FailedField::Password => Place::DatabasePassword,
                FailedField::Address => Place::Address,
                FailedField::Token => Place::Token,
                FailedField::Path => Place::Path,
                FailedField::None => Place::Encrypt,
            },
        }
    }

    /// What an interrupted download means, by the browser's own word (`downloads.InterruptReason`).
    #[must_use]
    pub fn of_interrupt(reason: &str) -> Self {
        match reason {
            "USER_CANCELED" | "USER_SHUTDOWN" => Self::DownloadCancelled,
            "FILE_NO_SPACE" => Self::DownloadNoSpace,
            "FILE_BLOCKED"
            | "FILE_SECURITY_CHECK_FAILED"
            | "FILE_ACCESS_DENIED"
            | "FILE_VIRUS_INFECTED" => Self::DownloadRefused {
                reason: reason.to_owned(),
            },
            _ => Self::DownloadFailed {
                reason: reason.to_owned(),
            },
        }
    }

    /// What a refused `downloads.download` means, by the browser's message.
    #[must_use]
    pub fn of_refusal(message: &str) -> Self {
        let lower = message.to_ascii_lowercase();
        if lower.contains("canceled") || lower.contains("cancelled") {
            Self::DownloadCancelled
        } else {
            Self::DownloadRefused {
                reason: message.to_owned(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::kdbx::existing::ExistingError;
    use crate::service::ServiceError;

    #[test]
    fn the_browsers_words_are_understood() {
        let code = |reason| Problem::of_interrupt(reason).code().to_owned();
        assert_eq!(code("USER_CANCELED"), "download-cancelled");
        assert_eq!(code("FILE_NO_SPACE"), "download-no-space");
        assert_eq!(code("FILE_ACCESS_DENIED"), "download-refused");
        assert_eq!(code("CRASH"), "download-failed");
        let code = |message| Problem::of_refusal(message).code().to_owned();
        assert_eq!(code("Download canceled by the user"), "download-cancelled");
        assert_eq!(code("Invalid filename"), "download-refused");
    }

    #[test]
    fn every_problem_says_what_to_do_next() {
        let reason = || "because".to_owned();
        let problems = [
            Problem::LinkDamaged,
            Problem::ConsoleGone,
            Problem::HandoverRefused,
            Problem::NothingAllowed,
            Problem::PasswordEmpty,
            Problem::NotConfirmed(ExportError::PlainNotConfirmed),
            Problem::KeysRefused(ExportError::NoRecipient),
            Problem::KeyFileUnreadable { chosen: reason() },
            Problem::PrivateKey { chosen: reason() },
            Problem::FormatRefuses(ExportError::PlainForbidden),
            Problem::PasswordTooShort {
                minimum: 12,
                given: 3,
            },
            Problem::AgainEmpty,
            Problem::PasswordsDiffer,
            Problem::PassphraseDiffers,
            Problem::WordListUnavailable,
            Problem::PassphraseFailed(PassphraseError::NotTheWordList),
            Problem::EncryptFailed(ExportError::OutOfMemory),
            Problem::ReopenFailed(ExportError::OutOfMemory),
            Problem::DownloadRefused { reason: reason() },
            Problem::DownloadCancelled,
            Problem::DownloadTaken,
            Problem::DownloadNoSpace,
            Problem::DownloadFailed { reason: reason() },
            Problem::ProofWrongFile { chosen: reason() },
            Problem::ProofUnreadable { chosen: reason() },
            Problem::ProofFailed(ExportError::OutOfMemory),
            Problem::ProgramMissing,
            Problem::DatabaseMissing,
            Problem::DatabaseUnreadable { chosen: reason() },
            Problem::Direct(ExistingError::WrongKey.into()),
            Problem::Direct(ExistingError::OldVersion.into()),
            Problem::Direct(ExistingError::ChangedMeanwhile.into()),
            Problem::Direct(ExistingError::KdfTooCostly.into()),
            Problem::AddressNotPermitted,
            Problem::PermissionRefused,
            Problem::Direct(ServiceError::NoAnswer.into()),
        ];
        for (index, problem) in problems.iter().enumerate() {
            let text = problem.to_string().to_lowercase();
            let says = [
                "type", "close", "save", "try", "show", "choose", "use", "give",
            ];
            assert!(says.iter().any(|word| text.contains(word)), "{text}");
            assert!(
                problems[..index]
                    .iter()
                    .all(|other| other.code() != problem.code())
            );
        }
    }
}
