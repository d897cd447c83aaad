//! Reading the XML inside the payload: only what the writer writes.

use super::entry::{EntryRead, Text};
use super::stream::InnerStream;
use crate::{ExportError, Part};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use trivet_credential::{Item, Timestamp};
use zeroize::{Zeroize, Zeroizing};

const DAMAGED: ExportError = ExportError::Damaged { part: Part::Xml };

/// Every element that the writer writes. Any other is an error.
const TAGS: [&str; 34] = [
    "KeePassFile",
    "Meta",
    "Generator",
    "DatabaseName",
    "DatabaseNameChanged",
    "MasterKeyChanged",
    "MemoryProtection",
    "ProtectTitle",
    "ProtectUserName",
    "ProtectPassword",
    "ProtectURL",
    "ProtectNotes",
    "Root",
    "Group",
    "UUID",
    "Name",
    "IconID",
    "Times",
    "CreationTime",
    "LastModificationTime",
    "LastAccessTime",
    "ExpiryTime",
    "Expires",
    "UsageCount",
    "LocationChanged",
    "IsExpanded",
    "Entry",
    "String",
    "Key",
    "Value",
    "AutoType",
    "Enabled",
    "CustomData",
    "Item",
];

/// The path of the entry.
const ENTRY: [&str; 4] = ["KeePassFile", "Root", "Group", "Entry"];

/// An item, and when its entry expires.
type Expiring = (Item, Option<Timestamp>);

/// Reads the document's one entry.
pub(super) fn document(xml: &str, stream: InnerStream) -> Result<Expiring, ExportError> {
    read(xml, stream, &ENTRY)
}

/// Reads an entry without the document around it; the stream is at its place.
pub(super) fn entry(xml: &str, stream: InnerStream) -> Result<Expiring, ExportError> {
    read(xml, stream, &ENTRY[3..])
}

fn read(
    xml: &str,
    stream: InnerStream,
    place: &'static [&'static str],
) -> Result<Expiring, ExportError> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = true;
    let mut state = State {
        stream,
        place,
        path: Vec::new(),
        protected: false,
        after_element: false,
        text: Zeroizing::new(String::with_capacity(xml.len())),
        key: None,
        value: None,
        entry: None,
    };
    loop {
        match reader.read_event().map_err(|_| DAMAGED)? {
            Event::Decl(_) if state.path.is_empty() => {}
            Event::Start(start) => state.start(&start)?,
            Event::Text(text) => state.text(&text)?,
            Event::GeneralRef(reference) => state.reference(&reference)?,
            Event::End(_) => state.end()?,
            Event::Eof => break,
            _ => return Err(DAMAGED),
        }
    }
    if !state.path.is_empty() {
        return Err(DAMAGED);
    }
    state.entry.ok_or(DAMAGED)?.finish()
}

struct State {
    stream: InnerStream,
    /// The path of the entry.
    place: &'static [&'static str],
    path: Vec<&'static str>,
    /// Whether the element at hand is masked.
    protected: bool,
    /// Whether an element has just ended, so that what follows is no leaf's text.
    after_element: bool,
    /// The text of the element at hand; as large as the document from the start, so that it never moves.
    text: Text,
    key: Option<Text>,
    value: Option<(Text, bool)>,
    entry: Option<EntryRead>,
}

impl State {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), ExportError> {
        let name = start.name();
        let tag = TAGS
            .into_iter()
            .find(|tag| *tag == name.as_ref())
            .ok_or(DAMAGED)?;
        let protected = match start.attributes_raw().trim() {
            "" => false,
            r#"Protected="True""# => true,
            _ => return Err(DAMAGED),
        };
        // An element with elements inside has no text, and nothing in it can be masked as a whole.
        if self.protected || !self.text.is_empty() {
            return Err(DAMAGED);
        }
        self.path.push(tag);
        self.protected = protected;
        self.after_element = false;
        if matches!(tag, "Group" | "Entry") && !self.place.starts_with(&self.path) {
            return Err(DAMAGED);
        }
        if self.path == self.place && self.entry.replace(EntryRead::default()).is_some() {
            return Err(DAMAGED);
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ExportError> {
        // A raw carriage return would be read as a line feed; the writer never writes one.
        if self.path.is_empty() || text.contains('\r') {
            return Err(DAMAGED);
        }
        self.append(text)
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), ExportError> {
        let character = match &**reference {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            _ => reference
                .resolve_char_ref()
                .map_err(|_| DAMAGED)?
                .ok_or(DAMAGED)?,
        };
        self.append(character.encode_utf8(&mut [0; 4]))
    }

    fn append(&mut self, text: &str) -> Result<(), ExportError> {
        if self.text.capacity() - self.text.len() < text.len() {
            return Err(DAMAGED);
        }
        self.text.push_str(text);
        Ok(())
    }

    fn end(&mut self) -> Result<(), ExportError> {
        let path = std::mem::take(&mut self.path);
        let inside = path.strip_prefix(self.place).unwrap_or_default();
        let protected = std::mem::take(&mut self.protected);
        let text = self.take_text(protected)?;
        let mut misplaced = self.after_element && !text.is_empty();
        match inside {
            ["String", "Key"] | ["CustomData", "Item", "Key"] => {
                misplaced |= protected || self.key.replace(text).is_some();
            }
            ["String", "Value"] | ["CustomData", "Item", "Value"] => {
                misplaced |= self.value.replace((text, protected)).is_some();
            }
            ["String"] => {
                let (key, value, protected) = self.pair()?;
                self.entry()?.string(&key, value, protected)?;
            }
            ["CustomData", "Item"] => {
                let (key, value, protected) = self.pair()?;
                misplaced |= protected;
                self.entry()?.custom_data(&key, &value)?;
            }
            ["Times", name @ ("ExpiryTime" | "Expires")] => {
                misplaced |= protected;
                self.entry()?.expiry(name, &text)?;
            }
            _ => misplaced |= protected,
        }
        if misplaced {
            return Err(DAMAGED);
        }
        self.path = path;
        self.path.pop();
        self.after_element = true;
        Ok(())
    }

    /// The text of the element that ends, unmasked, and the buffer wiped for the next.
    fn take_text(&mut self, protected: bool) -> Result<Text, ExportError> {
        let text = if protected {
            let mut bytes = Zeroizing::new(vec![0; base64::decoded_len_estimate(self.text.len())]);
            let size = BASE64
                .decode_slice(self.text.as_bytes(), &mut bytes)
                .map_err(|_| DAMAGED)?;
            bytes.truncate(size);
            self.stream.apply(&mut bytes);
            let bytes = std::mem::take(&mut *bytes);
            String::from_utf8(bytes).map_err(|error| {
                error.into_bytes().zeroize();
                DAMAGED
            })?
        } else {
            self.text.as_str().to_owned()
        };
        self.text.as_mut_str().zeroize();
        self.text.clear();
        Ok(Zeroizing::new(text))
    }

    fn pair(&mut self) -> Result<(Text, Text, bool), ExportError> {
        let key = self.key.take().ok_or(DAMAGED)?;
        let (value, protected) = self.value.take().ok_or(DAMAGED)?;
        Ok((key, value, protected))
    }

    fn entry(&mut self) -> Result<&mut EntryRead, ExportError> {
        self.entry.as_mut().ok_or(DAMAGED)
    }
}

#[cfg(test)]
#[path = "xml_read_tests.rs"]
mod tests;
