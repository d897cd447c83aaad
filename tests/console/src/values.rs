//! The shapes of the values the console gives out.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

/// A key's two values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Values {
    /// An upper-case UUID, 36 characters.
    pub(crate) key_id: String,
    /// 43 characters of base64url.
    pub(crate) secret: String,
}

impl Values {
    /// Fresh values. One secret in four begins with "-", as real ones sometimes do: often enough for somebody who
    /// plays by hand to meet one.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut secret = secret()?;
        if bytes::<1>()?[0] < 64 {
            secret.replace_range(..1, "-");
        }
        Ok(Self {
            key_id: key_id()?,
            secret,
        })
    }
}

fn bytes<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

fn key_id() -> Result<String, getrandom::Error> {
    let mut number = u128::from_be_bytes(bytes::<16>()?);
    // Version 4, variant 1: so that a reader which checks UUIDs strictly accepts it.
    number = number & !(0xF << 76) | (0x4 << 76);
    number = number & !(0x3 << 62) | (0x2 << 62);
    let hex = format!("{number:032X}");
    Ok([
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-"))
}

/// 32 random bytes in base64url without padding.
pub(crate) fn secret() -> Result<String, getrandom::Error> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<32>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_shapes_seen_in_the_wild() -> Result<(), getrandom::Error> {
        let mut dashes = 0;
        for _ in 0..200 {
            let Values { key_id, secret } = Values::random()?;
            assert_eq!(key_id.len(), 36);
            assert_eq!(key_id.to_uppercase(), key_id);
            assert_eq!(
                key_id.split('-').map(str::len).collect::<Vec<_>>(),
                [8, 4, 4, 4, 12]
            );
            assert_eq!(&key_id[14..15], "4");
            assert_eq!(secret.len(), 43);
            assert!(
                secret
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
            );
            dashes += usize::from(secret.starts_with('-'));
        }
        assert!(
            (10..150).contains(&dashes),
            "{dashes} of 200 secrets begin with a dash"
        );
        Ok(())
    }
}
