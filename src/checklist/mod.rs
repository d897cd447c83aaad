//! The eight steps, as plain Rust that knows no browser.
//!
//! An [`Observation`] goes into a [`Run`]; a [`View`] and [`Command`]s come out. Nothing here reads a page, draws a pixel or
//! holds a secret. [`label`] has the words by which the console is known.

mod answer;
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
mod observation;
mod origin;
#[cfg(test)]
mod origin_tests;
mod panel;
mod run;
#[cfg(test)]
mod run_tests;
#[cfg(test)]
mod said_tests;
mod sheet;
mod term;
mod verdict;
mod view;

pub use command::{Command, Gate, Rules, Tried};
pub use custody::Custody;
pub use history::FieldTexts;
pub use keys::{Focused, Key, Submits, submits};
pub use observation::{
    BoxState, ControlId, CredentialsDialog, DatasetField, Finding, FormPurpose, Observation,
    Permission, PermissionBox, Sighting, TokenForm, Unclear, UnknownControl, ValuesId,
};
pub use origin::Origin;
pub use run::{Run, needs_click};
pub use sheet::Sheet;
pub use verdict::{Doubt, Fault, Verdict};
pub use view::{
    Action, Mark, MarkKind, Notice, NoticeKind, SheetRow, SheetView, StepState, StepView, View,
};
