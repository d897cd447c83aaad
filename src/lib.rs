//! Trivet's core: the rooms of the house and the wall between them.
#![deny(unsafe_code)]

pub mod checklist;
pub mod console;
pub mod credential;
pub mod export;
pub mod guard;
pub mod handover;
pub mod overlay;
pub mod passphrase;
pub mod policy;
pub mod receipt;
pub mod vault;
