//! The second program of the vault's window: what hands the key over straight to where it is kept, without a file.
//!
//! The window loads it when it is first needed, so that the first one stays light. It is given the key as the
//! [`Handover`](crate::handover::Handover) that the window itself was given, keeps nothing, and wipes its own memory when it is done. What it answers is an
//! [`Outcome`] or a [`Failure`]; neither holds a value.
//!
//! One file for each way: [`keepassxc`], [`service`], [`database`]. A database is kept open between its steps; [`database::close`] wipes it.

pub mod database;
mod fetch;
pub mod keepassxc;
mod line;
pub mod service;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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

impl Failure {
    /// The failure as it crosses from this program to the first.
    fn into_js(self) -> JsValue {
        serde_wasm_bindgen::to_value(&self).unwrap_or(JsValue::NULL)
    }
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
