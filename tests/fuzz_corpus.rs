//! The corpus of the fuzz targets, played natively: what was found once stays found. `tests/fuzz/README.md` says how to look for more.
#![allow(clippy::unwrap_used, missing_docs)] // a test fails by them

#[path = "fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::path::Path;

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz")
        .join(name)
}

#[test]
fn every_input_of_the_corpus_passes() {
    for (name, target) in targets::TARGETS {
        let mut played = 0;
        for entry in fs::read_dir(folder("corpus").join(name)).unwrap() {
            let path = entry.unwrap().path();
            println!("{}", path.display());
            let bytes = fs::read(path).unwrap();
            target(&bytes);
            // And cut in the middle, and with one bit turned.
            target(&bytes[..bytes.len() / 2]);
            let mut turned = bytes.clone();
            if let Some(byte) = turned.get_mut(bytes.len() / 3) {
                *byte ^= 4;
            }
            target(&turned);
            played += 1;
        }
        assert!(played > 0, "{name} has no corpus");
    }
}

#[test]
fn every_target_has_its_program() {
    let manifest = fs::read_to_string(folder("Cargo.toml")).unwrap();
    for (name, _) in targets::TARGETS {
        let program = fs::read_to_string(folder(&format!("fuzz_targets/{name}.rs"))).unwrap();
        assert!(program.contains(&format!("trivet_fuzz::{name}(bytes)")));
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")));
    }
    let programs = fs::read_dir(folder("fuzz_targets")).unwrap().count();
    assert_eq!(programs, targets::TARGETS.len());
}
