//! Services that take the key over HTTPS: the key-value engine of `HashiCorp` Vault or `OpenBao`, and 1Password Connect.
//!
//! Nothing in here speaks to a network. An [`Exchange`] says which [`Request`] comes next and is told the [`Answer`];
//! whoever has a network carries them. So every answer that a server can give is tried natively.
//!
//! Before anything is written, the exchange looks whether this very key is there already; so trying again never makes a
//! second one. What was stored is read back and compared before [`Next::Done`] is said, as with a file; a service that is
//! late is asked again, for a while. Nothing that stands at the service already is written over. No message repeats what a
//! server said: it could be a value that was sent.

mod address;
mod connect;
mod error;
mod key_value;
mod kind;
mod patience;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod tests;
mod token;

pub use address::ServerAddress;
pub use connect::{ConnectVault, ListVaults, StoreItem, VaultId};
pub use error::ServiceError;
pub use key_value::{Engine, Place, StoreSecret};
pub use kind::Kind;
pub use token::AccessToken;

use serde_json::Value;
use zeroize::Zeroizing;

/// How a request asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Writes.
    Post,
}

/// One request. It carries the access token and may carry the values: it has no `Debug`, and wipes itself.
pub struct Request {
    /// How it asks.
    pub method: Method,
    /// The whole address. Holds no value and no token.
    pub url: String,
    /// Names and values of its headers.
    pub headers: Vec<(&'static str, Zeroizing<String>)>,
    /// JSON, where there is any.
    pub body: Option<Zeroizing<Vec<u8>>>,
}

/// What came back. A redirect that was not followed has its own status, 3xx; one whose status the browser conceals, 302.
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The body, as it came; read only where a success is expected.
    pub body: Zeroizing<Vec<u8>>,
}

/// How an exchange goes on.
pub enum Next<T> {
    /// With another request.
    Send(Request),
    /// With this one, after so many milliseconds: the service does not show yet what it was given.
    Later(u32, Request),
    /// Not: this came of it.
    Done(T),
}

/// What is proven at the end: the key stands at the service, and every field was read back and compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Where, for people: a path and a version, or an item and its vault.
    pub place: String,
}

/// A conversation with a service, one request after the other.
pub trait Exchange {
    /// What comes of it.
    type Outcome;

    /// The first request.
    ///
    /// # Errors
    /// [`ServiceError::CannotExpress`] where the key has no form there.
    fn begin(&mut self) -> Result<Request, ServiceError>;

    /// Goes on after an answer.
    ///
    /// # Errors
    /// What the answer means, in words that say whether anything was stored.
    fn answered(&mut self, answer: Answer) -> Result<Next<Self::Outcome>, ServiceError>;

    /// Goes on where no answer came.
    ///
    /// # Errors
    /// [`ServiceError::NoAnswer`] where nothing had been sent that could be stored.
    fn unanswered(&mut self) -> Result<Next<Self::Outcome>, ServiceError> {
        Err(ServiceError::NoAnswer)
    }
}

impl Answer {
    /// The answer's JSON; nothing for what is none.
    fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    fn is_redirect(&self) -> bool {
        (300..400).contains(&self.status)
    }
}

/// What a status means that every service gives alike; nothing for a success.
fn common_failure(answer: &Answer) -> Option<ServiceError> {
    if answer.is_redirect() {
        return Some(ServiceError::Redirected);
    }
    Some(match answer.status {
        200..=299 => return None,
        429 => ServiceError::TooManyRequests,
        500..=599 => ServiceError::ServerFailed {
            status: answer.status,
        },
        status => ServiceError::Refused { status },
    })
}
