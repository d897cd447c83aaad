//! Binaryen, from npm: smaller WebAssembly, and JavaScript that does the same.

use std::{
    ffi::OsStr,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    error::{Error, Result},
    project,
};

/// The features that Rust's target uses, named one by one: Binaryen refuses a module that uses another.
const FEATURES: [&str; 4] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-mutable-globals",
    "--enable-sign-ext",
];

/// The passes that write those features in the terms of the first WebAssembly, which is all that JavaScript can follow.
const LOWERING: [&str; 2] = ["--llvm-memory-copy-fill-lowering", "--signext-lowering"];

/// Optimises a module, by `-Oz` for size or by `-O3` for speed.
pub(crate) fn optimise(how: &'static [&'static str], from: &Path, to: &Path) -> Result<()> {
    run("wasm-opt", |command| {
        command.args(FEATURES).args(how).arg(from).arg("-o").arg(to);
    })
}

/// Writes the module as an ES module of JavaScript. `between` is where the lowered module goes.
pub(crate) fn to_javascript(from: &Path, between: &Path, to: &Path) -> Result<()> {
    run("wasm-opt", |command| {
        command
            .args(FEATURES)
            .args(LOWERING)
            .arg(from)
            .arg("-o")
            .arg(between);
    })?;
    run("wasm2js", |command| {
        command
            .args(["--enable-mutable-globals", "-Oz"])
            .arg(between)
            .arg("-o")
            .arg(to);
    })
}

fn run(tool: &'static str, arguments: impl FnOnce(&mut Command)) -> Result<()> {
    let program = project::npm().join("node_modules/binaryen/bin").join(tool);
    let mut command = Command::new("node");
    command.arg::<&OsStr>(program.as_ref());
    arguments(&mut command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|source| Error::Start {
            tool: "node",
            source,
            hint: "install Node.js 18 or newer",
        })?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::Tool { tool, status })
    }
}
