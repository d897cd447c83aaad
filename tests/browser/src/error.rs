//! What can go wrong while a browser is driven.

use std::{io, path::PathBuf, time::Duration};

use fantoccini::error::{CmdError, ErrorStatus, NewSessionError};

/// The result of everything here.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a browser could not be driven, or what was not as it should be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A program or a folder that is needed is not there.
    #[error("{what} is missing: looked for {looked}. {hint}")]
    Missing {
        /// What is missing.
        what: &'static str,
        /// Where it was looked for.
        looked: String,
        /// How to get it.
        hint: &'static str,
    },
    /// A program did not start, or not as it should.
    #[error("{program} did not start: {reason}")]
    Start {
        /// The program.
        program: String,
        /// What it said.
        reason: String,
    },
    /// The driver opened no browser.
    #[error("no session with {browser}: {source}\nlast words of the driver:\n{log}")]
    Session {
        /// The browser.
        browser: &'static str,
        /// What the driver said.
        source: Box<NewSessionError>,
        /// What it printed.
        log: String,
    },
    /// The driver refused a command.
    #[error("{doing}: {source}")]
    Command {
        /// What was being done.
        doing: String,
        /// What the driver said.
        source: Box<CmdError>,
    },
    /// Something waited for did not come.
    #[error("waited {after:?} for {what}; last seen: {seen}")]
    Timeout {
        /// What was waited for.
        what: String,
        /// How long.
        after: Duration,
        /// What was seen instead.
        seen: String,
    },
    /// Something is not on the page, or not yet.
    #[error("there is no {0} on the page")]
    Absent(String),
    /// Something is not as it should be.
    #[error("{0}")]
    Wrong(String),
    /// The sample console did not start.
    #[error(transparent)]
    Console(#[from] trivet_console::ConsoleError),
    /// The debugging channel of Chromium failed.
    #[error("the debugging channel: {0}")]
    Channel(String),
    /// The sample API could not be asked.
    #[error("asking the sample API: {0}")]
    Http(#[from] reqwest::Error),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file or the folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    /// Something is not as it should be.
    #[must_use]
    pub fn wrong(what: impl Into<String>) -> Self {
        Self::Wrong(what.into())
    }

    /// Whether looking again may help: the page was just being redrawn, a window just being opened or closed.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        let source = match self {
            Self::Absent(_) => return true,
            Self::Command { source, .. } => source,
            _ => return false,
        };
        let CmdError::Standard(error) = source.as_ref() else {
            return false;
        };
        matches!(
            error.error,
            ErrorStatus::NoSuchElement
                | ErrorStatus::StaleElementReference
                | ErrorStatus::DetachedShadowRoot
                | ErrorStatus::NoSuchShadowRoot
                | ErrorStatus::NoSuchWindow
                | ErrorStatus::NoSuchFrame
                | ErrorStatus::NoSuchAlert
                | ErrorStatus::JavascriptError
                | ErrorStatus::MoveTargetOutOfBounds
        )
    }
}

/// Says what was being done when a command failed.
pub(crate) trait Doing<T> {
    /// Adds the words to the error.
    fn doing(self, what: impl Into<String>) -> Result<T>;
}

impl<T> Doing<T> for std::result::Result<T, CmdError> {
    fn doing(self, what: impl Into<String>) -> Result<T> {
        self.map_err(|source| Error::Command {
            doing: what.into(),
            source: Box::new(source),
        })
    }
}

/// Says which file it was.
pub(crate) trait At<T> {
    /// Adds the path to the error.
    fn at(self, path: impl Into<PathBuf>) -> Result<T>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: impl Into<PathBuf>) -> Result<T> {
        self.map_err(|source| Error::File {
            path: path.into(),
            source,
        })
    }
}
