//! The server itself.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request as Incoming, State},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use axum_server::{Handle, tls_rustls::RustlsConfig};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use tokio::net::TcpListener;

use crate::{
    api, around,
    error::ConsoleError,
    options::{AROUND, Options},
    pages,
    state::Store,
    truth::{Request, Truth},
};

/// A running console; it stops when dropped. Several can run side by side, each with its own truth.
#[derive(Debug)]
pub struct Console {
    port: u16,
    store: Arc<Store>,
    handle: Handle<std::net::SocketAddr>,
}

impl Console {
    /// Starts a console on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// When no port is free, no certificate can be made or the skins are not there.
    pub async fn start() -> Result<Self, ConsoleError> {
        Self::start_on(0).await
    }

    /// Starts a console on the given port of 127.0.0.1; 0 is any free one.
    ///
    /// # Errors
    ///
    /// As for [`Console::start`].
    pub async fn start_on(port: u16) -> Result<Self, ConsoleError> {
        let skins = pages::folder();
        if !skins.is_dir() {
            return Err(ConsoleError::Skins(skins));
        }
        let listen = |source| ConsoleError::Listen { port, source };
        let listener = TcpListener::bind(("127.0.0.1", port))
            .await
            .map_err(listen)?;
        let port = listener.local_addr().map_err(listen)?.port();

        let store = Arc::new(Store::new().map_err(ConsoleError::Randomness)?);
        let routes = Router::new()
            .merge(api::router())
            .merge(pages::router())
            .merge(around::router())
            .fallback(|| async { StatusCode::NOT_FOUND })
            .layer(middleware::from_fn_with_state(Arc::clone(&store), log))
            .with_state(Arc::clone(&store));
        let handle = Handle::new();
        let server = axum_server::from_tcp_rustls(
            listener.into_std().map_err(listen)?,
            RustlsConfig::from_config(tls()?),
        )
        .map_err(listen)?
        .handle(handle.clone());
        tokio::spawn(async move {
            if let Err(error) = server.serve(routes.into_make_service()).await {
                eprintln!("the sample console stopped: {error}");
            }
        });
        Ok(Self {
            port,
            store,
            handle,
        })
    }

    /// The port it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// `https://HOST:PORT`, without a path: what goes into the Named Credential.
    #[must_use]
    pub fn base_url(&self, options: &Options) -> String {
        format!("https://{}:{}", options.host, self.port)
    }

    /// The address of a page with these options: the console's, or that of the page of another site around it.
    #[must_use]
    pub fn url(&self, options: &Options) -> String {
        if options.embedding.around().is_some() {
            return format!(
                "https://{AROUND}:{}/cloud/?{}&console={}#app/Personalization/",
                self.port,
                options.query(),
                options.host,
            );
        }
        format!("{}/ui/?{}", self.base_url(options), options.query())
    }

    /// A copy of what the server knows now.
    #[must_use]
    pub fn truth(&self) -> Truth {
        self.store.lock().truth.clone()
    }

    /// Deletes the tokens made since the start, as if they had never been.
    pub fn forget_created(&self) {
        self.store
            .lock()
            .truth
            .tokens
            .retain(|token| !token.created);
    }

    /// Ends the admin's session, or lets them sign in again in another tab: until then the server answers 401 to whatever a
    /// page asks.
    pub fn end_session(&self, is_over: bool) {
        self.store.lock().is_session_over = is_over;
    }

    /// Makes the API answer whatever it is asked with this status, or as it would again.
    pub fn answer_api_with(&self, status: Option<u16>) {
        self.store.lock().api_status = status;
    }

    /// Makes the API keep every request waiting, or answer those that wait.
    pub fn hold_api(&self, is_held: bool) {
        self.store.lock().is_api_held = is_held;
    }

    /// How many requests the API keeps waiting.
    #[must_use]
    pub fn api_waiting(&self) -> u32 {
        self.store.lock().api_waiting
    }

    /// Makes the next token have these values instead of random ones.
    pub fn force_values(&self, key_id: &str, secret: &str) {
        self.store.lock().force(key_id, secret);
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        self.handle.shutdown();
    }
}

/// TLS with a certificate nobody trusts, made for this run: the repository holds no key.
fn tls() -> Result<Arc<ServerConfig>, ConsoleError> {
    let names = [
        "evergage.com",
        "*.evergage.com",
        "*.us-5.evergage.com",
        "*.s50.exacttarget.com",
        "*.marketingcloudapps.com",
        "localhost",
        "127.0.0.1",
    ];
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names.map(str::to_owned))?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    // The provider is named, so that nothing global is set behind the back of the process this runs in.
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

async fn log(State(store): State<Arc<Store>>, incoming: Incoming, next: Next) -> Response {
    let mut request = describe(&incoming);
    let is_refused = request.path.starts_with("/ui/api/") && store.lock().is_session_over;
    let response = if is_refused {
        StatusCode::UNAUTHORIZED.into_response()
    } else {
        next.run(incoming).await
    };
    request.status = response.status().as_u16();
    store.lock().log(request);
    response
}

fn describe(incoming: &Incoming) -> Request {
    let text = |name| {
        incoming
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let session = pages::SESSION.split(';').next().unwrap_or_default();
    Request {
        method: incoming.method().to_string(),
        path: incoming.uri().path().to_owned(),
        host: text(header::HOST).to_owned(),
        status: 0,
        session: text(header::COOKIE)
            .split(';')
            .any(|cookie| cookie.trim() == session),
        basic: api::basic(incoming.headers()).is_some(),
        headers: incoming
            .headers()
            .iter()
            .filter(|_| incoming.uri().path().starts_with("/api/"))
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.as_str().to_owned(), value)
            })
            .collect(),
    }
}
