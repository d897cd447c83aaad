//! The formats that pass-import knows, read by it: what it finds is what it inserts into a password store.
//!
//! `TRIVET_PYKEEPASS_PYTHON` names a Python that has it (`tests/readers/requirements.txt`); `python3` is the default.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod export_support;

use export_support::{Directory, notes_with_facts, plain, plain_file, printed, run, taken_by};
use serde_json::{Value, json};
use trivet::credential::Item;

/// Where the notes of an item are found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Notes {
    /// As they are.
    Own,
    /// With the time of creation and the permissions below.
    WithFacts,
    /// The format has none.
    None,
}

/// Our name, and the name of pass-import's importer.
const FORMATS: [(&str, &str, Notes); 10] = [
    ("bitwarden-json", "BitwardenJSON", Notes::Own),
    ("enpass-json", "Enpass6", Notes::Own),
    ("csv-chrome", "ChromeCSV", Notes::WithFacts),
    ("csv-firefox", "Firefox", Notes::None),
    ("csv-bitwarden", "BitwardenCSV", Notes::WithFacts),
    ("csv-1password", "OnePassword8CSV", Notes::WithFacts),
    ("csv-lastpass", "LastpassCSV", Notes::WithFacts),
    ("csv-nordpass", "NordPassCSV", Notes::WithFacts),
    ("csv-keeper", "KeeperCSV", Notes::WithFacts),
    ("csv-roboform", "Roboform", Notes::WithFacts),
];

/// The one entry of each file.
fn read(files: &[Value]) -> Vec<Value> {
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/readers/read_pass_import.py"
    );
    let output = run(
        "TRIVET_PYKEEPASS_PYTHON",
        "python3",
        &[script],
        &Value::from(files).to_string(),
    );
    serde_json::from_str(&printed(&output)).unwrap()
}

/// Python reads a text file with every line break as a line feed. JSON escapes them, so there they stay.
fn as_python_reads(text: &str, ours: &str) -> String {
    if ours.starts_with("csv") {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

fn assert_holds(read: &Value, item: &Item, ours: &str, notes: Notes) {
    let details = &item.details;
    // It names what Firefox exports after the address.
    let (title, url) = match notes {
        Notes::None => (details.account.base_url(), None),
        _ => (item.title(), Some(details.account.base_url())),
    };
    let notes = match notes {
        Notes::Own => Some(details.notes.clone()),
        Notes::WithFacts => Some(notes_with_facts(item)),
        Notes::None => None,
    };
    let expected = [
        ("title", Some(title)),
        ("url", url),
        ("login", Some(item.credential.key_id.expose().to_owned())),
        ("password", Some(item.credential.secret.expose().to_owned())),
        ("comments", notes),
    ];
    for (name, text) in expected {
        let text = text.map(|text| as_python_reads(&text, ours));
        // It leaves out what is empty.
        let text = text.filter(|text| !text.is_empty());
        let found = read[name].as_str().filter(|found| !found.is_empty());
        assert_eq!(found, text.as_deref(), "{ours}: {name}");
    }
}

#[test]
fn every_format_that_it_knows_is_read() {
    let directory = Directory::new("pass-import");
    let mut files = Vec::new();
    let mut expected = Vec::new();
    for (ours, importer, notes) in FORMATS {
        for (number, item) in taken_by(plain(ours)).into_iter().enumerate() {
            let file = plain_file(plain(ours), &item);
            let name = format!("{ours}-{number}-{}", file.name());
            let path = directory.write(&name, file.bytes());
            files.push(json!({ "path": path, "importer": importer }));
            expected.push((item, ours, notes));
        }
    }
    let read = read(&files);
    assert_eq!(read.len(), expected.len());
    for (read, (item, ours, notes)) in read.iter().zip(&expected) {
        assert_holds(read, item, ours, *notes);
    }
}
