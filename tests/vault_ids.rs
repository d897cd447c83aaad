//! Every id that the vault looks for is in its document, and so is every id that the document itself refers to.

#![allow(clippy::expect_used)] // a test fails by them

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const DOCUMENT: &str = include_str!("../extension/vault.html");

/// The values of an attribute in the document.
fn attributes(name: &str) -> BTreeSet<String> {
    let opening = format!(" {name}=\"");
    let values = DOCUMENT.split(&opening).skip(1);
    let values = values.filter_map(|rest| rest.split('"').next());
    values
        .flat_map(str::split_whitespace)
        .map(str::to_owned)
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The ids in texts such as `"#key-id"`, `"#key-id .label"` and `get_element_by_id("key-id")`.
fn looked_for() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src/vault"), &mut files);
    let mut ids = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source");
        // What tests say is not looked for.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for opening in ["\"#", "element_by_id(\""] {
            let names = text.split(opening).skip(1).filter_map(|rest| {
                rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                    .next()
            });
            ids.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
        }
    }
    ids
}

#[test]
fn every_id_that_is_looked_for_is_in_the_document() {
    let (ids, looked_for) = (attributes("id"), looked_for());
    let missing: Vec<_> = looked_for.difference(&ids).collect();
    assert!(looked_for.len() > 20, "only {looked_for:?} are looked for");
    assert!(missing.is_empty(), "not in vault.html: {missing:?}");
}

#[test]
fn every_id_that_the_document_names_is_in_it() {
    let ids = attributes("id");
    for attribute in [
        "for",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
    ] {
        let named = attributes(attribute);
        let missing: Vec<_> = named.difference(&ids).collect();
        assert!(missing.is_empty(), "{attribute} names {missing:?}");
    }
}
