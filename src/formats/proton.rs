//! Proton Pass's export: an archive with one vault of one log-in.
//!
//! Laid out as Proton's own clients read it: <https://github.com/ProtonMail/WebClients>, `packages/pass/lib/import`.

use super::archive::ArchiveLayout;
use super::facts;
use super::ids::IdKind;
use super::json::{JsonLayout, seconds, text, texts};
use super::plain::Found;
use super::{About, ExportError, Part, ToKnow};
use serde_json::{Value, json};
use trivet_credential::Item;

/// Proton Pass's export.
pub(crate) static PROTON: ArchiveLayout = ArchiveLayout {
    inner: JsonLayout {
        about: About {
            name: "proton-pass",
            extension: "zip",
            media_type: "application/zip",
            importers: &["Proton Pass"],
            cannot_carry: &[],
            leaves_out: &[],
            autofill_hazard: Some(ToKnow::Offered),
            to_know: &[],
        },
        ids: &[
            (IdKind::Uuid, "/vaults/trivet/items/0/shareId"),
            (IdKind::Uuid, "/vaults/trivet/items/0/itemId"),
            (
                IdKind::Uuid,
                "/vaults/trivet/items/0/data/metadata/itemUuid",
            ),
        ],
        check: None,
        document,
        found,
    },
    name: "Proton Pass/data.json",
    before: None,
    folder: None,
};

/// An item that is neither archived nor in the trash.
const ACTIVE: u8 = 1;

fn document(item: &Item, ids: &[String]) -> Value {
    let details = &item.details;
    let created = details.created.unix_seconds();
    let field = |name: &str, content: &str| json!({ "fieldName": name, "type": "text", "data": { "content": content } });
    let fields = facts::fields(details);
    let fields: Vec<Value> = fields
        .iter()
        .map(|(name, value)| field(name, value))
        .collect();
    json!({
        "version": "1.31.0",
        "userId": "",
        "encrypted": false,
        "vaults": {
            "trivet": {
                "name": "Trivet",
                "description": "",
                "display": { "color": 0, "icon": 0 },
                "items": [{
                    "shareId": ids.first(),
                    "itemId": ids.get(1),
                    "data": {
                        "type": "login",
                        "metadata": {
                            "name": item.title(),
                            "note": details.notes,
                            "itemUuid": ids.get(2),
                        },
                        "extraFields": fields,
                        "content": {
                            "itemEmail": "",
                            "itemUsername": item.credential.key_id.expose(),
                            "password": item.credential.secret.expose(),
                            "urls": [details.account.base_url()],
                            "totpUri": "",
                            "passkeys": [],
                        },
                    },
                    "state": ACTIVE,
                    "aliasEmail": null,
                    "contentFormatVersion": 7,
                    "createTime": created,
                    "modifyTime": created,
                    "pinned": false,
                    "files": [],
                }],
            },
        },
    })
}

fn found(document: &Value) -> Result<Found<'_>, ExportError> {
    let item = document.pointer("/vaults/trivet/items/0");
    let item = item.ok_or(ExportError::Damaged { part: Part::Json })?;
    Ok(Found {
        key_id: text(item, "/data/content/itemUsername")?,
        secret: text(item, "/data/content/password")?,
        url: text(item, "/data/content/urls/0")?,
        notes: text(item, "/data/metadata/note")?,
        created: seconds(item, "/createTime")?,
        permissions: texts(item, "/data/extraFields", 1, "/data/content")?,
    })
}
