//! The second program of the vault's window: what hands the key over straight to where it is kept, without a file.
//!
//! The window loads it when it is first needed, so that the first one stays light. It is given the key as the
//! [`Handover`](trivet_credential::handover::Handover) that the window itself was given, keeps nothing, and wipes its own memory when it is done. What it answers is an
//! [`Outcome`] or a [`Failure`]; neither holds a value.
//!
//! One file for each way: [`keepassxc`], [`service`], [`database`]. A database is kept open between its steps; [`database::close`] wipes it, and [`in_place`]
//! writes it where it is, and [`kept`] remembers which it was. [`crossing`] is how all of it crosses. And what the window needs beside them: whether the key works ([`check`]), the list of what comes next ([`next`]), and the receipts that are kept ([`receipts`]).
#![deny(unsafe_code)]

pub mod check;
pub mod crossing;
pub mod database;
mod fetch;
pub mod in_place;
mod indexed;
pub mod keepassxc;
pub mod kept;
mod line;
pub mod next;
pub mod receipts;
pub mod service;

use trivet_credential::Item;
use trivet_credential::handover::Handover;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It stands there; it was read back, and every field was compared.
    Stored {
        /// Where, for people.
        place: String,
    },
    /// Nothing was handed over yet: one of these vaults must be chosen first.
    ChooseVault {
        /// Identifiers and names.
        vaults: Vec<(String, String)>,
    },
}

/// Why it is not there, or not provably.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// The stable code of the error.
    pub code: String,
    /// What happened, whether anything was stored, and what to do next.
    pub message: String,
    /// Where it can be mended.
    pub field: FailedField,
}

/// What an admin would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailedField {
    /// The address.
    Address,
    /// The token.
    Token,
    /// The place in the service.
    Path,
    /// The database.
    Database,
    /// What opens the database.
    Password,
    /// Nothing that is typed: try again, or go another way.
    None,
}

impl FailedField {
    const ALL: [Self; 6] = [
        Self::Address,
        Self::Token,
        Self::Path,
        Self::Database,
        Self::Password,
        Self::None,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Token => "token",
            Self::Path => "path",
            Self::Database => "database",
            Self::Password => "password",
            Self::None => "none",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// The key among what was asked for. Never missing: the first program put it there.
fn item(asked: &JsValue) -> Option<Item> {
    let handover = js_sys::Reflect::get(asked, &"handover".into()).ok()?;
    crossing::handover(&handover).map(Handover::into_item)
}

/// A text among what was asked for; empty where there is none.
fn text(asked: &JsValue, name: &str) -> Zeroizing<String> {
    let value = js_sys::Reflect::get(asked, &name.into()).ok();
    Zeroizing::new(
        value
            .and_then(|value| value.as_string())
            .unwrap_or_default(),
    )
}
