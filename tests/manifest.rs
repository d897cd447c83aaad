//! What the extension may do: no permission without a sentence in the guide, and none that nobody decided on; and what its
//! own documents may load.
#![allow(clippy::unwrap_used)] // a test fails by them

use serde_json::{Value, json};

const MANIFEST: &str = include_str!("../manifest.json");
const LISTING: &str = include_str!("../docs/store/listing.md");
const MESSAGES: &str = include_str!("../extension/_locales/en/messages.json");
const GUIDE: &str = include_str!("../docs/guide.md");

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
    for none in [
        "externally_connectable",
        "web_accessible_resources",
        "sandbox",
        "chrome_url_overrides",
        "devtools_page",
    ] {
        assert!(manifest[none].is_null(), "{none}");
    }
}

/// The page says where Trivet runs; one key does what the toolbar's button does, one goes to the panel's next button, and nothing
/// has a key beside these: browsers suggest four of an extension at most.
#[test]
fn it_has_one_page_of_options_and_two_keys() {
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    let options = json!({ "page": "options.html", "open_in_tab": true });
    assert_eq!(manifest["options_ui"], options);
    let commands = manifest["commands"].as_object().unwrap();
    let keys = commands
        .iter()
        .map(|(name, command)| (name.as_str(), &command["suggested_key"]["default"]))
        .collect::<Vec<_>>();
    let (shows, next) = (json!("Alt+Shift+K"), json!("Alt+Shift+J"));
    assert_eq!(keys, [("_execute_action", &shows), ("next-button", &next)]);
}

/// Everything below evergage.com, but for the addresses that Salesforce's documents name as something else.
#[test]
fn the_guard_runs_on_the_console_and_nowhere_else() {
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    let scripts = manifest["content_scripts"].as_array().unwrap();
    let [guard] = &scripts[..] else {
        panic!("one content script and no other");
    };
    assert_eq!(guard["matches"], json!(["https://*.evergage.com/*"]));
    let no_consoles = [
        "cdn",
        "developer",
        "doc",
        "ecampus",
        "sftp",
        "status",
        "support",
        "www",
    ];
    // With what is below them, and the bare domain.
    let mut left_out = vec!["https://evergage.com/*".to_owned()];
    left_out.extend(no_consoles.map(|host| format!("https://*.{host}.evergage.com/*")));
    assert_eq!(guard["exclude_matches"], json!(left_out));
    assert_eq!(guard["js"], json!(["guard.js"]));
    for wider in ["include_globs", "exclude_globs", "world", "css"] {
        assert!(guard[wider].is_null(), "{wider}");
    }
}

/// Nothing is allowed but the extension's own files. `https:` in `connect-src` is for the servers that an admin may choose to
/// keep the key, whose addresses nobody knows beforehand: the browser lets no request through for which the admin did not
/// grant that host, and none that is not encrypted.
#[test]
fn its_documents_load_their_own_files_only() {
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    let policy = &manifest["content_security_policy"];
    assert_eq!(policy.as_object().unwrap().len(), 1);
    let directives: Vec<&str> = policy["extension_pages"]
        .as_str()
        .unwrap()
        .split("; ")
        .collect();
    assert_eq!(
        directives,
        [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self' https:",
            // One of its own documents in another: see src/vault-direct/line.rs.
            "frame-src 'self'",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors 'self'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    );
}

#[test]
fn the_guide_and_the_stores_are_told_why_for_each() {
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    for list in [
        "permissions",
        "optional_permissions",
        "host_permissions",
        "optional_host_permissions",
    ] {
        for permission in manifest[list].as_array().unwrap() {
            let name = format!("`{}`", permission.as_str().unwrap());
            for text in [GUIDE, LISTING] {
                let mut rows = text.lines().filter(|line| line.starts_with('|'));
                assert!(rows.any(|row| row.contains(&name)), "{name} has no row");
            }
        }
    }
}

/// What a person reads in a store is what the browser shows.
#[test]
fn the_stores_are_told_the_same_name_and_description() {
    let messages: Value = serde_json::from_str(MESSAGES).unwrap();
    for message in ["extensionName", "extensionDescription"] {
        let text = messages[message]["message"].as_str().unwrap();
        assert!(LISTING.contains(text), "{message}");
    }
}
