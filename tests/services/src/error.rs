//! What can go wrong while a service starts.

/// Why a service did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServicesError {
    /// No certificate could be made for this run.
    #[error("cannot make a certificate for the service: {0}")]
    Certificate(#[from] rcgen::Error),
    /// The TLS library refused the certificate or the settings.
    #[error("cannot set up TLS for the service: {0}")]
    Tls(#[from] rustls::Error),
    /// No port could be taken.
    #[error("cannot listen on 127.0.0.1: {0}")]
    Listen(#[from] std::io::Error),
}
