//! 1Password's 1PUX: one item of the category API Credential.
//!
//! Described at <https://support.1password.com/1pux-format/>. Imports fail where `createdAt`, `updatedAt` or a field's
//! `inputTraits` are missing, although the description does not say that they must be there.

use super::archive::ArchiveLayout;
use super::facts::{self, CREATED};
use super::ids::IdKind;
use super::json::{JsonLayout, seconds, text, texts};
use super::plain::Found;
use super::{About, ExportError, Part, ToKnow};
use serde_json::{Value, json};
use trivet_credential::Item;

/// 1Password's 1PUX.
pub(crate) static ONEPASSWORD: ArchiveLayout = ArchiveLayout {
    inner: JsonLayout {
        about: About {
            name: "1password-1pux",
            extension: "1pux",
            media_type: "application/zip",
            importers: &["1Password", "Bitwarden", "Keeper", "Proton Pass"],
            cannot_carry: &[],
            leaves_out: &[],
            autofill_hazard: None,
            to_know: &[ToKnow::OnlyIn1password],
        },
        ids: &[
            (IdKind::Base32, "/accounts/0/attrs/uuid"),
            (IdKind::Base32, "/accounts/0/vaults/0/attrs/uuid"),
            (IdKind::Base32, "/accounts/0/vaults/0/items/0/uuid"),
        ],
        check: None,
        document,
        found,
    },
    name: "export.data",
    before: Some(("export.attributes", attributes)),
    folder: Some("files/"),
};

/// The category of API Credentials.
const API_CREDENTIAL: &str = "112";

fn attributes(item: &Item) -> Value {
    json!({
        "version": 3,
        "description": "1Password Unencrypted Export",
        "createdAt": item.details.created.unix_seconds(),
    })
}

fn field(id: &str, title: &str, value: &Value) -> Value {
    json!({
        "id": id,
        "title": title,
        "value": value,
        "guarded": false,
        "multiline": false,
        "dontGenerate": false,
        "inputTraits": {
            "keyboard": "default",
            "correction": "default",
            "capitalization": "default",
        },
    })
}

fn document(item: &Item, ids: &[String]) -> Value {
    let details = &item.details;
    let created = details.created.unix_seconds();
    let string = |text: &str| json!({ "string": text });
    let key_id = item.credential.key_id.expose();
    let mut token = vec![field(
        "created",
        CREATED,
        &string(&details.created.to_string()),
    )];
    for (number, permission) in (1..).zip(&details.permissions) {
        let id = format!("permission{number}");
        token.push(field(&id, &facts::permission(number), &string(permission)));
    }
    let url = details.account.base_url();
    let section = |name: &str, title: &str, fields: Vec<Value>| json!({ "name": name, "title": title, "fields": fields });
    let secret = json!({ "concealed": item.credential.secret.expose() });
    let credential = vec![
        field("username", "username", &string(key_id)),
        field("credential", "credential", &secret),
        field("type", "type", &json!({ "menu": "other" })),
        field("filename", "filename", &string("")),
        field("validFrom", "valid from", &json!({ "date": created })),
        field("hostname", "hostname", &string(&url)),
    ];
    json!({
        "accounts": [{
            "attrs": {
                "accountName": "Trivet",
                "name": "Trivet",
                "avatar": "",
                "email": "",
                "uuid": ids.first(),
                "domain": "https://my.1password.com/",
            },
            "vaults": [{
                "attrs": {
                    "uuid": ids.get(1),
                    "desc": "",
                    "avatar": "",
                    "name": "Trivet",
                    "type": "U",
                },
                "items": [{
                    "uuid": ids.get(2),
                    "favIndex": 0,
                    "createdAt": created,
                    "updatedAt": created,
                    "state": "active",
                    "categoryUuid": API_CREDENTIAL,
                    "overview": {
                        "subtitle": key_id,
                        "title": item.title(),
                        "url": url,
                        "urls": [{ "label": "website", "url": url }],
                        "tags": [],
                    },
                    "details": {
                        "loginFields": [],
                        "notesPlain": details.notes,
                        "sections": [
                            section("", "", credential),
                            section("token", "Token", token),
                        ],
                        "passwordHistory": [],
                    },
                }],
            }],
        }],
    })
}

fn found(document: &Value) -> Result<Found<'_>, ExportError> {
    let item = document.pointer("/accounts/0/vaults/0/items/0");
    let item = item.ok_or(ExportError::Damaged { part: Part::Json })?;
    Ok(Found {
        key_id: text(item, "/details/sections/0/fields/0/value/string")?,
        secret: text(item, "/details/sections/0/fields/1/value/concealed")?,
        url: text(item, "/overview/url")?,
        notes: text(item, "/details/notesPlain")?,
        created: seconds(item, "/createdAt")?,
        permissions: texts(item, "/details/sections/1/fields", 1, "/value/string")?,
    })
}
