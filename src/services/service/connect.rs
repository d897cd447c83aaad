//! 1Password Connect: an item of the category API Credential, in a vault that the token may write to.
//!
//! `GET /v1/vaults` lists them. `GET /v1/vaults/VAULT/items` by title shows whether this key is there already; then
//! `POST /v1/vaults/VAULT/items` makes the item, and `GET /v1/vaults/VAULT/items/ITEM` gives it back, and every field is
//! compared. Each item is a new one: nothing that is there is changed. Connect answers from a copy that follows 1Password's
//! server after a while; so it is asked again, for a while, what is not there yet.
//!
//! Source: <https://developer.1password.com/docs/connect/api-reference/>, API version 1.8.1.

use super::patience::Patience;
use super::{
    AccessToken, Answer, Exchange, Method, Next, Request, ServerAddress, ServiceError, Stored,
    common_failure,
};
use serde_json::{Value, json};
use std::fmt::Write as _;
use trivet_credential::Item;
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
            return Err(ServiceError::NoVaults);
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

/// How many items of one title are looked into.
const MOST_ALIKE: usize = 50;

/// What happens when the key is not among the items.
#[derive(Debug, Clone, Copy)]
enum Then {
    /// It is made.
    Write,
    /// It was sent before; whether it was made is not known.
    GiveUp,
}

#[derive(Debug)]
enum Step {
    /// Which items have its title.
    Listing(Patience, Then),
    /// Whether one of them is it; those that are still to be looked into.
    Checking(Patience, Then, Vec<String>),
    Writing,
    Reading(Patience, String),
}

/// Makes an item in a vault where it is not yet, and reads it back.
pub struct StoreItem<'a> {
    address: &'a ServerAddress,
    token: &'a AccessToken,
    vault: &'a ConnectVault,
    item: &'a Item,
    first: Patience,
    step: Step,
}

impl<'a> StoreItem<'a> {
    /// An exchange that has not begun. After an attempt of which nobody knows whether it made the item, `again` has it look for
    /// a while before it makes one.
    #[must_use]
    pub fn new(
        address: &'a ServerAddress,
        token: &'a AccessToken,
        vault: &'a ConnectVault,
        item: &'a Item,
        again: bool,
    ) -> Self {
        let first = if again {
            Patience::FULL
        } else {
            Patience::NONE
        };
        Self {
            address,
            token,
            vault,
            item,
            first,
            step: Step::Listing(first, Then::Write),
        }
    }

    fn items_path(&self) -> String {
        ["/v1/vaults/", self.vault.id.as_str(), "/items"].concat()
    }

    fn get(&self, path: &str) -> Request {
        request(self.address, self.token, Method::Get, path, None)
    }

    fn list(&self) -> Request {
        let title = self.item.title().replace('"', "\\\"");
        let filter = percent_encoded(&format!("title eq \"{title}\""));
        self.get(&[&self.items_path(), "?filter=", &filter].concat())
    }

    fn read(&self, id: &str) -> Request {
        self.get(&[&self.items_path(), "/", id].concat())
    }

    fn listed(
        &mut self,
        answer: &Answer,
        patience: Patience,
        then: Then,
    ) -> Result<Next<Stored>, ServiceError> {
        if let Some(error) = failure(answer) {
            return match (then, error) {
                (Then::GiveUp, _) => self.list_again(patience),
                (Then::Write, ServiceError::NotAllowed) if answer.status == 403 => {
                    Err(ServiceError::NotAllowedThere)
                }
                (Then::Write, error) => Err(error),
            };
        }
        let listed = answer.json().ok_or(ServiceError::NotUnderstood)?;
        let listed = listed.as_array().ok_or(ServiceError::NotUnderstood)?;
        let title = self.item.title();
        let alike = listed.iter().filter(|item| is_text(item, "title", &title));
        let ids = alike.filter_map(|item| item.get("id")?.as_str());
        let ids: Vec<String> = ids.filter(|id| is_id(id)).map(str::to_owned).collect();
        self.check_next(ids, patience, then)
    }

    /// Looks into the next item of that title; when there is none, the key is not there.
    fn check_next(
        &mut self,
        mut ids: Vec<String>,
        patience: Patience,
        then: Then,
    ) -> Result<Next<Stored>, ServiceError> {
        ids.truncate(MOST_ALIKE);
        if let Some(id) = ids.last() {
            let request = self.read(id);
            self.step = Step::Checking(patience, then, ids);
            return Ok(Next::Send(request));
        }
        match (then, patience) {
            (Then::GiveUp, patience) => self.list_again(patience),
            (Then::Write, mut left) => {
                if let Some(pause) = left.pause() {
                    self.step = Step::Listing(left, then);
                    return Ok(Next::Later(pause, self.list()));
                }
                self.step = Step::Writing;
                let body = self.body()?;
                let (address, token) = (self.address, self.token);
                let path = self.items_path();
                let request = request(address, token, Method::Post, &path, Some(body));
                Ok(Next::Send(request))
            }
        }
    }

    /// Looks whether it was made after all.
    fn list_again(&mut self, mut patience: Patience) -> Result<Next<Stored>, ServiceError> {
        let pause = patience.pause().ok_or(ServiceError::Unclear)?;
        self.step = Step::Listing(patience, Then::GiveUp);
        Ok(Next::Later(pause, self.list()))
    }

    /// An item of that title that cannot be read may be this key.
    fn not_readable(
        &mut self,
        patience: Patience,
        then: Then,
    ) -> Result<Next<Stored>, ServiceError> {
        self.list_again(match then {
            Then::Write => Patience::FULL,
            Then::GiveUp => patience,
        })
    }

    fn written(&mut self, answer: &Answer) -> Result<Next<Stored>, ServiceError> {
        match failure(answer) {
            None => {}
            // Connect says 504 of what it made nevertheless.
            Some(ServiceError::ServerFailed { .. }) => {
                return self.list_again(Patience::FULL);
            }
            Some(ServiceError::NotAllowed) if answer.status == 403 => {
                return Err(ServiceError::NotAllowedThere);
            }
            Some(error) => return Err(error),
        }
        let made = answer.json().ok_or(ServiceError::NotUnderstood)?;
        let id = made.get("id").and_then(Value::as_str);
        let id = id
            .filter(|id| is_id(id))
            .ok_or(ServiceError::NotUnderstood)?;
        self.step = Step::Reading(Patience::FULL, id.to_owned());
        Ok(Next::Send(self.read(id)))
    }

    fn compared(
        &mut self,
        answer: Option<&Answer>,
        mut patience: Patience,
        id: String,
    ) -> Result<Next<Stored>, ServiceError> {
        let error = match answer {
            Some(answer) if answer.status == 200 && self.is_same(answer) => {
                return Ok(self.done(""));
            }
            Some(answer) if answer.status == 200 => ServiceError::Differs,
            Some(answer) if answer.status == 403 => return Err(ServiceError::NotReadBack),
            _ => ServiceError::NotReadBack,
        };
        let pause = patience.pause().ok_or(error)?;
        let request = self.read(&id);
        self.step = Step::Reading(patience, id);
        Ok(Next::Later(pause, request))
    }

    fn is_same(&self, answer: &Answer) -> bool {
        answer.json().is_some_and(|stored| {
            is_text(&stored, "title", &self.item.title())
                && is_text(&stored, "category", API_CREDENTIAL)
                && fields(self.item)
                    .iter()
                    .all(|field| holds_field(&stored, field))
        })
    }

    fn done(&self, also: &str) -> Next<Stored> {
        let title = self.item.title();
        Next::Done(Stored {
            place: format!("{title} in {}{also}", self.vault.name),
        })
    }

    fn body(&self) -> Result<Zeroizing<Vec<u8>>, ServiceError> {
        serde_json::to_vec(&document(self.item, &self.vault.id))
            .map(Zeroizing::new)
            .map_err(|_| ServiceError::NotUnderstood)
    }
}

impl Exchange for StoreItem<'_> {
    type Outcome = Stored;

    fn begin(&mut self) -> Result<Request, ServiceError> {
        self.step = Step::Listing(self.first, Then::Write);
        Ok(self.list())
    }

    fn answered(&mut self, answer: Answer) -> Result<Next<Stored>, ServiceError> {
        match std::mem::replace(&mut self.step, Step::Writing) {
            Step::Listing(patience, then) => self.listed(&answer, patience, then),
            Step::Checking(patience, then, mut ids) => {
                if answer.status == 200 && self.is_same(&answer) {
                    return Ok(self.done(", already there"));
                }
                if answer.status != 200 {
                    return self.not_readable(patience, then);
                }
                ids.pop();
                self.check_next(ids, patience, then)
            }
            Step::Writing => self.written(&answer),
            Step::Reading(patience, id) => self.compared(Some(&answer), patience, id),
        }
    }

    fn unanswered(&mut self) -> Result<Next<Stored>, ServiceError> {
        match std::mem::replace(&mut self.step, Step::Writing) {
            Step::Listing(_, Then::Write) => Err(ServiceError::NoAnswer),
            Step::Listing(patience, Then::GiveUp) => self.list_again(patience),
            Step::Checking(patience, then, _) => self.not_readable(patience, then),
            Step::Writing => self.list_again(Patience::FULL),
            Step::Reading(patience, id) => self.compared(None, patience, id),
        }
    }
}

fn is_text(object: &Value, name: &str, text: &str) -> bool {
    object.get(name).and_then(Value::as_str) == Some(text)
}

/// Every byte that is not a letter or a digit as `%XX`.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

const API_CREDENTIAL: &str = "API_CREDENTIAL";

fn document(item: &Item, vault: &VaultId) -> Value {
    json!({
        "title": item.title(),
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
        field(&id, "STRING", &format!("Permission {number}"), permission)
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
