//! What the extension may do: no permission without a sentence in the README, and none that nobody decided on.
#![allow(clippy::unwrap_used)] // a test fails by them

use serde_json::{Value, json};

const MANIFEST: &str = include_str!("../manifest.json");
const README: &str = include_str!("../README.md");

#[test]
fn it_asks_for_these_permissions_and_no_others() {
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    assert_eq!(
        manifest["permissions"],
        json!(["downloads", "scripting", "storage"])
    );
    assert_eq!(manifest["optional_permissions"], json!(["nativeMessaging"]));
    assert_eq!(
        manifest["optional_host_permissions"],
        json!(["https://*/*"])
    );
    assert_eq!(
        manifest["host_permissions"],
        json!(["https://*.evergage.com/*"])
    );
    for none in ["externally_connectable", "web_accessible_resources"] {
        assert!(manifest[none].is_null(), "{none}");
    }
}

#[test]
fn the_readme_says_why_for_each() {
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    for list in [
        "permissions",
        "optional_permissions",
        "host_permissions",
        "optional_host_permissions",
    ] {
        for permission in manifest[list].as_array().unwrap() {
            let name = format!("`{}`", permission.as_str().unwrap());
            let row = README
                .lines()
                .find(|line| line.starts_with('|') && line.contains(&name));
            assert!(row.is_some(), "{name} has no row in the README");
        }
    }
}
