//! What can go wrong with a service, in words that say whether anything was stored and what to do next. No message holds a
//! value of the item, the token or anything that a server said.

use trivet_formats::ExportError;

/// Why the key is not, or not provably, at the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceError {
    /// The address is none that can be used.
    #[error(
        "Trivet cannot use this address. Enter https://HOST or https://HOST:PORT, without a user name, question mark, or #."
    )]
    BadAddress,
    /// A path, a mount or a namespace has characters that are not sent.
    #[error(
        "A path can contain letters, digits, and - _ . ~ between single slashes, as in personalization/acme. Correct it and try again."
    )]
    BadPath,
    /// A token that no header can carry.
    #[error(
        "This is not an access token. It is empty or has characters that tokens do not have. Copy it again and try again."
    )]
    BadToken,
    /// What was chosen is no vault of 1Password.
    #[error("Choose a vault for the item.")]
    BadVault,
    /// A kind of service that nobody knows.
    #[error("Trivet does not know this kind of server. Nothing was sent. Save a file instead.")]
    UnknownKind,
    /// No answer came at all.
    #[error(
        "The server did not respond. Nothing was stored. Open the address in a tab to check its spelling, certificate, and network, then try again."
    )]
    NoAnswer,
    /// The server sends the browser elsewhere.
    #[error(
        "The server sent a redirect. Trivet does not follow redirects with a token. Nothing was stored. Enter the address of the target."
    )]
    Redirected,
    /// The token is not taken.
    #[error(
        "The server rejected this token. Nothing was stored. Check that it is complete, not expired, and valid for this namespace."
    )]
    NotAllowed,
    /// The token is taken, but not for this.
    #[error(
        "The token lacks read or create permission there. Nothing was stored. Check its policy or vault access, and the path."
    )]
    NotAllowedThere,
    /// The server's list of origins does not have this extension.
    #[error(
        "The server's CORS list does not include this extension. Nothing was stored. Ask its admin to add the extension's origin to allowed_origins."
    )]
    OriginNotAllowed,
    /// The mount cannot be seen.
    #[error(
        "The mount does not exist, or this token cannot access it. Nothing was stored. Check the name and policy. Unwrap a wrapped token."
    )]
    NoMount,
    /// There is no such namespace.
    #[error(
        "The namespace does not exist on the server. Nothing was stored. Check its spelling, or leave it empty."
    )]
    NoNamespace,
    /// There is no such place.
    #[error(
        "The server does not know this address. Nothing was stored. Check the address and the kind of server."
    )]
    NoSuchPlace,
    /// The token reaches no vault.
    #[error(
        "This token cannot access any vault. Nothing was stored. Give it access to one, or use another token."
    )]
    NoVaults,
    /// The engine is not of version 2.
    #[error(
        "That mount is not a version 2 key-value engine. Nothing was stored. Choose another, because version 1 would overwrite existing secrets."
    )]
    NotVersion2,
    /// Something else stands there already.
    #[error(
        "That path already has another secret. Trivet does not overwrite secrets. Nothing was stored. Choose another path."
    )]
    AlreadyThere,
    /// Something stood there, and can be had back.
    #[error(
        "That path has a deleted secret. Nothing was stored. Choose another path, or delete the secret's metadata on the server."
    )]
    SoftDeleted,
    /// Too much was asked in too short a time.
    #[error("The server is limiting requests. Nothing was stored. Wait a minute and try again.")]
    TooManyRequests,
    /// The server is sealed.
    #[error(
        "The server is sealed. Nothing was stored. Ask its admin to unseal it, then try again."
    )]
    Sealed,
    /// The server stands by for another.
    #[error(
        "This server is a standby. Nothing was stored. Enter the address of the active server."
    )]
    Standby,
    /// The server has a fault.
    #[error(
        "The server is not available now (status {status}). Nothing was stored. Wait a minute and try again."
    )]
    ServerFailed {
        /// The status of HTTP.
        status: u16,
    },
    /// Any other refusal.
    #[error(
        "The server refused the request (status {status}). Nothing was stored. Check the address and the names, then try again."
    )]
    Refused {
        /// The status of HTTP.
        status: u16,
    },
    /// The answer to the one request that stores did not come, or was a fault; and the key cannot be seen there.
    #[error(
        "Trivet can't tell whether the server stored the credentials. Look for them there before you try again."
    )]
    Unclear,
    /// A success in a form that nobody described.
    #[error(
        "The server sent an undocumented response. Trivet can't tell what it did. Check the address, and look there before you try again."
    )]
    NotUnderstood,
    /// It was stored; what was read back cannot be had.
    #[error(
        "The server stored the credentials, but Trivet cannot read them back to verify. Look there before you close the credentials dialog."
    )]
    NotReadBack,
    /// It was stored, and something else was read back.
    #[error(
        "The server returned other values than Trivet sent. Delete them there, and save the credentials in another way."
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
