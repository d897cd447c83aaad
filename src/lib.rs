//! Trivet's core.
//!
//! A browser extension guides an administrator of Marketing Cloud Personalization through the eight steps of the API token
//! checklist, and saves the credentials, which are shown once, in an encrypted file that is read back from disk. The guide
//! is for that administrator; `docs/architecture.md` has a diagram.
//!
//! # Two programs and their isolation boundary
//!
//! **The guard** runs in the console's page, as a content script: [`console`] reads the page, [`checklist`] decides what is
//! right, [`overlay`] draws it, [`guard`] connects them and intercepts what must not happen. It shows no secret and takes
//! no typing.
//!
//! **The vault** is the extension's own window, out of the page's reach: [`vault`] takes the credentials, asks for a
//! password, has [`export`] write the file, and has the written file opened again.
//!
//! **The isolation boundary** between them is [`handover`]: one message, once, in one direction.
//!
//! # Modules
//!
//! A module uses only modules above it in this table.
//!
//! | Module | What is in it | Uses |
//! |---|---|---|
//! | [`checklist`] | the eight steps, the verdict on a form, the state of a run, every label | nothing |
//! | [`credential`] | the API Key ID and the secret, which wipe themselves | nothing |
//! | [`passphrase`] | passphrases from a published word list | nothing |
//! | [`export`] | file formats: writing them, and a reader that verifies them | `credential` |
//! | [`keepassxc`] | the protocol of `KeePassXC` on this computer | `credential`, `export` |
//! | [`service`] | Vault, `OpenBao` and 1Password Connect: requests, and what their answers mean | `credential`, `export` |
//! | [`policy`] | the settings; an organization's can only tighten them | `checklist`, `export`, `keepassxc`, `service` |
//! | [`receipt`] | evidence of an export, without a secret | `checklist`, `credential`, `export`, `policy` |
//! | [`handover`] | the messages between guard and vault | `credential` |
//! | [`console`] | reading the page as a person reads it, and acting on it | `checklist` |
//! | [`overlay`] | the panel and the marks | `checklist` |
//! | [`guard`] | connects page, checklist and panel | `checklist`, `console`, `credential`, `handover`, `overlay`, `policy` |
//! | [`direct`] | the window's second program: existing databases, `KeePassXC` and servers | `credential`, `export`, `handover`, `keepassxc`, `service` |
//! | [`vault`] | the window | `checklist`, `credential`, `direct`, `export`, `handover`, `passphrase`, `policy`, `receipt`, `service` |
//!
//! The first nine use no browser interface. The entry points, `src/bin/guard.rs` and `src/bin/vault.rs`, contain no rules.
//!
//! # Where to begin
//!
//! - What is right on the form: [`checklist::Verdict`]. What happens next: [`checklist::Run`].
//! - A label that is not recognized: [`checklist::label::TABLE`].
//! - How a file is verified: [`export::Format::verify`]. In which order the vault works: [`vault::stage`].
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
