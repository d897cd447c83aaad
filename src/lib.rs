//! Trivet's core.
//!
//! A browser extension guides an administrator of Marketing Cloud Personalization through the eight steps of the API token
//! checklist, and saves the credentials, which are shown once, in an encrypted file that is read back from disk. The guide
//! is for that administrator; `docs/architecture.md` has a diagram.
//!
//! This package has no code of its own: it gathers the crates of the workspace under the names of their modules, for the tests
//! and the examples. The programs are those of [`guard`], [`vault`] and [`direct`], and none of them depends on it.
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
//! | Module | What is in it | Crate |
//! |---|---|---|
//! | [`checklist`] | the eight steps, the verdict on a form, the state of a run, every label | `trivet-checklist` |
//! | [`credential`] | the API Key ID and the secret, which wipe themselves | `trivet-credential` |
//! | [`handover`] | the messages between guard and vault | `trivet-credential` |
//! | [`export`] | file formats: writing them, and a reader that verifies them | `trivet-formats` |
//! | [`passphrase`] | passphrases from a published word list | `trivet-formats` |
//! | [`keepassxc`] | the protocol of `KeePassXC` on this computer | `trivet-services` |
//! | [`service`] | Vault, `OpenBao` and 1Password Connect: requests, and what their answers mean | `trivet-services` |
//! | [`check`] | whether a new key works: the request, and what its response means | `trivet-services` |
//! | [`identity`] | the names by which others know Trivet | `trivet-services` |
//! | [`policy`] | the settings; an organization's can only tighten them | `trivet-checklist` |
//! | [`console`] | reading the page as a person reads it, and acting on it | `trivet-page` |
//! | [`overlay`] | the panel and the marks | `trivet-overlay` |
//! | [`guard`] | connects page, checklist and panel | `trivet-guard` |
//! | [`direct`] | the window's second program: existing databases, `KeePassXC` and servers | `trivet-vault-direct` |
//! | [`vault`] | the window, the settings for files, and the receipt, which is evidence of an export without a secret | `trivet-vault` |
//!
//! Which crate may use which is in `docs/architecture.md`, and each `Cargo.toml` holds it to that. The entry points, `main.rs`
//! of the programs' crates, contain no rules.
//!
//! # Where to begin
//!
//! - What is right on the form: [`checklist::Verdict`]. What happens next: [`checklist::Run`].
//! - A label that is not recognized: [`checklist::label::TABLE`].
//! - How a file is verified: [`export::Format::verify`]. In which order the vault works: [`vault::stage`].
//! - What may hold a secret: search for `expose`.
#![deny(unsafe_code)]

pub use trivet_checklist as checklist;
pub use trivet_checklist::policy;
pub use trivet_credential as credential;
pub use trivet_credential::handover;
pub use trivet_formats as export;
pub use trivet_formats::passphrase;
pub use trivet_guard as guard;
pub use trivet_overlay as overlay;
pub use trivet_page as console;
pub use trivet_services::{check, identity, keepassxc, service};
pub use trivet_vault as vault;
pub use trivet_vault_direct as direct;
