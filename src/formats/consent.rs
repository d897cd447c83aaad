//! The admin's word that a file may be written which anybody can read.

use super::ExportError;

/// Needed for every file that is not encrypted. There is no other way to make one than [`Consent::given`].
#[derive(Debug)]
pub struct Consent(());

impl Consent {
    /// Takes the word: `allowed` is what the policy says, `confirmed` is what the admin answered to the warning.
    ///
    /// # Errors
    /// [`ExportError::PlainForbidden`] when the policy does not allow it, whatever was answered;
    /// [`ExportError::PlainNotConfirmed`] when the answer was not yes.
    pub fn given(allowed: bool, confirmed: bool) -> Result<Self, ExportError> {
        match (allowed, confirmed) {
            (false, _) => Err(ExportError::PlainForbidden),
            (true, false) => Err(ExportError::PlainNotConfirmed),
            (true, true) => Ok(Self(())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_allowed_yes_counts() {
        let code =
            |allowed, confirmed| Consent::given(allowed, confirmed).map_err(ExportError::code);
        assert!(code(true, true).is_ok());
        assert_eq!(code(true, false).unwrap_err(), "plain-not-confirmed");
        assert_eq!(code(false, true).unwrap_err(), "plain-forbidden");
        assert_eq!(code(false, false).unwrap_err(), "plain-forbidden");
    }
}
