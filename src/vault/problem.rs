//! What can go wrong in the vault: for each a stable code, and words that say what happened, that nothing is lost, and what
//! to do next.

use super::message::Message;
use super::words_of;
use trivet_formats::ExportError;
use trivet_formats::kdbx::existing::ExistingError;
use trivet_formats::passphrase::PassphraseError;
use trivet_services::service::ServiceError;
use trivet_vault_direct::Failure;
use trivet_vault_direct::in_place::InPlaceError;

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The window's address does not name a tab, a frame and a ticket.
    #[error("link damaged")]
    LinkDamaged,
    /// The console's tab went away before the credentials came.
    #[error("console gone")]
    ConsoleGone,
    /// What came is not a handover.
    #[error("handover refused")]
    HandoverRefused,
    /// The organisation's settings contradict each other.
    #[error("nothing allowed")]
    NothingAllowed,
    /// No password.
    #[error("password empty")]
    PasswordEmpty,
    /// The password is too short.
    #[error("password too short")]
    PasswordTooShort {
        /// As many are needed.
        minimum: usize,
        /// As many there are.
        given: usize,
    },
    /// The second field is empty.
    #[error("again empty")]
    AgainEmpty,
    /// The two fields differ.
    #[error("passwords differ")]
    PasswordsDiffer,
    /// What was typed is not the passphrase that was made.
    #[error("passphrase differs")]
    PassphraseDiffers,
    /// The word list could not be read.
    #[error("word list unavailable")]
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
    #[error("private key")]
    PrivateKey {
        /// Its name.
        chosen: String,
    },
    /// The format cannot hold these credentials.
    #[error("{0}")]
    FormatRefuses(ExportError),
    /// The file of public keys could not be read.
    #[error("key file unreadable")]
    KeyFileUnreadable {
        /// Its name.
        chosen: String,
    },
    /// No database was chosen.
    #[error("database missing")]
    DatabaseMissing,
    /// The database, or its key file, could not be read.
    #[error("database unreadable")]
    DatabaseUnreadable {
        /// Its name.
        chosen: String,
    },
    /// The file could not be made.
    #[error("encrypt failed")]
    EncryptFailed(ExportError),
    /// The bytes that were made do not open, or do not hold what went in. Never seen, and never trusted.
    #[error("reopen failed")]
    ReopenFailed(ExportError),
    /// The browser did not take the download.
    #[error("download refused")]
    DownloadRefused {
        /// The browser's own word for it.
        reason: String,
    },
    /// The admin said no to the browser's question where to save.
    #[error("download cancelled")]
    DownloadCancelled,
    /// The download is not in the browser's list any more.
    #[error("download taken")]
    DownloadTaken,
    /// No room.
    #[error("download no space")]
    DownloadNoSpace,
    /// The download broke off.
    #[error("download failed")]
    DownloadFailed {
        /// The browser's own word for it; empty in Firefox, where another extension took it.
        reason: String,
    },
    /// The admin, or the browser, did not allow the address of a service to be spoken to.
    #[error("address not permitted")]
    AddressNotPermitted,
    /// The permission was not given.
    #[error("permission refused")]
    PermissionRefused,
    /// The database of the last time is still remembered.
    #[error("not forgotten")]
    NotForgotten,
    /// The chosen file is not the saved one.
    #[error("proof wrong file")]
    ProofWrongFile {
        /// The name of the chosen one.
        chosen: String,
    },
    /// The chosen file could not be read.
    #[error("proof unreadable")]
    ProofUnreadable {
        /// The name of the chosen one.
        chosen: String,
    },
    /// The file is the same, byte for byte, and yet does not open. Never seen.
    #[error("proof failed")]
    ProofFailed(ExportError),
    /// The second program did not start.
    #[error("program missing")]
    ProgramMissing,
    /// The second program failed in a way that nobody knows.
    #[error("program failed")]
    ProgramFailed,
    /// The same, before anything was to be stored.
    #[error("program broke")]
    ProgramBroke,
    /// What was to keep the key did not take it, or not provably.
    #[error("{}", .0.code())]
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
    /// What happened, what is safe, and what to do next.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::LinkDamaged => Message::ProblemLinkDamaged,
            Self::ConsoleGone => Message::ProblemConsoleGone,
            Self::HandoverRefused => Message::ProblemHandoverRefused,
            Self::NothingAllowed => Message::ProblemNothingAllowed,
            Self::PasswordEmpty => Message::ProblemPasswordEmpty,
            Self::PasswordTooShort { minimum, given } => Message::ProblemPasswordTooShort {
                count: u32::try_from(*given).unwrap_or(u32::MAX),
                minimum: minimum.to_string().into(),
            },
            Self::AgainEmpty => Message::ProblemAgainEmpty,
            Self::PasswordsDiffer => Message::ProblemPasswordsDiffer,
            Self::PassphraseDiffers => Message::ProblemPassphraseDiffers,
            Self::WordListUnavailable => Message::ProblemWordListUnavailable,
            Self::PrivateKey { chosen } => Message::ProblemPrivateKey {
                chosen: chosen.as_str().into(),
            },
            Self::KeyFileUnreadable { chosen } => Message::ProblemKeyFileUnreadable {
                chosen: chosen.as_str().into(),
            },
            Self::DatabaseMissing => Message::ProblemDatabaseMissing,
            Self::DatabaseUnreadable { chosen } => Message::ProblemDatabaseUnreadable {
                chosen: chosen.as_str().into(),
            },
            Self::EncryptFailed(error) => Message::ProblemEncryptFailed {
                error: words_of::export::words(*error).into(),
            },
            Self::ReopenFailed(error) => Message::ProblemReopenFailed {
                error: words_of::export::words(*error).into(),
            },
            Self::DownloadRefused { reason } => Message::ProblemDownloadRefused {
                reason: reason.as_str().into(),
            },
            Self::DownloadCancelled => Message::ProblemDownloadCancelled,
            Self::DownloadTaken => Message::ProblemDownloadTaken,
            Self::DownloadNoSpace => Message::ProblemDownloadNoSpace,
            Self::DownloadFailed { reason } if reason.is_empty() => {
                Message::ProblemDownloadFailedSilently
            }
            Self::DownloadFailed { reason } => Message::ProblemDownloadFailed {
                reason: reason.as_str().into(),
            },
            Self::AddressNotPermitted => Message::ProblemAddressNotPermitted,
            Self::PermissionRefused => Message::ProblemPermissionRefused,
            Self::NotForgotten => Message::ProblemNotForgotten,
            Self::ProofWrongFile { chosen } => Message::ProblemProofWrongFile {
                chosen: chosen.as_str().into(),
            },
            Self::ProofUnreadable { chosen } => Message::ProblemProofUnreadable {
                chosen: chosen.as_str().into(),
            },
            Self::ProofFailed(error) => Message::ProblemProofFailed {
                error: words_of::export::words(*error).into(),
            },
            Self::ProgramMissing => Message::ProblemProgramMissing,
            Self::ProgramFailed => Message::ProblemProgramFailed,
            Self::ProgramBroke => Message::ProblemProgramBroke,
            Self::PassphraseFailed(error) => words_of::passphrase::words(*error),
            Self::NotConfirmed(error) | Self::KeysRefused(error) | Self::FormatRefuses(error) => {
                words_of::export::words(*error)
            }
            Self::Direct(failure) => words_of::failure(failure),
        }
    }

    /// The stable name of the problem, for tests and support.
    #[must_use]
    pub fn code(&self) -> &'static str {
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
            Self::ProgramFailed => "program-failed",
            Self::ProgramBroke => "program-broke",
            Self::AddressNotPermitted => "service-not-permitted",
            Self::PermissionRefused => "permission-refused",
            Self::NotForgotten => "not-forgotten",
            Self::Direct(failure) => failure.code(),
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
            | Self::ProgramFailed
            | Self::ProgramBroke
            | Self::AddressNotPermitted
            | Self::PermissionRefused => Place::Encrypt,
            Self::ProofWrongFile { .. } | Self::ProofUnreadable { .. } | Self::ProofFailed(_) => {
                Place::Proof
            }
            Self::DatabaseMissing | Self::DatabaseUnreadable { .. } | Self::NotForgotten => {
                Place::Database
            }
            Self::Direct(failure) => place_of(failure),
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

    /// What an error of a file system handle means, by its name and its message.
    #[must_use]
    pub fn of_file_error(name: &str, message: &str) -> Self {
        match name {
            "AbortError" => Self::DownloadCancelled,
            "QuotaExceededError" => Self::DownloadNoSpace,
            "NotAllowedError" | "SecurityError" | "NoModificationAllowedError" => {
                Self::DownloadRefused {
                    reason: message.to_owned(),
                }
            }
            _ => Self::DownloadFailed {
                reason: message.to_owned(),
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

/// Where it can be mended that the second program could not do something.
fn place_of(failure: &Failure) -> Place {
    match failure {
        Failure::Service(error) => match error {
            ServiceError::BadAddress
            | ServiceError::NoAnswer
            | ServiceError::Redirected
            | ServiceError::OriginNotAllowed
            | ServiceError::Standby => Place::Address,
            ServiceError::BadToken | ServiceError::NotAllowed | ServiceError::NoVaults => {
                Place::Token
            }
            ServiceError::BadPath
            | ServiceError::BadVault
            | ServiceError::NotAllowedThere
            | ServiceError::NoMount
            | ServiceError::NoNamespace
            | ServiceError::NoSuchPlace
            | ServiceError::NotVersion2
            | ServiceError::AlreadyThere
            | ServiceError::SoftDeleted => Place::Path,
            ServiceError::UnknownKind
            | ServiceError::TooManyRequests
            | ServiceError::Sealed
            | ServiceError::ServerFailed { .. }
            | ServiceError::Refused { .. }
            | ServiceError::Unclear
            | ServiceError::NotUnderstood
            | ServiceError::NotReadBack
            | ServiceError::Differs
            | ServiceError::CannotExpress { .. } => Place::Encrypt,
        },
        Failure::Database(ExistingError::NoKey | ExistingError::WrongKey) => {
            Place::DatabasePassword
        }
        Failure::Database(_) => Place::Database,
        Failure::InPlace { error, .. } => match error {
            InPlaceError::NotOffered | InPlaceError::NotAllowed => Place::Database,
            InPlaceError::NotWritten | InPlaceError::PutBack | InPlaceError::Unclear => {
                Place::Encrypt
            }
        },
        Failure::KeePassXc(_) => Place::Encrypt,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;

    #[test]
    fn the_browsers_words_are_understood() {
        let code = |reason| Problem::of_interrupt(reason).code().to_owned();
        assert_eq!(code("USER_CANCELED"), "download-cancelled");
        assert_eq!(code("FILE_NO_SPACE"), "download-no-space");
        assert_eq!(code("FILE_ACCESS_DENIED"), "download-refused");
        assert_eq!(code("CRASH"), "download-failed");
        let silent = Problem::of_interrupt("").message();
        assert_eq!(silent, Message::ProblemDownloadFailedSilently);
        let code = |message| Problem::of_refusal(message).code().to_owned();
        assert_eq!(code("Download canceled by the user"), "download-cancelled");
        assert_eq!(code("Invalid filename"), "download-refused");
        let code = |name| Problem::of_file_error(name, "why").code().to_owned();
        assert_eq!(code("AbortError"), "download-cancelled");
        assert_eq!(code("QuotaExceededError"), "download-no-space");
        assert_eq!(code("NotAllowedError"), "download-refused");
        assert_eq!(code("InvalidStateError"), "download-failed");
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
            Problem::ProgramFailed,
            Problem::ProgramBroke,
            Problem::DatabaseMissing,
            Problem::DatabaseUnreadable { chosen: reason() },
            Problem::Direct(Failure::Database(ExistingError::WrongKey)),
            Problem::Direct(Failure::Database(ExistingError::OldVersion)),
            Problem::Direct(Failure::Database(ExistingError::ChangedMeanwhile)),
            Problem::Direct(Failure::Database(ExistingError::KdfTooCostly)),
            Problem::AddressNotPermitted,
            Problem::PermissionRefused,
            Problem::NotForgotten,
            Problem::Direct(Failure::Service(ServiceError::NoAnswer)),
        ];
        let english = english();
        for (index, problem) in problems.iter().enumerate() {
            let text = english.say(&problem.message()).to_lowercase();
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
