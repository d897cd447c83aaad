//! What can go wrong, in words that say what to do next.

use std::path::PathBuf;
use trivet::credential::{AccountError, CredentialError};
use trivet::export::ExportError;

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("There is no argument {0}. Try --help.")]
    UnknownArgument(String),
    #[error("{0} wants a value after it. Try --help.")]
    NoValue(String),
    #[error("{0} is missing. Try --help.")]
    Missing(&'static str),
    #[error("There is no format {0}. --list names them all.")]
    NoSuchFormat(String),
    #[error("Standard input cannot be read: {0}")]
    Input(std::io::Error),
    // What the library says of a wrong value could repeat it; of a syntax error it gives the place only.
    #[error(
        "Standard input is not the JSON that --help describes: look at line {line}, column {column}."
    )]
    Json { line: usize, column: usize },
    #[error("\"created\" is not a time like 2026-11-23T20:35:00Z.")]
    Created,
    #[error("This format wants {0} in the JSON.")]
    Wants(&'static str),
    #[error("{0}")]
    Host(#[from] AccountError),
    #[error("{0}")]
    Value(#[from] CredentialError),
    #[error("{0}")]
    Export(#[from] ExportError),
    #[error("{}: {error}", path.display())]
    Disk {
        path: PathBuf,
        error: std::io::Error,
    },
}
