//! The time of creation and the permissions, repeated below the notes where a format has no place of their own for them.
//!
//! ```text
//! what the notes say
//!
//! Created: 2026-11-23T20:35:00Z
//! Permission: Can access API
//! Permission: Is enabled
//! ```

use super::{ExportError, Part};
use trivet_credential::{ItemDetails, Timestamp};

/// Before the time of creation.
pub(crate) const CREATED: &str = "Created";

/// Before the name of each permission.
const PERMISSION: &str = "Permission";

/// The name of the field for one permission, counted from 1. Each has a name of its own: readers that keep one field of a
/// name lose nothing.
pub(crate) fn permission(number: usize) -> String {
    format!("{PERMISSION} {number}")
}

/// The fields for formats that have fields: names and values, the time of creation first.
pub(crate) fn fields(details: &ItemDetails) -> Vec<(String, String)> {
    let mut fields = vec![(CREATED.to_owned(), details.created.to_string())];
    for name in &details.permissions {
        fields.push((permission(fields.len()), name.clone()));
    }
    fields
}

/// Between the notes and what follows them.
const GAP: &str = "\n\n";

const DAMAGED: ExportError = ExportError::Damaged { part: Part::Notes };

/// The notes with the facts below them.
pub(crate) fn below_notes(details: &ItemDetails) -> String {
    let mut text = details.notes.clone();
    if !text.is_empty() {
        text.push_str(GAP);
    }
    text.extend([CREATED, ": ", &details.created.to_string()]);
    for permission in &details.permissions {
        text.extend(["\n", PERMISSION, ": ", permission]);
    }
    text
}

/// What stood in such notes.
pub(crate) struct NotesAndFacts<'a> {
    pub(crate) notes: &'a str,
    pub(crate) created: Timestamp,
    pub(crate) permissions: Vec<String>,
}

/// Reads what [`below_notes`] writes. Read from the end, so that it does not matter what the notes themselves say.
pub(crate) fn split(text: &str) -> Result<NotesAndFacts<'_>, ExportError> {
    let mut permissions = Vec::new();
    let mut rest = text;
    loop {
        let (before, line) = rest.rsplit_once('\n').unwrap_or(("", rest));
        if let Some(permission) = value(line, PERMISSION) {
            permissions.push(permission.to_owned());
            rest = before;
            continue;
        }
        let created = value(line, CREATED).and_then(Timestamp::from_iso_8601);
        let notes = &rest[..rest.len() - line.len()];
        permissions.reverse();
        return Ok(NotesAndFacts {
            notes: notes.strip_suffix(GAP).unwrap_or(notes),
            created: created.ok_or(DAMAGED)?,
            permissions,
        });
    }
}

fn value<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.strip_prefix(name)?.strip_prefix(": ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use trivet_credential::ConsoleAccount;

    fn details(notes: &str, permissions: &[String]) -> ItemDetails {
        ItemDetails {
            account: ConsoleAccount::from_host("acme.evergage.com").unwrap(),
            created: Timestamp::from_iso_8601("2026-11-23T20:35:00Z").unwrap(),
            permissions: permissions.to_vec(),
            notes: notes.to_owned(),
        }
    }

    fn assert_comes_back(notes: &str, permissions: &[String]) {
        let details = details(notes, permissions);
        let text = below_notes(&details);
        let read = split(&text).ok().unwrap();
        assert_eq!(read.notes, notes);
        assert_eq!(read.created, details.created);
        assert_eq!(read.permissions, permissions);
    }

    #[test]
    fn notes_that_look_like_facts_stay_notes() {
        let created = "Created: 2026-11-23T20:35:00Z";
        for notes in [
            "",
            "\n",
            "\n\n",
            "text\n\n",
            created,
            "Permission: x",
            &format!("{created}\nPermission: x"),
            &format!("a\n\n{created}\nPermission: x\n\n"),
        ] {
            assert_comes_back(notes, &[]);
            assert_comes_back(
                notes,
                &["Is enabled".to_owned(), "Permission: y".to_owned()],
            );
        }
    }

    #[test]
    fn other_text_is_damage() {
        for text in [
            "",
            "x",
            "Created: today",
            "Permission: x",
            "Created: 2026-11-23T20:35:00Z\nx",
        ] {
            assert_eq!(split(text).err(), Some(DAMAGED), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_notes_come_back(notes: String, permissions in proptest::collection::vec("[^\r\n]{1,9}", 0..4)) {
            assert_comes_back(&notes, &permissions);
        }
    }
}
