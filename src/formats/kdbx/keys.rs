//! From the password to the keys of one file.

use super::header::Header;
use crate::{ExportError, Part, Password};
use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

/// The index under which the header is authenticated.
const HEADER: u64 = u64::MAX;

/// The keys of one file; wiped when dropped.
pub(super) struct MasterKeys {
    cipher: Zeroizing<[u8; 32]>,
    hmac_base: Zeroizing<[u8; 64]>,
}

impl MasterKeys {
    /// Derives them. Slow on purpose.
    pub(super) fn derive(header: &Header, password: &Password) -> Result<Self, ExportError> {
        // A composite key of one part: SHA-256(SHA-256(password)).
        let part = sha256(&[password.expose().as_bytes()]);
        let composite = sha256(&[&part[..]]);
        let transformed = header.kdf.derive(&composite[..], &header.salt)?;
        Ok(Self::of(&header.master_seed, &transformed))
    }

    /// From the derived key of a file and its seed.
    pub(super) fn of(master_seed: &[u8; 32], transformed: &[u8; 32]) -> Self {
        Self {
            cipher: sha256(&[master_seed, transformed]),
            hmac_base: sha512(&[master_seed, transformed, &[1]]),
        }
    }

    /// The key of the cipher around the payload.
    pub(super) fn cipher(&self) -> &[u8; 32] {
        &self.cipher
    }

    /// Encrypts or decrypts the payload in place.
    pub(super) fn apply_cipher(&self, header: &Header, payload: &mut [u8]) {
        ChaCha20::new((&*self.cipher).into(), (&header.nonce).into()).apply_keystream(payload);
    }

    pub(super) fn header_hmac(&self, header_bytes: &[u8]) -> Result<[u8; 32], ExportError> {
        self.authenticate(HEADER, &[header_bytes])
            .map(|mac| mac.finalize().into_bytes().into())
    }

    /// In constant time. The first thing that depends on the password: a mismatch is [`ExportError::WrongPassword`].
    pub(super) fn verify_header(
        &self,
        header_bytes: &[u8],
        hmac: &[u8; 32],
    ) -> Result<(), ExportError> {
        self.authenticate(HEADER, &[header_bytes])?
            .verify_slice(hmac)
            .map_err(|_| ExportError::WrongPassword)
    }

    pub(super) fn block_hmac(&self, index: u64, data: &[u8]) -> Result<[u8; 32], ExportError> {
        self.block(index, data)
            .map(|mac| mac.finalize().into_bytes().into())
    }

    /// In constant time.
    pub(super) fn verify_block(
        &self,
        index: u64,
        data: &[u8],
        hmac: &[u8; 32],
    ) -> Result<(), ExportError> {
        self.block(index, data)?
            .verify_slice(hmac)
            .map_err(|_| ExportError::Damaged {
                part: Part::BlockAuthentication,
            })
    }

    fn block(&self, index: u64, data: &[u8]) -> Result<Hmac<Sha256>, ExportError> {
        let length = super::cursor::length(data)?;
        self.authenticate(index, &[&index.to_le_bytes(), &length, data])
    }

    fn authenticate(&self, index: u64, parts: &[&[u8]]) -> Result<Hmac<Sha256>, ExportError> {
        let key = sha512(&[&index.to_le_bytes(), &self.hmac_base[..]]);
        let mut mac = Hmac::<Sha256>::new_from_slice(&key[..])
            .map_err(|_| ExportError::Internal { part: Part::Hmac })?;
        for part in parts {
            mac.update(part);
        }
        Ok(mac)
    }
}

pub(super) fn sha256(parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    let mut out = Zeroizing::new([0; 32]);
    digest_into(Sha256::new(), parts, (&mut *out).into());
    out
}

pub(super) fn sha512(parts: &[&[u8]]) -> Zeroizing<[u8; 64]> {
    let mut out = Zeroizing::new([0; 64]);
    digest_into(Sha512::new(), parts, (&mut *out).into());
    out
}

/// Straight into memory that is wiped; the hasher wipes itself.
fn digest_into<D: Digest>(mut hasher: D, parts: &[&[u8]], out: &mut sha2::digest::Output<D>) {
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize_into(out);
}
