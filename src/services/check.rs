//! Whether a new key works: the one documented request that only reads, and what the status of its response means.
//!
//! `GET /api/principals` with HTTP Basic, user name = API Key ID, password = API Key Secret. The response has personal data of
//! the console's users, so nobody reads it: only the status counts. How the console answers a key that it does not accept is
//! not documented, so anything but a success, 401 and 403 is reported as unknown.

use crate::service::{Method, Request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use trivet_credential::{Credential, Item, SAMPLE_HOST};
use trivet_formats::coded;
use zeroize::Zeroizing;

/// What is below the account's base URL.
const PATH: &str = "/api/principals";

coded! {
    /// What the response says about the key.
    pub enum KeyStatus {
        /// The console accepted it.
        Works = "works",
        /// The console did not accept it: 401 or 403.
        Refused {
            /// The status of HTTP.
            status: u16,
        } = "refused",
        /// No response came, or not in time.
        NoAnswer = "no-answer",
        /// A redirect, which is not followed; browsers conceal its status.
        Redirected = "redirected",
        /// Any other status.
        Unknown {
            /// The status of HTTP.
            status: u16,
        } = "unknown",
    }
}

coded! {
    /// Why a key is not sent at all.
    pub enum CheckError {
        /// The key of the sample screen.
        Sample = "sample",
        /// HTTP Basic has no form for it: a colon in the ID, or a control character.
        CannotExpress = "cannot-express",
    }
}

/// The request that tries a key. Only its header carries the values.
///
/// # Errors
/// [`CheckError`] where nothing must or can be sent.
pub fn request(item: &Item) -> Result<Request, CheckError> {
    let account = &item.details.account;
    if account.host() == SAMPLE_HOST {
        return Err(CheckError::Sample);
    }
    let authorization = basic(&item.credential).ok_or(CheckError::CannotExpress)?;
    Ok(Request {
        method: Method::Get,
        url: [&account.base_url(), PATH].concat(),
        headers: vec![("Authorization", authorization)],
        body: None,
    })
}

/// User name and password as RFC 7617 has them. No copy of them stays behind.
fn basic(credential: &Credential) -> Option<Zeroizing<String>> {
    const SCHEME: &str = "Basic ";
    let (id, secret) = (credential.key_id.expose(), credential.secret.expose());
    if id.contains(':')
        || [id, secret]
            .iter()
            .any(|text| text.contains(char::is_control))
    {
        return None;
    }
    let mut plain = Zeroizing::new(String::with_capacity(id.len() + 1 + secret.len()));
    plain.push_str(id);
    plain.push(':');
    plain.push_str(secret);
    let length = base64::encoded_len(plain.len(), true)?;
    let mut header = Zeroizing::new(vec![0; SCHEME.len() + length]);
    header[..SCHEME.len()].copy_from_slice(SCHEME.as_bytes());
    BASE64
        .encode_slice(plain.as_bytes(), &mut header[SCHEME.len()..])
        .ok()?;
    // The same bytes, not a copy; Base64 is always UTF-8.
    String::from_utf8(std::mem::take(&mut *header))
        .ok()
        .map(Zeroizing::new)
}

impl KeyStatus {
    /// What a status means; none where no response came.
    #[must_use]
    pub fn of(status: Option<u16>) -> Self {
        match status {
            None => Self::NoAnswer,
            Some(200..=299) => Self::Works,
            Some(status @ (401 | 403)) => Self::Refused { status },
            Some(300..=399) => Self::Redirected,
            Some(status) => Self::Unknown { status },
        }
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
