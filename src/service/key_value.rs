//! The key-value engine, version 2, of `HashiCorp` Vault or `OpenBao`.
//!
//! Which version is mounted is asked first, for version 1 would take the same request as another secret and write over what
//! is there. Then `POST /v1/MOUNT/data/PATH` with `cas` 0, which the server refuses where anything is; then
//! `GET /v1/MOUNT/data/PATH?version=N`, and every field is compared.
//!
//! Source: <https://openbao.org/api-docs/secret/kv/kv-v2/>, <https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2>.

use super::address::is_path;
use super::{
    AccessToken, Answer, Exchange, Method, Next, Request, ServerAddress, ServiceError, Stored,
    common_failure,
};
use crate::credential::Item;
use crate::export::vault_kv;
use zeroize::Zeroizing;

/// The engine to speak to.
pub struct Engine {
    /// Where the server is.
    pub address: ServerAddress,
    /// What the server lets in.
    pub token: AccessToken,
}

/// A place in the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    namespace: String,
    mount: String,
    path: String,
}

impl Place {
    /// A path under a mount, in a namespace; slashes around them do not matter, and most servers have no namespaces.
    ///
    /// # Errors
    /// [`ServiceError::BadPath`] for an empty mount or path, and for characters that would have to be escaped.
    pub fn new(namespace: &str, mount: &str, path: &str) -> Result<Self, ServiceError> {
        let [namespace, mount, path] =
            [namespace, mount, path].map(|part| part.trim().trim_matches('/').to_owned());
        if (namespace.is_empty() || is_path(&namespace)) && is_path(&mount) && is_path(&path) {
            Ok(Self {
                namespace,
                mount,
                path,
            })
        } else {
            Err(ServiceError::BadPath)
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Asking,
    Writing,
    Reading { version: u64 },
}

/// Stores an item under a path where nothing is, and reads it back.
pub struct StoreSecret<'a> {
    engine: &'a Engine,
    place: &'a Place,
    item: &'a Item,
    step: Step,
}

impl<'a> StoreSecret<'a> {
    /// An exchange that has not begun.
    #[must_use]
    pub fn new(engine: &'a Engine, place: &'a Place, item: &'a Item) -> Self {
        Self {
            engine,
            place,
            item,
            step: Step::Asking,
        }
    }

    fn request(&self, method: Method, path: &str, body: Option<Zeroizing<Vec<u8>>>) -> Request {
        let mut headers = vec![
            ("X-Vault-Token", self.engine.token.after("")),
            // An agent or a proxy before the server lets only requests through that say so.
            ("X-Vault-Request", Zeroizing::new("true".to_owned())),
        ];
        if !self.place.namespace.is_empty() {
            let namespace = Zeroizing::new(self.place.namespace.clone());
            headers.push(("X-Vault-Namespace", namespace));
        }
        if body.is_some() {
            let json = Zeroizing::new("application/json".to_owned());
            headers.push(("Content-Type", json));
        }
        Request {
            method,
            url: self.engine.address.join(path),
            headers,
            body,
        }
    }

    fn data_path(&self) -> String {
        ["/v1/", &self.place.mount, "/data/", &self.place.path].concat()
    }

    fn write(&mut self, answer: &Answer) -> Result<Next<Stored>, ServiceError> {
        if let Some(error) = failure(answer) {
            return Err(error);
        }
        let mounted = answer.json().ok_or(ServiceError::NotUnderstood)?;
        let text = |pointer| mounted.pointer(pointer).and_then(serde_json::Value::as_str);
        if text("/data/type") != Some("kv") || text("/data/options/version") != Some("2") {
            return Err(ServiceError::NotVersion2);
        }
        self.step = Step::Writing;
        let body = vault_kv::body(self.item).map_err(ServiceError::CannotExpress)?;
        Ok(Next::Send(self.request(
            Method::Post,
            &self.data_path(),
            Some(body),
        )))
    }

    fn read(&mut self, answer: &Answer) -> Result<Next<Stored>, ServiceError> {
        if answer.status == 400 && says_already_there(answer) {
            return Err(ServiceError::AlreadyThere);
        }
        if let Some(error) = failure(answer) {
            return Err(error);
        }
        let version = answer
            .json()
            .and_then(|stored| stored.pointer("/data/version")?.as_u64())
            .ok_or(ServiceError::NotUnderstood)?;
        self.step = Step::Reading { version };
        let path = format!("{}?version={version}", self.data_path());
        Ok(Next::Send(self.request(Method::Get, &path, None)))
    }

    fn compare(&self, answer: &Answer, version: u64) -> Result<Next<Stored>, ServiceError> {
        if answer.status != 200 {
            return Err(ServiceError::NotReadBack {
                status: answer.status,
            });
        }
        let secret = answer.json().ok_or(ServiceError::Differs)?;
        let data = secret.get("data").ok_or(ServiceError::Differs)?;
        vault_kv::compare_stored(self.item, data).map_err(|_| ServiceError::Differs)?;
        let Place { mount, path, .. } = self.place;
        Ok(Next::Done(Stored {
            place: format!("{mount}/{path}, version {version}"),
        }))
    }
}

impl Exchange for StoreSecret<'_> {
    type Outcome = Stored;

    fn begin(&mut self) -> Result<Request, ServiceError> {
        // What cannot be expressed is refused before anything is asked.
        vault_kv::body(self.item).map_err(ServiceError::CannotExpress)?;
        self.step = Step::Asking;
        let path = ["/v1/sys/internal/ui/mounts/", &self.place.mount].concat();
        Ok(self.request(Method::Get, &path, None))
    }

    fn answered(&mut self, answer: Answer) -> Result<Next<Stored>, ServiceError> {
        match self.step {
            Step::Asking => self.write(&answer),
            Step::Writing => self.read(&answer),
            Step::Reading { version } => self.compare(&answer, version),
        }
    }
}

fn failure(answer: &Answer) -> Option<ServiceError> {
    match answer.status {
        401 | 403 => Some(ServiceError::NotAllowed),
        404 => Some(ServiceError::NoSuchPlace),
        // 412, and the 47x of servers that stand by for another.
        412 | 472 | 473 => Some(ServiceError::ServerFailed {
            status: answer.status,
        }),
        _ => common_failure(answer),
    }
}

/// Whether the engine refused because something is there. Its status says no more than that the request was bad.
fn says_already_there(answer: &Answer) -> bool {
    let said = answer.json();
    let errors = said
        .as_ref()
        .and_then(|said| said.get("errors")?.as_array());
    errors.is_some_and(|errors| {
        errors
            .iter()
            .filter_map(serde_json::Value::as_str)
            .any(|error| error.contains("check-and-set"))
    })
}
