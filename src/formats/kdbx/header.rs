//! The outer header: all that is needed to derive the keys, readable by everyone.

use super::cursor::{Cursor, Field, exactly, length, only};
use super::variant;
use crate::{Argon2Parameters, ExportError, Feature, Part};
use rand_core::TryCryptoRng;

pub(super) const PART: Part = Part::Header;

pub(super) const SIGNATURES: [u8; 8] = [0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5];
pub(super) const MINOR: [u8; 2] = 1_u16.to_le_bytes();
pub(super) const MAJOR: [u8; 2] = 4_u16.to_le_bytes();

/// `ChaCha20`'s UUID.
pub(super) const CHACHA20: [u8; 16] = [
    0xd6, 0x03, 0x8a, 0x2b, 0x8b, 0x6f, 0x4c, 0xb5, 0xa5, 0x24, 0x33, 0x9a, 0x31, 0xdb, 0xb5, 0x9a,
];
pub(super) const NO_COMPRESSION: [u8; 4] = 0_u32.to_le_bytes();

/// The numbers of the fields.
pub(super) mod id {
    pub(in super::super) const CIPHER: u8 = 2;
    pub(in super::super) const COMPRESSION: u8 = 3;
    pub(in super::super) const MASTER_SEED: u8 = 4;
    pub(in super::super) const NONCE: u8 = 7;
    pub(in super::super) const KDF: u8 = 11;
}

/// What every file has of its own. Nothing of it is secret.
pub(super) struct Header {
    pub(super) master_seed: [u8; 32],
    pub(super) nonce: [u8; 12],
    pub(super) kdf: Argon2Parameters,
    pub(super) salt: [u8; 32],
}

impl Header {
    pub(super) fn random<R: TryCryptoRng + ?Sized>(
        kdf: Argon2Parameters,
        rng: &mut R,
    ) -> Result<Self, ExportError> {
        Ok(Self {
            master_seed: random(rng)?,
            nonce: random(rng)?,
            kdf,
            salt: random(rng)?,
        })
    }

    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, ExportError> {
        let mut out = [&SIGNATURES[..], &MINOR, &MAJOR].concat();
        let kdf = variant::write(self.kdf, &self.salt)?;
        for (id, value) in [
            (id::CIPHER, &CHACHA20[..]),
            (id::COMPRESSION, &NO_COMPRESSION),
            (id::MASTER_SEED, &self.master_seed),
            (id::NONCE, &self.nonce),
            (id::KDF, &kdf),
            (Field::END, b"\r\n\r\n"),
        ] {
            out.push(id);
            out.extend_from_slice(&length(value)?);
            out.extend_from_slice(value);
        }
        Ok(out)
    }

    pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Self, ExportError> {
        let signatures = cursor.take(SIGNATURES.len(), PART);
        if signatures != Ok(&SIGNATURES) {
            return Err(ExportError::NotThisFormat);
        }
        if cursor.array::<2>(PART)? != MINOR || cursor.array::<2>(PART)? != MAJOR {
            return Err(ExportError::Unsupported {
                feature: Feature::KdbxVersion,
            });
        }
        let fields = cursor.fields(PART)?;
        let known = [
            id::CIPHER,
            id::COMPRESSION,
            id::MASTER_SEED,
            id::NONCE,
            id::KDF,
            Field::END,
        ];
        if fields.iter().any(|field| !known.contains(&field.id)) {
            return Err(ExportError::Unsupported {
                feature: Feature::HeaderField,
            });
        }
        if only(&fields, id::CIPHER, PART)? != CHACHA20 {
            return Err(ExportError::Unsupported {
                feature: Feature::OtherThanChaCha20,
            });
        }
        if only(&fields, id::COMPRESSION, PART)? != NO_COMPRESSION {
            return Err(ExportError::Unsupported {
                feature: Feature::Compression,
            });
        }
        let (kdf, salt) = variant::read(only(&fields, id::KDF, PART)?)?;
        Ok(Self {
            master_seed: exactly(only(&fields, id::MASTER_SEED, PART)?, PART)?,
            nonce: exactly(only(&fields, id::NONCE, PART)?, PART)?,
            kdf,
            salt,
        })
    }
}

/// Random bytes, none of them secret.
pub(super) fn random<const N: usize, R: TryCryptoRng + ?Sized>(
    rng: &mut R,
) -> Result<[u8; N], ExportError> {
    let mut bytes = [0; N];
    rng.try_fill_bytes(&mut bytes)
        .map_err(|_| ExportError::NoRandomness)?;
    Ok(bytes)
}
