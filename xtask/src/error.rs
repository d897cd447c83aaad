//! What can go wrong in a build, and what to do about it.

use std::{io, path::PathBuf, process::ExitStatus};

/// A failed step of the build. Every message is one line and ends with what to do where that is known.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A file or folder could not be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    File {
        /// What was tried, as a verb.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },

    /// A program is not there.
    #[error("cannot start {tool}: {source}; {hint}")]
    Start {
        /// Its name.
        tool: &'static str,
        /// Why not.
        source: io::Error,
        /// What to do.
        hint: &'static str,
    },

    /// A program ran and failed; it has said why on its own.
    #[error("{tool} failed ({status}); what it said stands above")]
    Tool {
        /// Its name.
        tool: &'static str,
        /// How it ended.
        status: ExitStatus,
    },

    /// Cargo did not name the program that it was asked for.
    #[error("cargo built no program named {0}; is it still a [[bin]] of its package?")]
    NoProgram(String),

    /// wasm-bindgen refused the program.
    #[error(
        "wasm-bindgen cannot read {program}: {reason}; the crate wasm-bindgen and xtask's wasm-bindgen-cli-support must \
         be of one version"
    )]
    Bindgen {
        /// The program's name.
        program: String,
        /// In wasm-bindgen's words.
        reason: String,
    },

    /// A program is made of too many crates.
    #[error("{program} is made of {crates} crates, and may be of {most}; which of them could go?")]
    Crowded {
        /// Its name.
        program: String,
        /// How many.
        crates: usize,
        /// How many it may have.
        most: usize,
    },

    /// A crate without a reason, or a reason without a crate.
    #[error(
        "{name} is in the lock file and not in {table}, or the other way round; add or remove its row"
    )]
    Unexplained {
        /// The crate.
        name: String,
        /// Where the reasons are.
        table: &'static str,
    },

    /// A text is missing, or nothing uses it.
    #[error("texts: {0}")]
    Texts(String),

    /// Generated code is not what this tool was written for.
    #[error("{made_by} has changed: {missing:?} is not there exactly once; look at {look_at}")]
    Unexpected {
        /// Which generator.
        made_by: &'static str,
        /// What was looked for.
        missing: &'static str,
        /// Where it was looked for.
        look_at: &'static str,
    },

    /// A 64-bit integer is returned over the boundary.
    #[error(
        "{0} returns a 64-bit integer, which the JavaScript twin of the program cannot do; return an f64, two u32 or a \
         string"
    )]
    WideResult(String),

    /// A program is too heavy for the page it sits on.
    #[error(
        "{program} weighs {size} bytes gzipped and may weigh {bar}; find out what came in with `cargo tree -e normal`"
    )]
    Heavy {
        /// The program's name.
        program: String,
        /// What it weighs.
        size: usize,
        /// What it may weigh.
        bar: usize,
    },

    /// The manifest does not fit the workspace.
    #[error("manifest.json: {0}")]
    Manifest(String),

    /// A policy that no browser takes as it is meant.
    #[error("the policy: {0}; docs/deploy.md has every key")]
    Policy(String),

    /// Not a package that a browser would take.
    #[error("{} is no signed package with a manifest.json", .0.display())]
    Package(PathBuf),

    /// Nobody said what is new.
    #[error("CHANGELOG.md has no part ## {0}; say what is new for the people who use it")]
    Changes(String),

    /// Mozilla's check found something.
    #[error("addons-linter: {}", .0.join("; "))]
    Lint(Vec<String>),

    /// Tests of promises failed, or did not run.
    #[error("{0} tests of docs/threats.md failed or did not run")]
    Promises(usize),

    /// The archive could not be written.
    #[error("cannot write the archive: {0}")]
    Archive(#[from] zip::result::ZipError),

    /// The command line was not understood.
    #[error(
        "not understood: {0:?}; there is: attacks, build, crates, deploy, docs, lint, release, updates"
    )]
    Usage(String),
}

/// What every step answers.
pub(crate) type Result<T> = std::result::Result<T, Error>;
