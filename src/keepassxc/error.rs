//! What can go wrong, in words that say what to do next. No message holds a value of the key, nor words of the other side:
//! those come from outside.

use super::Stage;
use super::host;
use crate::export::ExportError;

/// Why the key did not get into `KeePassXC`, or why that is not certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConversationError {
    /// The file that lets the browser start the proxy is not there.
    #[error(
        "This browser cannot reach KeePassXC yet: its one-time setup for Trivet has not been done. Run the command that is shown, then try again; or save a KeePass file instead."
    )]
    HostMissing,
    /// The file is there, for another extension.
    #[error(
        "This browser's setup for KeePassXC names another extension. Run the command that is shown once more, then try again; or save a KeePass file instead."
    )]
    HostForbidden,
    /// The proxy was found and ended at once.
    #[error(
        "The program that leads to KeePassXC (keepassxc-proxy) ended. Start KeePassXC, then try again. If it was updated or moved, run the command that is shown once more."
    )]
    HostEnded,
    /// Nothing came back.
    #[error(
        "KeePassXC does not answer. Start it, turn on Tools > Settings > Browser Integration > Enable browser integration, then try again."
    )]
    NoAnswer,
    /// Nobody did what `KeePassXC` asked for.
    #[error("{} Then try again: KeePassXC waited too long. The key is still here.", .stage.asks())]
    NobodyAnswered {
        /// What it asked for.
        stage: Stage,
    },
    /// The name of the connection was refused.
    #[error(
        "The connection was refused in KeePassXC, so nothing was saved. The key is still here: try again, give the connection any name there and press “Save and allow access”."
    )]
    Refused,
    /// The database was locked meanwhile.
    #[error(
        "The database was locked in KeePassXC before the key was saved and read back. Unlock it, then try again: a key that is already there is not saved twice."
    )]
    Locked,
    /// Another database came to the front.
    #[error(
        "Another database came to the front in KeePassXC meanwhile. Bring the one that you want to the front, then try again: a key that is already there is not saved twice."
    )]
    AnotherDatabase,
    /// `KeePassXC` does not know the connection that it has just made.
    #[error(
        "KeePassXC does not accept the connection any more. Try again, and name the connection once more."
    )]
    ConnectionLost,
    /// A value that the database cannot hold exactly.
    #[error("{0}")]
    CannotExpress(ExportError),
    /// The key ID is there already, with another secret.
    #[error(
        "KeePassXC already holds an entry for this API Key ID, with another secret, and Trivet changes none of yours. Look at it in KeePassXC, in the group “{}”, and save a KeePass file instead.",
        super::GROUP
    )]
    Conflict,
    /// Saving was answered, but the entry is not in the database.
    #[error(
        "KeePassXC did not give the key back after saving it, so it is not certain that it is there. If more than one database is open, choose the connected one when KeePassXC asks; then try again. A key that is already there is not saved twice."
    )]
    NotThere,
    /// The entry is there, and differs.
    #[error(
        "What KeePassXC gave back is not the key from the console. Delete the new entry in KeePassXC, and save a KeePass file instead."
    )]
    Differs,
    /// An answer that is not as the protocol says, or that somebody else sealed.
    #[error(
        "KeePassXC's answer could not be trusted ({part}), so nothing more was sent. Try again; if it happens twice, save a KeePass file instead."
    )]
    Garbled {
        /// Where it shows.
        part: &'static str,
    },
    /// An error that this program does not know.
    #[error(
        "KeePassXC answered with an error (number {number}). Update KeePassXC, then try again; or save a KeePass file instead."
    )]
    Unknown {
        /// Its number in the protocol.
        number: u32,
    },
    /// The random generator failed.
    #[error(
        "The browser's random generator does not answer. Restart the browser before saving the key; leave the console's dialog open if you can."
    )]
    NoRandomness,
    /// A fault of our own.
    #[error(
        "Something went wrong inside Trivet ({part}). Save a KeePass file instead, and report this."
    )]
    Internal {
        /// Where.
        part: &'static str,
    },
}

impl ConversationError {
    /// A name for this error that stays the same when its message is reworded.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::HostMissing => "host-missing",
            Self::HostForbidden => "host-forbidden",
            Self::HostEnded => "host-ended",
            Self::NoAnswer => "no-answer",
            Self::NobodyAnswered { .. } => "nobody-answered",
            Self::Refused => "refused",
            Self::Locked => "locked",
            Self::AnotherDatabase => "another-database",
            Self::ConnectionLost => "connection-lost",
            Self::CannotExpress(_) => "cannot-express",
            Self::Conflict => "conflict",
            Self::NotThere => "not-there",
            Self::Differs => "differs",
            Self::Garbled { .. } => "garbled",
            Self::Unknown { .. } => "unknown",
            Self::NoRandomness => "no-randomness",
            Self::Internal { .. } => "internal",
        }
    }

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
