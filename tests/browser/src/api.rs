//! The console's REST API, asked as another system would ask it.

use std::net::{Ipv4Addr, SocketAddr};

use trivet_console::{Console, Options};

use crate::error::Result;

/// The status that `GET /api/principals` answers these values with.
///
/// # Errors
///
/// When the sample console does not answer at all.
pub async fn principals(
    console: &Console,
    options: &Options,
    key_id: &str,
    secret: &str,
) -> Result<u16> {
    // The process may have chosen already; any choice will do.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder()
        .no_proxy()
        .tls_danger_accept_invalid_certs(true)
        .resolve(
            &options.host,
            SocketAddr::from((Ipv4Addr::LOCALHOST, console.port())),
        )
        .build()?;
    let address = format!("{}/api/principals", console.base_url(options));
    let answer = client
        .get(address)
        .basic_auth(key_id, Some(secret))
        .send()
        .await?;
    Ok(answer.status().as_u16())
}
