//! Wrapping the file key under another key, and the derivation of keys that go with it.

use super::header::FileKey;
use crate::{ExportError, Part};
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

/// A key that was derived; wiped when dropped.
pub(super) type Key = Zeroizing<[u8; 32]>;

/// The size of a wrapped file key.
const WRAPPED: usize = 32;

/// HKDF-SHA-256 to 32 bytes.
pub(super) fn hkdf(input: &[u8], salt: &[u8], info: &[u8]) -> Result<Key, ExportError> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(salt), input)
        .expand(info, &mut key[..])
        .map_err(|_| ExportError::Internal { part: Part::Hkdf })?;
    Ok(key)
}

/// Under a key that is used for nothing else, so that the nonce may be zero.
pub(super) fn wrap(file_key: &FileKey, key: &Key) -> Result<Vec<u8>, ExportError> {
    let mut wrapped = file_key.to_vec();
    let tag = ChaCha20Poly1305::new((&**key).into())
        .encrypt_inout_detached(&Nonce::default(), &[], wrapped.as_mut_slice().into())
        .map_err(|_| ExportError::Internal {
            part: Part::Wrapping,
        })?;
    wrapped.extend_from_slice(&tag);
    Ok(wrapped)
}

/// Nothing when the key is another one.
pub(super) fn unwrap(wrapped: &[u8], key: &Key) -> Option<Zeroizing<FileKey>> {
    let wrapped: [u8; WRAPPED] = wrapped.try_into().ok()?;
    let (body, tag) = wrapped.split_at(16);
    let mut file_key = Zeroizing::new(FileKey::default());
    file_key.copy_from_slice(body);
    let opened = ChaCha20Poly1305::new((&**key).into()).decrypt_inout_detached(
        &Nonce::default(),
        &[],
        file_key.as_mut_slice().into(),
        tag.try_into().ok()?,
    );
    opened.ok().map(|()| file_key)
}
