//! What can go wrong with a service, in words that say whether anything was stored and what to do next. No message holds a
//! value of the item, the token or anything that a server said.

use crate::export::ExportError;

/// Why the key is not, or not provably, at the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceError {
    /// The address is none that can be used.
    #[error(
        "This address cannot be used. Give it as https://HOST or https://HOST:PORT, without a user name, a question mark or #."
    )]
    BadAddress,
    /// A path, a mount or a namespace has characters that are not sent.
    #[error(
        "A path has letters, digits and - _ . ~ between single slashes, as in personalization/acme. Change it and try again."
    )]
    BadPath,
    /// A token that no header can carry.
    #[error(
        "This is not an access token: it is empty, or has characters that no token has. Copy it once more and try again."
    )]
    BadToken,
    /// What was chosen is no vault of 1Password.
    #[error("Choose the vault that the item is to be put in.")]
    BadVault,
    /// A kind of service that nobody knows.
    #[error("Trivet does not know this kind of server. Nothing was sent. Save a file instead.")]
    UnknownKind,
    /// No answer came at all.
    #[error(
        "No answer, so nothing was stored. Open the address in a tab to check its spelling, certificate and network, then try again."
    )]
    NoAnswer,
    /// The server sends the browser elsewhere.
    #[error(
        "The server sent a redirect, which is never followed with a token. Nothing was stored. Give the address that it leads to."
    )]
    Redirected,
    /// The token is not taken.
    #[error(
        "The server does not accept this token. Nothing was stored. Check that it is complete, not expired, and of this namespace."
    )]
    NotAllowed,
    /// The token is taken, but not for this.
    #[error(
        "The token may not read and create there. Nothing was stored. Check its policy or vault access, and the path's spelling."
    )]
    NotAllowedThere,
    /// The server's list of origins does not have this extension.
    #[error(
        "The server's CORS list does not have this extension. Nothing was stored. Have its admin add the extension's origin to allowed_origins."
    )]
    OriginNotAllowed,
    /// The mount cannot be seen.
    #[error(
        "There is no such mount, or this token may not see it. Nothing was stored. Check the spelling and its policy; unwrap a wrapped token."
    )]
    NoMount,
    /// There is no such namespace.
    #[error(
        "The server has no such namespace. Nothing was stored. Check its spelling, or leave it empty."
    )]
    NoNamespace,
    /// There is no such place.
    #[error(
        "The server has no such place. Nothing was stored. Check the address, and that it is a server of this kind."
    )]
    NoSuchPlace,
    /// The token reaches no vault.
    #[error(
        "This token reaches no vault. Nothing was stored. Give it access to one, or use another token."
    )]
    NoVaults,
    /// The engine is not of version 2.
    #[error(
        "That mount is no key-value engine of version 2. Nothing was stored. Choose another; version 1 would write over what is there."
    )]
    NotVersion2,
    /// Something else stands there already.
    #[error(
        "Another secret is at that path already, and nothing is written over. Nothing was stored. Choose another path."
    )]
    AlreadyThere,
    /// Something stood there, and can be had back.
    #[error(
        "A deleted secret is kept at that path. Nothing was stored. Choose another path, or have its metadata deleted on the server."
    )]
    SoftDeleted,
    /// Too much was asked in too short a time.
    #[error(
        "The server takes no more requests for now. Nothing was stored. Wait a minute and try again."
    )]
    TooManyRequests,
    /// The server is sealed.
    #[error("The server is sealed. Nothing was stored. Have its admin unseal it, then try again.")]
    Sealed,
    /// The server stands by for another.
    #[error(
        "This server only stands by for another. Nothing was stored. Give the address of the active one."
    )]
    Standby,
    /// The server has a fault.
    #[error(
        "The server cannot answer now (status {status}). Nothing was stored. Wait a minute and try again."
    )]
    ServerFailed {
        /// The status of HTTP.
        status: u16,
    },
    /// Any other refusal.
    #[error(
        "The server refused (status {status}). Nothing was stored. Check the address and the names, then try again."
    )]
    Refused {
        /// The status of HTTP.
        status: u16,
    },
    /// The answer to the one request that stores did not come, or was a fault; and the key cannot be seen there.
    #[error(
        "The server does not show whether it has the key. It may be there: look for it before you try again."
    )]
    Unclear,
    /// A success in a form that nobody described.
    #[error(
        "The server's answer is not described for it, so what it did is unknown. Check the address, and look there before you try again."
    )]
    NotUnderstood,
    /// It was stored; what was read back cannot be had.
    #[error(
        "The key was stored but cannot be read back, so it is not verified. Look there before you close the console's dialog."
    )]
    NotReadBack,
    /// It was stored, and something else was read back.
    #[error(
        "The server gave back something else than was stored. Delete it there, and save the key in another way."
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
            Self::UnknownKind => "service-unknown-kind",
            Self::NoAnswer => "service-no-answer",
            Self::Redirected => "service-redirected",
            Self::NotAllowed => "service-not-allowed",
            Self::NotAllowedThere => "service-not-allowed-there",
            Self::OriginNotAllowed => "service-origin-not-allowed",
            Self::NoMount => "service-no-mount",
            Self::NoNamespace => "service-no-namespace",
            Self::NoSuchPlace => "service-no-such-place",
            Self::NoVaults => "service-no-vaults",
            Self::NotVersion2 => "service-not-version-2",
            Self::AlreadyThere => "service-already-there",
            Self::SoftDeleted => "service-soft-deleted",
            Self::TooManyRequests => "service-too-many-requests",
            Self::Sealed => "service-sealed",
            Self::Standby => "service-standby",
            Self::ServerFailed { .. } => "service-failed",
            Self::Refused { .. } => "service-refused",
            Self::Unclear => "service-unclear",
            Self::NotUnderstood => "service-not-understood",
            Self::NotReadBack => "service-not-read-back",
            Self::Differs => "service-differs",
            Self::CannotExpress(_) => "service-cannot-express",
        }
    }
}
