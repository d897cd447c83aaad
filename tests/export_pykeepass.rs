//! The KDBX read by pykeepass.
//!
//! `TRIVET_PYKEEPASS_PYTHON` names a Python that has it (`tests/readers/requirements.txt`); `python3` is the default.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod export_support;

use export_support::{
    Directory, each_kind, hostile_items, printed, quick_file, real_file, run, usual,
};
use serde_json::{Value, json};
use trivet::credential::Item;

/// The one entry of each file, as pykeepass reads it.
fn read(files: &Value) -> Vec<Value> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readers/read_kdbx.py");
    let output = run(
        "TRIVET_PYKEEPASS_PYTHON",
        "python3",
        &[script],
        &files.to_string(),
    );
    serde_json::from_str(&printed(&output)).unwrap()
}

fn expected(item: &Item) -> Value {
    let details = &item.details;
    json!({
        "title": item.title(),
        "username": item.credential.key_id.expose(),
        "password": item.credential.secret.expose(),
        "url": details.account.base_url(),
        "notes": details.notes,
        "created": details.created.to_string(),
        "autotype": false,
        "custom": {
            "Permissions": details.permissions.join("\n"),
            "Created": details.created.to_string(),
        },
        "custom_data": { "BrowserHideEntry": "true" },
        "version": [4, 1],
    })
}

#[test]
fn every_hostile_value_is_read() {
    let directory = Directory::new("pykeepass");
    let mut items = each_kind();
    items.extend(hostile_items(32));
    let mut files: Vec<_> = items
        .iter()
        .enumerate()
        .map(|(number, item)| {
            let file = quick_file(item, "pässword漢");
            let path = directory.write(&format!("{number}.kdbx"), file.bytes());
            json!({ "path": path, "password": "pässword漢" })
        })
        .collect();
    let usual = usual();
    let file = real_file(&usual, "pw");
    let path = directory.write(file.name(), file.bytes());
    files.push(json!({ "path": path, "password": "pw" }));
    items.push(usual);

    let read = read(&Value::Array(files));
    assert_eq!(read.len(), items.len());
    for (read, item) in read.iter().zip(&items) {
        assert_eq!(read, &expected(item));
    }
}

#[test]
fn another_password_does_not_open_it() {
    let directory = Directory::new("pykeepass-wrong");
    let file = quick_file(&usual(), "pw");
    let path = directory.write(file.name(), file.bytes());
    let read = read(&json!([{ "path": path, "password": "other" }]));
    assert_eq!(read, [json!({ "error": "CredentialsError" })]);
}
