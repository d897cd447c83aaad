//! Field by field: what was read against what was to be written.

use super::{ExportError, Field};
use crate::credential::Item;

/// Compares every field; the two values in constant time.
pub(super) fn items(expected: &Item, read: &Item) -> Result<(), ExportError> {
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
    match same.into_iter().find(|(_, same)| !same) {
        Some((field, _)) => Err(ExportError::Differs { field }),
        None => Ok(()),
    }
}
