//! The FIDO Alliance's Credential Exchange Format, version 1.0: one item with a credential of the type "api-key", one with
//! custom fields and a note.
//!
//! Proposed Standard of 14 August 2025. The names are the specification's; an identifier is base64url of at most 64 bytes,
//! and a UUID is written in no other letters.

use super::facts;
use super::ids::IdKind;
use super::json::{JsonLayout, text, texts, time};
use super::plain::Found;
use super::{About, ExportError, Field, Inexpressible, Part, ToKnow, check};
use serde_json::{Value, json};
use trivet_credential::Item;

/// The Credential Exchange Format.
pub(crate) static CXF: JsonLayout = JsonLayout {
    about: About {
        name: "cxf",
        extension: "cxf.json",
        media_type: "application/json",
        importers: &["Apple Passwords", "Bitwarden", "1Password", "Dashlane"],
        cannot_carry: &[],
        leaves_out: &[],
        autofill_hazard: None,
        to_know: &[ToKnow::CxfFromAppToApp],
    },
    ids: &[
        (IdKind::Uuid, "/accounts/0/id"),
        (IdKind::Uuid, "/accounts/0/items/0/id"),
    ],
    check: Some(not_before_1970),
    document,
    found,
};

/// Times are unsigned.
fn not_before_1970(item: &Item) -> Result<(), ExportError> {
    if item.details.created.unix_seconds() < 0 {
        check::refuse(Field::Created, Inexpressible::Before1970)?;
    }
    Ok(())
}

/// An editable field.
fn field(kind: &str, value: &str) -> Value {
    json!({ "fieldType": kind, "value": value })
}

/// An editable field with a name.
fn labelled(label: &str, value: &str) -> Value {
    json!({ "fieldType": "string", "value": value, "label": label })
}

fn document(item: &Item, ids: &[String]) -> Value {
    let details = &item.details;
    let created = details.created.unix_seconds();
    let url = details.account.base_url();
    let fields = facts::fields(details);
    let fields: Vec<Value> = fields
        .iter()
        .map(|(name, value)| labelled(name, value))
        .collect();
    let title = item.title();
    json!({
        "version": { "major": 1, "minor": 0 },
        "exporterRpId": "trivet.example",
        "exporterDisplayName": "Trivet",
        "timestamp": created,
        "accounts": [{
            "id": ids.first(),
            "username": "",
            "email": "",
            "collections": [],
            "items": [{
                "id": ids.get(1),
                "creationAt": created,
                "modifiedAt": created,
                "title": title,
                "scope": { "urls": [url], "androidApps": [] },
                "credentials": [
                    {
                        "type": "api-key",
                        "username": field("string", item.credential.key_id.expose()),
                        "key": field("concealed-string", item.credential.secret.expose()),
                        "url": field("string", &url),
                        "validFrom": field("date", &details.created.date()),
                    },
                    { "type": "custom-fields", "fields": fields },
                    { "type": "note", "content": field("string", &details.notes) },
                ],
                "tags": [],
            }],
        }],
    })
}

fn found(document: &Value) -> Result<Found<'_>, ExportError> {
    let credentials = document.pointer("/accounts/0/items/0/credentials");
    let credentials = credentials.ok_or(ExportError::Damaged { part: Part::Json })?;
    Ok(Found {
        key_id: text(credentials, "/0/username/value")?,
        secret: text(credentials, "/0/key/value")?,
        url: text(credentials, "/0/url/value")?,
        notes: text(credentials, "/2/content/value")?,
        created: time(credentials, "/1/fields/0/value")?,
        permissions: texts(credentials, "/1/fields", 1, "/value")?,
    })
}
