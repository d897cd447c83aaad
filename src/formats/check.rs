//! What more than one format cannot express.

use super::{ExportError, Field, Inexpressible};
use trivet_credential::Item;

/// Every text of the item that an admin or the console has a hand in, with the field it belongs to.
pub(crate) fn texts(item: &Item) -> impl Iterator<Item = (Field, &str)> {
    let permissions = item.details.permissions.iter();
    [
        (Field::KeyId, item.credential.key_id.expose()),
        (Field::Secret, item.credential.secret.expose()),
        (Field::Notes, item.details.notes.as_str()),
    ]
    .into_iter()
    .chain(permissions.map(|permission| (Field::Permissions, permission.as_str())))
}

/// Permissions stand one a line, or one a field: each must be there and must fit.
pub(crate) fn permissions(item: &Item) -> Result<(), ExportError> {
    for permission in &item.details.permissions {
        if permission.is_empty() {
            return refuse(Field::Permissions, Inexpressible::Empty);
        }
        if permission.contains(['\n', '\r']) {
            return refuse(Field::Permissions, Inexpressible::LineBreak);
        }
    }
    Ok(())
}

/// In a text file: control characters cut the value short, or are dropped, in one reader or another.
pub(crate) fn no_control_characters(item: &Item) -> Result<(), ExportError> {
    every_character(item, |character| {
        is_control(character).then_some(Inexpressible::ControlCharacter)
    })
}

/// Refuses the first character of any text for which there is a reason.
pub(crate) fn every_character(
    item: &Item,
    reason: fn(char) -> Option<Inexpressible>,
) -> Result<(), ExportError> {
    every_text(item, &|text| text.chars().find_map(reason))
}

/// Readers take it for a mark of the byte order, wherever a value of its own begins.
pub(crate) fn no_byte_order_mark(item: &Item) -> Result<(), ExportError> {
    every_text(item, &|text| {
        text.starts_with('\u{feff}')
            .then_some(Inexpressible::ByteOrderMark)
    })
}

/// For importers that cut it off.
pub(crate) fn no_outer_space(item: &Item) -> Result<(), ExportError> {
    every_text(item, &|text| {
        // The information separators are white space to Python; they are refused as control characters.
        (text.trim() != text).then_some(Inexpressible::OuterSpace)
    })
}

/// The most bytes that the values may take, when importers do not take more.
pub(crate) struct Most {
    pub(crate) value: usize,
    pub(crate) notes: usize,
}

impl Most {
    /// `notes` as they stand in the file.
    pub(crate) fn check(&self, item: &Item, notes: &str) -> Result<(), ExportError> {
        for (field, text) in texts(item) {
            let (text, most) = match field {
                Field::Notes => (notes, self.notes),
                _ => (text, self.value),
            };
            if text.len() > most {
                return refuse(field, Inexpressible::TooLong { most });
            }
        }
        Ok(())
    }
}

/// Refuses the first text for which there is a reason.
fn every_text(
    item: &Item,
    reason: &dyn Fn(&str) -> Option<Inexpressible>,
) -> Result<(), ExportError> {
    texts(item).try_for_each(|(field, text)| match reason(text) {
        Some(reason) => refuse(field, reason),
        None => Ok(()),
    })
}

/// Below the space, and neither tab nor line break.
pub(crate) fn is_control(character: char) -> bool {
    character < ' ' && !matches!(character, '\t' | '\n' | '\r')
}

/// The refusal.
pub(crate) fn refuse(field: Field, reason: Inexpressible) -> Result<(), ExportError> {
    Err(ExportError::CannotExpress { field, reason })
}
