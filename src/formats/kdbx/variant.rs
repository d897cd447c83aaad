//! The variant dictionary that holds the key derivation parameters.

use super::cursor::{Cursor, exactly, length};
use crate::{Argon2Parameters, ExportError, Feature, Part};

pub(super) const PART: Part = Part::KeyDerivationParameters;

/// Version of the dictionary; a reader must refuse another high byte.
const VERSION: [u8; 2] = 0x0100_u16.to_le_bytes();

const END: u8 = 0x00;

/// The types of values.
pub(super) mod kind {
    pub(in super::super) const U32: u8 = 0x04;
    pub(in super::super) const U64: u8 = 0x05;
    pub(in super::super) const BOOL: u8 = 0x08;
    pub(in super::super) const I32: u8 = 0x0c;
    pub(in super::super) const I64: u8 = 0x0d;
    pub(in super::super) const BYTES: u8 = 0x42;
}

/// The names of the values.
pub(super) mod key {
    pub(in super::super) const UUID: &[u8] = b"$UUID";
    pub(in super::super) const SALT: &[u8] = b"S";
    pub(in super::super) const VERSION: &[u8] = b"V";
    pub(in super::super) const PASSES: &[u8] = b"I";
    pub(in super::super) const MEMORY: &[u8] = b"M";
    pub(in super::super) const LANES: &[u8] = b"P";
}

/// Argon2id's UUID.
pub(super) const ARGON2ID: [u8; 16] = [
    0x9e, 0x29, 0x8b, 0x19, 0x56, 0xdb, 0x47, 0x73, 0xb2, 0x3d, 0xfc, 0x3e, 0xc6, 0xf0, 0xa1, 0xe6,
];

/// Argon2's version 1.3.
pub(super) const ARGON2_VERSION: u32 = 0x13;

/// A dictionary in its order.
pub(super) struct Dictionary<'a> {
    version: [u8; 2],
    entries: Vec<Entry<'a>>,
    /// What follows its end.
    rest: &'a [u8],
}

struct Entry<'a> {
    kind: u8,
    key: &'a [u8],
    value: &'a [u8],
}

impl<'a> Dictionary<'a> {
    /// Reads one. No key stands in it twice.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, ExportError> {
        let mut cursor = Cursor::new(bytes);
        let version = cursor.array::<2>(PART)?;
        if version[1] > VERSION[1] {
            return Err(ExportError::Unsupported {
                feature: Feature::Part { part: PART },
            });
        }
        let mut entries: Vec<Entry<'a>> = Vec::new();
        loop {
            let kind = cursor.byte(PART)?;
            if kind == END {
                break;
            }
            let key = cursor.sized(PART)?;
            let value = cursor.sized(PART)?;
            if entries.iter().any(|entry| entry.key == key) {
                return Err(ExportError::Damaged { part: PART });
            }
            entries.push(Entry { kind, key, value });
        }
        Ok(Self {
            version,
            entries,
            rest: cursor.rest(),
        })
    }

    /// As bytes.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, ExportError> {
        let mut out = self.version.to_vec();
        for Entry { kind, key, value } in &self.entries {
            out.push(*kind);
            out.extend_from_slice(&length(key)?);
            out.extend_from_slice(key);
            out.extend_from_slice(&length(value)?);
            out.extend_from_slice(value);
        }
        out.push(END);
        out.extend_from_slice(self.rest);
        Ok(out)
    }

    /// Whether one of these names has a value that is not empty.
    pub(super) fn has_any(&self, keys: &[&[u8]]) -> bool {
        let mut entries = self.entries.iter();
        entries.any(|entry| keys.contains(&entry.key) && !entry.value.is_empty())
    }

    /// The bytes of that name.
    pub(super) fn bytes(&self, key: &[u8]) -> Result<&'a [u8], ExportError> {
        match self.entry(key)? {
            entry if entry.kind == kind::BYTES => Ok(entry.value),
            _ => Err(ExportError::Damaged { part: PART }),
        }
    }

    /// The number of that name, in whichever type of number its writer chose.
    pub(super) fn number(&self, key: &[u8]) -> Result<u64, ExportError> {
        let Entry { kind, value, .. } = *self.entry(key)?;
        let not_negative =
            |number: i64| u64::try_from(number).map_err(|_| ExportError::Damaged { part: PART });
        match kind {
            kind::U32 => exactly(value, PART).map(|bytes| u32::from_le_bytes(bytes).into()),
            kind::U64 => exactly(value, PART).map(u64::from_le_bytes),
            kind::I32 => not_negative(i32::from_le_bytes(exactly(value, PART)?).into()),
            kind::I64 => not_negative(i64::from_le_bytes(exactly(value, PART)?)),
            kind::BOOL => exactly(value, PART).map(|[byte]| u64::from(byte != 0)),
            _ => Err(ExportError::Unsupported {
                feature: Feature::ParameterNotNumber,
            }),
        }
    }

    /// Another value for a name that is there.
    pub(super) fn replace(&mut self, key: &[u8], value: &'a [u8]) {
        for entry in &mut self.entries {
            if entry.key == key {
                entry.value = value;
            }
        }
    }

    fn entry(&self, key: &[u8]) -> Result<&Entry<'a>, ExportError> {
        let mut entries = self.entries.iter();
        entries
            .find(|entry| entry.key == key)
            .ok_or(ExportError::Damaged { part: PART })
    }
}

/// The parameters of Argon2. Bounded: see [`Argon2Parameters`].
pub(super) fn argon2(dictionary: &Dictionary<'_>) -> Result<Argon2Parameters, ExportError> {
    let narrow = |wide: u64| u32::try_from(wide).map_err(|_| ExportError::KdfTooCostly);
    Argon2Parameters::bounded(
        narrow(dictionary.number(key::MEMORY)? / 1024)?,
        narrow(dictionary.number(key::PASSES)?)?,
        narrow(dictionary.number(key::LANES)?)?,
    )
}

/// The parameters and the salt as the header's field wants them.
pub(super) fn write(kdf: Argon2Parameters, salt: &[u8; 32]) -> Result<Vec<u8>, ExportError> {
    let version = ARGON2_VERSION.to_le_bytes();
    let passes = u64::from(kdf.passes()).to_le_bytes();
    let memory = (u64::from(kdf.memory_kib()) * 1024).to_le_bytes();
    let lanes = kdf.lanes().to_le_bytes();
    let entry = |kind, key, value| Entry { kind, key, value };
    let entries = vec![
        entry(kind::BYTES, key::UUID, &ARGON2ID[..]),
        entry(kind::U32, key::VERSION, &version),
        entry(kind::BYTES, key::SALT, salt),
        entry(kind::U64, key::PASSES, &passes),
        entry(kind::U64, key::MEMORY, &memory),
        entry(kind::U32, key::LANES, &lanes),
    ];
    Dictionary {
        version: VERSION,
        entries,
        rest: &[],
    }
    .to_bytes()
}

/// The parameters and the salt of a file of this writer.
pub(super) fn read(bytes: &[u8]) -> Result<(Argon2Parameters, [u8; 32]), ExportError> {
    let dictionary = Dictionary::read(bytes)?;
    let known = [
        (kind::BYTES, key::UUID),
        (kind::U32, key::VERSION),
        (kind::BYTES, key::SALT),
        (kind::U64, key::PASSES),
        (kind::U64, key::MEMORY),
        (kind::U32, key::LANES),
    ];
    let mut entries = dictionary.entries.iter();
    if dictionary.version != VERSION
        || !dictionary.rest.is_empty()
        || entries.any(|entry| !known.contains(&(entry.kind, entry.key)))
    {
        return Err(ExportError::Unsupported {
            feature: Feature::Part { part: PART },
        });
    }
    if dictionary.bytes(key::UUID)? != ARGON2ID
        || dictionary.number(key::VERSION)? != u64::from(ARGON2_VERSION)
    {
        return Err(ExportError::Unsupported {
            feature: Feature::OtherThanArgon2id,
        });
    }
    if dictionary.number(key::MEMORY)? % 1024 != 0 {
        return Err(ExportError::Damaged { part: PART });
    }
    let salt = exactly(dictionary.bytes(key::SALT)?, PART)?;
    Ok((argon2(&dictionary)?, salt))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn impossible_parameters_are_refused_before_anything_is_computed() {
        let bytes = write(Argon2Parameters::DEFAULT, &[7; 32]).unwrap();
        let with = |key: u8, value: &[u8]| {
            let mut bytes = bytes.clone();
            let at = bytes
                .windows(6)
                .position(|window| window[..5] == [1, 0, 0, 0, key] && window[5] >= 4)
                .unwrap();
            bytes[at + 9..at + 9 + value.len()].copy_from_slice(value);
            read(&bytes).unwrap_err()
        };
        let (tib, huge) = ((1_u64 << 40).to_le_bytes(), u64::MAX.to_le_bytes());
        assert_eq!(with(b'M', &tib), ExportError::KdfTooCostly);
        assert_eq!(with(b'I', &huge), ExportError::KdfTooCostly);
        assert_eq!(with(b'P', &[255; 4]), ExportError::KdfTooCostly);
        assert_eq!(with(b'M', &[0; 8]), ExportError::KdfTooWeak);
        assert_eq!(with(b'I', &[0; 8]), ExportError::KdfTooWeak);
        assert_eq!(with(b'P', &[0; 4]), ExportError::KdfTooWeak);
        assert_eq!(with(b'M', &1025_u64.to_le_bytes()).code(), "damaged");
        assert_eq!(with(b'V', &[0x10, 0, 0, 0]).code(), "unsupported");
    }

    proptest! {
        #[test]
        fn parameters_come_back(memory in 64_u32..1024, passes in 1_u32..9, lanes in 1_u32..8, salt: [u8; 32]) {
            let kdf = Argon2Parameters::bounded(memory, passes, lanes).unwrap();
            let bytes = write(kdf, &salt).unwrap();
            prop_assert_eq!(read(&bytes), Ok((kdf, salt)));
        }

        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            let _ = read(&bytes);
        }
    }
}
