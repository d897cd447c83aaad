//! The crates use each other as `docs/architecture.md` says, and no secret, no file and no service is where it does not belong.

#![allow(clippy::expect_used, clippy::panic)] // a test fails by them

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

const DOCUMENT: &str = include_str!("../docs/architecture.md");

/// Crates, without `trivet-`, and which of them each one uses.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// What stands between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned)
}

/// As the table of crates has it.
fn documented() -> Graph {
    let (_, table) = DOCUMENT
        .split_once("| Crate | Contents | Uses |\n|---|---|---|\n")
        .expect("the table of crates");
    let rows = table.lines().take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        let [name, _, uses] = cells[..] else {
            panic!("not three cells: {row}");
        };
        (quoted(name).next().expect("a name"), quoted(uses).collect())
    })
    .collect()
}

/// As the manifests have it: the packages in `src`, and their dependencies on each other that are no tests'.
fn declared() -> Graph {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(output.status.success(), "cargo metadata failed");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let root = text(&metadata["workspace_root"]);
    let packages = metadata["packages"].as_array().expect("packages");
    let is_ours = |package: &&Value| {
        let manifest = text(&package["manifest_path"]);
        manifest.starts_with(&format!("{root}/src/"))
    };
    let without_prefix = |name: &str| name.strip_prefix("trivet-").map(str::to_owned);
    let ours = packages.iter().filter(is_ours).map(|package| {
        let dependencies = package["dependencies"].as_array().expect("dependencies");
        let of_program = dependencies.iter().filter(|one| one["kind"].is_null());
        let uses = of_program.filter_map(|one| without_prefix(&text(&one["name"])));
        let name = without_prefix(&text(&package["name"])).expect("a name of ours");
        (name, uses.collect())
    });
    ours.collect()
}

/// All that a crate uses, directly or by another.
fn reach(graph: &Graph, name: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![name.to_owned()];
    while let Some(name) = open.pop() {
        for used in &graph[&name] {
            if found.insert(used.clone()) {
                open.push(used.clone());
            }
        }
    }
    found
}

#[test]
fn the_crates_use_each_other_as_the_table_says() {
    let (documented, declared) = (documented(), declared());
    assert!(declared.len() >= 10, "only {:?}", declared.keys());
    assert_eq!(documented, declared);
}

#[test]
fn no_crate_reaches_what_it_must_not_have() {
    let graph = declared();
    for (name, forbidden) in [
        ("checklist", ["credential", "formats", "services"]),
        ("page", ["credential", "formats", "services"]),
        ("overlay", ["credential", "formats", "services"]),
        ("webext", ["credential", "formats", "services"]),
        ("guard", ["formats", "services", "vault"]),
    ] {
        let reached = reach(&graph, name);
        for other in forbidden {
            assert!(!reached.contains(other), "{name} reaches {other}");
        }
    }
}
