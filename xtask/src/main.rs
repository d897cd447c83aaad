//! What the build does and shell cannot do well: `cargo run -p xtask -- build` makes the extensions in `dist/`, `crates` says
//! what they are made of, `attacks` what of the promises holds, `lint` has Mozilla's check look at them, `deploy` writes an organization's files, `docs` the tables in the docs; `release` and
//! `updates` finish what is published.
//!
//! rustc's WebAssembly goes through wasm-bindgen (as a library, pinned by this workspace's lock file) and Binaryen. The
//! guard goes into one content script and into its JavaScript twin, the vault into a module of its window.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod archive;
mod assemble;
mod attacks;
mod binaryen;
mod bindgen;
mod compile;
mod crates;
mod deploy;
mod dist;
mod docs;
mod error;
mod files;
#[path = "../../src/services/identity.rs"]
mod identity;
mod javascript;
mod lint;
mod manifest;
mod program;
mod project;
mod prototypes;
mod release;
mod report;
mod sbom;
mod stamp;
mod text;
mod texts;
#[cfg(test)]
mod twin_test;
mod updates;

use std::{env, process::ExitCode};

use bindgen::Kind;
use error::{Error, Result};
use manifest::Addresses;
use program::Program;

const GUARD: Program = Program {
    name: "guard",
    kind: Kind::Classic,
    optimising: &["-Oz"],
    // The design asks for 40,000 bytes. What it weighs today may not grow; docs/architecture.md says where it stands.
    bar: 173_000,
};

const VAULT: Program = Program {
    name: "vault",
    kind: Kind::Module,
    // For speed; what rustc has not inlined where time matters is left as it is.
    optimising: &["-O3", "--flexible-inline-max-function-size=10"],
    bar: 258_000,
};

const VAULT_DIRECT: Program = Program {
    name: "vault_direct",
    kind: Kind::Module,
    optimising: &["-O3"],
    bar: 204_000,
};

const OPTIONS: Program = Program {
    name: "options",
    kind: Kind::Module,
    optimising: &["-Oz"],
    bar: 103_000,
};

/// The crates that have the programs.
const PACKAGES: [&str; 3] = ["trivet-guard", "trivet-vault", "trivet-vault-direct"];
const NAMES: [&str; 4] = [GUARD.name, VAULT.name, VAULT_DIRECT.name, OPTIONS.name];

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let outcome = match words.first().map(String::as_str) {
        None => build(&[]),
        Some("build") => build(&words[1..]),
        Some("attacks") => attacks::run(&words[1..]),
        Some("deploy") => deploy::write(&project::dist().join("deploy"), &words[1..]),
        Some("docs") => docs::write(),
        Some("release") => addresses(&words[1..]).and_then(|addresses| release::finish(&addresses)),
        Some("updates") => updates::write(&words[1..]),
        Some("lint") => lint::firefox(),
        Some("crates") => crates::list(&PACKAGES, &NAMES),
        Some(other) => Err(Error::Usage(other.to_owned())),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What the command line of a build says.
fn addresses(words: &[String]) -> Result<Addresses> {
    let mut addresses = Addresses::default();
    for pair in words.chunks(2) {
        let is_url = |text: &String| text.starts_with("https://");
        match pair {
            [name, url] if name == "--homepage" && is_url(url) => {
                addresses.homepage = Some(url.clone());
            }
            [name, url] if name == "--self-hosted" && is_url(url) => {
                addresses.self_hosted = Some(url.trim_end_matches('/').to_owned());
            }
            other => return Err(Error::Usage(other.join(" "))),
        }
    }
    Ok(addresses)
}

fn build(words: &[String]) -> Result<()> {
    let addresses = addresses(words)?;
    let compiled = report::step("compile to WebAssembly", || {
        Ok((compile::programs(&PACKAGES, &NAMES)?, String::new()))
    })?;
    let guard = GUARD.make(&compiled[GUARD.name])?;
    let vault = VAULT.make(&compiled[VAULT.name])?;
    let direct = VAULT_DIRECT.make(&compiled[VAULT_DIRECT.name])?;
    let options = OPTIONS.make(&compiled[OPTIONS.name])?;
    let modules = [
        ("vault_core", &vault),
        ("vault_direct", &direct),
        ("options_core", &options),
    ];
    dist::lay(&guard, &modules, &addresses)?;
    // Last, so that a program that grew too heavy can still be looked at.
    guard.weigh()?;
    modules.iter().try_for_each(|(_, module)| module.weigh())
}
