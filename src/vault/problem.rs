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
        "This window was not opened from a credentials dialog. Close it and choose “Save in an encrypted file” beside the dialog."
    )]
    LinkDamaged,
    /// The console's tab went away before the credentials came.
    #[error(
        "The console did not respond. Nothing was received. Close this window and start again from the credentials dialog."
    )]
    ConsoleGone,
    /// What came is not a handover.
    #[error(
        "The console did not send complete credentials, so Trivet kept nothing. Leave the credentials dialog open and use Download CSV File."
    )]
    HandoverRefused,
    /// The organisation's settings contradict each other.
    #[error(
        "Your organization's settings allow no format. Tell the person who manages them, and use Download CSV File for now."
    )]
    NothingAllowed,
    /// No password.
    #[error("Type a password for the file, or generate a passphrase.")]
    PasswordEmpty,
    /// The password is too short.
    #[error("The password has {given} characters. Use at least {minimum}, such as a few words.")]
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
    #[error("The passwords do not match. Type the second one again.")]
    PasswordsDiffer,
    /// What was typed is not the passphrase that was made.
    #[error("This does not match the generated passphrase. Show it again and compare.")]
    PassphraseDiffers,
    /// The word list could not be read.
    #[error(
        "Trivet could not read its word list, so it generated no passphrase. Type your own password."
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
        "“{chosen}” contains a private key, so Trivet used nothing from it. Choose the public key file."
    )]
    PrivateKey {
        /// Its name.
        chosen: String,
    },
    /// The format cannot hold these credentials.
    #[error("{0}")]
    FormatRefuses(ExportError),
    /// The file of public keys could not be read.
    #[error("Trivet could not read “{chosen}”. Choose another file, or paste the public keys.")]
    KeyFileUnreadable {
        /// Its name.
        chosen: String,
    },
    /// No database was chosen.
    #[error("Choose the database for the new entry. Its file name ends in .kdbx.")]
    DatabaseMissing,
    /// The database, or its key file, could not be read.
    #[error(
        "Trivet could not read “{chosen}”, or it is too large. Choose it again, or choose another file."
    )]
    DatabaseUnreadable {
        /// Its name.
        chosen: String,
    },
    /// The file could not be made.
    #[error("Trivet did not write the file. The credentials are still here. {0}")]
    EncryptFailed(ExportError),
    /// The bytes that were made do not open, or do not hold what went in. Never seen, and never trusted.
    #[error("The new file failed verification, so Trivet did not save it. Try again. {0}")]
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
    #[error(
        "The download was canceled. The credentials are still here. Save again when you are ready."
    )]
    DownloadCancelled,
    /// The download is not in the browser's list any more.
    #[error(
        "The download is no longer in the browser's list, so Trivet can't tell whether the file was written. Save again."
    )]
    DownloadTaken,
    /// No room.
    #[error(
        "The disk is full. Free some space or choose another download folder, then save again."
    )]
    DownloadNoSpace,
    /// The download broke off.
    #[error(
        "The browser could not write the file ({reason}). Save again, or choose another folder."
    )]
    DownloadFailed {
        /// The browser's own word for it.
        reason: String,
    },
    /// The admin, or the browser, did not allow the address of a service to be spoken to.
    #[error(
        "The browser has no permission to connect to this address. Nothing was sent. Try again and allow it, or save a file instead."
    )]
    AddressNotPermitted,
    /// The permission was not given.
    #[error(
        "The browser has no permission to connect to KeePassXC. Nothing was sent. Try again and allow it, or save a file instead."
    )]
    PermissionRefused,
    /// The chosen file is not the saved one.
    #[error(
        "“{chosen}” is not the file that you just saved. Choose the file named above. If you can't find it, save again."
    )]
    ProofWrongFile {
        /// The name of the chosen one.
        chosen: String,
    },
    /// The chosen file could not be read.
    #[error(
        "Trivet could not read “{chosen}” from disk. Choose it again. If that does not help, save the file again."
    )]
    ProofUnreadable {
        /// The name of the chosen one.
        chosen: String,
    },
    /// The file is the same, byte for byte, and yet does not open. Never seen.
    #[error("The saved file failed verification. Start over and save again. {0}")]
    ProofFailed(ExportError),
    /// The second program did not start.
    #[error(
        "Trivet could not load one of its own files. Nothing was sent. Try again, or save a file instead."
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
            // Firefox, where another extension took it.
            "" => Self::DownloadFailed {
                reason: "it gave no reason".to_owned(),
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
        let words = Problem::of_interrupt("").to_string();
        assert!(words.contains("no reason"), "{words}");
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
