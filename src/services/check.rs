//! Whether a new key works: the one documented request that only reads, and what the status of its response means.
//!
//! `GET /api/principals` with HTTP Basic, user name = API Key ID, password = API Key Secret. The response has personal data of
//! the console's users, so nobody reads it: only the status counts. How the console answers a key that it does not accept is
//! not documented, so anything but a success, 401 and 403 is reported as unknown.

use crate::service::{Method, Request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use trivet_credential::{Credential, Item, SAMPLE_HOST};
use zeroize::Zeroizing;

/// What is below the account's base URL.
const PATH: &str = "/api/principals";

/// What the response says about the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyStatus {
    /// The console accepted it.
    Works,
    /// The console did not accept it: 401 or 403.
    Refused {
        /// The status of HTTP.
        status: u16,
    },
    /// No response came, or not in time.
    NoAnswer,
    /// A redirect, which is not followed; browsers conceal its status.
    Redirected,
    /// Any other status.
    Unknown {
        /// The status of HTTP.
        status: u16,
    },
}

/// Why a key is not sent at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckError {
    /// The key of the sample screen.
    #[error("This key is from the sample screen. It is made up, so Trivet sent nothing.")]
    Sample,
    /// HTTP Basic has no form for it: a colon in the ID, or a control character.
    #[error("HTTP cannot carry these values, so Trivet sent nothing. Check them in the console.")]
    CannotExpress,
}

impl CheckError {
    /// A name that stays the same when the message is reworded.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Sample => "sample",
            Self::CannotExpress => "cannot-express",
        }
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

    /// A name that stays the same when the words change.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Refused { .. } => "refused",
            Self::NoAnswer => "no-answer",
            Self::Redirected | Self::Unknown { .. } => "unknown",
        }
    }

    /// What is said of it.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Works => "The key works.".to_owned(),
            Self::Refused { status } => {
                format!("The console refused the key (status {status}). Likely causes:")
            }
            Self::NoAnswer => {
                "The console did not respond, so Trivet can't tell whether the key works. Check:"
                    .to_owned()
            }
            Self::Redirected => {
                "Trivet can't tell whether the key works. The console sent a redirect (status 3xx), and Trivet does not follow redirects with a key.".to_owned()
            }
            Self::Unknown { status } => {
                format!("Trivet can't tell whether the key works. The console responded with status {status}. Try again later.")
            }
        }
    }

    /// The likely causes, or what to check, one line each.
    #[must_use]
    pub fn hints(self) -> &'static [&'static str] {
        match self {
            Self::Refused { .. } => &[
                "A value was changed or truncated.",
                "The token is not enabled, or lacks Can access API.",
                "This computer's address is not in the token's IP Accept List.",
                "The token was deleted, or is not active yet.",
            ],
            Self::NoAnswer => &[
                "Is this computer online? Does the console still load?",
                "Does a VPN, proxy, or firewall block the console's API?",
                "Does the browser let Trivet access the console's site?",
            ],
            Self::Works | Self::Redirected | Self::Unknown { .. } => &[],
        }
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
