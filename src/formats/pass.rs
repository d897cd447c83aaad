//! Text for `pass insert --multiline` and `gopass insert --multiline`.
//!
//! The first line is the secret, as both programs want it; below stands `name: value`, one a line, which gopass reads; then,
//! after an empty line, the notes.

use super::plain::{Found, Layout};
use super::{About, ExportError, Field, Inexpressible, Part, ToKnow, check};
use trivet_credential::{Item, Timestamp};
use zeroize::Zeroizing;

/// Text for pass and gopass.
pub(crate) struct Pass;

static ABOUT: About = About {
    name: "pass",
    extension: "txt",
    media_type: "text/plain",
    importers: &["pass", "gopass"],
    cannot_carry: &[],
    leaves_out: &[],
    autofill_hazard: Some(ToKnow::PassByPath),
    to_know: &[ToKnow::PassInsert],
};

/// After the last line before the notes.
const NOTES: &str = "\n\n";

const DAMAGED: ExportError = ExportError::Damaged { part: Part::Text };

impl Layout for Pass {
    fn about(&self) -> &About {
        &ABOUT
    }

    fn check(&self, item: &Item) -> Result<(), ExportError> {
        for (field, value) in [
            (Field::KeyId, item.credential.key_id.expose()),
            (Field::Secret, item.credential.secret.expose()),
        ] {
            if value.contains(['\n', '\r']) {
                check::refuse(field, Inexpressible::NotOneLine)?;
            }
        }
        // The file begins with the secret.
        check::no_byte_order_mark(item)?;
        check::no_control_characters(item)
    }

    fn render(&self, item: &Item, _: &[String]) -> Result<Zeroizing<Vec<u8>>, ExportError> {
        let details = &item.details;
        let mut text = Zeroizing::new(String::new());
        text.push_str(item.credential.secret.expose());
        for (name, value) in [
            ("login", item.credential.key_id.expose()),
            ("url", &details.account.base_url()),
            ("title", &item.title()),
            ("created", &details.created.to_string()),
        ]
        .into_iter()
        .chain(
            details
                .permissions
                .iter()
                .map(|name| ("permission", name.as_str())),
        ) {
            text.extend(["\n", name, ": ", value]);
        }
        if !details.notes.is_empty() {
            text.extend([NOTES, &details.notes]);
        }
        text.push('\n');
        Ok(Zeroizing::new(std::mem::take(&mut *text).into_bytes()))
    }

    fn extract(&self, bytes: &[u8]) -> Result<(Item, Vec<String>), ExportError> {
        let text = std::str::from_utf8(bytes).map_err(|_| ExportError::NotThisFormat)?;
        let text = text.strip_suffix('\n').ok_or(DAMAGED)?;
        let (head, notes) = text.split_once(NOTES).unwrap_or((text, ""));
        let mut lines = head.split('\n');
        let secret = lines.next().ok_or(DAMAGED)?;
        let mut value = |name: &str| {
            let line = lines.next()?.strip_prefix(name)?;
            line.strip_prefix(": ")
        };
        let key_id = value("login").ok_or(DAMAGED)?;
        let url = value("url").ok_or(DAMAGED)?;
        value("title").ok_or(DAMAGED)?;
        let created = value("created").and_then(Timestamp::from_iso_8601);
        let item = Found {
            key_id,
            secret,
            url,
            notes,
            created: created.ok_or(DAMAGED)?,
            permissions: std::iter::from_fn(|| value("permission"))
                .map(str::to_owned)
                .collect(),
        };
        Ok((item.into_item()?, Vec::new()))
    }
}
