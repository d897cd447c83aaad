//! From a password to a key: PBKDF2 with HMAC-SHA-256 (RFC 8018), for readers that know nothing better.

use super::ExportError;
use sha2::Sha256;
use zeroize::Zeroizing;

/// How often PBKDF2 repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Pbkdf2Iterations(u32);

impl Pbkdf2Iterations {
    /// 600,000: the least that OWASP's Password Storage Cheat Sheet allows, and what Bitwarden does itself.
    pub const MINIMUM: Self = Self(600_000);

    /// The most that Bitwarden opens.
    pub const MOST: u32 = 2_000_000;

    /// As many as one likes, but no fewer than [`Pbkdf2Iterations::MINIMUM`].
    ///
    /// # Errors
    /// [`ExportError::KdfTooWeak`] below that, [`ExportError::KdfTooCostly`] above [`Pbkdf2Iterations::MOST`].
    pub fn new(iterations: u32) -> Result<Self, ExportError> {
        let found = Self::bounded(iterations)?;
        if iterations < Self::MINIMUM.0 {
            return Err(ExportError::KdfTooWeak);
        }
        Ok(found)
    }

    /// Found in a file, or few for tests.
    pub(crate) fn bounded(iterations: u32) -> Result<Self, ExportError> {
        match iterations {
            0 => Err(ExportError::KdfTooWeak),
            1..=Self::MOST => Ok(Self(iterations)),
            _ => Err(ExportError::KdfTooCostly),
        }
    }

    /// How often.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0
    }

    /// Derives 32 bytes.
    pub(crate) fn derive(self, input: &[u8], salt: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        pbkdf2::pbkdf2_hmac::<Sha256>(input, salt, self.0, &mut key[..]);
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_too_few_nor_too_many() {
        assert_eq!(
            Pbkdf2Iterations::new(600_000),
            Ok(Pbkdf2Iterations::MINIMUM)
        );
        assert_eq!(Pbkdf2Iterations::new(599_999), Err(ExportError::KdfTooWeak));
        assert_eq!(
            Pbkdf2Iterations::new(2_000_001),
            Err(ExportError::KdfTooCostly)
        );
        assert_eq!(Pbkdf2Iterations::bounded(0), Err(ExportError::KdfTooWeak));
    }

    #[test]
    fn the_derivation_is_the_published_one() {
        // RFC 7914, section 11: password "passwd", salt "salt", one iteration; the first 16 of 64 bytes.
        let key = Pbkdf2Iterations(1).derive(b"passwd", b"salt");
        let published = 0x55ac_046e_56e3_089f_ec16_91c2_2544_b605_u128;
        assert_eq!(key[..16], published.to_be_bytes());
    }
}
