//! The table of threats names tests that are there, and leaves none of the threats out.

#![allow(clippy::expect_used)] // a test fails by them

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const TABLE: &str = include_str!("../docs/threats.md");

/// The functions of the sources, each under the name of its module: its file's, or its folder's.
fn functions(folder: &Path, found: &mut BTreeSet<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() && name != "node_modules" && name != "target" {
            functions(&path, found);
        }
        let Some(stem) = name.strip_suffix(".rs") else {
            continue;
        };
        let above = folder.file_name().unwrap_or_default().to_string_lossy();
        let module = match stem {
            "mod" | "main" | "lib" => above.into_owned(),
            stem => stem.to_owned(),
        };
        let text = fs::read_to_string(&path).expect("a source");
        // A browser's test is a function, or a block with a name.
        let functions = text.split("fn ").skip(1);
        let named = functions.chain(text.split("trial!(").skip(1));
        found.extend(named.filter_map(|rest| {
            let name = rest
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()?;
            Some((module.clone(), name.to_owned()))
        }));
    }
}

/// What stands between backticks and is a path of a test: its module and its name.
fn named() -> impl Iterator<Item = (&'static str, &'static str)> {
    let quoted = TABLE.split('`').skip(1).step_by(2);
    quoted.filter_map(|text| {
        let (path, name) = text.rsplit_once("::")?;
        let path = path.strip_suffix("::tests").unwrap_or(path);
        Some((path.rsplit("::").next()?, name))
    })
}

#[test]
fn every_test_in_the_table_is_there() {
    let mut found = BTreeSet::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src", "tests", "xtask/src"] {
        functions(&root.join(folder), &mut found);
    }
    let mut count = 0;
    for (module, name) in named() {
        let is_there = found.contains(&(module.to_owned(), name.to_owned()));
        assert!(is_there, "there is no {name} in {module}");
        count += 1;
    }
    assert!(count > 60, "only {count} tests are named");
}

#[test]
fn every_threat_has_a_row() {
    for number in 1..=32 {
        let row = format!("| **T{number}** ");
        let rows = TABLE.lines().filter(|line| line.starts_with(&row));
        assert_eq!(rows.count(), 1, "T{number}");
    }
}
