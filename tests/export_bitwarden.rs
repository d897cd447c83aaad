//! Every format that Bitwarden imports, imported by Bitwarden's own command-line client into a vault of its own.
//!
//! `TRIVET_BITWARDEN_CLI` names the client; `bw` on the path is the default. It wants a server: the one that it gets here
//! (`tests/readers/bitwarden`) only keeps what the client itself encrypted. Node.js and openssl must be on the path.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod export_support;

use chacha20::ChaCha20Rng;
use export_support::{
    Directory, each_kind, item, notes_with_facts, plain, plain_file, printed, run,
};
use rand_core::SeedableRng;
use serde_json::{Value, json};
use std::path::Path;
use trivet::credential::Item;
use trivet::export::{BitwardenProtected, Format, Password, Pbkdf2Iterations};

/// Where the client puts what the notes of the item say, and what else must not get lost.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Facts {
    /// Notes as they are, the facts in fields.
    Fields,
    /// The facts below the notes.
    Notes,
    /// The format has no notes; title and permissions stand in a column that the client drops.
    Dropped,
}

/// Our name, Bitwarden's name, and what is found where.
const FORMATS: [(&str, &str, Facts); 14] = [
    ("bitwarden-json", "bitwardenjson", Facts::Fields),
    ("1password-1pux", "1password1pux", Facts::Fields),
    ("proton-pass", "protonpass", Facts::Fields),
    ("keeper-json", "keeperjson", Facts::Fields),
    ("enpass-json", "enpassjson", Facts::Fields),
    ("csv-chrome", "chromecsv", Facts::Notes),
    ("csv-firefox", "firefoxcsv", Facts::Dropped),
    ("csv-apple", "safaricsv", Facts::Notes),
    ("csv-bitwarden", "bitwardencsv", Facts::Notes),
    ("csv-lastpass", "lastpasscsv", Facts::Notes),
    ("csv-dashlane", "dashlanecsv", Facts::Notes),
    ("csv-nordpass", "nordpasscsv", Facts::Notes),
    ("csv-keeper", "keepercsv", Facts::Notes),
    ("csv-roboform", "roboformcsv", Facts::Notes),
];

/// What the client made of each file.
fn imported(files: &[Value]) -> Vec<Value> {
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/readers/bitwarden/read.mjs"
    );
    let client = std::env::var("TRIVET_BITWARDEN_CLI").unwrap_or_else(|_| "bw".to_owned());
    let files = Value::from(files).to_string();
    let output = run("TRIVET_NODE", "node", &[script, &client], &files);
    serde_json::from_str(&printed(&output)).unwrap()
}

/// An item in which every kind of hostile value stands after another: each run of the client takes its time.
fn hostile() -> Item {
    let kinds = each_kind().into_iter().map(|item| item.details.notes);
    let short: Vec<_> = kinds.filter(|kind| kind.len() < 200).collect();
    // It turns carriage returns into line feeds.
    let notes = short.join("|").replace("\r\n", "\n").replace('\r', "\n");
    let value = notes.replace('\n', " ");
    item(&value, &value, &notes, &["Can access API", "=1+\"2\";3"])
}

fn assert_holds(read: &Value, item: &Item, name: &str, facts: Facts) {
    let (details, login) = (&item.details, &read["login"]);
    assert_eq!(login["username"], item.credential.key_id.expose(), "{name}");
    assert_eq!(login["password"], item.credential.secret.expose(), "{name}");
    assert_eq!(
        login["uris"][0]["uri"],
        details.account.base_url(),
        "{name}"
    );
    let fields = read["fields"].as_array().cloned().unwrap_or_default();
    let values: Vec<_> = fields.iter().map(|field| &field["value"]).collect();
    match facts {
        Facts::Fields => {
            assert_eq!(read["name"], item.title(), "{name}");
            assert_eq!(read["notes"], details.notes, "{name}");
            assert!(
                values.contains(&&json!(details.created.to_string())),
                "{name}: {fields:?}"
            );
            for permission in &details.permissions {
                assert!(values.contains(&&json!(permission)), "{name}: {fields:?}");
            }
        }
        Facts::Notes => {
            assert_eq!(read["name"], item.title(), "{name}");
            assert_eq!(read["notes"], notes_with_facts(item), "{name}");
        }
        Facts::Dropped => {}
    }
}

#[test]
fn every_format_that_it_knows_is_imported() {
    let directory = Directory::new("bitwarden");
    let item = hostile();
    let files = FORMATS.map(|(ours, theirs, _)| {
        let file = plain_file(plain(ours), &item);
        let path = directory.write(&format!("{ours}-{}", file.name()), file.bytes());
        json!({ "path": path, "format": theirs })
    });
    let read = imported(&files);
    assert_eq!(read.len(), FORMATS.len());
    for (read, (name, _, facts)) in read.iter().zip(FORMATS) {
        assert_holds(read, &item, name, facts);
        if name == "bitwarden-json" {
            assert_is_never_offered(read);
        }
    }
}

/// Its address is compared with no page's.
fn assert_is_never_offered(read: &Value) {
    assert_eq!(read["login"]["uris"][0]["match"], 5);
}

fn protected(format: BitwardenProtected, directory: &Path, number: usize, item: &Item) -> Value {
    let typed = "pässword 漢 \"quoted\"";
    let password = Password::new(typed.to_owned()).unwrap();
    let mut rng = ChaCha20Rng::from_seed([u8::try_from(number).unwrap(); 32]);
    let file = format.write(item, &password, &mut rng).unwrap();
    let path = directory.join(format!("{number}.json"));
    std::fs::write(&path, file.bytes()).unwrap();
    json!({ "path": path, "format": "bitwardenjson", "password": typed })
}

#[test]
fn protected_files_are_opened_and_imported() {
    let directory = Directory::new("bitwarden-protected");
    let item = hostile();
    let formats = [
        BitwardenProtected::default(),
        BitwardenProtected::pbkdf2(Pbkdf2Iterations::MINIMUM),
    ];
    let files = [0, 1].map(|at| protected(formats[at], directory.path(), at, &item));
    let read = imported(&files);
    assert_eq!(read.len(), files.len());
    for read in &read {
        assert_holds(read, &item, "protected", Facts::Fields);
        assert_is_never_offered(read);
    }
}
