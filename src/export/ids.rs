//! Identifiers that a layout wants: random, and nothing secret.

use super::ExportError;
use rand_core::TryCryptoRng;

/// The shape of an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IdKind {
    /// A UUID of version 4, lower case (RFC 9562).
    Uuid,
}

impl IdKind {
    /// The identifier made of these bytes.
    fn of(self, bytes: [u8; 16]) -> String {
        match self {
            Self::Uuid => uuid(bytes),
        }
    }

    /// Whether it could have been made by [`random`].
    fn fits(self, id: &str) -> bool {
        match self {
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
pub(super) fn random<R: TryCryptoRng + ?Sized>(
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
pub(super) fn fit(kinds: &[IdKind], ids: &[String]) -> bool {
    kinds.len() == ids.len() && kinds.iter().zip(ids).all(|(kind, id)| kind.fits(id))
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

    proptest! {
        #[test]
        fn what_is_made_fits(bytes: [u8; 16]) {
            prop_assert!(IdKind::Uuid.fits(&IdKind::Uuid.of(bytes)));
        }
    }
}
