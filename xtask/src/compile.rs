//! Compiling to WebAssembly.

use std::{
    collections::BTreeMap,
    env,
    ffi::OsString,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    error::{Error, Result},
    project,
};

/// What the programs are compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles programs of these packages; answers with where each is.
pub(crate) fn programs(packages: &[&str], names: &[&str]) -> Result<BTreeMap<String, PathBuf>> {
    let mut cargo = cargo();
    cargo
        .args(["build", "--locked", "--release", "--target", TARGET])
        .arg("--message-format=json-render-diagnostics")
        .args(packages.iter().flat_map(|name| ["--package", name]))
        .args(names.iter().flat_map(|name| ["--bin", name]))
        .env("CARGO_ENCODED_RUSTFLAGS", flags())
        .stderr(Stdio::inherit());
    if !io::stderr().is_terminal() {
        cargo.arg("--quiet");
    }
    let output = cargo.output().map_err(|source| Error::Start {
        tool: "cargo",
        source,
        hint: "install Rust by rustup",
    })?;
    if !output.status.success() {
        return Err(Error::Tool {
            tool: "cargo build",
            status: output.status,
        });
    }
    let built = artifacts(&output.stdout);
    match names.iter().find(|name| !built.contains_key(**name)) {
        Some(name) => Err(Error::NoProgram((*name).to_owned())),
        None => Ok(built),
    }
}

/// The cargo that runs this tool, in the project.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(project::root());
    cargo
}

/// The programs that cargo says it built, or found built.
fn artifacts(messages: &[u8]) -> BTreeMap<String, PathBuf> {
    messages
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<serde_json::Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter_map(|message| {
            let name = message["target"]["name"].as_str()?.to_owned();
            let program = message["filenames"]
                .as_array()?
                .iter()
                .filter_map(|file| file.as_str());
            let mut program = program.filter(|file| {
                Path::new(file)
                    .extension()
                    .is_some_and(|kind| kind == "wasm")
            });
            Some((name, program.next()?.into()))
        })
        .collect()
}

/// Flags of the compiler, separated as cargo wants them.
///
/// Off is what the guard's JavaScript twin cannot have: reference types, multivalue, and conversions from fractions that
/// saturate by themselves, which Binaryen would lower to ones that do not. Paths of this machine stay out of what is built.
fn flags() -> OsString {
    let mut flags = vec![OsString::from(
        "-Ctarget-feature=-reference-types,-multivalue,-nontrapping-fptoint",
    )];
    let mut rename = |from: PathBuf, to: &str| {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.push(from);
        flag.push("=");
        flag.push(to);
        flags.push(flag);
    };
    rename(project::root(), "trivet");
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    if let Some(home) = home.or_else(|| Some(env::home_dir()?.join(".cargo"))) {
        rename(home.join("registry/src"), "crates");
    }
    if let Some((library, name)) = standard_library() {
        rename(library, &name);
    }
    flags.join("\u{1f}".as_ref())
}

/// Where rustup has the source of the standard library, and by what name the compiled one calls it.
fn standard_library() -> Option<(PathBuf, String)> {
    let ask = |question: &[&str]| {
        let answer = Command::new("rustc")
            .current_dir(project::root())
            .args(question)
            .output()
            .ok()?;
        String::from_utf8(answer.stdout).ok()
    };
    let version = ask(&["-vV"])?;
    let commit = version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "))?;
    let library = Path::new(ask(&["--print", "sysroot"])?.trim()).join("lib/rustlib/src/rust");
    Some((library, format!("/rustc/{commit}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_program_among_cargos_messages() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","target":{"name":"trivet_guard"},"filenames":["/t/libtrivet_guard.rlib"]}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"name":"guard"},"filenames":["/t/guard.wasm"]}"#,
            "\nnot JSON\n",
            r#"{"reason":"build-finished","success":true}"#,
        );
        let found = artifacts(messages.as_bytes());
        assert_eq!(
            found,
            BTreeMap::from([("guard".to_owned(), PathBuf::from("/t/guard.wasm"))])
        );
    }
}
