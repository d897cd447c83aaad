//! The outer header of a database that was there before: every field kept, known or not.

use super::super::cursor::{Cursor, Field, exactly, length, only};
use super::super::header::{MAJOR, NO_COMPRESSION, PART, SIGNATURES, id, random};
use super::ExistingError;
use super::cipher::Cipher;
use super::kdf::Kdf;
use crate::Feature;
use rand_core::TryCryptoRng;

/// The second signature of the format before KDBX.
const BEFORE_KDBX: [u8; 4] = [0x65, 0xfb, 0x4b, 0xb5];

/// Seed and rounds of the key derivation, key of the mask, first bytes of the content, and kind of the mask: all of them stand
/// elsewhere in KDBX 4.
const OF_KDBX_3: [u8; 5] = [5, 6, 8, 9, 10];

const GZIP: [u8; 4] = 1_u32.to_le_bytes();

/// The header as it stands, and what follows from it.
pub(super) struct Outer {
    /// Minor, then major.
    version: [[u8; 2]; 2],
    fields: Vec<(u8, Vec<u8>)>,
    pub(super) cipher: Cipher,
    pub(super) compressed: bool,
    pub(super) master_seed: [u8; 32],
    pub(super) kdf: Kdf,
}

/// The version and the fields, not yet looked into.
pub(super) struct Raw<'a> {
    version: [[u8; 2]; 2],
    fields: Vec<Field<'a>>,
}

impl<'a> Raw<'a> {
    pub(super) fn read(cursor: &mut Cursor<'a>) -> Result<Self, ExistingError> {
        let signatures = cursor.take(SIGNATURES.len(), PART);
        let signatures = signatures.map_err(|_| ExistingError::NotKdbx)?;
        if signatures[..4] != SIGNATURES[..4] {
            return Err(ExistingError::NotKdbx);
        }
        if signatures[4..] == BEFORE_KDBX {
            return Err(ExistingError::OldVersion);
        }
        if signatures != SIGNATURES {
            return Err(ExistingError::NotKdbx);
        }
        // A reader of any minor version can read them all.
        let [minor, major] = [cursor.array(PART)?, cursor.array(PART)?];
        if u16::from_le_bytes(major) < u16::from_le_bytes(MAJOR) {
            return Err(ExistingError::OldVersion);
        }
        if major != MAJOR {
            return Err(ExistingError::Unsupported {
                feature: Feature::LaterVersion,
            });
        }
        Ok(Self {
            version: [minor, major],
            fields: cursor.fields(PART)?,
        })
    }
}

impl Outer {
    pub(super) fn read(raw: &Raw<'_>) -> Result<Self, ExistingError> {
        Self::of(raw.version, &raw.fields)
    }

    fn of(version: [[u8; 2]; 2], fields: &[Field<'_>]) -> Result<Self, ExistingError> {
        let cipher = Cipher::read(only(fields, id::CIPHER, PART)?)?;
        if fields.iter().any(|field| OF_KDBX_3.contains(&field.id)) {
            return Err(ExistingError::Unsupported {
                feature: Feature::Kdbx3Field,
            });
        }
        let compressed = match only(fields, id::COMPRESSION, PART)? {
            flags if flags == NO_COMPRESSION => false,
            flags if flags == GZIP => true,
            _ => {
                return Err(ExistingError::Unsupported {
                    feature: Feature::OtherCompression,
                });
            }
        };
        if only(fields, id::NONCE, PART)?.len() != cipher.iv_size() {
            return Err(ExistingError::Damaged { part: PART });
        }
        Ok(Self {
            version,
            fields: fields
                .iter()
                .map(|field| (field.id, field.value.to_vec()))
                .collect(),
            cipher,
            compressed,
            master_seed: exactly(only(fields, id::MASTER_SEED, PART)?, PART)?,
            kdf: Kdf::read(only(fields, id::KDF, PART)?)?,
        })
    }

    /// The initialisation vector.
    pub(super) fn iv(&self) -> &[u8] {
        let mut fields = self.fields.iter();
        let iv = fields.find(|(id, _)| *id == id::NONCE);
        iv.map_or(&[], |(_, value)| value)
    }

    /// The same header with a seed, a salt and an initialisation vector of its own.
    pub(super) fn renewed<R: TryCryptoRng + ?Sized>(
        &self,
        rng: &mut R,
    ) -> Result<Self, ExistingError> {
        let master_seed = random::<32, R>(rng)?;
        let iv = random::<16, R>(rng)?;
        let salt = random::<32, R>(rng)?;
        self.with(&master_seed, &iv[..self.cipher.iv_size()], &salt)
    }

    /// Whether this is the same header but for seed, salt and initialisation vector.
    pub(super) fn renews(&self, before: &Self) -> Result<bool, ExistingError> {
        let blank = |outer: &Self| {
            let iv = vec![0; outer.cipher.iv_size()];
            outer.with(&[0; 32], &iv, &[0; 32])?.to_bytes()
        };
        Ok(blank(self)? == blank(before)?)
    }

    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, ExistingError> {
        let mut out = [&SIGNATURES[..], &self.version[0], &self.version[1]].concat();
        for (id, value) in &self.fields {
            out.push(*id);
            out.extend_from_slice(&length(value)?);
            out.extend_from_slice(value);
        }
        Ok(out)
    }

    fn with(
        &self,
        master_seed: &[u8; 32],
        iv: &[u8],
        salt: &[u8; 32],
    ) -> Result<Self, ExistingError> {
        let mut fields = self.fields.clone();
        for (id, value) in &mut fields {
            match *id {
                id::MASTER_SEED => *value = master_seed.to_vec(),
                id::NONCE => *value = iv.to_vec(),
                id::KDF => *value = Kdf::with_salt(value, salt)?,
                _ => {}
            }
        }
        let fields: Vec<_> = fields
            .iter()
            .map(|(id, value)| Field { id: *id, value })
            .collect();
        Self::of(self.version, &fields)
    }
}
