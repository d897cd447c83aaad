//! Files in age, opened by the program age and by pyrage: by passphrase, and by private keys of every kind.
//!
//! `TRIVET_AGE` and `TRIVET_AGE_KEYGEN` name the programs, `TRIVET_PYKEEPASS_PYTHON` a Python that has pyrage
//! (`tests/readers/requirements.txt`); `age`, `age-keygen` and `python3` on the path are the defaults. Keys for SSH are made
//! by `ssh-keygen`.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod export_support;

use chacha20::ChaCha20Rng;
use export_support::{Directory, each_kind, plain, printed, run, usual};
use rand_core::SeedableRng;
use std::path::Path;
use trivet::credential::Item;
use trivet::export::{
    AgePassphrase, AgeRecipients, Format, Password, PlainFormat, Recipients, ScryptWorkFactor,
};

/// What was inside must be the very file that the plain format writes: its own reader says so, and the format inside is held
/// against foreign readers by the other tests.
fn assert_is(opened: &str, format: PlainFormat, item: &Item) {
    let consent = trivet::export::Consent::given(true, true).unwrap();
    format.verify(opened.as_bytes(), &consent, item).unwrap();
    assert!(opened.contains("API key acme.us-4"));
}

#[test]
fn a_passphrase_opens_it() {
    let directory = Directory::new("age-passphrase");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readers/decrypt_age.py");
    let age = std::env::var("TRIVET_AGE").unwrap_or_else(|_| "age".to_owned());
    let hostile = each_kind().swap_remove(0);
    for (name, item, typed) in [
        ("bitwarden-json", usual(), "correct horse battery staple"),
        ("pass", hostile, "-pässword 漢 \"quoted\""),
    ] {
        let format = AgePassphrase::new(plain(name), ScryptWorkFactor::default());
        let password = Password::new(typed.to_owned()).unwrap();
        let file = format.write(&item, &password, &mut ChaCha20Rng::from_seed([7; 32]));
        let file = file.unwrap();
        let path = directory.write(file.name(), file.bytes());
        let arguments = [script, &age, path.to_str().unwrap()];
        let opened = run("TRIVET_PYKEEPASS_PYTHON", "python3", &arguments, typed);
        assert_is(&printed(&opened), plain(name), &item);

        let refused = run("TRIVET_PYKEEPASS_PYTHON", "python3", &arguments, "other");
        assert!(!refused.status.success());
    }
}

/// Makes a private key, and gives its public one.
fn key(directory: &Path, kind: &str) -> (String, String) {
    let path = directory.join(kind);
    let path = path.to_str().unwrap().to_owned();
    if kind == "age" {
        let made = run("TRIVET_AGE_KEYGEN", "age-keygen", &["-o", &path], "");
        printed(&made);
        let public = run("TRIVET_AGE_KEYGEN", "age-keygen", &["-y", &path], "");
        return (path, printed(&public));
    }
    let arguments = ["-q", "-t", kind, "-N", "", "-C", "made up", "-f", &path];
    printed(&run("TRIVET_SSH_KEYGEN", "ssh-keygen", &arguments, ""));
    let public = std::fs::read_to_string(format!("{path}.pub")).unwrap();
    (path, public)
}

#[test]
fn each_private_key_opens_it() {
    let directory = Directory::new("age-recipients");
    let keys = ["age", "ed25519", "rsa"].map(|kind| key(directory.path(), kind));
    let lines: String = keys.iter().map(|(_, public)| public.as_str()).collect();
    for (name, item) in [
        ("bitwarden-json", usual()),
        ("csv-bitwarden", each_kind().swap_remove(0)),
    ] {
        let recipients = Recipients::parse(&lines).ok().unwrap();
        let mut rng = ChaCha20Rng::from_seed([8; 32]);
        let format = AgeRecipients::new(plain(name), recipients, &mut rng).unwrap();
        let file = format.write(&item, &(), &mut rng).unwrap();
        let path = directory.write(file.name(), file.bytes());
        for (private, _) in &keys {
            let arguments = ["--decrypt", "--identity", private, path.to_str().unwrap()];
            let opened = run("TRIVET_AGE", "age", &arguments, "");
            assert_is(&printed(&opened), plain(name), &item);
        }
    }
    let stranger = Directory::new("age-stranger");
    let (private, _) = key(stranger.path(), "age");
    let file = directory
        .path()
        .join("trivet-acme-us-4-2026-11-23-api-key.json.age");
    let arguments = ["--decrypt", "--identity", &private, file.to_str().unwrap()];
    assert!(!run("TRIVET_AGE", "age", &arguments, "").status.success());
}
