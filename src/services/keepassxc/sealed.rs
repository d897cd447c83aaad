//! Sealing: `crypto_box` of `NaCl` (X25519, `XSalsa20`, Poly1305), as the protocol wants it.

use super::{ConversationError, Part};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use crypto_box::aead::AeadInPlace as _;
use crypto_box::{PublicKey, SalsaBox, SecretKey};
use ctutils::CtEq as _;
use rand_core::TryCryptoRng;
use zeroize::Zeroizing;

/// Octets of a nonce, and of the name by which the other side tells its clients apart.
const NONCE: usize = 24;

/// Octets of a key.
const KEY: usize = 32;

/// Octets that sealing adds.
const TAG: usize = 16;

/// A number used once.
#[derive(Clone, Copy)]
pub(super) struct Nonce([u8; NONCE]);

impl Nonce {
    /// A random one.
    pub(super) fn random<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, ConversationError> {
        random(rng).map(|bytes| Self(*bytes))
    }

    /// The one that the answer must carry: one more, as a number whose least octet comes first.
    pub(super) fn of_answer(self) -> Self {
        let mut bytes = self.0;
        for byte in &mut bytes {
            let (sum, carries) = byte.overflowing_add(1);
            *byte = sum;
            if !carries {
                break;
            }
        }
        Self(bytes)
    }

    /// As messages carry it.
    pub(super) fn to_text(self) -> String {
        STANDARD.encode(self.0)
    }

    /// Whether a message carries it.
    pub(super) fn is(self, text: &str) -> bool {
        self.to_text().as_bytes().ct_eq(text.as_bytes()).to_bool()
    }
}

/// A key pair of one use; the secret half wipes itself.
pub(super) struct KeyPair(SecretKey);

impl KeyPair {
    /// A random one.
    pub(super) fn random<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, ConversationError> {
        Ok(Self(SecretKey::from(*random::<KEY, _>(rng)?)))
    }

    /// The public half, as messages carry it.
    pub(super) fn public(&self) -> String {
        STANDARD.encode(self.0.public_key().as_bytes())
    }

    /// What seals for, and opens from, the owner of a public key.
    pub(super) fn channel(&self, public: &str) -> Result<Channel, ConversationError> {
        let mut bytes = [0; KEY];
        let read = STANDARD.decode_slice(public, &mut bytes);
        if read.ok() != Some(KEY) {
            return Err(ConversationError::Garbled {
                part: Part::PublicKey,
            });
        }
        Ok(Channel(SalsaBox::new(&PublicKey::from(bytes), &self.0)))
    }
}

/// Both ends' agreed key; it wipes itself.
pub(super) struct Channel(SalsaBox);

impl Channel {
    /// Seals a text, in base64. The text is encrypted where it stands.
    pub(super) fn seal(
        &self,
        mut text: Zeroizing<Vec<u8>>,
        nonce: Nonce,
    ) -> Result<String, ConversationError> {
        let tag = self
            .0
            .encrypt_in_place_detached(&nonce.0.into(), b"", &mut text)
            .map_err(|_| ConversationError::Internal {
                part: Part::Sealing,
            })?;
        let mut sealed = Vec::with_capacity(TAG + text.len());
        sealed.extend_from_slice(&tag);
        sealed.extend_from_slice(&text);
        Ok(STANDARD.encode(sealed))
    }

    /// Opens a sealed text.
    pub(super) fn open(
        &self,
        sealed: &str,
        nonce: Nonce,
    ) -> Result<Zeroizing<Vec<u8>>, ConversationError> {
        const GARBLED: ConversationError = ConversationError::Garbled { part: Part::Seal };
        let bytes = STANDARD.decode(sealed).map_err(|_| GARBLED)?;
        let (tag, text) = bytes.split_first_chunk::<TAG>().ok_or(GARBLED)?;
        let mut text = Zeroizing::new(text.to_vec());
        self.0
            .decrypt_in_place_detached(&nonce.0.into(), b"", &mut text, tag.into())
            .map_err(|_| GARBLED)?;
        Ok(text)
    }
}

fn random<const N: usize, R: TryCryptoRng + ?Sized>(
    rng: &mut R,
) -> Result<Zeroizing<[u8; N]>, ConversationError> {
    let mut bytes = Zeroizing::new([0; N]);
    rng.try_fill_bytes(&mut *bytes)
        .map_err(|_| ConversationError::NoRandomness)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_counts_from_its_first_octet() {
        let next = |start: &[u8]| {
            let mut bytes = [0; NONCE];
            bytes[..start.len()].copy_from_slice(start);
            Nonce(bytes).of_answer().0
        };
        assert_eq!(next(&[0, 0, 1])[..3], [1, 0, 1]);
        assert_eq!(next(&[255, 0, 1])[..3], [0, 1, 1]);
        assert_eq!(next(&[255, 255, 1])[..3], [0, 0, 2]);
        assert_eq!(Nonce([255; NONCE]).of_answer().0, [0; NONCE]);
    }
}
