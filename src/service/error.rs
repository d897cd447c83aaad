//! What can go wrong with a service, in words that say whether anything was stored and what to do next. No message holds a
//! value of the item, the token or anything that a server said.

use crate::export::ExportError;

/// Why the key is not, or not provably, at the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceError {
    /// The address is none that can be used.
    #[error(
        "This is not an address that can be used. Give it as https://HOST or https://HOST:PORT, with https and without a user name, a question mark or #."
    )]
    BadAddress,
    /// A path, a mount or a namespace has characters that are not sent.
    #[error(
        "A path may have letters, digits, and - _ . ~ between single slashes, as in personalization/acme. Change it and try again."
    )]
    BadPath,
    /// A token that no header can carry.
    #[error(
        "This is not an access token: it is empty, or has characters that no token has. Copy it once more."
    )]
    BadToken,
    /// What was chosen is no vault of 1Password.
    #[error("Choose the vault that the item is to be put in.")]
    BadVault,
    /// No answer came at all.
    #[error(
        "There was no answer from this address. Check its spelling, that this computer reaches it, and that the browser trusts its certificate: open it once in a tab. If something had been sent already, look there before you try again."
    )]
    NoAnswer,
    /// The answer is longer than any that is expected.
    #[error(
        "The server's answer is longer than 1 MB and was not read. Check the address, and look there before you try again."
    )]
    TooLong,
    /// The server sends the browser elsewhere.
    #[error(
        "The server answered with a redirect, which is never followed with a token. Give the address that it leads to."
    )]
    Redirected,
    /// The token is not taken, or may not do this.
    #[error(
        "The server does not accept this token for that place. Nothing was stored. Check the token, how long it is valid, and what its policy allows."
    )]
    NotAllowed,
    /// There is no such place.
    #[error("The server has no such place. Nothing was stored. Check the address and the names.")]
    NoSuchPlace,
    /// The engine is not of version 2.
    #[error(
        "What is mounted there is not a key-value engine of version 2. Nothing was stored. Choose another mount; Trivet needs version 2, which never writes over what is there."
    )]
    NotVersion2,
    /// Something stands there already.
    #[error(
        "There is something at that path already, and nothing is written over. Nothing was stored. Choose another path."
    )]
    AlreadyThere,
    /// Too much was asked in too short a time.
    #[error("The server takes no more requests for now. Wait a minute and try again.")]
    TooManyRequests,
    /// The server has a fault, or is sealed.
    #[error(
        "The server cannot answer now (status {status}); it may be sealed or starting. If something had been sent already, look there before you try again."
    )]
    ServerFailed {
        /// The status of HTTP.
        status: u16,
    },
    /// Any other refusal.
    #[error(
        "The server refused (status {status}). Nothing was stored. Check the address and the names."
    )]
    Refused {
        /// The status of HTTP.
        status: u16,
    },
    /// A success in a form that nobody described.
    #[error(
        "The server answered in a way that is not described for it, so nothing can be said of what it did. Check that the address is the right one, and look there before you try again."
    )]
    NotUnderstood,
    /// It was stored; what was read back cannot be had.
    #[error(
        "The key was stored, but could not be read back (status {status}), so it is not verified. Let the token read there as well, or look yourself, before you close the console's dialog."
    )]
    NotReadBack {
        /// The status of HTTP.
        status: u16,
    },
    /// It was stored, and something else was read back.
    #[error(
        "The server gave back something else than what was stored. Do not rely on it: delete it there, and save the key in another way."
    )]
    Differs,
    /// The key has no form there.
    #[error("{0}")]
    CannotExpress(ExportError),
}

impl ServiceError {
    /// A name for this error that stays the same when its message is reworded.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::BadAddress => "service-bad-address",
            Self::BadPath => "service-bad-path",
            Self::BadToken => "service-bad-token",
            Self::BadVault => "service-bad-vault",
            Self::NoAnswer => "service-no-answer",
            Self::TooLong => "service-too-long",
            Self::Redirected => "service-redirected",
            Self::NotAllowed => "service-not-allowed",
            Self::NoSuchPlace => "service-no-such-place",
            Self::NotVersion2 => "service-not-version-2",
            Self::AlreadyThere => "service-already-there",
            Self::TooManyRequests => "service-too-many-requests",
            Self::ServerFailed { .. } => "service-failed",
            Self::Refused { .. } => "service-refused",
            Self::NotUnderstood => "service-not-understood",
            Self::NotReadBack { .. } => "service-not-read-back",
            Self::Differs => "service-differs",
            Self::CannotExpress(_) => "service-cannot-express",
        }
    }
}
