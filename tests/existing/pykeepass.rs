//! Databases of pykeepass in every cipher and key derivation, compared by it as a whole.

use super::export_support::{Directory, printed, run, usual};
use super::{add, key, one_piece_more};
use serde_json::{Value, json};
use std::fs;
use trivet::export::kdbx::existing::KeyDerivation;

fn pykeepass(commands: &Value) -> Value {
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/readers/existing_kdbx.py"
    );
    let output = run(
        "TRIVET_PYKEEPASS_PYTHON",
        "python3",
        &[script],
        &commands.to_string(),
    );
    serde_json::from_str(&printed(&output)).unwrap()
}

#[test]
fn every_cipher_derivation_mask_and_kind_of_key_file() {
    let directory = Directory::new("existing-pykeepass");
    let digits = "5a".repeat(32);
    let key_files: [Option<&[u8]>; 5] = [
        None,
        Some(b"<?xml version=\"1.0\"?><KeyFile><Meta><Version>1.00</Version></Meta><Key><Data>WlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlo=</Data></Key></KeyFile>"),
        Some(&[0xa5; 32]),
        Some(digits.as_bytes()),
        Some(b"any file"),
    ];
    let kinds = [
        ("aes256", "aes-kdf", true, "salsa20"),
        ("aes256", "argon2d", false, "chacha20"),
        ("chacha20", "argon2id", true, "chacha20"),
        ("chacha20", "aes-kdf", false, "salsa20"),
        ("twofish", "argon2d", true, "chacha20"),
    ];
    let made: Vec<Value> = kinds
        .iter()
        .zip(key_files)
        .enumerate()
        .map(|(number, ((cipher, kdf, gzip, stream), key_file))| {
            let key_file = key_file.map(|bytes| directory.write(&format!("{number}.key"), bytes));
            json!({
                "path": directory.path().join(format!("{number}.kdbx")),
                "password": "pässword",
                "keyfile": key_file,
                "cipher": cipher,
                "kdf": kdf,
                "gzip": gzip,
                "stream": stream,
            })
        })
        .collect();
    let before = pykeepass(&json!({ "make": made, "dump": made }));

    let item = usual();
    for ((wanted, key_file), (_, kdf, ..)) in made.iter().zip(key_files).zip(kinds) {
        let path = wanted["path"].as_str().unwrap();
        let key = key(Some("pässword"), key_file);
        let group = ["Team & <others>", "Salesforce"];
        let (new, proof) = add(&fs::read(path).unwrap(), &key, &group, &item);
        let named = match proof.key_derivation {
            KeyDerivation::AesKdf(1000) => "aes-kdf",
            KeyDerivation::Argon2d(_) => "argon2d",
            KeyDerivation::Argon2id(_) => "argon2id",
            other => panic!("{other:?}"),
        };
        assert_eq!(named, kdf);
        fs::write(path, new).unwrap();
    }

    let after = pykeepass(&json!({ "dump": made }));
    for (before, after) in before
        .as_array()
        .unwrap()
        .iter()
        .zip(after.as_array().unwrap())
    {
        let xml = |dump: &Value| dump["xml"].as_str().unwrap().to_owned();
        let (old, new) = (xml(before), xml(after));
        for all in [
            "hidden 🔑",
            "newer 1",
            "FromTheFuture",
            "<DeletedObject>",
            "a comment",
            "plugin",
            "CustomIcons",
        ] {
            assert!(old.contains(all), "{all} is missing in {old}");
        }
        let more = one_piece_more(&old, &new).unwrap();
        assert!(more.contains(item.credential.secret.expose()));
        for (name, value) in before.as_object().unwrap() {
            assert!(name == "xml" || *value == after[name], "{name}");
        }
    }
}
