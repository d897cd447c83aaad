//! The eight steps, as plain Rust that knows no browser.
//!
//! An [`Observation`] goes into a [`Run`]; a [`View`] and [`Command`]s come out. Nothing here reads a page, draws a pixel or
//! holds a secret. [`label`] has the words by which the console is known.
#![deny(unsafe_code)]

mod answer;
mod checklists;
mod clearing;
mod command;
mod custody;
#[cfg(test)]
mod custody_tests;
mod history;
pub mod journal;
mod keys;
pub mod label;
mod legible;
pub mod lesson;
pub mod message;
mod notes;
mod observation;
mod origin;
#[cfg(test)]
mod origin_tests;
pub mod own;
mod panel;
pub mod plain;
pub mod policy;
pub mod presence;
#[cfg(test)]
mod purpose_tests;
mod run;
#[cfg(test)]
mod run_tests;
#[cfg(test)]
mod said_tests;
mod setting;
mod sheet;
mod term;
pub mod update;
mod verdict;
mod view;

pub use checklists::{Checklist, ChecklistError, Checklists};
pub use command::{Command, Gate, Rules, Tried};
pub use custody::Custody;
pub use history::FieldTexts;
pub use keys::{Focused, Key, Submits, submits};
pub use message::{Message, Words};
pub use observation::{
    BoxState, ControlId, CredentialsDialog, DatasetField, Finding, FormMode, Observation,
    Permission, PermissionBox, Sighting, TokenForm, Unclear, UnknownControl, ValuesId,
};
pub use origin::{AskedDatasets, FormAtOk, Origin, Submitted};
pub use run::Run;
pub use setting::needs_click;
pub use sheet::Sheet;
pub use verdict::{Doubt, Fault, Verdict};
pub use view::{
    Action, Mark, MarkKind, Notice, NoticeKind, SheetRow, SheetView, StepState, StepView, Tone,
    View,
};
