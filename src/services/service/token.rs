//! The token by which a service lets the admin in: kept for one use, and wiped.

use super::ServiceError;
use zeroize::Zeroizing;

/// The longest token taken, in bytes. Those of 1Password Connect have some 1,400.
const LONGEST: usize = 16 * 1024;

/// An access token. It has no `Debug`, no `Display` and no `Clone`, and wipes itself.
pub struct AccessToken(Zeroizing<String>);

impl AccessToken {
    /// Takes a token as it was pasted; white space around it is left out.
    ///
    /// # Errors
    /// [`ServiceError::BadToken`] for nothing, and for what a header of HTTP cannot carry.
    pub fn new(pasted: &str) -> Result<Self, ServiceError> {
        let token = pasted.trim();
        let is_token = !token.is_empty()
            && token.len() <= LONGEST
            && token.bytes().all(|byte| byte.is_ascii_graphic());
        if is_token {
            Ok(Self(Zeroizing::new(token.to_owned())))
        } else {
            Err(ServiceError::BadToken)
        }
    }

    /// The token, behind the word that some services want before it.
    pub(super) fn after(&self, scheme: &str) -> Zeroizing<String> {
        let mut header = Zeroizing::new(String::with_capacity(scheme.len() + self.0.len()));
        header.push_str(scheme);
        header.push_str(&self.0);
        header
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_header_can_carry_is_a_token() {
        assert!(AccessToken::new(" hvs.CAESIJ_made-up \n").is_ok());
        for bad in ["", "  ", "two words", "line\nbreak", "ümlaut", "nul\0"] {
            assert_eq!(AccessToken::new(bad).err(), Some(ServiceError::BadToken));
        }
        assert!(AccessToken::new(&"x".repeat(LONGEST + 1)).is_err());
    }

    #[test]
    fn the_header_has_the_scheme_and_no_space_around_the_token() {
        let token = AccessToken::new(" abc ").unwrap();
        assert_eq!(*token.after("Bearer "), "Bearer abc");
    }
}
