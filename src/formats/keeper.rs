//! Keeper's JSON: one record of the type "login".
//!
//! Custom fields are named `$TYPE:LABEL:1`. The number that Keeper writes behind a label that comes again is read by it up to 9
//! only, so every label is another.

use super::facts::{self, CREATED};
use super::json::{JsonLayout, text, time};
use super::plain::Found;
use super::{About, ExportError, ToKnow};
use serde_json::{Map, Value, json};
use trivet_credential::Item;

/// Keeper's JSON.
pub(crate) static KEEPER: JsonLayout = JsonLayout {
    about: About {
        name: "keeper-json",
        extension: "json",
        media_type: "application/json",
        importers: &["Keeper", "Bitwarden"],
        cannot_carry: &[],
        leaves_out: &[],
        autofill_hazard: Some(ToKnow::Offered),
        to_know: &[],
    },
    ids: &[],
    check: None,
    document,
    found,
};

fn field(label: &str) -> String {
    format!("$text:{label}:1")
}

fn document(item: &Item, _: &[String]) -> Value {
    let details = &item.details;
    let mut fields = Map::new();
    for (name, value) in facts::fields(details) {
        fields.insert(field(&name), value.into());
    }
    json!({
        "shared_folders": [],
        "records": [{
            "title": item.title(),
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
    let value = |label: &str| format!("/records/0/custom_fields/{}", field(label));
    let permissions =
        (1..).map_while(|number| text(document, &value(&facts::permission(number))).ok());
    Ok(Found {
        key_id: text(document, "/records/0/login")?,
        secret: text(document, "/records/0/password")?,
        url: text(document, "/records/0/login_url")?,
        notes: text(document, "/records/0/notes")?,
        created: time(document, &value(CREATED))?,
        permissions: permissions.map(str::to_owned).collect(),
    })
}
