//! The table of threats names tests that are there, and leaves none of the twenty threats out.

#![allow(clippy::expect_used)] // a test fails by them

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const TABLE: &str = include_str!("../docs/threats.md");

/// Everything that is called by a name in the sources: functions, and the modules and files that hold them.
fn names(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["node_modules", "target"].contains(&name.as_str()) {
                found.insert(name);
                names(&path, found);
            }
        } else if let Some(module) = name.strip_suffix(".rs") {
            found.insert(module.to_owned());
            let text = fs::read_to_string(&path).expect("a source");
            let functions = text.split("fn ").skip(1);
            found.extend(functions.filter_map(|rest| {
                let name = rest
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next()?;
                Some(name.to_owned())
            }));
        }
    }
}

/// What stands between backticks and is a path of a test.
fn named() -> impl Iterator<Item = &'static str> {
    let quoted = TABLE.split('`').skip(1).step_by(2);
    quoted.filter(|text| text.contains("::"))
}

#[test]
fn every_test_in_the_table_is_there() {
    let mut found = BTreeSet::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src", "tests", "xtask/src"] {
        names(&root.join(folder), &mut found);
    }
    let mut count = 0;
    for path in named() {
        for part in path.split("::").filter(|part| *part != "tests") {
            assert!(found.contains(part), "{path}: there is no {part}");
        }
        count += 1;
    }
    assert!(count > 60, "only {count} tests are named");
}

#[test]
fn every_threat_has_a_row() {
    for number in 1..=20 {
        let row = format!("| **T{number}** ");
        let rows = TABLE.lines().filter(|line| line.starts_with(&row));
        assert_eq!(rows.count(), 1, "T{number}");
    }
}
