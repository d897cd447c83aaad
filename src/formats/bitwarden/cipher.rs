//! Bitwarden's encrypted strings: AES-256-CBC, then HMAC-SHA-256 over IV and ciphertext.
//!
//! `2.` IV `|` ciphertext `|` HMAC, each in base64.

use crate::{ExportError, Part};
use aes::Aes256;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use cbc::{Decryptor, Encryptor};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use rand_core::TryCryptoRng;
use sha2::Sha256;
use zeroize::Zeroizing;

/// AES-256-CBC with HMAC-SHA-256.
const TYPE: &str = "2.";

const BLOCK: usize = 16;

/// The two keys of one file; wiped when dropped.
pub(super) struct Keys {
    encryption: Zeroizing<[u8; 32]>,
    authentication: Zeroizing<[u8; 32]>,
}

/// Why a string does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    /// It is no such string.
    Malformed,
    /// The key is another, or the string was changed.
    NotAuthentic,
}

impl Keys {
    /// Stretches the derived key: HKDF-Expand alone, without the extraction before.
    pub(super) fn stretch(derived: &[u8; 32]) -> Result<Self, ExportError> {
        let internal = ExportError::Internal { part: Part::Hkdf };
        let hkdf = Hkdf::<Sha256>::from_prk(derived).map_err(|_| internal)?;
        let expand = |name: &[u8]| {
            let mut key = Zeroizing::new([0; 32]);
            hkdf.expand(name, &mut key[..]).map_err(|_| internal)?;
            Ok(key)
        };
        Ok(Self {
            encryption: expand(b"enc")?,
            authentication: expand(b"mac")?,
        })
    }

    /// Encrypts under a random IV.
    pub(super) fn close<R: TryCryptoRng + ?Sized>(
        &self,
        plain: &[u8],
        rng: &mut R,
    ) -> Result<String, ExportError> {
        let internal = ExportError::Internal { part: Part::Aes };
        let mut iv = [0; BLOCK];
        rng.try_fill_bytes(&mut iv)
            .map_err(|_| ExportError::NoRandomness)?;
        // Padded to whole blocks, and by one byte at least.
        let mut room = Zeroizing::new(vec![0; plain.len() + BLOCK]);
        room[..plain.len()].copy_from_slice(plain);
        let cipher = Encryptor::<Aes256>::new((&*self.encryption).into(), (&iv).into());
        let encrypted = cipher
            .encrypt_padded::<Pkcs7>(&mut room, plain.len())
            .map_err(|_| internal)?;
        let mac = self.mac(&iv, encrypted)?.finalize().into_bytes();
        let parts = [&iv[..], encrypted, &mac].map(|part| BASE64.encode(part));
        Ok(format!("{TYPE}{}", parts.join("|")))
    }

    /// Decrypts what is authentic, and nothing else.
    pub(super) fn open(&self, text: &str) -> Result<Zeroizing<Vec<u8>>, Closed> {
        let mut parts = text.strip_prefix(TYPE).ok_or(Closed::Malformed)?.split('|');
        let mut part = || {
            let part = parts.next().ok_or(Closed::Malformed)?;
            BASE64.decode(part).map_err(|_| Closed::Malformed)
        };
        let (iv, mut data, mac) = (part()?, Zeroizing::new(part()?), part()?);
        if parts.next().is_some() {
            return Err(Closed::Malformed);
        }
        let iv: [u8; BLOCK] = iv.try_into().map_err(|_| Closed::Malformed)?;
        let expected = self.mac(&iv, &data).map_err(|_| Closed::Malformed)?;
        expected
            .verify_slice(&mac)
            .map_err(|_| Closed::NotAuthentic)?;
        let cipher = Decryptor::<Aes256>::new((&*self.encryption).into(), (&iv).into());
        let size = cipher
            .decrypt_padded::<Pkcs7>(&mut data)
            .map_err(|_| Closed::Malformed)?
            .len();
        data.truncate(size);
        Ok(data)
    }

    fn mac(&self, iv: &[u8], data: &[u8]) -> Result<Hmac<Sha256>, ExportError> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.authentication[..])
            .map_err(|_| ExportError::Internal { part: Part::Hmac })?;
        mac.update(iv);
        mac.update(data);
        Ok(mac)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chacha20::ChaCha20Rng;
    use proptest::prelude::*;
    use rand_core::SeedableRng;

    proptest! {
        #[test]
        fn what_was_closed_opens_with_the_same_key_alone(plain: Vec<u8>, key: [u8; 32], other: [u8; 32]) {
            let keys = Keys::stretch(&key).unwrap();
            let closed = keys.close(&plain, &mut ChaCha20Rng::from_seed([1; 32])).unwrap();
            prop_assert_eq!(&*keys.open(&closed).unwrap(), &plain);
            let others = Keys::stretch(&other).unwrap();
            prop_assert_eq!(others.open(&closed).err(), Some(Closed::NotAuthentic));
        }

        #[test]
        fn no_text_panics(text in "(2\\.)?[A-Za-z0-9+/=|]{0,120}") {
            prop_assert!(Keys::stretch(&[1; 32]).unwrap().open(&text).is_err());
        }
    }
}
