//! The cipher around the payload.

use super::super::header;
use super::ExistingError;
use crate::{Feature, Part};
use aes::Aes256;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt};
use cbc::{Decryptor, Encryptor};
use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use twofish::Twofish;
use zeroize::Zeroizing;

const AES: [u8; 16] = [
    0x31, 0xc1, 0xf2, 0xe6, 0xbf, 0x71, 0x43, 0x50, 0xbe, 0x58, 0x05, 0x21, 0x6a, 0xfc, 0x5a, 0xff,
];
const TWOFISH: [u8; 16] = [
    0xad, 0x68, 0xf2, 0x9f, 0x57, 0x6f, 0x4b, 0xb9, 0xa3, 0x6a, 0xd4, 0x7a, 0xf9, 0x65, 0x34, 0x6c,
];

const BLOCK: usize = 16;

const DAMAGED: ExistingError = ExistingError::Damaged {
    part: Part::Encryption,
};

/// How a database is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Cipher {
    /// AES-256-CBC.
    #[serde(rename = "aes-256-cbc")]
    Aes256,
    /// `ChaCha20`.
    #[serde(rename = "chacha20")]
    ChaCha20,
    /// Twofish-256-CBC.
    #[serde(rename = "twofish-256-cbc")]
    Twofish,
}

impl Cipher {
    pub(super) const ALL: [Self; 3] = [Self::Aes256, Self::ChaCha20, Self::Twofish];

    /// By the UUID in the header.
    pub(super) fn read(uuid: &[u8]) -> Result<Self, ExistingError> {
        let mut all = Self::ALL.into_iter();
        all.find(|cipher| cipher.uuid() == uuid)
            .ok_or(ExistingError::Unsupported {
                feature: Feature::OtherCipher,
            })
    }

    /// The UUID in the header.
    pub(super) fn uuid(self) -> [u8; 16] {
        match self {
            Self::Aes256 => AES,
            Self::ChaCha20 => header::CHACHA20,
            Self::Twofish => TWOFISH,
        }
    }

    /// How many bytes its initialisation vector has.
    pub(super) fn iv_size(self) -> usize {
        match self {
            Self::ChaCha20 => 12,
            Self::Aes256 | Self::Twofish => BLOCK,
        }
    }

    /// Decrypts in place.
    pub(super) fn decrypt(
        self,
        key: &[u8; 32],
        iv: &[u8],
        data: &mut Zeroizing<Vec<u8>>,
    ) -> Result<(), ExistingError> {
        let size = match self {
            Self::ChaCha20 => return chacha20(key, iv, data),
            Self::Aes256 => Decryptor::<Aes256>::new_from_slices(key, iv)
                .map_err(|_| DAMAGED)?
                .decrypt_padded::<Pkcs7>(data)
                .map_err(|_| DAMAGED)?
                .len(),
            Self::Twofish => Decryptor::<Twofish>::new_from_slices(key, iv)
                .map_err(|_| DAMAGED)?
                .decrypt_padded::<Pkcs7>(data)
                .map_err(|_| DAMAGED)?
                .len(),
        };
        data.truncate(size);
        Ok(())
    }

    /// Encrypts in place. The memory has room for [`Cipher::padding`] more.
    pub(super) fn encrypt(
        self,
        key: &[u8; 32],
        iv: &[u8],
        data: &mut Zeroizing<Vec<u8>>,
    ) -> Result<(), ExistingError> {
        let internal = ExistingError::Internal { part: Part::Cipher };
        let size = data.len();
        data.resize(size + self.padding(size), 0);
        match self {
            Self::ChaCha20 => return chacha20(key, iv, data),
            Self::Aes256 => Encryptor::<Aes256>::new_from_slices(key, iv)
                .map_err(|_| internal)?
                .encrypt_padded::<Pkcs7>(data, size)
                .map_err(|_| internal)?,
            Self::Twofish => Encryptor::<Twofish>::new_from_slices(key, iv)
                .map_err(|_| internal)?
                .encrypt_padded::<Pkcs7>(data, size)
                .map_err(|_| internal)?,
        };
        Ok(())
    }

    /// How many bytes come after so many, up to whole blocks and one at least.
    pub(super) fn padding(self, size: usize) -> usize {
        match self {
            Self::ChaCha20 => 0,
            Self::Aes256 | Self::Twofish => BLOCK - size % BLOCK,
        }
    }
}

fn chacha20(key: &[u8; 32], iv: &[u8], data: &mut [u8]) -> Result<(), ExistingError> {
    ChaCha20::new_from_slices(key, iv)
        .map_err(|_| DAMAGED)?
        .apply_keystream(data);
    Ok(())
}
