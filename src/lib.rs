//! Trivet's core: the rooms of the house and the wall between them.
//!
//! A browser extension leads an administrator of Marketing Cloud Personalization through the eight steps of the API-token
//! checklist, and puts the credentials, which are shown once, into an encrypted file that is read back from disk. The
//! guide speaks to that administrator; `docs/architecture.md` has the picture. This is the map.
//!
//! # Two programs
//!
//! **The guard** runs in the console's page, as a content script: [`console`] reads the page, [`checklist`] says what is
//! right, [`overlay`] draws it, [`guard`] carries from one to the other and stops what must not happen. It shows no secret
//! and takes no typing.
//!
//! **The vault** is the extension's own window, out of the page's reach: [`vault`] takes the credentials, asks for a
//! password, has [`export`] write the file, and has the written file opened again.
//!
//! **The wall** between them is [`handover`]: one thing, once, in one direction.
//!
//! # The rooms
//!
//! From the ground up; a room uses only what stands above it here.
//!
//! | room | what is in it | uses |
//! |---|---|---|
//! | [`checklist`] | the eight steps, the verdict on a form, the state of a run, every label | nothing |
//! | [`credential`] | the API Key ID and the secret, which wipe themselves | nothing |
//! | [`passphrase`] | passphrases from a published word list | nothing |
//! | [`export`] | file formats: bytes out, and a reader that proves them | `credential` |
//! | [`keepassxc`] | the conversation with `KeePassXC` running on this computer, and how a browser gets to it | `credential`, `export` |
//! | [`policy`] | the settings; an organisation's can only tighten | `checklist`, `export` |
//! | [`receipt`] | evidence of an export without a secret | `checklist`, `credential`, `export`, `policy` |
//! | [`service`] | Vault, `OpenBao` and 1Password Connect: what is asked of them and what their answers mean | `credential`, `export` |
//! | [`handover`] | the messages over the wall | `credential` |
//! | [`console`] | reading the page as a person reads it, and acting on it | `checklist` |
//! | [`overlay`] | the panel and the marks | `checklist` |
//! | [`guard`] | the guard's life on the page; no rule in it | `checklist`, `console`, `credential`, `handover`, `overlay`, `policy` |
//! | [`direct`] | the window's second program: handing the key over without a file | `credential`, `export`, `handover`, `keepassxc`, `service` |
//! | [`vault`] | the window's behaviour | `credential`, `export`, `handover`, `passphrase`, `policy`, `receipt` |
//!
//! The first nine know no browser. The entry points, `src/bin/guard.rs` and `src/bin/vault.rs`, hold no rule either.
//!
//! # Where to begin
//!
//! - What is right on the form: [`checklist::Verdict`]. What happens next: [`checklist::Run`].
//! - A label that is not recognised: [`checklist::label::TABLE`].
//! - How a file is proved: [`export::Format::verify`]. In which order the vault works: [`vault::stage`].
//! - What may hold a secret: search for `expose`.
#![deny(unsafe_code)]

pub mod checklist;
pub mod console;
pub mod credential;
pub mod direct;
pub mod export;
pub mod guard;
pub mod handover;
#[cfg(test)]
mod hostile_tests;
pub mod identity;
pub mod keepassxc;
pub mod overlay;
pub mod passphrase;
pub mod policy;
pub mod receipt;
pub mod service;
pub mod vault;
pub mod wipe;
