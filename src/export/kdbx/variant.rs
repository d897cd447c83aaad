//! The variant dictionary that holds the key derivation parameters.

use super::cursor::{Cursor, exactly, length};
use crate::export::{Argon2Parameters, ExportError};

const PART: &str = "key derivation parameters";

/// Version of the dictionary; a reader must refuse another high byte.
const VERSION: [u8; 2] = 0x0100_u16.to_le_bytes();

const END: u8 = 0x00;
const U32: u8 = 0x04;
const U64: u8 = 0x05;
const BYTES: u8 = 0x42;

/// Argon2id's UUID.
const ARGON2ID: [u8; 16] = [
    0x9e, 0x29, 0x8b, 0x19, 0x56, 0xdb, 0x47, 0x73, 0xb2, 0x3d, 0xfc, 0x3e, 0xc6, 0xf0, 0xa1, 0xe6,
];

/// Argon2's version 1.3.
const ARGON2_VERSION: u32 = 0x13;

/// The parameters and the salt as the header's field wants them.
pub(super) fn write(kdf: Argon2Parameters, salt: &[u8; 32]) -> Result<Vec<u8>, ExportError> {
    let mut out = VERSION.to_vec();
    let mut put = |kind: u8, key: &str, value: &[u8]| -> Result<(), ExportError> {
        out.push(kind);
        out.extend_from_slice(&length(key.as_bytes())?);
        out.extend_from_slice(key.as_bytes());
        out.extend_from_slice(&length(value)?);
        out.extend_from_slice(value);
        Ok(())
    };
    let memory_bytes = u64::from(kdf.memory_kib()) * 1024;
    put(BYTES, "$UUID", &ARGON2ID)?;
    put(U32, "V", &ARGON2_VERSION.to_le_bytes())?;
    put(BYTES, "S", salt)?;
    put(U64, "I", &u64::from(kdf.passes()).to_le_bytes())?;
    put(U64, "M", &memory_bytes.to_le_bytes())?;
    put(U32, "P", &kdf.lanes().to_le_bytes())?;
    out.push(END);
    Ok(out)
}

/// The parameters and the salt of a file. Bounded: see [`Argon2Parameters`].
pub(super) fn read(bytes: &[u8]) -> Result<(Argon2Parameters, [u8; 32]), ExportError> {
    let damaged = ExportError::Damaged { part: PART };
    let mut cursor = Cursor::new(bytes);
    if cursor.array::<2>(PART)? != VERSION {
        return Err(ExportError::Unsupported { feature: PART });
    }
    let (mut uuid, mut version, mut salt) = (None, None, None);
    let (mut passes, mut memory, mut lanes) = (None, None, None);
    loop {
        let kind = cursor.byte(PART)?;
        if kind == END {
            break;
        }
        let key = cursor.sized(PART)?;
        let value = cursor.sized(PART)?;
        let u32_value = || exactly(value, PART).map(u32::from_le_bytes);
        let u64_value = || exactly(value, PART).map(u64::from_le_bytes);
        let twice = match (kind, key) {
            (BYTES, b"$UUID") => uuid.replace(value).is_some(),
            (U32, b"V") => version.replace(u32_value()?).is_some(),
            (BYTES, b"S") => salt.replace(exactly(value, PART)?).is_some(),
            (U64, b"I") => passes.replace(u64_value()?).is_some(),
            (U64, b"M") => memory.replace(u64_value()?).is_some(),
            (U32, b"P") => lanes.replace(u32_value()?).is_some(),
            _ => return Err(ExportError::Unsupported { feature: PART }),
        };
        if twice {
            return Err(damaged);
        }
    }
    if !cursor.rest().is_empty() {
        return Err(damaged);
    }
    if uuid.ok_or(damaged)? != ARGON2ID || version.ok_or(damaged)? != ARGON2_VERSION {
        return Err(ExportError::Unsupported {
            feature: "a key derivation other than Argon2id",
        });
    }
    let memory = memory.ok_or(damaged)?;
    if memory % 1024 != 0 {
        return Err(damaged);
    }
    let narrow = |wide: u64| u32::try_from(wide).map_err(|_| ExportError::KdfTooCostly);
    let kdf = Argon2Parameters::bounded(
        narrow(memory / 1024)?,
        narrow(passes.ok_or(damaged)?)?,
        lanes.ok_or(damaged)?,
    )?;
    Ok((kdf, salt.ok_or(damaged)?))
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
