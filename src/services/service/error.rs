//! What can go wrong with a service. Nothing here holds a value of the item, the token or anything that a server said.

use trivet_formats::{ExportError, coded};

coded! {
    /// Why the key is not, or not provably, at the service.
    pub enum ServiceError {
        /// The address is none that can be used.
        BadAddress = "service-bad-address",
        /// A path, a mount or a namespace has characters that are not sent.
        BadPath = "service-bad-path",
        /// A token that no header can carry.
        BadToken = "service-bad-token",
        /// What was chosen is no vault of 1Password.
        BadVault = "service-bad-vault",
        /// A kind of service that nobody knows.
        UnknownKind = "service-unknown-kind",
        /// No answer came at all.
        NoAnswer = "service-no-answer",
        /// The server sends the browser elsewhere.
        Redirected = "service-redirected",
        /// The token is not taken.
        NotAllowed = "service-not-allowed",
        /// The token is taken, but not for this.
        NotAllowedThere = "service-not-allowed-there",
        /// The server's list of origins does not have this extension.
        OriginNotAllowed = "service-origin-not-allowed",
        /// The mount cannot be seen.
        NoMount = "service-no-mount",
        /// There is no such namespace.
        NoNamespace = "service-no-namespace",
        /// There is no such place.
        NoSuchPlace = "service-no-such-place",
        /// The token reaches no vault.
        NoVaults = "service-no-vaults",
        /// The engine is not of version 2.
        NotVersion2 = "service-not-version-2",
        /// Something else stands there already.
        AlreadyThere = "service-already-there",
        /// Something stood there, and can be had back.
        SoftDeleted = "service-soft-deleted",
        /// Too much was asked in too short a time.
        TooManyRequests = "service-too-many-requests",
        /// The server is sealed.
        Sealed = "service-sealed",
        /// The server stands by for another.
        Standby = "service-standby",
        /// The server has a fault.
        ServerFailed {
            /// The status of HTTP.
            status: u16,
        } = "service-failed",
        /// Any other refusal.
        Refused {
            /// The status of HTTP.
            status: u16,
        } = "service-refused",
        /// The answer to the one request that stores did not come, or was a fault; and the key cannot be seen there.
        Unclear = "service-unclear",
        /// A success in a form that nobody described.
        NotUnderstood = "service-not-understood",
        /// It was stored; what was read back cannot be had.
        NotReadBack = "service-not-read-back",
        /// It was stored, and something else was read back.
        Differs = "service-differs",
        /// The key has no form there.
        CannotExpress {
            /// Why not.
            error: ExportError,
        } = "service-cannot-express",
    }
}
