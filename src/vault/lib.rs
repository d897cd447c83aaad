//! The vault: the extension's own window, in which the credentials become an encrypted file.
//!
//! What may happen in which order ([`stage`]), what is offered under a policy and comes first ([`offer`], [`strength`]), how it
//! stands in the list ([`destination`], [`catalogue`], [`facts`]), what a password or a public key must be ([`password`],
//! [`recipients`]), what is said ([`words`], [`words_of`], [`problem`]) and what the window's address means ([`link`]) are plain Rust and
//! tested natively. The rest is thin: the document ([`page`]), the extension's interfaces ([`platform`]), the download
//! ([`download`]).
//!
//! [`session`] is the window's life; each thing that it does is an `impl` in a file of its own: choosing ([`choosing`]), a
//! file ([`file`]), a database that was there before ([`database`]), the proof ([`saved`]), what all end with ([`ending`]), whether the key works ([`check`]). A further destination is one more of them, and a variant of
//! [`destination::Destination`].
//!
//! The order is: received, password, encrypted, opened again in memory, written by the browser's downloads, and then the
//! proof: no extension can read back what it downloaded, so the admin picks the file, and it is read from disk, opened with
//! the typed password and compared. Only then is "verified" said, here and to the guard. By then every value is wiped.
//!
//! The key is derived in this thread, not in a worker: a worker would need a second copy of the password and of the
//! credentials, in a memory of its own to be wiped. Each stage is painted before it begins, and the bar that moves
//! meanwhile is moved by the compositor.
#![deny(unsafe_code)]

pub mod catalogue;
mod check;
mod choosing;
mod database;
pub mod destination;
mod direct;
mod disk;
pub mod download;
mod ending;
pub mod facts;
mod file;
mod file_name;
mod in_place;
mod keepassxc;
pub mod link;
pub mod message;
pub mod offer;
pub mod options;
mod page;
mod paint;
mod passphrase;
pub mod password;
mod platform;
pub mod problem;
pub mod receipt;
pub mod recipients;
mod saved;
mod service;
mod session;
pub mod settings;
pub mod stage;
pub mod strength;
mod tiles;
mod wiring;
pub mod words;
pub mod words_of;

pub use wiring::start;
