//! The password of an encrypted file.

use super::ExportError;
use ctutils::CtEq;
use zeroize::Zeroizing;

/// The password of an encrypted file, in the exact characters as typed: no trimming and no Unicode normalisation, for the
/// programs that open the file do neither. Wiped when dropped.
///
/// How long it must be is for the policy to say.
///
/// ```compile_fail,E0277
/// let password = trivet_formats::Password::new("made-up".to_owned()).unwrap();
/// println!("{password:?}"); // no Debug
/// ```
/// ```compile_fail,E0277
/// let password = trivet_formats::Password::new("made-up".to_owned()).unwrap();
/// println!("{password}"); // no Display
/// ```
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes the password over.
    ///
    /// # Errors
    /// [`ExportError::EmptyPassword`] when it has no character.
    pub fn new(value: String) -> Result<Self, ExportError> {
        if value.is_empty() {
            return Err(ExportError::EmptyPassword);
        }
        Ok(Self(Zeroizing::new(value)))
    }

    /// The password itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether both are the same, in time that depends on the lengths only: for the second time it is typed.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).to_bool()
    }

    /// Its length in characters as a person counts them on the keyboard (Unicode scalar values).
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }
}
