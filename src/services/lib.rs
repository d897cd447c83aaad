//! What takes the credentials without a file: `KeePassXC` on this computer ([`keepassxc`]), and servers ([`service`]). Both are
//! conversations in plain Rust, which know no network and no browser. And what follows for the key: whether it works
//! ([`check`]), and where it is entered ([`setup`]).
#![deny(unsafe_code)]

pub mod check;
pub mod identity;
pub mod keepassxc;
pub mod service;
pub mod setup;
