//! Keeper's JSON: one record of the type "login".
//!
//! Custom fields are named `$TYPE:LABEL:NUMBER`.

use super::facts::{CREATED, PERMISSION};
use super::json::{JsonLayout, text, time};
use super::plain::{Found, OFFERED};
use super::{About, ExportError};
use crate::credential::Item;
use serde_json::{Map, Value, json};

/// Keeper's JSON.
pub(super) static KEEPER: JsonLayout = JsonLayout {
    about: About {
        name: "keeper-json",
        label: "Keeper JSON",
        extension: "json",
        media_type: "application/json",
        importers: &["Keeper", "Bitwarden"],
        cannot_carry: &[],
        leaves_out: &[],
        autofill_hazard: Some(OFFERED),
        to_know: &[],
        source: "https://docs.keeper.io/en/keeperpam/commander-cli/command-reference/import-and-export-commands/json-import",
    },
    ids: &[],
    check: None,
    document,
    found,
};

fn field(label: &str, number: usize) -> String {
    format!("$text:{label}:{number}")
}

fn document(item: &Item, _: &[String]) -> Value {
    let details = &item.details;
    let mut fields = Map::new();
    fields.insert(field(CREATED, 1), details.created.to_string().into());
    for (number, permission) in (1..).zip(&details.permissions) {
        fields.insert(field(PERMISSION, number), permission.as_str().into());
    }
    json!({
        "shared_folders": [],
        "records": [{
            "title": details.title(),
            "notes": details.notes,
            "$type": "login",
            "schema": [],
            "login": item.credential.key_id.expose(),
            "password": item.credential.secret.expose(),
            "login_url": details.account.base_url(),
            "custom_fields": fields,
            "folders": [],
        }],
    })
}

fn found(document: &Value) -> Result<Found<'_>, ExportError> {
    let value = |label, number| format!("/records/0/custom_fields/{}", field(label, number));
    let permissions = (1..).map_while(|number| text(document, &value(PERMISSION, number)).ok());
    Ok(Found {
        key_id: text(document, "/records/0/login")?,
        secret: text(document, "/records/0/password")?,
        url: text(document, "/records/0/login_url")?,
        notes: text(document, "/records/0/notes")?,
        created: time(document, &value(CREATED, 1))?,
        permissions: permissions.map(str::to_owned).collect(),
    })
}
