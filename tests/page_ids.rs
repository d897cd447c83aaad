//! Every id that a program looks for is in its document, and so is every id that the document itself refers to.

#![allow(clippy::expect_used)] // a test fails by them

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A document, its name, and what its program's sources have in their path.
struct Page {
    name: &'static str,
    document: &'static str,
    is_source: fn(&str) -> bool,
}

const PAGES: [Page; 2] = [
    Page {
        name: "vault.html",
        document: include_str!("../extension/vault.html"),
        is_source: |path| !path.contains("options"),
    },
    Page {
        name: "options.html",
        document: include_str!("../extension/options.html"),
        is_source: |path| path.contains("options"),
    },
];

impl Page {
    /// The values of an attribute in the document.
    fn attributes(&self, name: &str) -> BTreeSet<String> {
        let opening = format!(" {name}=\"");
        let values = self.document.split(&opening).skip(1);
        let values = values.filter_map(|rest| rest.split('"').next());
        values
            .flat_map(str::split_whitespace)
            .map(str::to_owned)
            .collect()
    }

    /// The sources of its program.
    fn sources(&self) -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = vec![root.join("vault-direct/next.rs")];
        sources(&root.join("vault"), &mut files);
        files.retain(|file| {
            let path = file.strip_prefix(&root).expect("a path below");
            (self.is_source)(&path.to_string_lossy())
        });
        let read = |file: PathBuf| fs::read_to_string(file).expect("a source");
        let texts = files.into_iter().map(read);
        // What tests say is not looked for.
        let code = |text: String| text.split("#[cfg(test)]").next().map(str::to_owned);
        texts.filter_map(code).collect()
    }

    /// The names that follow any of these in the sources that have a word.
    fn named_after(&self, openings: &[&str], word: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for text in self.sources().iter().filter(|text| text.contains(word)) {
            for opening in openings {
                let names = text.split(opening).skip(1).filter_map(|rest| {
                    rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                        .next()
                });
                found.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
            }
        }
        found
    }

    /// The ids in texts such as `"#key-id"`, `"#key-id .label"` and `by_id("key-id")`, and in the table of events.
    fn looked_for(&self) -> BTreeSet<String> {
        let openings = ["\"#", "by_id(\"", "(document, \"", "(&document, \""];
        let mut ids = self.named_after(&openings, "");
        ids.extend(self.named_after(&["\n    (\""], "const ACTS"));
        ids
    }

    /// The names of places in which something is said.
    fn parts(&self) -> BTreeSet<String> {
        self.named_after(
            &["self.put(\"", "self.say(\"", "self.part(\"", "[data-part="],
            "",
        )
    }
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

#[test]
fn every_id_that_is_looked_for_is_in_the_document() {
    for page in PAGES {
        let (ids, looked_for) = (page.attributes("id"), page.looked_for());
        let missing: Vec<_> = looked_for.difference(&ids).collect();
        assert!(looked_for.len() > 5, "only {looked_for:?} are looked for");
        assert!(missing.is_empty(), "not in {}: {missing:?}", page.name);
    }
}

#[test]
fn every_place_in_which_something_is_said_is_in_the_document() {
    for page in PAGES {
        let (places, said) = (page.attributes("data-part"), page.parts());
        let missing: Vec<_> = said.difference(&places).collect();
        assert!(
            !said.is_empty() && missing.is_empty(),
            "not in {}: {missing:?}",
            page.name
        );
    }
}

#[test]
fn every_id_that_the_document_names_is_in_it() {
    for page in PAGES {
        let ids = page.attributes("id");
        for attribute in [
            "for",
            "aria-labelledby",
            "aria-describedby",
            "aria-controls",
        ] {
            let named = page.attributes(attribute);
            let missing: Vec<_> = named.difference(&ids).collect();
            assert!(
                missing.is_empty(),
                "{}: {attribute} names {missing:?}",
                page.name
            );
        }
    }
}
