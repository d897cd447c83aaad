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

use in_place::InPlaceError;
use trivet_credential::Item;
use trivet_credential::handover::Handover;
use trivet_formats::kdbx::existing::ExistingError;
use trivet_formats::{Coded, coded};
use trivet_services::keepassxc::{ConversationError, Saved, Stage};
use trivet_services::service::ServiceError;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It stands there; it was read back, and every field was compared.
    Stored {
        /// Where, as the server names it.
        place: String,
    },
    /// The same, in `KeePassXC` on this computer.
    InKeePassXc(Saved),
    /// Nothing was handed over yet: one of these vaults must be chosen first.
    ChooseVault {
        /// Identifiers and names.
        vaults: Vec<(String, String)>,
    },
}

/// Why it is not there, or not provably. It crosses as names and numbers; the window has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// A server.
    Service(ServiceError),
    /// `KeePassXC` on this computer.
    KeePassXc(ConversationError),
    /// A database that was there before.
    Database(ExistingError),
    /// The same, changed where it is.
    InPlace {
        /// What the file holds now.
        error: InPlaceError,
        /// The file; empty where none was chosen.
        name: String,
        /// What the browser, or the proof, says.
        reason: String,
    },
}

impl Failure {
    /// The stable code of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Service(error) => error.code(),
            Self::KeePassXc(error) => error.code(),
            Self::Database(error) => error.code(),
            Self::InPlace { error, .. } => error.code(),
        }
    }
}

impl Coded for Failure {
    fn write(&self, to: &mut Vec<String>) {
        let mut begin = |way: &str| to.push(way.to_owned());
        match self {
            Self::Service(error) => {
                begin("service");
                error.write(to);
            }
            Self::KeePassXc(error) => {
                begin("keepassxc");
                error.write(to);
            }
            Self::Database(error) => {
                begin("database");
                error.write(to);
            }
            Self::InPlace {
                error,
                name,
                reason,
            } => {
                begin("in-place");
                error.write(to);
                to.extend([name.clone(), reason.clone()]);
            }
        }
    }

    fn read(from: &mut dyn Iterator<Item = String>) -> Option<Self> {
        Some(match from.next()?.as_str() {
            "service" => Self::Service(Coded::read(from)?),
            "keepassxc" => Self::KeePassXc(Coded::read(from)?),
            "database" => Self::Database(Coded::read(from)?),
            "in-place" => Self::InPlace {
                error: Coded::read(from)?,
                name: from.next()?,
                reason: from.next()?,
            },
            _ => return None,
        })
    }
}

coded! {
    /// What is told while the window waits.
    pub enum Progress {
        /// A server does not show yet what it was given.
        Late = "late",
        /// `KeePassXC` is spoken with.
        Talk {
            /// How far that is.
            stage: Stage,
        } = "talk",
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

#[cfg(test)]
mod tests {
    use super::*;
    use trivet_formats::{ExportError, Feature, Field, Inexpressible, Part};

    fn there_and_back(failure: &Failure) -> Option<Failure> {
        let mut names = Vec::new();
        failure.write(&mut names);
        Failure::read(&mut names.into_iter())
    }

    #[test]
    fn every_kind_of_failure_crosses_with_all_that_it_says() {
        let reason = Inexpressible::TooLong { most: 10_000 };
        let field = Field::Notes;
        let error = ExportError::CannotExpress { field, reason };
        let feature = Feature::Part { part: Part::Xml };
        let stage = Stage::ReadingBack;
        for failure in [
            Failure::Service(ServiceError::ServerFailed { status: 503 }),
            Failure::Service(ServiceError::CannotExpress { error }),
            Failure::KeePassXc(ConversationError::NobodyAnswered { stage }),
            Failure::KeePassXc(ConversationError::Unknown { number: 15 }),
            Failure::Database(ExistingError::CannotExpress { field, reason }),
            Failure::Database(ExistingError::Unsupported { feature }),
            Failure::InPlace {
                error: InPlaceError::NotWritten,
                name: "a b.kdbx".to_owned(),
                reason: String::new(),
            },
        ] {
            assert_eq!(there_and_back(&failure).as_ref(), Some(&failure));
        }
    }

    #[test]
    fn what_is_no_failure_is_none() {
        for names in [
            &[][..],
            &["service"],
            &["service", "another"],
            &["service", "service-failed", "many"],
            &["another", "service-failed", "503"],
        ] {
            let mut names = names.iter().map(|name| (*name).to_owned());
            assert_eq!(Failure::read(&mut names), None);
        }
    }
}
