//! What can go wrong while the console starts.

use std::path::PathBuf;

/// Why the console did not start.
#[derive(Debug, thiserror::Error)]
pub enum ConsoleError {
    /// No certificate could be made for this run.
    #[error("cannot make a certificate for the sample console: {0}")]
    Certificate(#[from] rcgen::Error),
    /// The TLS library refused the certificate or the settings.
    #[error("cannot set up TLS for the sample console: {0}")]
    Tls(#[from] rustls::Error),
    /// The port could not be taken.
    #[error("cannot listen on 127.0.0.1:{port}: {source}")]
    Listen {
        /// The port asked for; 0 stands for any.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// The system's source of randomness failed.
    #[error("no randomness for the sample console: {0}")]
    Randomness(getrandom::Error),
    /// The skins were not where this crate was built.
    #[error("the skins of the sample console are missing: {0} is not a folder")]
    Skins(PathBuf),
}
