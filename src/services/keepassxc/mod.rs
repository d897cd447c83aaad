//! A conversation with `KeePassXC` running on this computer: the key goes straight into the open database, without a file.
//!
//! A browser lets an extension talk to a program only if a file on the disk says so ([`host`]). The program is
//! `keepassxc-proxy`, which comes with `KeePassXC` and passes messages on. What they say ([`Conversation`]) is plain Rust: it is
//! given each message that came and says what to send. It knows no browser and no clock.
//!
//! 1. Both sides exchange public keys of one use; everything after is sealed with them.
//! 2. `KeePassXC` asks its user for a name of the connection. Nothing of it is kept here: the next key is saved by a new one.
//! 3. The key goes into a group of its own, [`GROUP`]. `KeePassXC` asks before it makes that group; without it, the key goes
//!    where `KeePassXC` puts what browsers save.
//! 4. The entry is asked back and compared. What `KeePassXC` answers to the saving itself proves nothing: it says "success" also
//!    when its user cancelled.
//!
//! The protocol takes a user name, a password and a URL, and no notes. It makes the entry fillable on the URL's host without
//! asking, so that host must not be the console's: see [`entry_url`].
//!
//! Source: <https://github.com/keepassxreboot/keepassxc-browser/blob/develop/keepassxc-protocol.md>, and what
//! `KeePassXC` 2.7.4 was seen to do.

/// The name of this destination, for settings.
pub const NAME: &str = "keepassxc";

mod conversation;
mod error;
pub mod host;
mod message;
mod sealed;

pub use conversation::{Conversation, GROUP, Saved, Stage, Turn, entry_url};
pub use error::{ConversationError, Part};
