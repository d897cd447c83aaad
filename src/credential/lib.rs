//! The API Key ID and the API Key Secret, and what belongs to them.
//!
//! Both values wipe themselves when dropped. They have no `Debug`, no `Display`, no `Clone` and no `PartialEq`: whoever
//! wants to see one must write [`KeySecret::expose`], and a search for that word finds every place.
//!
//! ```
//! use trivet_credential::KeySecret;
//!
//! let secret = KeySecret::new("made-up".to_owned())?;
//! assert_eq!(secret.expose(), "made-up");
//! # Ok::<(), trivet_credential::CredentialError>(())
//! ```
#![deny(unsafe_code)]

mod account;
pub mod handover;
mod item;
mod timestamp;
pub mod wipe;

pub use account::{AccountError, ConsoleAccount, SAMPLE_HOST};
pub use item::{Datasets, Item, ItemDetails, NAMED_CREDENTIAL, Purpose};
pub use timestamp::Timestamp;

use ctutils::CtEq;
use zeroize::Zeroizing;

/// The API Key ID: the user name of HTTP Basic.
///
/// ```compile_fail,E0277
/// let id = trivet_credential::KeyId::new("made-up".to_owned()).unwrap();
/// println!("{id:?}"); // no Debug
/// ```
/// ```compile_fail,E0277
/// let id = trivet_credential::KeyId::new("made-up".to_owned()).unwrap();
/// println!("{id}"); // no Display
/// ```
/// ```compile_fail,E0599
/// let id = trivet_credential::KeyId::new("made-up".to_owned()).unwrap();
/// let _ = id.clone(); // no Clone
/// ```
pub struct KeyId(Zeroizing<String>);

/// The API Key Secret: the password of HTTP Basic. The console shows it once.
///
/// ```compile_fail,E0277
/// let secret = trivet_credential::KeySecret::new("made-up".to_owned()).unwrap();
/// println!("{secret:?}"); // no Debug
/// ```
/// ```compile_fail,E0277
/// let secret = trivet_credential::KeySecret::new("made-up".to_owned()).unwrap();
/// println!("{secret}"); // no Display
/// ```
/// ```compile_fail,E0599
/// let secret = trivet_credential::KeySecret::new("made-up".to_owned()).unwrap();
/// let _ = secret.clone(); // no Clone
/// ```
/// ```compile_fail,E0369
/// let secret = trivet_credential::KeySecret::new("made-up".to_owned()).unwrap();
/// let _ = secret == secret; // no PartialEq: compare with `same_as`, in constant time
/// ```
pub struct KeySecret(Zeroizing<String>);

/// The two values of one API token.
pub struct Credential {
    /// The API Key ID.
    pub key_id: KeyId,
    /// The API Key Secret.
    pub secret: KeySecret,
}

/// Why a value cannot be one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// Nothing, or white space only.
    #[error("The API Key ID is empty. Leave the credentials dialog open and try again.")]
    EmptyKeyId,
    /// Nothing, or white space only.
    #[error("The API Key Secret is empty. Leave the credentials dialog open and try again.")]
    EmptySecret,
}

impl CredentialError {
    /// A name for this error that stays the same when its message is reworded.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::EmptyKeyId => "empty-key-id",
            Self::EmptySecret => "empty-key-secret",
        }
    }
}

impl KeyId {
    /// Takes the value over, exactly as it is. Its shape is not documented and so not checked: see [`KeyId::is_usual`].
    ///
    /// # Errors
    /// [`CredentialError::EmptyKeyId`] when nothing or only white space is given.
    pub fn new(value: String) -> Result<Self, CredentialError> {
        let value = Zeroizing::new(value);
        if value.trim().is_empty() {
            return Err(CredentialError::EmptyKeyId);
        }
        Ok(Self(value))
    }

    /// The value itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether both are the same, in time that depends on the lengths only.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        same(&self.0, &other.0)
    }

    /// The first letters and digits, at most eight: enough to tell tokens apart in a list.
    #[must_use]
    pub fn beginning(&self) -> &str {
        let is_other = |letter: char| !letter.is_ascii_alphanumeric();
        let end = self.0.find(is_other).unwrap_or(self.0.len());
        &self.0[..end.min(8)]
    }

    /// Whether it has the usual shape. Every ID seen so far is an upper-case UUID of 36 characters, but no document promises
    /// it: never refuse for this.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        self.0.len() == 36
            && self.0.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte),
            })
    }
}

impl KeySecret {
    /// Takes the value over, exactly as it is. Its shape is not documented and so not checked: see
    /// [`KeySecret::is_usual`].
    ///
    /// # Errors
    /// [`CredentialError::EmptySecret`] when nothing or only white space is given.
    pub fn new(value: String) -> Result<Self, CredentialError> {
        let value = Zeroizing::new(value);
        if value.trim().is_empty() {
            return Err(CredentialError::EmptySecret);
        }
        Ok(Self(value))
    }

    /// The value itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether both are the same, in time that depends on the lengths only.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        same(&self.0, &other.0)
    }

    /// Whether it has the usual shape. Every secret seen so far has 43 base64url characters, but no document promises it:
    /// never refuse for this.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        self.0.len() == 43
            && self
                .0
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    }
}

fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).to_bool()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn empty_values_are_refused() {
        for empty in ["", " ", "\n\t", "\u{a0}"] {
            assert_eq!(
                KeyId::new(empty.to_owned()).err(),
                Some(CredentialError::EmptyKeyId)
            );
            assert_eq!(
                KeySecret::new(empty.to_owned()).err(),
                Some(CredentialError::EmptySecret)
            );
        }
    }

    #[test]
    fn the_usual_shapes_are_usual() {
        let id = KeyId::new("0F8FAD5B-D9CB-469F-A165-70867728950E".to_owned()).unwrap();
        assert!(id.is_usual());
        let secret = KeySecret::new("-aZ0_".repeat(9)[..43].to_owned()).unwrap();
        assert!(secret.is_usual());
    }

    #[test]
    fn other_shapes_are_not_and_are_taken() {
        for unusual in [
            "0f8fad5b-d9cb-469f-a165-70867728950e",
            "0F8FAD5B-D9CB-469F-A165-70867728950",
            "x",
        ] {
            assert!(!KeyId::new(unusual.to_owned()).unwrap().is_usual());
        }
        let padded = format!("{}=", "a".repeat(43));
        for unusual in ["short", &padded, &"ä".repeat(43)] {
            let secret = KeySecret::new(unusual.to_owned()).unwrap();
            assert!(!secret.is_usual());
        }
    }

    proptest! {
        #[test]
        fn a_value_is_kept_exactly(value in "\\PC{0,50}[a-z]\\PC{0,50}", other in "[a-z]\\PC{0,50}") {
            let secret = KeySecret::new(value.clone()).unwrap();
            prop_assert_eq!(secret.expose(), &value);
            prop_assert!(secret.same_as(&KeySecret::new(value.clone()).unwrap()));
            prop_assert_eq!(secret.same_as(&KeySecret::new(other.clone()).unwrap()), value == other);
        }
    }
}
