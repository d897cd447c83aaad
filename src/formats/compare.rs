//! Field by field: what was read against what was to be written.

use super::{ExportError, Field};
use trivet_credential::Item;

/// Compares every field but those that the format leaves out; the two values in constant time.
pub(crate) fn items(expected: &Item, read: &Item, leaves_out: &[Field]) -> Result<(), ExportError> {
    let (ours, theirs) = (&expected.details, &read.details);
    let same = [
        (
            Field::KeyId,
            expected.credential.key_id.same_as(&read.credential.key_id),
        ),
        (
            Field::Secret,
            expected.credential.secret.same_as(&read.credential.secret),
        ),
        (Field::Url, ours.account == theirs.account),
        (Field::Created, ours.created == theirs.created),
        (Field::Permissions, ours.permissions == theirs.permissions),
        (Field::Notes, ours.notes == theirs.notes),
    ];
    let differs = |(field, same): &(Field, bool)| !same && !leaves_out.contains(field);
    match same.into_iter().find(differs) {
        Some((field, _)) => Err(ExportError::Differs { field }),
        None => Ok(()),
    }
}

#[cfg(test)]
pub(crate) type Change = fn(&mut Item);

/// Each field with something that makes it another.
#[cfg(test)]
pub(crate) fn changes() -> [(Field, Change); 6] {
    use trivet_credential::{ConsoleAccount, KeyId, KeySecret, Timestamp};
    [
        (Field::KeyId, |item| {
            item.credential.key_id = KeyId::new("x".to_owned()).unwrap();
        }),
        (Field::Secret, |item| {
            item.credential.secret = KeySecret::new("x".to_owned()).unwrap();
        }),
        (Field::Url, |item| {
            item.details.account = ConsoleAccount::from_host("acme.us-5.evergage.com").unwrap();
        }),
        (Field::Notes, |item| item.details.notes.push(' ')),
        (Field::Permissions, |item| {
            drop(item.details.permissions.pop());
        }),
        (Field::Created, |item| {
            item.details.created = Timestamp::from_unix_seconds(0).unwrap();
        }),
    ]
}
