//! The stream that masks protected values inside the payload: one stream over all of them, in document order.

use super::keys::{sha256, sha512};
use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use salsa20::Salsa20;
use zeroize::{Zeroize, Zeroizing};

/// `Salsa20`'s nonce, the same in every file.
const SALSA20_NONCE: [u8; 8] = [0xe8, 0x30, 0x09, 0x4b, 0x97, 0x20, 0x5d, 0x2a];

/// Such a stream at one place.
pub(super) enum InnerStream {
    /// What every program writes today.
    ChaCha20(ChaCha20),
    /// What older programs wrote.
    Salsa20(Salsa20),
}

impl InnerStream {
    pub(super) fn chacha20(stream_key: &[u8]) -> Self {
        let key = sha512(&[stream_key]);
        let (mut cipher_key, mut nonce) = (Zeroizing::new([0; 32]), [0; 12]);
        cipher_key.copy_from_slice(&key[..32]);
        nonce.copy_from_slice(&key[32..44]);
        let stream = ChaCha20::new((&*cipher_key).into(), (&nonce).into());
        nonce.zeroize();
        Self::ChaCha20(stream)
    }

    pub(super) fn salsa20(stream_key: &[u8]) -> Self {
        let key = sha256(&[stream_key]);
        Self::Salsa20(Salsa20::new((&*key).into(), (&SALSA20_NONCE).into()))
    }

    /// Masks or unmasks the next value in place.
    pub(super) fn apply(&mut self, value: &mut [u8]) {
        match self {
            Self::ChaCha20(stream) => stream.apply_keystream(value),
            Self::Salsa20(stream) => stream.apply_keystream(value),
        }
    }
}
