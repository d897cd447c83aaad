//! Enpass's JSON: one item of the category "login".

use super::facts;
use super::ids::IdKind;
use super::json::{JsonLayout, seconds, text, texts};
use super::plain::Found;
use super::{About, ExportError, ToKnow};
use serde_json::{Value, json};
use trivet_credential::Item;

/// Enpass's JSON.
pub(crate) static ENPASS: JsonLayout = JsonLayout {
    about: About {
        name: "enpass-json",
        extension: "json",
        media_type: "application/json",
        importers: &["Enpass", "Bitwarden", "Proton Pass"],
        cannot_carry: &[],
        leaves_out: &[],
        autofill_hazard: Some(ToKnow::Offered),
        to_know: &[],
    },
    ids: &[(IdKind::Uuid, "/items/0/uuid")],
    check: None,
    document,
    found,
};

/// Fields before those with the permissions.
const FIRST: usize = 4;

fn document(item: &Item, ids: &[String]) -> Value {
    let details = &item.details;
    let created = details.created.unix_seconds();
    let url = details.account.base_url();
    let secret = item.credential.secret.expose();
    let mut fields = vec![
        ("Username", "username", item.credential.key_id.expose()),
        ("Password", "password", secret),
        ("Website", "url", &url),
    ];
    let facts = facts::fields(details);
    fields.extend(
        facts
            .iter()
            .map(|(label, value)| (&**label, "text", &**value)),
    );
    let fields = (1..).zip(fields);
    let fields = fields.map(|(number, (label, kind, value))| {
        json!({
            "deleted": 0,
            "label": label,
            "order": number,
            "sensitive": i32::from(kind == "password"),
            "type": kind,
            "uid": number,
            "updated_at": created,
            "value": value,
            "value_updated_at": created,
        })
    });
    json!({
        "folders": [],
        "items": [{
            "archived": 0,
            "auto_submit": 0,
            "category": "login",
            "createdAt": created,
            "favorite": 0,
            "fields": fields.collect::<Value>(),
            "icon": { "fav": "", "image": { "file": "misc/login" }, "type": 1, "uuid": "" },
            "note": details.notes,
            "subtitle": item.credential.key_id.expose(),
            "template_type": "login.default",
            "title": item.title(),
            "trashed": 0,
            "updated_at": created,
            "uuid": ids.first(),
        }],
    })
}

fn found(document: &Value) -> Result<Found<'_>, ExportError> {
    Ok(Found {
        key_id: text(document, "/items/0/fields/0/value")?,
        secret: text(document, "/items/0/fields/1/value")?,
        url: text(document, "/items/0/fields/2/value")?,
        notes: text(document, "/items/0/note")?,
        created: seconds(document, "/items/0/createdAt")?,
        permissions: texts(document, "/items/0/fields", FIRST, "/value")?,
    })
}
