//! What was stored, read by the client libraries in use at each service, which we did not write.
//!
//! `TRIVET_PYKEEPASS_PYTHON` names a Python that has them (`tests/readers/requirements.txt`); `python3` is the default.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use trivet::credential::Item;
use trivet_stand_ins::{ConnectServer, KeyValueServer, MOUNT, VAULT_ID};

fn read(asked: &Value) -> Value {
    let python = std::env::var_os("TRIVET_PYKEEPASS_PYTHON").unwrap_or_else(|| "python3".into());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../readers/read_services.py");
    let mut reader = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = reader.stdin.take().unwrap();
    input.write_all(asked.to_string().as_bytes()).unwrap();
    drop(input);
    let output = reader.wait_with_output().unwrap();
    assert!(output.status.success(), "the reader failed");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// By hvac.
pub fn reads_the_secret(server: &KeyValueServer, token: &str, path: &str, item: &Item) {
    let read = read(&json!({
        "service": "key-value",
        "address": server.service().plain_address(),
        "token": token,
        "mount": MOUNT,
        "path": path,
    }));
    let details = &item.details;
    let expected = json!({
        "title": item.title(),
        "api_key_id": item.credential.key_id.expose(),
        "api_key_secret": item.credential.secret.expose(),
        "url": details.account.base_url(),
        "permissions": details.permissions.join("\n"),
        "created": details.created.to_string(),
        "notes": details.notes,
    });
    assert_eq!(read, expected);
}

/// By 1Password's own library.
pub fn reads_the_item(server: &ConnectServer, token: &str, item: &Item) {
    let items = server.items();
    let read = read(&json!({
        "service": "connect",
        "address": server.service().plain_address(),
        "token": token,
        "vault": VAULT_ID,
        "item": items.keys().next(),
    }));
    let details = &item.details;
    let expected = json!({
        "title": item.title(),
        "category": "API_CREDENTIAL",
        "url": details.account.base_url(),
        "username": item.credential.key_id.expose(),
        "credential": item.credential.secret.expose(),
        "hostname": details.account.base_url(),
        "notesPlain": details.notes,
        "Created": details.created.to_string(),
        "permissions": details.permissions.join("\n"),
    });
    assert_eq!(read, expected);
}
