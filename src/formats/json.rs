//! Layouts of JSON (RFC 8259).
//!
//! What the library copies on the way is wiped by the program's allocator.

use super::ids::IdKind;
use super::plain::{Found, Layout};
use super::{About, ExportError, Part};
use serde_json::Value;
use trivet_credential::{Item, Timestamp};
use zeroize::Zeroizing;

const DAMAGED: ExportError = ExportError::Damaged { part: Part::Json };

/// A layout of one document.
pub(crate) struct JsonLayout {
    pub(crate) about: About,
    /// The identifiers that the document needs, and where they stand in it.
    pub(crate) ids: &'static [(IdKind, &'static str)],
    /// Refuses what it cannot express, where there is something: JSON itself expresses every text.
    pub(crate) check: Option<Check>,
    /// The document with the item.
    pub(crate) document: fn(&Item, &[String]) -> Value,
    /// Where the item stands in it.
    pub(crate) found: fn(&Value) -> Result<Found<'_>, ExportError>,
}

/// Whether an item can be expressed.
type Check = fn(&Item) -> Result<(), ExportError>;

impl Layout for JsonLayout {
    fn about(&self) -> &About {
        &self.about
    }

    fn ids(&self) -> Vec<IdKind> {
        self.ids.iter().map(|(kind, _)| *kind).collect()
    }

    fn check(&self, item: &Item) -> Result<(), ExportError> {
        self.check.map_or(Ok(()), |check| check(item))
    }

    fn render(&self, item: &Item, ids: &[String]) -> Result<Zeroizing<Vec<u8>>, ExportError> {
        to_bytes(&(self.document)(item, ids))
    }

    fn extract(&self, bytes: &[u8]) -> Result<(Item, Vec<String>), ExportError> {
        let document = parse(bytes)?;
        let item = (self.found)(&document)?.into_item()?;
        let ids = self.ids.iter();
        let ids = ids.map(|(_, pointer)| text(&document, pointer).map(str::to_owned));
        Ok((item, ids.collect::<Result<_, _>>()?))
    }
}

/// The document as it goes into a file.
pub(crate) fn to_bytes(document: &Value) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    serde_json::to_vec_pretty(document)
        .map(Zeroizing::new)
        .map_err(|_| ExportError::Internal { part: Part::Json })
}

/// The document in a file.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, ExportError> {
    let document = serde_json::from_slice(bytes).map_err(|_| ExportError::NotThisFormat)?;
    match document {
        Value::Object(_) => Ok(document),
        _ => Err(ExportError::NotThisFormat),
    }
}

/// The text at a place (RFC 6901).
pub(crate) fn text<'a>(document: &'a Value, pointer: &str) -> Result<&'a str, ExportError> {
    let value = document.pointer(pointer).and_then(Value::as_str);
    value.ok_or(DAMAGED)
}

/// The list at a place.
pub(crate) fn list<'a>(document: &'a Value, pointer: &str) -> Result<&'a [Value], ExportError> {
    let list = document.pointer(pointer).and_then(Value::as_array);
    Ok(list.ok_or(DAMAGED)?)
}

/// The texts at a place in each element of a list, from some element on.
pub(crate) fn texts(
    document: &Value,
    list_pointer: &str,
    from: usize,
    pointer: &str,
) -> Result<Vec<String>, ExportError> {
    let elements = list(document, list_pointer)?.iter().skip(from);
    elements
        .map(|element| text(element, pointer).map(str::to_owned))
        .collect()
}

/// The time at a place, as `Display` writes it.
pub(crate) fn time(document: &Value, pointer: &str) -> Result<Timestamp, ExportError> {
    Timestamp::from_iso_8601(text(document, pointer)?).ok_or(DAMAGED)
}

/// The Unix time in seconds at a place.
pub(crate) fn seconds(document: &Value, pointer: &str) -> Result<Timestamp, ExportError> {
    let seconds = document.pointer(pointer).and_then(Value::as_i64);
    seconds
        .and_then(Timestamp::from_unix_seconds)
        .ok_or(DAMAGED)
}
