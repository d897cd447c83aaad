//! What opens a database: a password, a key file, or both.

use super::super::keys::sha256;
use super::ExistingError;
use super::key_file;
use crate::export::Password;
use zeroize::Zeroizing;

/// What opens a database, digested: neither the password nor the key file can be had back from it. Wiped when dropped.
///
/// ```compile_fail,E0277
/// let password = trivet::export::Password::new("made-up".to_owned()).unwrap();
/// let key = trivet::export::kdbx::existing::Key::new(Some(&password), None).unwrap();
/// println!("{key:?}"); // no Debug
/// ```
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// From a password and the bytes of a key file; one of them may be missing.
    ///
    /// # Errors
    /// [`ExistingError::NoKey`] when both are missing, [`ExistingError::KeyFile`] for a key file that cannot be used.
    pub fn new(
        password: Option<&Password>,
        key_file: Option<&[u8]>,
    ) -> Result<Self, ExistingError> {
        let password = password.map(|password| sha256(&[password.expose().as_bytes()]));
        let key_file = key_file.map(key_file::read).transpose()?;
        let parts: Vec<&[u8]> = [&password, &key_file]
            .into_iter()
            .flatten()
            .map(|part| &part[..])
            .collect();
        if parts.is_empty() {
            return Err(ExistingError::NoKey);
        }
        Ok(Self(sha256(&parts)))
    }

    /// The composite key, from which the database's own key is derived.
    pub(super) fn composite(&self) -> &[u8; 32] {
        &self.0
    }
}
