//! What opens a database: a password, a key file, or both.

use super::super::keys::sha256;
use super::ExistingError;
use super::key_file;
use crate::Password;
use zeroize::Zeroizing;

/// A key from which a database's own key may be derived.
pub(super) type Composite = Zeroizing<[u8; 32]>;

/// What opens a database, digested: neither the password nor the key file can be had back from it. Wiped when dropped.
///
/// Programs make a key of the same things in different ways; each is tried, the usual one first.
///
/// ```compile_fail,E0277
/// let password = trivet_formats::Password::new("made-up".to_owned()).unwrap();
/// let key = trivet_formats::kdbx::existing::Key::new(Some(&password), None).unwrap();
/// println!("{key:?}"); // no Debug
/// ```
pub struct Key(Vec<Composite>);

impl Key {
    /// From a password and the bytes of a key file; one of them may be missing.
    ///
    /// Without a password, a key file may stand alone or beside an empty password: a file does not say which.
    ///
    /// # Errors
    /// [`ExistingError::NoKey`] when both are missing, [`ExistingError::KeyFile`] for a key file that cannot be used.
    pub fn new(
        password: Option<&Password>,
        key_file: Option<&[u8]>,
    ) -> Result<Self, ExistingError> {
        let key_files = key_file.map_or_else(|| Ok(Vec::new()), key_file::read)?;
        let password = password.map(|password| sha256(&[password.expose().as_bytes()]));
        let composites = match (password, &key_files[..]) {
            (None, []) => return Err(ExistingError::NoKey),
            (Some(password), []) => vec![sha256(&[&password[..]])],
            (Some(password), keys) => keys
                .iter()
                .map(|key| sha256(&[&password[..], key]))
                .collect(),
            (None, keys) => {
                let empty = sha256(&[]);
                let alone = keys.iter().map(|key| sha256(&[key]));
                let beside = keys.iter().map(|key| sha256(&[&empty[..], key]));
                alone.chain(beside).collect()
            }
        };
        Ok(Self(composites))
    }

    /// The keys from which the database's own key may be derived.
    pub(super) fn composites(&self) -> &[Composite] {
        &self.0
    }
}
