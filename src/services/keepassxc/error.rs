//! What can go wrong. Nothing here holds a value of the key, nor words of the other side: those come from outside.

use super::Stage;
use super::host;
use trivet_formats::{ExportError, coded};

coded! {
    /// What of a message, or of this program, an error shows in. A technical name, for a report; it is not translated.
    #[allow(missing_docs)] // the names say it
    pub enum Part {
        Channel = "channel",
        Content = "content",
        Entries = "entries",
        Handover = "handover",
        Message = "message",
        Nonce = "nonce",
        Order = "order",
        PublicKey = "public-key",
        Seal = "seal",
        Sealing = "sealing",
    }
}

coded! {
    /// Why the key did not get into `KeePassXC`, or why that is not certain.
    pub enum ConversationError {
        /// The file that lets the browser start the proxy is not there.
        HostMissing = "host-missing",
        /// The file is there, for another extension.
        HostForbidden = "host-forbidden",
        /// The proxy was found and ended at once.
        HostEnded = "host-ended",
        /// Nothing came back.
        NoAnswer = "no-answer",
        /// Nobody did what `KeePassXC` asked for.
        NobodyAnswered {
            /// What it asked for.
            stage: Stage,
        } = "nobody-answered",
        /// The name of the connection was refused.
        Refused = "refused",
        /// The database was locked meanwhile.
        Locked = "locked",
        /// Another database came to the front.
        AnotherDatabase = "another-database",
        /// `KeePassXC` does not know the connection that it has just made.
        ConnectionLost = "connection-lost",
        /// A value that the database cannot hold exactly.
        CannotExpress {
            /// Why not.
            error: ExportError,
        } = "cannot-express",
        /// The key ID is there already, with another secret.
        Conflict = "conflict",
        /// Saving was answered, but the entry is not in the database.
        NotThere = "not-there",
        /// The entry is there, and differs.
        Differs = "differs",
        /// An answer that is not as the protocol says, or that somebody else sealed.
        Garbled {
            /// Where it shows.
            part: Part,
        } = "garbled",
        /// An error that this program does not know.
        Unknown {
            /// Its number in the protocol.
            number: u32,
        } = "unknown",
        /// The random generator failed.
        NoRandomness = "no-randomness",
        /// The admin did not want to wait any longer.
        Stopped = "stopped",
        /// A fault of our own.
        Internal {
            /// Where.
            part: Part,
        } = "internal",
    }
}

impl ConversationError {
    /// Whether the command that sets the browser up is what helps.
    #[must_use]
    pub fn wants_setup(self) -> bool {
        matches!(
            self,
            Self::HostMissing | Self::HostForbidden | Self::HostEnded
        )
    }

    /// What it means that the port to the proxy closed, by the browser's own words. Chromium: "Specified native messaging
    /// host not found.", "Access to the specified native messaging host is forbidden.", "Native host has exited."; Firefox:
    /// "No such native application" and the name, for the first two alike.
    #[must_use]
    pub fn of_closed_port(message: &str) -> Self {
        if message.contains("not found") || message.contains(host::NAME) {
            Self::HostMissing
        } else if message.contains("forbidden") {
            Self::HostForbidden
        } else {
            Self::HostEnded
        }
    }
}
