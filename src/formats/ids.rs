//! Identifiers that a layout wants: random, and nothing secret.

use super::ExportError;
use rand_core::TryCryptoRng;

/// The shape of an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdKind {
    /// A UUID of version 4, lower case (RFC 9562).
    Uuid,
    /// 26 letters and digits, as 1Password's: base32, lower case (RFC 4648).
    Base32,
}

impl IdKind {
    /// The identifier made of these bytes.
    fn of(self, bytes: [u8; 16]) -> String {
        match self {
            Self::Uuid => uuid(bytes),
            Self::Base32 => base32(bytes),
        }
    }

    /// Whether it could have been made by [`random`].
    fn fits(self, id: &str) -> bool {
        match self {
            Self::Base32 => id.len() == 26 && id.bytes().all(|byte| BASE32.contains(&byte)),
            Self::Uuid => {
                id.len() == 36
                    && id.bytes().enumerate().all(|(at, byte)| match at {
                        8 | 13 | 18 | 23 => byte == b'-',
                        14 => byte == b'4',
                        19 => b"89ab".contains(&byte),
                        _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
                    })
            }
        }
    }
}

/// Random identifiers of these kinds.
pub(crate) fn random<R: TryCryptoRng + ?Sized>(
    kinds: &[IdKind],
    rng: &mut R,
) -> Result<Vec<String>, ExportError> {
    kinds
        .iter()
        .map(|kind| {
            let mut bytes = [0; 16];
            rng.try_fill_bytes(&mut bytes)
                .map_err(|_| ExportError::NoRandomness)?;
            Ok(kind.of(bytes))
        })
        .collect()
}

/// Whether identifiers that were read are of these kinds.
pub(crate) fn fit(kinds: &[IdKind], ids: &[String]) -> bool {
    kinds.len() == ids.len() && kinds.iter().zip(ids).all(|(kind, id)| kind.fits(id))
}

const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

fn base32(bytes: [u8; 16]) -> String {
    // 26 digits of 5 bits are 130; the last two are zero.
    let number = u128::from_be_bytes(bytes);
    let digit = |at: u32| match at {
        25 => number << 2 & 31,
        _ => number >> (123 - 5 * at) & 31,
    };
    let digits = (0..26).filter_map(|at| BASE32.get(usize::try_from(digit(at)).ok()?));
    digits.copied().map(char::from).collect()
}

fn uuid(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let number = u128::from_be_bytes(bytes);
    let part =
        |from: u32, digits: u32| number >> (128 - 4 * (from + digits)) & ((1 << (4 * digits)) - 1);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        part(0, 8),
        part(8, 4),
        part(12, 4),
        part(16, 4),
        part(20, 12)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_digit_is_in_its_place() {
        let bytes = 0x0123_4567_89ab_cdef_fedc_ba98_7654_3210_u128.to_be_bytes();
        assert_eq!(
            IdKind::Uuid.of(bytes),
            "01234567-89ab-4def-bedc-ba9876543210"
        );
    }

    #[test]
    fn base32_is_the_published_one() {
        // From `printf 0123456789abcdef | base32`.
        let id = IdKind::Base32.of(*b"0123456789abcdef");
        assert_eq!(id, "gaytemzugu3doobzmfrggzdfmy");
    }

    proptest! {
        #[test]
        fn what_is_made_fits(bytes: [u8; 16]) {
            for kind in [IdKind::Uuid, IdKind::Base32] {
                prop_assert!(kind.fits(&kind.of(bytes)));
            }
        }
    }
}
