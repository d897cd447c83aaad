//! What can go wrong, in words that say what to do next. No message holds a value of the key, nor words of the other side:
//! those come from outside.

use super::Stage;
use super::host;
use trivet_formats::ExportError;

/// Why the key did not get into `KeePassXC`, or why that is not certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConversationError {
    /// The file that lets the browser start the proxy is not there.
    #[error(
        "This browser cannot connect to KeePassXC before a one-time setup. Run the command shown above and try again, or save a KeePass file instead."
    )]
    HostMissing,
    /// The file is there, for another extension.
    #[error(
        "This browser's KeePassXC setup names another extension. Run the command shown above again and try again, or save a KeePass file instead."
    )]
    HostForbidden,
    /// The proxy was found and ended at once.
    #[error(
        "KeePassXC's proxy (keepassxc-proxy) stopped. Start KeePassXC and try again. If KeePassXC was updated or moved, run the command shown above again."
    )]
    HostEnded,
    /// Nothing came back.
    #[error(
        "KeePassXC does not respond. Start it, turn on Tools > Settings > Browser Integration > Enable browser integration, and try again."
    )]
    NoAnswer,
    /// Nobody did what `KeePassXC` asked for.
    #[error("{} Then try again. KeePassXC timed out. The credentials are still here.", .stage.asks())]
    NobodyAnswered {
        /// What it asked for.
        stage: Stage,
    },
    /// The name of the connection was refused.
    #[error(
        "The connection was refused in KeePassXC. Nothing was saved. The credentials are still here. Try again, name the connection in KeePassXC, and press “Save and allow access”."
    )]
    Refused,
    /// The database was locked meanwhile.
    #[error(
        "The database was locked before Trivet could save the credentials and read them back. Unlock it and try again. Trivet does not save the same credentials twice."
    )]
    Locked,
    /// Another database came to the front.
    #[error(
        "KeePassXC switched to another database. Switch to the database that you want and try again. Trivet does not save the same credentials twice."
    )]
    AnotherDatabase,
    /// `KeePassXC` does not know the connection that it has just made.
    #[error("KeePassXC no longer accepts the connection. Try again and name the connection again.")]
    ConnectionLost,
    /// A value that the database cannot hold exactly.
    #[error("{0}")]
    CannotExpress(ExportError),
    /// The key ID is there already, with another secret.
    #[error(
        "KeePassXC already has an entry for this API Key ID with another secret. Trivet does not change existing entries. Check the entry in the group “{}”, and save a KeePass file instead.",
        super::GROUP
    )]
    Conflict,
    /// Saving was answered, but the entry is not in the database.
    #[error(
        "Trivet could not read the entry back, so it can't tell whether KeePassXC saved it. If more than one database is open, choose the connected one when KeePassXC asks. Then try again. Trivet does not save the same credentials twice."
    )]
    NotThere,
    /// The entry is there, and differs.
    #[error(
        "The entry in KeePassXC does not match the credentials from the console. Delete the new entry in KeePassXC, and save a KeePass file instead."
    )]
    Differs,
    /// An answer that is not as the protocol says, or that somebody else sealed.
    #[error(
        "Trivet could not verify KeePassXC's response ({part}) and sent nothing more. Try again. If it happens again, save a KeePass file instead."
    )]
    Garbled {
        /// Where it shows.
        part: &'static str,
    },
    /// An error that this program does not know.
    #[error(
        "KeePassXC returned an error (number {number}). Update KeePassXC and try again, or save a KeePass file instead."
    )]
    Unknown {
        /// Its number in the protocol.
        number: u32,
    },
    /// The random generator failed.
    #[error(
        "The browser's random generator does not respond. Restart the browser before you save the credentials. Leave the credentials dialog open if you can."
    )]
    NoRandomness,
    /// A fault of our own.
    #[error(
        "Trivet has an internal error ({part}). Save a KeePass file instead, and report this error."
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
