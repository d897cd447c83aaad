//! What the services have in common: a port with TLS and one without, and a list of objections.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum_server::{Handle, tls_rustls::RustlsConfig};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use tokio::net::TcpListener;

use crate::error::ServicesError;
use crate::packages::PACKAGES_HOST;

/// What was wrong with the requests so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Objections(Arc<Mutex<Vec<String>>>);

impl Objections {
    pub(crate) fn note(&self, objection: impl Into<String>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(objection.into());
    }

    fn all(&self) -> Vec<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// A running service; it stops when dropped.
#[derive(Debug)]
pub struct Service {
    port: u16,
    plain_port: u16,
    objections: Objections,
    handle: Handle<SocketAddr>,
}

impl Service {
    pub(crate) async fn start(
        routes: Router,
        objections: Objections,
    ) -> Result<Self, ServicesError> {
        let handle = Handle::new();
        let (port, listener) = listen().await?;
        let server = axum_server::from_tcp_rustls(listener, RustlsConfig::from_config(tls()?))?
            .handle(handle.clone());
        let over_tls = routes.clone().into_make_service();
        tokio::spawn(async move {
            if let Err(error) = server.serve(over_tls).await {
                eprintln!("a service stopped: {error}");
            }
        });
        let (plain_port, listener) = listen().await?;
        let server = axum_server::from_tcp(listener)?.handle(handle.clone());
        tokio::spawn(async move {
            if let Err(error) = server.serve(routes.into_make_service()).await {
                eprintln!("a service stopped: {error}");
            }
        });
        Ok(Self {
            port,
            plain_port,
            objections,
            handle,
        })
    }

    /// The port with TLS.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The same service without TLS, for the vendor's own client, which does not trust a certificate made for a test.
    #[must_use]
    pub fn plain_address(&self) -> String {
        format!("http://127.0.0.1:{}", self.plain_port)
    }

    /// What the requests so far had that is not described for them.
    #[must_use]
    pub fn objections(&self) -> Vec<String> {
        self.objections.all()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.handle.shutdown();
    }
}

async fn listen() -> Result<(u16, std::net::TcpListener), ServicesError> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    Ok((listener.local_addr()?.port(), listener.into_std()?))
}

/// TLS with a certificate nobody trusts, made for this run: the repository holds no key.
fn tls() -> Result<Arc<ServerConfig>, ServicesError> {
    let names = [
        "vault.example.com",
        "connect.example.com",
        PACKAGES_HOST,
        "localhost",
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
