//! What npm brings is locked to the byte, and runs nothing while it is installed. The crates are held by `deny.toml`.
#![allow(clippy::unwrap_used)] // a test fails by them

use serde_json::Value;
use std::path::{Path, PathBuf};

const BUILD: &str = include_str!("../build.sh");

/// The folders that npm is asked to fill.
fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![
        root.join("xtask/npm"),
        root.join("xtask/lint"),
        root.join("tests/readers/bitwarden"),
    ];
    for skin in root.join("tests/console/skins").read_dir().unwrap() {
        let skin = skin.unwrap().path();
        if skin.join("package.json").exists() {
            found.push(skin);
        }
    }
    found
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn every_package_of_npm_is_known_by_its_hash() {
    for folder in folders() {
        let lock = json(&folder.join("package-lock.json"));
        let packages = lock["packages"].as_object().unwrap();
        assert!(packages.len() > 1, "{}", folder.display());
        for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
            // What another package carries inside itself is under that one's hash.
            let is_carried = package["inBundle"] == true;
            let hash = package["integrity"].as_str().unwrap_or_default();
            assert!(is_carried || hash.starts_with("sha512-"), "{name}: {hash}");
        }
    }
}

#[test]
fn no_package_of_npm_runs_anything_while_it_is_installed() {
    let calls: Vec<&str> = BUILD
        .lines()
        .filter(|line| line.contains("npm --prefix") && !line.contains(" run build"))
        .collect();
    assert!(!calls.is_empty());
    for call in calls {
        assert!(
            call.contains(" ci --ignore-scripts "),
            "not from the lock file, or with scripts: {call}"
        );
    }
    assert!(!BUILD.contains("npm install") && !BUILD.contains("npx "));
}

#[test]
fn nothing_of_npm_is_in_the_extension() {
    for folder in folders() {
        let package = json(&folder.join("package.json"));
        assert_eq!(package["private"], true, "{}", folder.display());
    }
    let extension = Path::new(env!("CARGO_MANIFEST_DIR")).join("extension");
    assert!(!extension.join("package.json").exists());
    assert!(!extension.join("node_modules").exists());
}
