//! The key-value engine, version 2, as <https://openbao.org/api-docs/secret/kv/kv-v2/> describes it: the mount's kind, and
//! one secret's versions.

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
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::error::ServicesError;
use crate::server::{Objections, Service};

/// Where the engine is mounted.
pub const MOUNT: &str = "secret";

/// What is wrong with the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fault {
    /// Nothing.
    #[default]
    None,
    /// It is sealed: 503 to everything.
    Sealed,
    /// It sends everybody elsewhere: 307.
    Redirecting,
    /// What is mounted is version 1.
    Version1,
    /// The token may write and may not read.
    WriteOnly,
    /// It gives back another secret than the one it took.
    Forgetful,
    /// What was stored is answered with this status so many times before it can be read.
    Late(u16, usize),
    /// It stores the secret and answers with this status.
    StoresAndFails(u16),
    /// It says that of the one request that stores, and does not store it.
    Fails(u16),
}

#[derive(Debug)]
struct Store {
    token: String,
    fault: Fault,
    /// How often what is stored was asked for.
    asked: usize,
    secrets: BTreeMap<String, Vec<Map<String, Value>>>,
}

type Shared = Arc<Mutex<Store>>;

/// A Vault or `OpenBao` with a key-value engine at [`MOUNT`].
#[derive(Debug)]
pub struct KeyValueServer {
    service: Service,
    store: Shared,
}

impl KeyValueServer {
    /// Starts one that lets this token in.
    ///
    /// # Errors
    /// When no port is free or no certificate can be made.
    pub async fn start(token: &str, fault: Fault) -> Result<Self, ServicesError> {
        let store = Arc::new(Mutex::new(Store {
            token: token.to_owned(),
            fault,
            asked: 0,
            secrets: BTreeMap::new(),
        }));
        let objections = Objections::default();
        let routes = Router::new()
            .route("/v1/sys/internal/ui/mounts/{mount}", get(mount))
            .route("/v1/secret/data/{*path}", get(read).post(write).put(write))
            .layer(middleware::from_fn_with_state(Arc::clone(&store), admit))
            .layer(middleware::from_fn_with_state(objections.clone(), inspect))
            .with_state(Arc::clone(&store));
        let service = Service::start(routes, objections).await?;
        Ok(Self { service, store })
    }

    /// Where it is, and what it objects to.
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// The versions of the secret at a path, the oldest first.
    #[must_use]
    pub fn versions(&self, path: &str) -> Vec<Map<String, Value>> {
        lock(&self.store)
            .secrets
            .get(path)
            .cloned()
            .unwrap_or_default()
    }

    /// Puts a secret there.
    pub fn put(&self, path: &str, secret: Map<String, Value>) {
        let mut store = lock(&self.store);
        store
            .secrets
            .entry(path.to_owned())
            .or_default()
            .push(secret);
    }
}

fn lock(store: &Shared) -> std::sync::MutexGuard<'_, Store> {
    store.lock().unwrap_or_else(PoisonError::into_inner)
}

fn failed(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    errors(status, &[])
}

fn errors(status: StatusCode, errors: &[&str]) -> Response {
    (status, Json(json!({ "errors": errors }))).into_response()
}

/// What every request must have, and must not have.
async fn inspect(State(objections): State<Objections>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    if headers
        .get("x-vault-request")
        .is_none_or(|value| value != "true")
    {
        objections.note("a request does not say X-Vault-Request: true");
    }
    for name in [header::COOKIE, header::REFERER, header::AUTHORIZATION] {
        if headers.contains_key(&name) {
            objections.note(format!("a request carries {name}"));
        }
    }
    next.run(request).await
}

/// The token, and the server's own faults.
async fn admit(State(store): State<Shared>, request: Request, next: Next) -> Response {
    let (fault, token) = {
        let store = lock(&store);
        (store.fault, store.token.clone())
    };
    match fault {
        Fault::Sealed => return errors(StatusCode::SERVICE_UNAVAILABLE, &["Vault is sealed"]),
        Fault::Redirecting => {
            let elsewhere = [(header::LOCATION, "https://elsewhere.example.com/v1/")];
            return (StatusCode::TEMPORARY_REDIRECT, elsewhere).into_response();
        }
        _ => {}
    }
    let given = request.headers().get("x-vault-token");
    if given.is_none_or(|given| given != token.as_str()) {
        return errors(StatusCode::FORBIDDEN, &["permission denied"]);
    }
    next.run(request).await
}

async fn mount(State(store): State<Shared>, Path(mount): Path<String>) -> Response {
    if mount != MOUNT {
        return errors(
            StatusCode::FORBIDDEN,
            &["preflight capability check returned 403"],
        );
    }
    let is_old = lock(&store).fault == Fault::Version1;
    let version = if is_old { "1" } else { "2" };
    let data = json!({ "type": "kv", "path": "secret/", "options": { "version": version } });
    Json(json!({ "data": data })).into_response()
}

/// The body of a write, with nothing else in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Write {
    #[serde(default)]
    options: Options,
    data: Map<String, Value>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Options {
    cas: Option<usize>,
}

async fn write(
    State(store): State<Shared>,
    Path(path): Path<String>,
    body: Json<Write>,
) -> Response {
    let Write { options, data } = body.0;
    let mut store = lock(&store);
    let fault = store.fault;
    if let Fault::Fails(status) = fault {
        return failed(status);
    }
    let versions = store.secrets.entry(path).or_default();
    if options.cas.is_some_and(|cas| cas != versions.len()) {
        return errors(
            StatusCode::BAD_REQUEST,
            &["check-and-set parameter did not match the current version"],
        );
    }
    versions.push(data);
    if let Fault::StoresAndFails(status) = fault {
        return failed(status);
    }
    let made = json!({
        "created_time": "2026-11-23T20:35:00.000000000Z",
        "custom_metadata": null,
        "deletion_time": "",
        "destroyed": false,
        "version": versions.len(),
    });
    Json(json!({ "data": made })).into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Version {
    #[serde(default)]
    version: usize,
}

async fn read(
    State(store): State<Shared>,
    Path(path): Path<String>,
    version: Query<Version>,
) -> Response {
    let mut store = lock(&store);
    if store.fault == Fault::WriteOnly {
        return errors(StatusCode::FORBIDDEN, &["permission denied"]);
    }
    if let Fault::Late(status, times) = store.fault
        && store.secrets.contains_key(&path)
        && store.asked < times
    {
        store.asked += 1;
        return failed(status);
    }
    let versions = store
        .secrets
        .get(&path)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let number = match version.version {
        0 => versions.len(),
        asked => asked,
    };
    let Some(data) = number.checked_sub(1).and_then(|place| versions.get(place)) else {
        return errors(StatusCode::NOT_FOUND, &[]);
    };
    let mut data = data.clone();
    if store.fault == Fault::Forgetful {
        data.insert("notes".to_owned(), json!("something else"));
    }
    let metadata = json!({ "version": number, "destroyed": false });
    Json(json!({ "data": { "data": data, "metadata": metadata } })).into_response()
}
