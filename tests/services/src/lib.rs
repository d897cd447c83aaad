//! Stand-ins for the services that take the key over HTTPS: the key-value engine of Vault and `OpenBao`, and 1Password
//! Connect; and an organization's server of packages.
//!
//! Each is a small TLS server on loopback. It answers as the vendor's published description of the API says, and holds every
//! request against that description: what is not described there is noted, and a test asks for it by
//! [`Service::objections`]. What is stored is kept here, and that is a test's truth.

mod connect;
mod error;
mod key_value;
mod packages;
mod server;

pub use connect::{ConnectFault, ConnectServer, VAULT_ID, VAULT_NAME};
pub use error::ServicesError;
pub use key_value::{Fault, KeyValueServer, MOUNT};
pub use packages::{PACKAGES_HOST, PackageServer};
pub use server::Service;
