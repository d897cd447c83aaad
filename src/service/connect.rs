//! 1Password Connect: an item of the category API Credential, in a vault that the token may write to.
//!
//! `GET /v1/vaults` lists them. `POST /v1/vaults/VAULT/items` makes the item, and `GET /v1/vaults/VAULT/items/ITEM` gives it
//! back, and every field is compared. Each item is a new one: nothing that is there is changed.
//!
//! Source: <https://developer.1password.com/docs/connect/api-reference/>, API version 1.8.1.

use super::{
    AccessToken, Answer, Exchange, Method, Next, Request, ServerAddress, ServiceError, Stored,
    common_failure,
};
use crate::credential::Item;
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// The identifier of a vault: 26 letters and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultId(String);

impl VaultId {
    /// Takes an identifier as the service gave it.
    ///
    /// # Errors
    /// [`ServiceError::BadVault`] for what is none.
    pub fn new(id: &str) -> Result<Self, ServiceError> {
        if is_id(id) {
            Ok(Self(id.to_owned()))
        } else {
            Err(ServiceError::BadVault)
        }
    }

    /// The identifier.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_id(text: &str) -> bool {
    text.len() == 26
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
}

/// A vault that the token reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectVault {
    /// By which it is asked for.
    pub id: VaultId,
    /// By which people know it.
    pub name: String,
}

/// Asks which vaults the token reaches.
pub struct ListVaults<'a> {
    address: &'a ServerAddress,
    token: &'a AccessToken,
}

impl<'a> ListVaults<'a> {
    /// An exchange that has not begun.
    #[must_use]
    pub fn new(address: &'a ServerAddress, token: &'a AccessToken) -> Self {
        Self { address, token }
    }
}

impl Exchange for ListVaults<'_> {
    type Outcome = Vec<ConnectVault>;

    fn begin(&mut self) -> Result<Request, ServiceError> {
        Ok(request(
            self.address,
            self.token,
            Method::Get,
            "/v1/vaults",
            None,
        ))
    }

    fn answered(&mut self, answer: Answer) -> Result<Next<Self::Outcome>, ServiceError> {
        if let Some(error) = failure(&answer) {
            return Err(error);
        }
        let listed = answer.json().ok_or(ServiceError::NotUnderstood)?;
        let listed = listed.as_array().ok_or(ServiceError::NotUnderstood)?;
        let vaults: Option<Vec<_>> = listed.iter().map(vault).collect();
        let vaults = vaults.ok_or(ServiceError::NotUnderstood)?;
        if vaults.is_empty() {
            return Err(ServiceError::NotAllowed);
        }
        Ok(Next::Done(vaults))
    }
}

fn vault(listed: &Value) -> Option<ConnectVault> {
    let id = VaultId::new(listed.get("id")?.as_str()?).ok()?;
    let name = listed.get("name").and_then(Value::as_str);
    let name = name.unwrap_or(id.as_str()).to_owned();
    Some(ConnectVault { id, name })
}

#[derive(Debug)]
enum Step {
    Writing,
    Reading,
}

/// Makes an item in a vault, and reads it back.
pub struct StoreItem<'a> {
    address: &'a ServerAddress,
    token: &'a AccessToken,
    vault: &'a ConnectVault,
    item: &'a Item,
    step: Step,
}

impl<'a> StoreItem<'a> {
    /// An exchange that has not begun.
    #[must_use]
    pub fn new(
        address: &'a ServerAddress,
        token: &'a AccessToken,
        vault: &'a ConnectVault,
        item: &'a Item,
    ) -> Self {
        Self {
            address,
            token,
            vault,
            item,
            step: Step::Writing,
        }
    }

    fn items_path(&self) -> String {
        ["/v1/vaults/", self.vault.id.as_str(), "/items"].concat()
    }

    fn read(&mut self, answer: &Answer) -> Result<Next<Stored>, ServiceError> {
        if let Some(error) = failure(answer) {
            return Err(error);
        }
        let made = answer.json().ok_or(ServiceError::NotUnderstood)?;
        let id = made.get("id").and_then(Value::as_str);
        let id = id
            .filter(|id| is_id(id))
            .ok_or(ServiceError::NotUnderstood)?;
        self.step = Step::Reading;
        let path = [&self.items_path(), "/", id].concat();
        Ok(Next::Send(request(
            self.address,
            self.token,
            Method::Get,
            &path,
            None,
        )))
    }

    fn compare(&self, answer: &Answer) -> Result<Next<Stored>, ServiceError> {
        if answer.status != 200 {
            return Err(ServiceError::NotReadBack {
                status: answer.status,
            });
        }
        let stored = answer.json().ok_or(ServiceError::Differs)?;
        let is_same = stored.get("title").and_then(Value::as_str)
            == Some(&self.item.details.title())
            && stored.get("category").and_then(Value::as_str) == Some(API_CREDENTIAL)
            && fields(self.item)
                .iter()
                .all(|field| holds_field(&stored, field));
        if !is_same {
            return Err(ServiceError::Differs);
        }
        Ok(Next::Done(Stored {
            place: format!("{} in {}", self.item.details.title(), self.vault.name),
        }))
    }
}

impl Exchange for StoreItem<'_> {
    type Outcome = Stored;

    fn begin(&mut self) -> Result<Request, ServiceError> {
        self.step = Step::Writing;
        let body = serde_json::to_vec(&document(self.item, &self.vault.id));
        let body = body.map_err(|_| ServiceError::NotUnderstood)?;
        Ok(request(
            self.address,
            self.token,
            Method::Post,
            &self.items_path(),
            Some(Zeroizing::new(body)),
        ))
    }

    fn answered(&mut self, answer: Answer) -> Result<Next<Stored>, ServiceError> {
        match self.step {
            Step::Writing => self.read(&answer),
            Step::Reading => self.compare(&answer),
        }
    }
}

const API_CREDENTIAL: &str = "API_CREDENTIAL";

fn document(item: &Item, vault: &VaultId) -> Value {
    json!({
        "title": item.details.title(),
        "category": API_CREDENTIAL,
        "vault": { "id": vault.as_str() },
        "urls": [{ "primary": true, "href": item.details.account.base_url() }],
        "fields": fields(item),
    })
}

/// The fields of an API Credential, and behind them what it has no field for.
fn fields(item: &Item) -> Vec<Value> {
    let details = &item.details;
    let field = |id: &str, kind: &str, label: &str, value: &str| json!({ "id": id, "type": kind, "label": label, "value": value });
    let mut fields = vec![
        field(
            "username",
            "STRING",
            "username",
            item.credential.key_id.expose(),
        ),
        field(
            "credential",
            "CONCEALED",
            "credential",
            item.credential.secret.expose(),
        ),
        field(
            "hostname",
            "STRING",
            "hostname",
            &details.account.base_url(),
        ),
        json!({ "id": "notesPlain", "type": "STRING", "purpose": "NOTES", "label": "notesPlain", "value": details.notes }),
        field("created", "STRING", "Created", &details.created.to_string()),
    ];
    fields.extend((1..).zip(&details.permissions).map(|(number, permission)| {
        let id = format!("permission{number}");
        field(&id, "STRING", "Permission", permission)
    }));
    fields
}

/// Whether the item has such a field: the service gives those that it does not know identifiers of its own.
fn holds_field(stored: &Value, field: &Value) -> bool {
    let known = stored.get("fields").and_then(Value::as_array);
    known.is_some_and(|known| {
        known.iter().any(|other| {
            (other.get("id") == field.get("id") || other.get("label") == field.get("label"))
                && other.get("value") == field.get("value")
                && other.get("type") == field.get("type")
        })
    })
}

fn request(
    address: &ServerAddress,
    token: &AccessToken,
    method: Method,
    path: &str,
    body: Option<Zeroizing<Vec<u8>>>,
) -> Request {
    let mut headers = vec![("Authorization", token.after("Bearer "))];
    if body.is_some() {
        let json = Zeroizing::new("application/json".to_owned());
        headers.push(("Content-Type", json));
    }
    Request {
        method,
        url: address.join(path),
        headers,
        body,
    }
}

fn failure(answer: &Answer) -> Option<ServiceError> {
    match answer.status {
        401 | 403 => Some(ServiceError::NotAllowed),
        404 => Some(ServiceError::NoSuchPlace),
        _ => common_failure(answer),
    }
}
