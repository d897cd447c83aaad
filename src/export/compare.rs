//! Field by field: what was read against what was to be written.

use super::{ExportError, Field};
use crate::credential::Item;

/// Compares every field but those that the format leaves out; the two values in constant time.
pub(super) fn items(expected: &Item, read: &Item, leaves_out: &[Field]) -> Result<(), ExportError> {
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
