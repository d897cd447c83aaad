//! The browser's side of Trivet's programs: its interfaces for extensions and for files, the texts in the person's language,
//! and plain data from and to JavaScript.
#![deny(unsafe_code)]

pub mod chrome;
mod data;
pub mod files;
pub mod texts;

pub use data::{field, message, object, plain, value};
