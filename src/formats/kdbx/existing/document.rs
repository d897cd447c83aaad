//! Where everything stands in the XML: the protected values, the groups, the entries.
//!
//! Only places are found; no byte is changed. What `KeePass` programs would read in different ways is refused.

use super::ExistingError;
use crate::{Feature, Part};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use quick_xml::Reader;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use std::ops::Range;

pub(super) const DAMAGED: ExistingError = ExistingError::Damaged { part: Part::Xml };

type Uuid = [u8; 16];

/// The places in one document, in bytes from its beginning.
#[derive(Default)]
pub(super) struct Document {
    /// What stands in each protected value, in document order.
    pub(super) protected: Vec<Range<usize>>,
    /// Every group, in document order: a group's parent comes before it.
    pub(super) groups: Vec<GroupPlace>,
    /// Every entry of a group; those in a history are not among them.
    pub(super) entries: Vec<EntryPlace>,
}

#[derive(Default)]
pub(super) struct GroupPlace {
    pub(super) parent: Option<usize>,
    pub(super) name: String,
    pub(super) in_recycle_bin: bool,
    uuid: Option<Uuid>,
    after_last_entry: Option<usize>,
    before_first_group: Option<usize>,
    before_end: usize,
    /// It is written `<Group/>`, which has no inside for an entry.
    in_one_tag: bool,
}

impl GroupPlace {
    pub(super) fn takes_entries(&self) -> bool {
        !self.in_one_tag
    }

    /// Where one more entry goes: after the last entry, and before the groups inside.
    pub(super) fn place_for_entry(&self) -> usize {
        self.after_last_entry
            .or(self.before_first_group)
            .unwrap_or(self.before_end)
    }
}

pub(super) struct EntryPlace {
    pub(super) uuid: Option<Uuid>,
    pub(super) group: usize,
    pub(super) range: Range<usize>,
}

impl Document {
    pub(super) fn scan(xml: &str) -> Result<Self, ExistingError> {
        // A mark of the byte order would put the reader's places off.
        let body = xml.trim_start_matches('\u{feff}');
        let mut scan = Scan {
            offset: xml.len() - body.len(),
            ..Scan::default()
        };
        let mut reader = Reader::from_str(body);
        loop {
            let start = place(reader.buffer_position())?;
            let event = reader.read_event().map_err(|_| DAMAGED)?;
            let range = scan.offset + start..scan.offset + place(reader.buffer_position())?;
            match event {
                Event::Start(tag) => scan.start(&tag, range)?,
                Event::Empty(tag) => {
                    scan.start(&tag, range.clone())?;
                    scan.end(range.end..range.end)?;
                }
                Event::End(_) => scan.end(range)?,
                Event::Text(text) => scan.text(&text.xml10_content())?,
                Event::CData(text) => {
                    scan.not_masked()?;
                    scan.text(&text.xml10_content())?;
                }
                Event::GeneralRef(reference) => scan.reference(&reference)?,
                Event::Decl(declaration) => declared(&declaration)?,
                Event::Comment(_) | Event::PI(_) => scan.not_masked()?,
                Event::DocType(_) => {
                    return Err(ExistingError::Unsupported {
                        feature: Feature::DocumentType,
                    });
                }
                Event::Eof => break,
            }
            // Whatever follows the one element is no part of it, and stays.
            if scan.file_seen && scan.path.is_empty() {
                break;
            }
        }
        scan.finish()
    }
}

/// What an element is, by its name and the element around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Meta,
    RecycleBinUuid,
    RecycleBinEnabled,
    Root,
    Group(usize),
    GroupUuid(usize),
    GroupName(usize),
    Entry(usize),
    EntryUuid(usize),
    History,
    OldEntry,
    CustomData,
    /// A key and a value of an entry, or an item of custom data.
    Pair,
    Value,
    Other,
}

struct Open {
    kind: Kind,
    /// Where its tag begins, and where what is inside begins.
    tag: usize,
    inside: usize,
    protected: bool,
}

#[derive(Default)]
struct Scan {
    document: Document,
    offset: usize,
    path: Vec<Open>,
    file_seen: bool,
    root_seen: bool,
    text: String,
    recycle_bin: Option<Uuid>,
    recycle_bin_off: bool,
}

impl Scan {
    fn start(&mut self, tag: &BytesStart<'_>, range: Range<usize>) -> Result<(), ExistingError> {
        self.not_masked()?;
        let kind = self.kind(tag.name().as_ref(), range.start)?;
        self.text.clear();
        self.path.push(Open {
            kind,
            tag: range.start,
            inside: range.end,
            protected: is_protected(tag)?,
        });
        Ok(())
    }

    fn kind(&mut self, name: &str, at: usize) -> Result<Kind, ExistingError> {
        let Some(parent) = self.path.last() else {
            if self.file_seen || name != "KeePassFile" {
                return Err(DAMAGED);
            }
            self.file_seen = true;
            return Ok(Kind::File);
        };
        let parent = parent.kind;
        Ok(match (parent, name) {
            (Kind::File, "Meta") => Kind::Meta,
            (Kind::File, "Root") => Kind::Root,
            (Kind::Meta, "RecycleBinUUID") => Kind::RecycleBinUuid,
            (Kind::Meta, "RecycleBinEnabled") => Kind::RecycleBinEnabled,
            (Kind::Root, "Group") => {
                if std::mem::replace(&mut self.root_seen, true) {
                    return Err(DAMAGED);
                }
                self.group(None)
            }
            (Kind::Group(group), "Group") => {
                let first = &mut self.document.groups[group].before_first_group;
                first.get_or_insert(at);
                self.group(Some(group))
            }
            (Kind::Group(group), "UUID") => Kind::GroupUuid(group),
            (Kind::Group(group), "Name") => Kind::GroupName(group),
            (Kind::Group(group), "Entry") => {
                self.document.entries.push(EntryPlace {
                    uuid: None,
                    group,
                    range: at..at,
                });
                Kind::Entry(self.document.entries.len() - 1)
            }
            (Kind::Entry(entry), "UUID") => Kind::EntryUuid(entry),
            (Kind::Entry(_), "History") => Kind::History,
            (Kind::History, "Entry") => Kind::OldEntry,
            (Kind::Meta | Kind::Group(_) | Kind::Entry(_) | Kind::OldEntry, "CustomData") => {
                Kind::CustomData
            }
            (Kind::Entry(_) | Kind::OldEntry, "String" | "Binary") | (Kind::CustomData, "Item") => {
                Kind::Pair
            }
            (Kind::Pair, "Value") => Kind::Value,
            _ => Kind::Other,
        })
    }

    fn group(&mut self, parent: Option<usize>) -> Kind {
        self.document.groups.push(GroupPlace {
            parent,
            ..GroupPlace::default()
        });
        Kind::Group(self.document.groups.len() - 1)
    }

    fn end(&mut self, range: Range<usize>) -> Result<(), ExistingError> {
        let element = self.path.pop().ok_or(DAMAGED)?;
        let text = std::mem::take(&mut self.text);
        let document = &mut self.document;
        if element.protected {
            // Elsewhere some programs pass over it, and the mask of all that follows would be another for them.
            if element.kind != Kind::Value && !text.trim().is_empty() {
                return Err(ExistingError::Unsupported {
                    feature: Feature::ProtectedUnusualPlace,
                });
            }
            document.protected.push(element.inside..range.start);
        }
        match element.kind {
            Kind::RecycleBinUuid => self.recycle_bin = uuid(&text),
            Kind::RecycleBinEnabled => {
                self.recycle_bin_off = text.trim().eq_ignore_ascii_case("false");
            }
            Kind::Group(group) => {
                document.groups[group].before_end = range.start;
                document.groups[group].in_one_tag = range.is_empty();
            }
            Kind::GroupUuid(group) => document.groups[group].uuid = uuid(&text),
            Kind::GroupName(group) => document.groups[group].name = text,
            Kind::Entry(entry) => {
                let place = &mut document.entries[entry];
                place.range = element.tag..range.end;
                document.groups[place.group].after_last_entry = Some(range.end);
            }
            Kind::EntryUuid(entry) => document.entries[entry].uuid = uuid(&text),
            Kind::File
            | Kind::Meta
            | Kind::Root
            | Kind::History
            | Kind::OldEntry
            | Kind::CustomData
            | Kind::Pair
            | Kind::Value
            | Kind::Other => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ExistingError> {
        if self.path.is_empty() && !text.trim().is_empty() {
            return Err(DAMAGED);
        }
        self.text.push_str(text);
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), ExistingError> {
        self.not_masked()?;
        let character = match &**reference {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => reference
                .resolve_char_ref()
                .map_err(|_| DAMAGED)?
                .ok_or(DAMAGED)?,
        };
        self.text(character.encode_utf8(&mut [0; 4]))
    }

    /// Nothing but plain text stands in a protected value.
    fn not_masked(&self) -> Result<(), ExistingError> {
        match self.path.last() {
            Some(element) if element.protected => Err(ExistingError::Unsupported {
                feature: Feature::ProtectedNotText,
            }),
            _ => Ok(()),
        }
    }

    fn finish(mut self) -> Result<Document, ExistingError> {
        if !self.path.is_empty() {
            return Err(DAMAGED);
        }
        if !self.document.groups.iter().any(GroupPlace::takes_entries) {
            return Err(ExistingError::Unsupported {
                feature: Feature::NoGroup,
            });
        }
        let bin = self.recycle_bin.filter(|_| !self.recycle_bin_off);
        for at in 0..self.document.groups.len() {
            let groups = &mut self.document.groups;
            let inside = groups[at]
                .parent
                .is_some_and(|parent| groups[parent].in_recycle_bin);
            groups[at].in_recycle_bin = inside || (bin.is_some() && groups[at].uuid == bin);
        }
        Ok(self.document)
    }
}

/// Whether what is inside is masked, where every program says the same.
fn is_protected(tag: &BytesStart<'_>) -> Result<bool, ExistingError> {
    let (mut protected, mut elsewhere) = (false, false);
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| DAMAGED)?;
        let value = attribute.value.as_ref();
        match attribute.key.as_ref() {
            "Protected" if value == "True" => protected = true,
            // KeePassXC takes these for the same, KeePass does not.
            "Protected" if value.eq_ignore_ascii_case("true") || value.contains(['1', '&']) => {
                return Err(ExistingError::Unsupported {
                    feature: Feature::ProtectedMark,
                });
            }
            "Ref" => elsewhere = true,
            _ => {}
        }
    }
    if protected && elsewhere {
        return Err(ExistingError::Unsupported {
            feature: Feature::ProtectedElsewhere,
        });
    }
    Ok(protected)
}

fn declared(declaration: &BytesDecl<'_>) -> Result<(), ExistingError> {
    match declaration.encoding() {
        None => Ok(()),
        Some(Ok(name)) if name.eq_ignore_ascii_case("utf-8") => Ok(()),
        Some(_) => Err(ExistingError::Unsupported {
            feature: Feature::TextEncoding,
        }),
    }
}

fn uuid(text: &str) -> Option<Uuid> {
    BASE64.decode(text.trim()).ok()?.try_into().ok()
}

fn place(position: u64) -> Result<usize, ExistingError> {
    usize::try_from(position).map_err(|_| ExistingError::TooLarge)
}
