//! The body of a request that stores a secret in the key-value engine, version 2, of `HashiCorp` Vault or `OpenBao`.
//!
//! `POST /v1/MOUNT/data/PATH`. "cas" is 0: nothing that is there already is overwritten.

use super::json::{JsonLayout, text, time, to_bytes};
use super::plain::Found;
use super::{About, ExportError, Field, ToKnow, check, compare};
use serde_json::{Value, json};
use trivet_credential::Item;
use zeroize::Zeroizing;

/// Vault's and `OpenBao`'s key-value engine.
pub(crate) static VAULT_KV: JsonLayout = JsonLayout {
    about: About {
        name: "vault-kv",
        extension: "json",
        media_type: "application/json",
        importers: &["HashiCorp Vault", "OpenBao"],
        cannot_carry: &[],
        leaves_out: &[],
        autofill_hazard: None,
        to_know: &[ToKnow::VaultBody],
    },
    ids: &[],
    check: None,
    document,
    found,
};

fn document(item: &Item, _: &[String]) -> Value {
    let details = &item.details;
    json!({
        "data": {
            "title": item.title(),
            "api_key_id": item.credential.key_id.expose(),
            "api_key_secret": item.credential.secret.expose(),
            "url": details.account.base_url(),
            "permissions": details.permissions.join("\n"),
            "created": details.created.to_string(),
            "notes": details.notes,
        },
        "options": { "cas": 0 },
    })
}

fn found(document: &Value) -> Result<Found<'_>, ExportError> {
    let permissions = text(document, "/data/permissions")?;
    Ok(Found {
        key_id: text(document, "/data/api_key_id")?,
        secret: text(document, "/data/api_key_secret")?,
        url: text(document, "/data/url")?,
        notes: text(document, "/data/notes")?,
        created: time(document, "/data/created")?,
        permissions: permissions.lines().map(str::to_owned).collect(),
    })
}

/// The body, for whoever sends it.
///
/// # Errors
/// [`ExportError::CannotExpress`], as for the file.
pub fn body(item: &Item) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    check::permissions(item)?;
    to_bytes(&document(item, &[]))
}

/// Compares what the engine gave back: a document whose `data` is what was stored.
///
/// # Errors
/// [`ExportError::Damaged`] where it is laid out in another way, [`ExportError::Differs`] for the first field that is not
/// the same.
pub fn compare_stored(expected: &Item, stored: &Value) -> Result<(), ExportError> {
    if text(stored, "/data/title")? != expected.title() {
        return Err(ExportError::Differs {
            field: Field::Title,
        });
    }
    compare::items(expected, &found(stored)?.into_item()?, &[])
}
