//! The JavaScript twin of a program does what the program does: the probe runs both ways in Node, under one list of
//! expectations.

use std::{path::Path, process::Command};

use crate::{assemble, bindgen::Kind, compile, files, program::Program, project};

const PROBE: Program = Program {
    name: "probe",
    kind: Kind::Classic,
    optimising: &["-Oz"],
    bar: 60_000,
};

#[test]
fn the_javascript_twin_does_what_the_program_does() {
    assert!(
        project::npm().join("node_modules/binaryen").is_dir(),
        "Binaryen is missing; ./build.sh brings it"
    );
    let compiled = compile::programs(&["probe"], &[PROBE.name]).unwrap();
    let made = PROBE.make(&compiled[PROBE.name]).unwrap();
    let factory = made.factory.as_deref().unwrap();

    let folder = tempfile::tempdir().unwrap();
    let check = include_str!("../js/probe.test.js");
    let as_wasm = assemble::guard(
        &made.wasm,
        &made.glue,
        &format!("const core = startCore();\n{check}"),
    );
    let as_script = assemble::scripted(factory, &made.glue);
    let as_script = format!(
        "globalThis.trivetRun = (core) => {{\n{check}}};\ndelete globalThis.WebAssembly;\n{}",
        as_script.unwrap()
    );
    for (name, code) in [
        ("as-wasm.js", as_wasm.unwrap()),
        ("as-script.js", as_script),
    ] {
        let path = folder.path().join(name);
        // Node has no document, and a guard starts once for each.
        files::write(&path, format!("globalThis.document = {{}};\n{code}")).unwrap();
        assert_eq!(run(&path), "every expectation holds\n", "{name}");
    }
}

fn run(script: &Path) -> String {
    let output = Command::new("node").arg(script).output().unwrap();
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}
