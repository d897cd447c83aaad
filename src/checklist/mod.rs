//! The eight steps, as plain Rust that knows no browser.
//!
//! An [`Observation`] goes in, a [`View`] and commands come out. Nothing here reads a page, draws a pixel or keeps a secret.

pub mod label;
mod observation;
mod view;

pub use observation::{
    BoxState, ControlId, CredentialsDialog, DatasetField, FormPurpose, Observation, Permission,
    PermissionBox, Sighting, TokenForm,
};
pub use view::{Action, Mark, MarkKind, Notice, NoticeKind, StepState, StepView, View};
