//! Bitwarden's JSON: one log-in item, as it is or protected by a password.
//!
//! Described at <https://bitwarden.com/help/condition-bitwarden-import/>. The item's `match` is "never", so that it is not
//! offered in the console's own log-in form; Bitwarden keeps that on import.

mod cipher;
mod item;
mod protected;

pub(crate) use item::{JSON, MOST};
pub use protected::BitwardenProtected;
