//! From what the admin gives to the key of the database, by the derivation that the file asks for.

use super::super::cursor::exactly;
use super::super::keys::sha256;
use super::super::variant::{self, ARGON2_VERSION, ARGON2ID, Dictionary, PART, key};
use super::ExistingError;
use crate::{Argon2Parameters, ExportError, Feature};
use aes::Aes256;
use aes::cipher::{BlockCipherEncrypt, KeyInit};
use argon2::{Algorithm, Version};
use zeroize::{Zeroize, Zeroizing};

/// Argon2d's UUID.
pub(super) const ARGON2D: [u8; 16] = [
    0xef, 0x63, 0x6d, 0xdf, 0x8c, 0x29, 0x44, 0x4b, 0x91, 0xf7, 0xa9, 0xa4, 0x03, 0xe3, 0x0a, 0x0c,
];

/// AES-KDF's UUIDs: `KeePass`'s and `KeePassXC`'s.
pub(super) const AES: [[u8; 16]; 2] = [
    [
        0xc9, 0xd9, 0xf3, 0x9a, 0x62, 0x8a, 0x44, 0x60, 0xbf, 0x74, 0x0d, 0x08, 0xc1, 0x8a, 0x4f,
        0xea,
    ],
    [
        0x7c, 0x02, 0xbb, 0x82, 0x79, 0xa7, 0x4a, 0xc0, 0x92, 0x7d, 0x11, 0x4a, 0x00, 0x64, 0x82,
        0x38,
    ],
];

/// AES-KDF's number of rounds.
const ROUNDS: &[u8] = b"R";

/// What Argon2 could be given beside the password: a secret, and data.
const SECRET: &[u8] = b"K";
const ASSOCIATED_DATA: &[u8] = b"A";

/// Argon2's version 1.0.
const ARGON2_OLD_VERSION: u32 = 0x10;

/// The most rounds of AES-KDF that are computed: about half a minute in a browser.
const MOST_ROUNDS: u64 = 20_000_000;

/// How a database's key is derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum KeyDerivation {
    /// Argon2id.
    Argon2id(Argon2Parameters),
    /// Argon2d.
    Argon2d(Argon2Parameters),
    /// AES-KDF, by its number of rounds.
    AesKdf(u64),
}

/// A derivation with the salt of one file.
pub(super) struct Kdf {
    pub(super) derivation: KeyDerivation,
    version: Version,
    salt: Vec<u8>,
}

impl Kdf {
    /// From the header's field; bounded, so that a made-up file cannot exhaust the browser.
    pub(super) fn read(field: &[u8]) -> Result<Self, ExistingError> {
        let dictionary = Dictionary::read(field)?;
        let uuid: [u8; 16] = exactly(dictionary.bytes(key::UUID)?, PART)?;
        let derivation = match uuid {
            ARGON2ID => KeyDerivation::Argon2id(variant::argon2(&dictionary)?),
            ARGON2D => KeyDerivation::Argon2d(variant::argon2(&dictionary)?),
            uuid if AES.contains(&uuid) => KeyDerivation::AesKdf(dictionary.number(ROUNDS)?),
            _ => return unsupported(Feature::OtherKeyDerivation),
        };
        // KeePass gives them to Argon2, KeePassXC does not. Whatever else stands there changes nothing, and is kept.
        let is_argon2 = !matches!(derivation, KeyDerivation::AesKdf(_));
        if is_argon2 && dictionary.has_any(&[SECRET, ASSOCIATED_DATA]) {
            return unsupported(Feature::Argon2Secret);
        }
        let version = match derivation {
            KeyDerivation::AesKdf(rounds) if rounds > MOST_ROUNDS => {
                return Err(ExistingError::KdfTooCostly);
            }
            KeyDerivation::AesKdf(_) => Version::default(),
            KeyDerivation::Argon2id(_) | KeyDerivation::Argon2d(_) => {
                match u32::try_from(dictionary.number(key::VERSION)?) {
                    Ok(ARGON2_VERSION) => Version::V0x13,
                    Ok(ARGON2_OLD_VERSION) => Version::V0x10,
                    _ => return unsupported(Feature::Argon2Version),
                }
            }
        };
        let salt = dictionary.bytes(key::SALT)?.to_vec();
        let shortest = match derivation {
            KeyDerivation::AesKdf(_) => 32..=32,
            _ => argon2::MIN_SALT_LEN..=argon2::MAX_SALT_LEN,
        };
        if !shortest.contains(&salt.len()) {
            return Err(ExistingError::Damaged { part: PART });
        }
        Ok(Self {
            derivation,
            version,
            salt,
        })
    }

    /// The header's field with another salt, and everything else as it is.
    pub(super) fn with_salt(field: &[u8], salt: &[u8; 32]) -> Result<Vec<u8>, ExistingError> {
        let mut dictionary = Dictionary::read(field)?;
        dictionary.replace(key::SALT, salt);
        Ok(dictionary.to_bytes()?)
    }

    /// Slow on purpose.
    pub(super) fn derive(&self, composite: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>, ExportError> {
        let argon2 = |algorithm, parameters: Argon2Parameters| {
            parameters.derive_by(algorithm, self.version, composite, &self.salt)
        };
        match self.derivation {
            KeyDerivation::Argon2id(parameters) => argon2(Algorithm::Argon2id, parameters),
            KeyDerivation::Argon2d(parameters) => argon2(Algorithm::Argon2d, parameters),
            KeyDerivation::AesKdf(rounds) => aes_kdf(composite, &self.salt, rounds),
        }
    }
}

/// Encrypts both halves again and again, each block for itself.
fn aes_kdf(
    composite: &[u8; 32],
    seed: &[u8],
    rounds: u64,
) -> Result<Zeroizing<[u8; 32]>, ExportError> {
    let cipher = Aes256::new_from_slice(seed).map_err(|_| ExportError::Damaged { part: PART })?;
    let mut blocks = [aes::Block::default(); 2];
    for (block, half) in blocks.iter_mut().zip(composite.chunks(16)) {
        block.copy_from_slice(half);
    }
    for _ in 0..rounds {
        cipher.encrypt_blocks(&mut blocks);
    }
    let derived = sha256(&[&blocks[0], &blocks[1]]);
    for block in &mut blocks {
        block.zeroize();
    }
    Ok(derived)
}

fn unsupported<T>(feature: Feature) -> Result<T, ExistingError> {
    Err(ExistingError::Unsupported { feature })
}
