//! The document with the item, not encrypted.

use crate::check::Most;
use crate::facts;
use crate::json::{JsonLayout, text, texts, time};
use crate::plain::Found;
use crate::{About, ExportError, ToKnow};
use serde_json::{Value, json};
use trivet_credential::Item;

/// Bitwarden's JSON, not encrypted.
pub(crate) static JSON: JsonLayout = JsonLayout {
    about: About {
        name: "bitwarden-json",
        extension: "json",
        media_type: "application/json",
        importers: &["Bitwarden", "Vaultwarden", "Proton Pass", "Keeper"],
        cannot_carry: &[],
        leaves_out: &[],
        autofill_hazard: None,
        to_know: &[ToKnow::BitwardenCreated],
    },
    ids: &[],
    check: Some(|item| MOST.check(item, &item.details.notes)),
    document,
    found,
};

/// Type of an item with user name and password.
const LOGIN: u8 = 1;

/// Type of a field whose value is shown.
const TEXT: u8 = 0;

/// Bitwarden's server takes 1,000 characters of an encrypted value, 10,000 of encrypted notes, and refuses the whole import
/// with more. Encryption fills up to blocks of 16 bytes, adds vector and authentication, and writes base64. (A newer server
/// takes 5,000 of a password.)
pub(crate) const MOST: Most = Most {
    value: 687,
    notes: 7439,
};

/// The address is never compared with a page's.
const NEVER: u8 = 5;

fn document(item: &Item, _: &[String]) -> Value {
    let details = &item.details;
    let field = |name: &str, value: &str| json!({ "name": name, "value": value, "type": TEXT });
    let fields = facts::fields(details);
    let fields: Vec<Value> = fields
        .iter()
        .map(|(name, value)| field(name, value))
        .collect();
    json!({
        "encrypted": false,
        "folders": [],
        "items": [{
            "type": LOGIN,
            "name": item.title(),
            "notes": details.notes,
            "favorite": false,
            "reprompt": 0,
            "fields": fields,
            "login": {
                "uris": [{ "match": NEVER, "uri": details.account.base_url() }],
                "username": item.credential.key_id.expose(),
                "password": item.credential.secret.expose(),
                "totp": null,
            },
        }],
    })
}

fn found(document: &Value) -> Result<Found<'_>, ExportError> {
    Ok(Found {
        key_id: text(document, "/items/0/login/username")?,
        secret: text(document, "/items/0/login/password")?,
        url: text(document, "/items/0/login/uris/0/uri")?,
        notes: text(document, "/items/0/notes")?,
        created: time(document, "/items/0/fields/0/value")?,
        permissions: texts(document, "/items/0/fields", 1, "/value")?,
    })
}
