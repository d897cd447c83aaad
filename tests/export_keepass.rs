//! The KDBX read by the `keepass` crate, a reader that Trivet's authors did not write.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod export_support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use export_support::{each_kind, hostile_items, lasting_file, quick_file, real_file, usual};
use keepass::config::{
    CompressionConfig, DatabaseVersion, InnerCipherConfig, KdfConfig, OuterCipherConfig,
};
use keepass::db::CustomDataValue;
use keepass::error::{DatabaseKeyError, DatabaseOpenError};
use keepass::{Database, DatabaseKey};
use trivet::credential::Item;

fn open(bytes: &[u8], password: &str) -> Result<Database, DatabaseOpenError> {
    Database::parse(bytes, DatabaseKey::new().with_password(password))
}

fn assert_holds(database: &Database, item: &Item) {
    let root = database.root();
    let entries: Vec<_> = root.entries().collect();
    let [entry] = &entries[..] else {
        panic!("{} entries", entries.len());
    };
    let details = &item.details;
    assert_eq!(entry.get_title(), Some(&*item.title()));
    assert_eq!(entry.get_username(), Some(item.credential.key_id.expose()));
    assert_eq!(entry.get_password(), Some(item.credential.secret.expose()));
    assert_eq!(entry.get_url(), Some(&*details.account.base_url()));
    // The crate takes a value of white space only for an empty one.
    let notes = match details.notes.trim() {
        "" => "",
        _ => &details.notes,
    };
    assert_eq!(entry.get("Notes"), Some(notes));
    assert_eq!(
        entry.get("Permissions"),
        Some(&*details.permissions.join("\n"))
    );
    assert_eq!(entry.get("Created"), Some(&*details.created.to_string()));
    assert_eq!(entry.fields.len(), 7);
    // The crate takes every custom data value that could be base64 for base64.
    let hidden = entry.custom_data.get("BrowserHideEntry").unwrap();
    let expected = BASE64.decode("true").unwrap();
    assert_eq!(hidden.value, Some(CustomDataValue::Binary(expected)));
    let created = entry.times.creation.unwrap().and_utc().timestamp();
    assert_eq!(created, details.created.unix_seconds());
}

#[test]
fn every_kind_of_hostile_value_is_read() {
    for item in each_kind() {
        let file = quick_file(&item, "pässword");
        assert_holds(&open(file.bytes(), "pässword").unwrap(), &item);
    }
}

#[test]
fn a_batch_of_hostile_items_is_read() {
    for item in hostile_items(64) {
        let file = quick_file(&item, "pw");
        assert_holds(&open(file.bytes(), "pw").unwrap(), &item);
    }
}

#[test]
fn the_file_is_sealed_as_promised() {
    let item = usual();
    let database = open(real_file(&item, "pw").bytes(), "pw").unwrap();
    assert_holds(&database, &item);
    let config = &database.config;
    assert_eq!(config.version, DatabaseVersion::KDB4(1));
    assert_eq!(config.outer_cipher_config, OuterCipherConfig::ChaCha20);
    assert_eq!(config.inner_cipher_config, InnerCipherConfig::ChaCha20);
    assert_eq!(config.compression_config, CompressionConfig::None);
    match config.kdf_config {
        KdfConfig::Argon2id {
            iterations,
            memory,
            parallelism,
            ..
        } => assert_eq!((iterations, memory, parallelism), (3, 64 << 20, 4)),
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn another_password_does_not_open_it() {
    let file = quick_file(&usual(), "pw");
    let refused = open(file.bytes(), "Pw").unwrap_err();
    assert!(
        matches!(
            refused,
            DatabaseOpenError::Key(DatabaseKeyError::IncorrectKey)
        ),
        "{refused:?}"
    );
}

#[test]
fn the_entry_expires_when_it_was_asked_to() {
    let item = usual();
    let file = lasting_file(&item, 90, "pw");
    let database = open(file.bytes(), "pw").unwrap();
    let root = database.root();
    let entry = root.entries().next().unwrap();
    assert_eq!(entry.times.expires, Some(true));
    let expiry = entry.times.expiry.and_utc().timestamp();
    assert_eq!(expiry, item.details.created.unix_seconds() + 90 * 86_400);
    let never = open(quick_file(&item, "pw").bytes(), "pw").unwrap();
    let root = never.root();
    assert_eq!(root.entries().next().unwrap().times.expires, Some(false));
}
