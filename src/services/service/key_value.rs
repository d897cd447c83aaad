//! The key-value engine, version 2, of `HashiCorp` Vault or `OpenBao`.
//!
//! Which version is mounted is asked first, for version 1 would take the same request as another secret and write over what
//! is there. `GET /v1/MOUNT/data/PATH` shows whether this key is there already. Then `POST /v1/MOUNT/data/PATH` with `cas` 0,
//! which the server refuses where anything is; then `GET /v1/MOUNT/data/PATH?version=N`, and every field is compared. A
//! server of several nodes may not have yet what it was given: it is asked again, for a while.
//!
//! Source: <https://openbao.org/api-docs/secret/kv/kv-v2/>, <https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2>.

use super::address::is_path;
use super::patience::Patience;
use super::{
    AccessToken, Answer, Exchange, Method, Next, Request, ServerAddress, ServiceError, Stored,
    common_failure,
};
use trivet_credential::Item;
use trivet_formats::vault_kv;
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
    /// Which engine is mounted.
    Asking,
    /// What is at the path, before anything was sent.
    Looking(Patience),
    Writing,
    /// Whether the key got there, though the server did not say so.
    LookingAgain(Patience, ServiceError),
    Reading(Patience, u64),
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

    fn look(&self) -> Request {
        self.request(Method::Get, &self.data_path(), None)
    }

    fn read(&self, version: u64) -> Request {
        let path = format!("{}?version={version}", self.data_path());
        self.request(Method::Get, &path, None)
    }

    fn asked(&mut self, answer: &Answer) -> Result<Next<Stored>, ServiceError> {
        if let Some(error) = failure(answer) {
            return Err(match error {
                // The server says so of a mount that is not there, too.
                ServiceError::NotAllowed if says(answer, "preflight capability check") => {
                    ServiceError::NoMount
                }
                other => other,
            });
        }
        let mounted = answer.json().ok_or(ServiceError::NotUnderstood)?;
        let text = |pointer| mounted.pointer(pointer).and_then(serde_json::Value::as_str);
        if text("/data/type") != Some("kv") || text("/data/options/version") != Some("2") {
            return Err(ServiceError::NotVersion2);
        }
        self.step = Step::Looking(Patience::FULL);
        Ok(Next::Send(self.look()))
    }

    fn looked(
        &mut self,
        answer: &Answer,
        mut patience: Patience,
    ) -> Result<Next<Stored>, ServiceError> {
        match answer.status {
            200 => return self.recognised(answer),
            404 if was_deleted(answer) => return Err(ServiceError::SoftDeleted),
            404 if failure(answer) == Some(ServiceError::NoSuchPlace) => {}
            403 => return Err(not_allowed_there(answer)),
            // It waits until this node has what the others have.
            412 => {
                let pause = patience.pause();
                self.step = Step::Looking(patience);
                let status = answer.status;
                let pause = pause.ok_or(ServiceError::ServerFailed { status })?;
                return Ok(Next::Later(pause, self.look()));
            }
            _ => return Err(failure(answer).unwrap_or(ServiceError::NotUnderstood)),
        }
        self.step = Step::Writing;
        let body =
            vault_kv::body(self.item).map_err(|error| ServiceError::CannotExpress { error })?;
        Ok(Next::Send(self.request(
            Method::Post,
            &self.data_path(),
            Some(body),
        )))
    }

    fn written(&mut self, answer: &Answer) -> Result<Next<Stored>, ServiceError> {
        match failure(answer) {
            None => {
                let version = answer
                    .json()
                    .and_then(|stored| stored.pointer("/data/version")?.as_u64())
                    .ok_or(ServiceError::NotUnderstood)?;
                self.step = Step::Reading(Patience::FULL, version);
                Ok(Next::Send(self.read(version)))
            }
            Some(ServiceError::Refused { status: 400 }) if says(answer, "check-and-set") => {
                self.look_again(Patience::FULL, ServiceError::AlreadyThere)
            }
            // Whether it was stored before it failed is not known.
            Some(ServiceError::ServerFailed { .. }) => {
                self.look_again(Patience::FULL, ServiceError::Unclear)
            }
            Some(ServiceError::NotAllowed) => Err(not_allowed_there(answer)),
            Some(error) => Err(error),
        }
    }

    /// Looks after a pause; what it means when nothing is seen until the end.
    fn look_again(
        &mut self,
        mut patience: Patience,
        error: ServiceError,
    ) -> Result<Next<Stored>, ServiceError> {
        let pause = patience.pause().ok_or(error)?;
        self.step = Step::LookingAgain(patience, error);
        Ok(Next::Later(pause, self.look()))
    }

    /// What is there is this very key, or another.
    fn recognised(&self, answer: &Answer) -> Result<Next<Stored>, ServiceError> {
        let there = answer.json().ok_or(ServiceError::NotUnderstood)?;
        if !self.is_same(answer) {
            return Err(ServiceError::AlreadyThere);
        }
        let version = there.pointer("/data/metadata/version");
        let version = version.and_then(serde_json::Value::as_u64);
        let version = version.ok_or(ServiceError::NotUnderstood)?;
        Ok(self.done(version, ", already there"))
    }

    fn compared(
        &mut self,
        answer: Option<&Answer>,
        mut patience: Patience,
        version: u64,
    ) -> Result<Next<Stored>, ServiceError> {
        let error = match answer {
            Some(answer) if answer.status == 200 && self.is_same(answer) => {
                return Ok(self.done(version, ""));
            }
            Some(answer) if answer.status == 200 => ServiceError::Differs,
            Some(answer) if answer.status == 403 => return Err(ServiceError::NotReadBack),
            _ => ServiceError::NotReadBack,
        };
        let pause = patience.pause().ok_or(error)?;
        self.step = Step::Reading(patience, version);
        Ok(Next::Later(pause, self.read(version)))
    }

    fn is_same(&self, answer: &Answer) -> bool {
        let there = answer.json();
        let data = there.as_ref().and_then(|there| there.get("data"));
        data.is_some_and(|data| vault_kv::compare_stored(self.item, data).is_ok())
    }

    fn done(&self, version: u64, also: &str) -> Next<Stored> {
        let Place { mount, path, .. } = self.place;
        Next::Done(Stored {
            place: format!("{mount}/{path}, version {version}{also}"),
        })
    }
}

impl Exchange for StoreSecret<'_> {
    type Outcome = Stored;

    fn begin(&mut self) -> Result<Request, ServiceError> {
        // What cannot be expressed is refused before anything is asked.
        vault_kv::body(self.item).map_err(|error| ServiceError::CannotExpress { error })?;
        self.step = Step::Asking;
        let path = ["/v1/sys/internal/ui/mounts/", &self.place.mount].concat();
        Ok(self.request(Method::Get, &path, None))
    }

    fn answered(&mut self, answer: Answer) -> Result<Next<Stored>, ServiceError> {
        match self.step {
            Step::Asking => self.asked(&answer),
            Step::Looking(patience) => self.looked(&answer, patience),
            Step::Writing => self.written(&answer),
            Step::LookingAgain(patience, error) => match answer.status {
                200 => self.recognised(&answer),
                _ => self.look_again(patience, error),
            },
            Step::Reading(patience, version) => self.compared(Some(&answer), patience, version),
        }
    }

    fn unanswered(&mut self) -> Result<Next<Stored>, ServiceError> {
        match self.step {
            Step::Asking | Step::Looking(_) => Err(ServiceError::NoAnswer),
            Step::Writing => self.look_again(Patience::FULL, ServiceError::Unclear),
            Step::LookingAgain(patience, error) => self.look_again(patience, error),
            Step::Reading(patience, version) => self.compared(None, patience, version),
        }
    }
}

fn failure(answer: &Answer) -> Option<ServiceError> {
    match answer.status {
        403 if says(answer, "origin not allowed") => Some(ServiceError::OriginNotAllowed),
        401 | 403 => Some(ServiceError::NotAllowed),
        404 if says(answer, "namespace not found") => Some(ServiceError::NoNamespace),
        404 if says(answer, "no handler for route") => Some(ServiceError::NoMount),
        404 => Some(ServiceError::NoSuchPlace),
        412 => Some(ServiceError::ServerFailed {
            status: answer.status,
        }),
        // Servers that stand by for another.
        472 | 473 => Some(ServiceError::Standby),
        503 if says(answer, "sealed") => Some(ServiceError::Sealed),
        _ => common_failure(answer),
    }
}

/// What a 403 means where the token was let in before.
fn not_allowed_there(answer: &Answer) -> ServiceError {
    match failure(answer) {
        Some(ServiceError::NotAllowed) | None => ServiceError::NotAllowedThere,
        Some(other) => other,
    }
}

/// Whether one of the answer's errors says this. Many causes have one status.
fn says(answer: &Answer, what: &str) -> bool {
    let said = answer.json();
    let errors = said
        .as_ref()
        .and_then(|said| said.get("errors")?.as_array());
    errors.is_some_and(|errors| {
        errors
            .iter()
            .filter_map(serde_json::Value::as_str)
            .any(|error| error.contains(what))
    })
}

/// Whether the newest version was deleted or destroyed: the path is taken all the same.
fn was_deleted(answer: &Answer) -> bool {
    let said = answer.json();
    said.is_some_and(|said| said.pointer("/data/metadata/version").is_some())
}
