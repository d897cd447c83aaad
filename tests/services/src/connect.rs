//! 1Password Connect, as <https://developer.1password.com/docs/connect/api-reference/> describes it, API version 1.8.1: the
//! vaults of the token, and items in them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    Json, Router,
    extract::{Path, Query, Request, State},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::error::ServicesError;
use crate::server::{Objections, Service};

/// The first vault's identifier.
pub const VAULT_ID: &str = "ftz4pm2xxwmwrsd7rjqn7grzfz";
/// The first vault's name.
pub const VAULT_NAME: &str = "Platform";

/// What is wrong with the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ConnectFault {
    /// Nothing.
    #[default]
    None,
    /// An item that was made is not found so many times.
    Late(usize),
    /// An item that was made lacks its last fields so many times.
    Partly(usize),
    /// It makes the item and answers with this status; the item is not listed the first time.
    StoresAndFails(u16),
}

#[derive(Debug)]
struct Store {
    fault: ConnectFault,
    /// How often what was made was asked for.
    asked: usize,
    token: String,
    vaults: Vec<(String, String)>,
    items: BTreeMap<String, Value>,
}

type Shared = Arc<Mutex<Store>>;

/// A 1Password Connect server.
#[derive(Debug)]
pub struct ConnectServer {
    service: Service,
    store: Shared,
}

impl ConnectServer {
    /// Starts one that lets this token in, to so many vaults.
    ///
    /// # Errors
    /// When no port is free or no certificate can be made.
    pub async fn start(token: &str, vaults: usize) -> Result<Self, ServicesError> {
        Self::with_fault(token, vaults, ConnectFault::None).await
    }

    /// The same, with something wrong.
    ///
    /// # Errors
    /// When no port is free or no certificate can be made.
    pub async fn with_fault(
        token: &str,
        vaults: usize,
        fault: ConnectFault,
    ) -> Result<Self, ServicesError> {
        let first = (VAULT_ID.to_owned(), VAULT_NAME.to_owned());
        let more = (1..vaults).map(|number| (format!("{number:0>26}"), format!("Vault {number}")));
        let store = Arc::new(Mutex::new(Store {
            fault,
            asked: 0,
            token: token.to_owned(),
            vaults: std::iter::once(first).chain(more).take(vaults).collect(),
            items: BTreeMap::new(),
        }));
        let objections = Objections::default();
        let routes = Router::new()
            .route("/v1/vaults", get(list))
            .route("/v1/vaults/{vault}", get(vault))
            .route("/v1/vaults/{vault}/items", get(titled).post(create))
            .route("/v1/vaults/{vault}/items/{item}", get(read))
            .layer(middleware::from_fn_with_state(Arc::clone(&store), admit))
            .layer(middleware::from_fn_with_state(objections.clone(), inspect))
            .with_state((Arc::clone(&store), objections.clone()));
        let service = Service::start(routes, objections).await?;
        Ok(Self { service, store })
    }

    /// Where it is, and what it objects to.
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// The items so far, by their identifiers.
    #[must_use]
    pub fn items(&self) -> BTreeMap<String, Value> {
        lock(&self.store).items.clone()
    }
}

fn lock(store: &Shared) -> std::sync::MutexGuard<'_, Store> {
    store.lock().unwrap_or_else(PoisonError::into_inner)
}

fn refusal(status: StatusCode, message: &str) -> Response {
    let said = json!({ "status": status.as_u16(), "message": message });
    (status, Json(said)).into_response()
}

async fn inspect(State(objections): State<Objections>, request: Request, next: Next) -> Response {
    for name in [header::COOKIE, header::REFERER] {
        if request.headers().contains_key(&name) {
            objections.note(format!("a request carries {name}"));
        }
    }
    next.run(request).await
}

async fn admit(State(store): State<Shared>, request: Request, next: Next) -> Response {
    let expected = format!("Bearer {}", lock(&store).token);
    let given = request.headers().get(header::AUTHORIZATION);
    if given.is_none_or(|given| given != expected.as_str()) {
        return refusal(StatusCode::UNAUTHORIZED, "Invalid token signature");
    }
    next.run(request).await
}

type Both = State<(Shared, Objections)>;

fn described(id: &str, name: &str) -> Value {
    json!({
        "id": id,
        "name": name,
        "attributeVersion": 1,
        "contentVersion": 1,
        "items": 0,
        "type": "USER_CREATED",
    })
}

async fn list(State((store, _)): Both) -> Json<Value> {
    let store = lock(&store);
    let vaults = store.vaults.iter();
    Json(vaults.map(|(id, name)| described(id, name)).collect())
}

async fn vault(State((store, _)): Both, Path(vault): Path<String>) -> Response {
    let store = lock(&store);
    match store.vaults.iter().find(|(id, _)| *id == vault) {
        Some((id, name)) => Json(described(id, name)).into_response(),
        None => refusal(StatusCode::NOT_FOUND, "vault not found"),
    }
}

/// An item as it may be sent: what is described, and nothing else.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct FullItem {
    title: Option<String>,
    vault: Reference,
    category: Category,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    urls: Vec<Address>,
    favorite: Option<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(default)]
    sections: Vec<Section>,
    #[serde(default)]
    fields: Vec<Field>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Reference {
    id: String,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Category {
    Login,
    Password,
    ApiCredential,
    Server,
    Database,
    SecureNote,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Address {
    label: Option<String>,
    primary: Option<bool>,
    href: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Section {
    id: String,
    label: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Field {
    id: String,
    #[serde(rename = "type")]
    kind: FieldKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<Purpose>,
    label: Option<String>,
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<Reference>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum FieldKind {
    String,
    Email,
    Concealed,
    Url,
    Totp,
    Date,
    MonthYear,
    Menu,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Purpose {
    Username,
    Password,
    Notes,
}

async fn create(
    State((store, objections)): Both,
    Path(vault): Path<String>,
    Json(sent): Json<Value>,
) -> Response {
    let item: FullItem = match serde_json::from_value(sent) {
        Ok(item) => item,
        Err(error) => {
            objections.note(format!("an item is not as described: {error}"));
            return refusal(StatusCode::BAD_REQUEST, "Invalid item");
        }
    };
    if item.vault.id != vault {
        objections.note("an item names another vault than its address");
        return refusal(StatusCode::BAD_REQUEST, "vault mismatch");
    }
    let mut store = lock(&store);
    if !store.vaults.iter().any(|(id, _)| *id == vault) {
        return refusal(StatusCode::FORBIDDEN, "vault is not in scope");
    }
    let id = format!("{:a>26}", store.items.len());
    let Ok(mut made) = serde_json::to_value(item) else {
        return refusal(StatusCode::INTERNAL_SERVER_ERROR, "cannot be kept");
    };
    made["id"] = json!(id);
    made["version"] = json!(1);
    made["state"] = Value::Null;
    made["createdAt"] = json!("2026-11-23T20:35:00Z");
    made["updatedAt"] = json!("2026-11-23T20:35:00Z");
    if let Some(fields) = made["fields"].as_array_mut() {
        // The service names the fields that its template does not have by itself.
        for (number, field) in fields.iter_mut().enumerate() {
            let is_own = ["username", "credential", "hostname", "notesPlain"]
                .iter()
                .any(|known| field["id"] == *known);
            if !is_own {
                field["id"] = json!(format!("{number:f>26}"));
            }
        }
    }
    store.items.insert(id, made.clone());
    if let ConnectFault::StoresAndFails(status) = store.fault {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::GATEWAY_TIMEOUT);
        return refusal(status, "");
    }
    Json(made).into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    filter: Option<String>,
}

/// The items of a title, without their fields.
async fn titled(
    State((store, objections)): Both,
    Path(vault): Path<String>,
    filter: Query<Filter>,
) -> Response {
    let mut store = lock(&store);
    let title = filter.0.filter.map(|filter| {
        let title = filter.strip_prefix("title eq \"");
        let title = title.and_then(|title| title.strip_suffix('"'));
        if title.is_none() {
            objections.note(format!("a filter is not as described: {filter}"));
        }
        title.unwrap_or_default().to_owned()
    });
    if matches!(store.fault, ConnectFault::StoresAndFails(_)) && !store.items.is_empty() {
        store.asked += 1;
        if store.asked == 1 {
            return Json(json!([])).into_response();
        }
    }
    let items = store.items.values().filter(|item| {
        item["vault"]["id"] == vault && title.as_ref().is_none_or(|title| item["title"] == **title)
    });
    let listed = items.cloned().map(|mut item| {
        if let Some(item) = item.as_object_mut() {
            item.remove("fields");
        }
        item
    });
    Json(listed.collect::<Value>()).into_response()
}

async fn read(State((store, _)): Both, Path((vault, item)): Path<(String, String)>) -> Response {
    let mut store = lock(&store);
    store.asked += 1;
    let (fault, asked) = (store.fault, store.asked);
    match store
        .items
        .get(&item)
        .filter(|item| item["vault"]["id"] == vault)
        .filter(|_| !matches!(fault, ConnectFault::Late(times) if asked <= times))
    {
        Some(item) => {
            let mut item = item.clone();
            if let (ConnectFault::Partly(times), Some(fields)) =
                (fault, item["fields"].as_array_mut())
                && asked <= times
            {
                fields.truncate(2);
            }
            Json(item).into_response()
        }
        None => refusal(StatusCode::NOT_FOUND, "item not found"),
    }
}
