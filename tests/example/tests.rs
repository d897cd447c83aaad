//! The command line as a person uses it. Every value is made up.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

use super::*;
use serde_json::{Value, json};

const KEY: &str = "age1vkkeqxkfy0xll8d2mwadry6hfk0m8txtpjtzsenuzxx0z07yjppqvmkvvd";

fn item() -> Value {
    json!({
        "keyId": "made-up-id",
        "secret": "=made-up-secret",
        "host": "acme.us-4.evergage.com",
        "created": "2026-11-23T20:35:00Z",
        "permissions": ["Can access API"],
        "notes": "made-up-notes",
        "password": "made-up-password",
        "recipients": [KEY],
    })
}

fn with(name: &str, value: impl Into<Value>) -> Value {
    let mut item = item();
    item[name] = value.into();
    item
}

fn said(arguments: &[&str], input: &str) -> Result<String, String> {
    let arguments = arguments.iter().map(|&argument| argument.to_owned());
    run(arguments, input.as_bytes()).map_err(|trouble| trouble.to_string())
}

/// A folder of its own that goes when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("trivet-example-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn every_format_is_written() {
    let folder = Folder::new("every");
    let input = item().to_string();
    // In age by a passphrase, one for all: each takes a key derivation, twice.
    let slow = |choice: &Choice| {
        let name = choice.name();
        name.ends_with("+age-passphrase") && !name.starts_with("pass+")
    };
    for choice in Choice::all().filter(|choice| !slow(choice)) {
        let name = choice.name();
        let out = folder.file(&name);
        let said = said(&["--format", &name, "--out", &out], &input).unwrap();
        let bytes = std::fs::read(&out).unwrap();
        let begins = format!("{out}: {} bytes of {name}, opened again", bytes.len());
        assert!(said.starts_with(&begins), "{said}");
        assert_eq!(said.contains(WARNING), !choice.is_encrypted());
        assert!(!said.contains("made-up"), "{said}");
        let readable = bytes.windows(14).any(|part| part == b"made-up-secret");
        assert_eq!(readable, !choice.is_encrypted(), "{name}");
    }
}

#[test]
fn the_list_names_every_format() {
    let list = said(&["--list"], "").unwrap();
    for choice in Choice::all() {
        let name = choice.name();
        let line = match choice.envelope() {
            None => format!("{name}\n"),
            Some(_) => format!("  in age        {name} ("),
        };
        assert!(list.contains(&line), "{line}");
        assert!(list.contains(trivet::export::source(choice.about().name).unwrap()));
    }
    let firefox = list.split("\n\n").find(|text| text.contains("csv-firefox"));
    assert!(firefox.unwrap().contains("LEFT OUT      notes"));
}

#[test]
fn a_file_that_is_there_stays() {
    let folder = Folder::new("there");
    let out = folder.file("there");
    std::fs::write(&out, "precious").unwrap();
    let refused = said(&["--format", "pass", "--out", &out], &item().to_string());
    assert!(refused.unwrap_err().contains("exists"));
    assert_eq!(std::fs::read(&out).unwrap(), b"precious");
}

#[test]
#[cfg(unix)]
fn the_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("owner");
    let out = folder.file("out");
    said(&["--format", "pass", "--out", &out], &item().to_string()).unwrap();
    let mode = std::fs::metadata(&out).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn what_is_wrong_is_said_and_never_a_value() {
    let folder = Folder::new("wrong");
    for (format, input, expected) in [
        ("xls", item(), "no format xls"),
        ("pass", with("created", "yesterday"), "\"created\""),
        ("pass", with("host", "example.com"), "not a console address"),
        ("pass", with("keyId", " "), "API Key ID is empty"),
        (
            "pass",
            with("secret", "made-up\nsecret"),
            "cannot-express secret not-one-line",
        ),
        ("pass", with("secrets", "made-up"), "not the JSON"),
        (
            "kdbx",
            with("password", Value::Null),
            "wants a \"password\"",
        ),
        ("kdbx", with("password", ""), "password"),
        (
            "pass+age-recipients",
            with("recipients", json!([])),
            "wants \"recipients\"",
        ),
        (
            "pass+age-recipients",
            with("recipients", json!([KEY, "made-up"])),
            "bad-recipient 2",
        ),
    ] {
        let out = folder.file("out");
        let trouble = said(&["--format", format, "--out", &out], &input.to_string()).unwrap_err();
        assert!(trouble.contains(expected), "{trouble}");
        assert!(!trouble.contains("made-up"), "{trouble}");
        assert!(!Path::new(&out).exists());
    }
}

#[test]
fn a_command_line_that_is_not_understood_is_refused() {
    for (arguments, expected) in [
        (&["--formats"][..], "no argument --formats"),
        (&["--format"], "--format wants a value"),
        (&["--format", "kdbx"], "--out FILE is missing"),
        (&[], "--format NAME is missing"),
    ] {
        let trouble = said(arguments, "").unwrap_err();
        assert!(trouble.contains(expected), "{trouble}");
    }
    assert_eq!(said(&["--help"], "").unwrap(), USAGE);
}
