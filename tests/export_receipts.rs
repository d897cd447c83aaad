//! Receipts, read by programs that we did not write: `fastjsonschema` holds one to its published schema, and the program in
//! `docs/receipts.md` checks a chain of them.
//!
//! `TRIVET_PYKEEPASS_PYTHON` names a Python that has it (`tests/readers/requirements.txt`); `python3` is the default.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng as _;
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Stdio};
use trivet::checklist::plain::Plain;
use trivet::checklist::policy::Policy;
use trivet::credential::{
    ConsoleAccount, Credential, Item, ItemDetails, KeyId, KeySecret, Timestamp,
};
use trivet::direct::receipts::{Chain, MOST};
use trivet::export::kdbx::Kdbx;
use trivet::export::{Argon2Parameters, Format, Password, Verified};
use trivet::vault::receipt::{Proven, Receipt, TokenFacts};

const SCHEMA: &str = "
import fastjsonschema, json, sys
schema, receipt = (json.load(open(path)) for path in sys.argv[1:])
fastjsonschema.validate(schema, receipt)
print('valid')
";

fn item() -> Item {
    Item {
        credential: Credential {
            key_id: KeyId::new("made-up-id".to_owned()).unwrap(),
            secret: KeySecret::new("made-up-secret".to_owned()).unwrap(),
        },
        details: ItemDetails {
            account: ConsoleAccount::from_host("acme.us-4.evergage.com").unwrap(),
            created: Timestamp::from_iso_8601("2026-11-23T20:35:00Z").unwrap(),
            permissions: vec!["Can access API".to_owned()],
            notes: String::new(),
        },
    }
}

fn verified(item: &Item) -> Verified {
    let kdbx = Kdbx::new(Argon2Parameters::MINIMUM);
    let password = Password::new("made-up-password".to_owned()).unwrap();
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let file = kdbx.write(item, &password, &mut rng).unwrap();
    kdbx.verify(file.bytes(), &password, item).unwrap()
}

fn receipt(file: Option<&Verified>) -> Value {
    let proven = Proven {
        destination: "kdbx".to_owned(),
        place: "a.kdbx",
        file,
        at: Timestamp::from_iso_8601("2026-11-23T20:36:00Z").unwrap(),
    };
    let receipt = Receipt::new(&Policy::default(), &item(), &TokenFacts::default(), proven);
    serde_json::to_value(receipt).unwrap()
}

/// What a program in Python says of a document on its standard input, or why it failed.
fn python(program: &str, files: &[&str], document: &Value) -> Result<String, String> {
    let python = std::env::var("TRIVET_PYKEEPASS_PYTHON").unwrap_or_else(|_| "python3".into());
    let mut child = Command::new(&python)
        .args(["-c", program])
        .args(files)
        .arg("/dev/stdin")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{python}: {error}"));
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(document.to_string().as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() {
        Ok(said(&output.stdout))
    } else {
        Err(said(&output.stderr))
    }
}

#[test]
fn each_is_as_its_schema_says() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/receipt.schema.json");
    let validate = |receipt: &Value| python(SCHEMA, &[schema], receipt);
    let whole = receipt(Some(&verified(&item())));
    for receipt in [&whole, &receipt(None)] {
        assert_eq!(validate(receipt), Ok("valid".to_owned()));
    }
    let mut more = whole;
    more["secret"] = "x".into();
    let refused = validate(&more).unwrap_err();
    assert!(refused.contains("must not contain"), "{refused}");
}

#[test]
fn the_documented_program_finds_what_was_changed() {
    let document = include_str!("../docs/receipts.md");
    let program = document.split("```python\n").nth(1).unwrap();
    let program = program.split("```").next().unwrap();
    let check = |chain: &Value| python(program, &[], chain).unwrap();
    let mut chain = Chain::default();
    for _ in 0..3 {
        chain.add(receipt(None).to_string(), MOST);
    }
    let second = chain.entries().nth(1).map(|(_, entry)| entry.hash.clone());
    chain.delete(&second.unwrap());
    let stored = as_json(&chain.to_plain());
    assert_eq!(check(&stored), "3 receipts, 0 problems");
    let mut edited = stored.clone();
    edited["entries"][0]["receipt"] = json!("{}");
    assert!(check(&edited).starts_with("receipt 1: changed"));
    let mut shorter = stored;
    shorter["entries"].as_array_mut().unwrap().pop();
    assert!(check(&shorter).starts_with("the last receipts are missing"));
}

/// As the browser writes it.
fn as_json(plain: &Plain) -> Value {
    match plain {
        Plain::Text(text) => text.as_str().into(),
        Plain::List(list) => list.iter().map(as_json).collect(),
        Plain::Fields(fields) => {
            let fields = fields.iter();
            let fields = fields.map(|(name, value)| (name.clone(), as_json(value)));
            Value::Object(fields.collect())
        }
        _ => Value::Null,
    }
}
