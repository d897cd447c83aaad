//! The Credential Exchange Format read by the crate `credential-exchange-format`, Bitwarden's own types.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod export_support;

use credential_exchange_format::{ApiKeyCredential, Credential, EditableFieldValue, Header, Item};
use export_support::{plain, plain_file, taken_by};

fn assert_holds(read: &Item, item: &trivet::credential::Item) {
    let details = &item.details;
    let created = u64::try_from(details.created.unix_seconds()).unwrap();
    assert_eq!(read.title, item.title());
    assert_eq!(read.creation_at, Some(created));
    assert_eq!(
        read.scope.as_ref().unwrap().urls,
        [details.account.base_url()]
    );
    let [
        Credential::ApiKey(key),
        Credential::CustomFields(fields),
        Credential::Note(note),
    ] = &read.credentials[..]
    else {
        panic!("{:?}", read.credentials);
    };
    assert_is_the_key(key, item);
    assert_eq!(String::from(note.content.clone()), details.notes);

    let mut expected = vec![("Created".to_owned(), details.created.to_string())];
    let permissions = details.permissions.iter();
    expected.extend(
        (1..)
            .zip(permissions)
            .map(|(number, name)| (format!("Permission {number}"), name.clone())),
    );
    let found = fields.fields.iter().map(|field| match field {
        EditableFieldValue::String(field) => {
            (field.label.clone().unwrap(), String::from(field.clone()))
        }
        other => panic!("{other:?}"),
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

fn assert_is_the_key(key: &ApiKeyCredential, item: &trivet::credential::Item) {
    let (key, details) = (key.clone(), &item.details);
    let secret = key.key.unwrap();
    // As a secret, and not as some other text that the crate would take in its place.
    assert!(secret.value.as_expected().is_ok());
    assert_eq!(String::from(secret), item.credential.secret.expose());
    let name = String::from(key.username.unwrap());
    assert_eq!(name, item.credential.key_id.expose());
    let url = String::from(key.url.unwrap());
    assert_eq!(url, details.account.base_url());
    let from = key.valid_from.unwrap();
    let from = from.value.as_expected().unwrap();
    assert_eq!(from.0.to_string(), details.created.date());
}

#[test]
fn every_hostile_value_is_read() {
    let format = plain("cxf");
    for item in taken_by(format) {
        let file = plain_file(format, &item);
        let document: Header = serde_json::from_slice(file.bytes()).unwrap();
        assert_eq!((document.version.major, document.version.minor), (1, 0));
        let [account] = &document.accounts[..] else {
            panic!("{} accounts", document.accounts.len());
        };
        assert!(account.id.as_ref().len() <= 64);
        let [read] = &account.items[..] else {
            panic!("{} items", account.items.len());
        };
        assert!(read.id.as_ref().len() <= 64);
        assert_holds(read, &item);
    }
}
