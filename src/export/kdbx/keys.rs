//! From the password to the keys of one file.

use super::header::Header;
use crate::export::{ExportError, Password};
use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256, Sha512};
use zeroize::{Zeroize, Zeroizing};

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
        Ok(Self {
            cipher: sha256(&[&header.master_seed, &transformed[..]]),
            hmac_base: sha512(&[&header.master_seed, &transformed[..], &[1]]),
        })
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
                part: "block authentication",
            })
    }

    fn block(&self, index: u64, data: &[u8]) -> Result<Hmac<Sha256>, ExportError> {
        let length = super::cursor::length(data)?;
        self.authenticate(index, &[&index.to_le_bytes(), &length, data])
    }

    fn authenticate(&self, index: u64, parts: &[&[u8]]) -> Result<Hmac<Sha256>, ExportError> {
        let key = sha512(&[&index.to_le_bytes(), &self.hmac_base[..]]);
        let mut mac = Hmac::<Sha256>::new_from_slice(&key[..])
            .map_err(|_| ExportError::Internal { part: "HMAC" })?;
        for part in parts {
            mac.update(part);
        }
        Ok(mac)
    }
}

/// The stream that masks protected values inside the payload: one stream over all of them, in document order.
pub(super) struct InnerStream(ChaCha20);

impl InnerStream {
    pub(super) fn new(stream_key: &[u8]) -> Self {
        let key = sha512(&[stream_key]);
        let (mut cipher_key, mut nonce) = (Zeroizing::new([0; 32]), [0; 12]);
        cipher_key.copy_from_slice(&key[..32]);
        nonce.copy_from_slice(&key[32..44]);
        let stream = ChaCha20::new((&*cipher_key).into(), (&nonce).into());
        nonce.zeroize();
        Self(stream)
    }

    /// Masks or unmasks the next value in place.
    pub(super) fn apply(&mut self, value: &mut [u8]) {
        self.0.apply_keystream(value);
    }
}

fn sha256(parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    let mut out = Zeroizing::new([0; 32]);
    digest_into(Sha256::new(), parts, (&mut *out).into());
    out
}

fn sha512(parts: &[&[u8]]) -> Zeroizing<[u8; 64]> {
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
