//! Keys of SSH, as age uses them: Ed25519 and RSA.

use super::header::{FileKey, Stanza, argument};
use super::x25519::{multiply, public};
use super::{random, wrap};
use crate::{ExportError, Part};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use curve25519_dalek::edwards::CompressedEdwardsY;
use rand_core::TryCryptoRng;
use rsa::{BoxedUint, Oaep, PublicKey};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

pub(super) const ED25519: &str = "ssh-ed25519";
pub(super) const RSA: &str = "ssh-rsa";

const ED25519_LABEL: &[u8] = b"age-encryption.org/v1/ssh-ed25519";
const RSA_LABEL: &[u8] = b"age-encryption.org/v1/ssh-rsa";

/// age takes no RSA key below this.
const LEAST_RSA_BITS: u32 = 2048;

/// A public key of SSH.
pub(super) struct SshKey {
    /// As it stands in the file of the public key, decoded.
    wire: Vec<u8>,
    kind: Kind,
}

enum Kind {
    Ed25519 { montgomery: [u8; 32] },
    Rsa(PublicKey),
}

impl SshKey {
    /// Reads the second field of a public key's line.
    pub(super) fn parse(kind: &str, field: &str) -> Option<Self> {
        let wire = BASE64.decode(field).ok()?;
        let mut rest = wire.as_slice();
        let mut next = || {
            let (size, after) = rest.split_first_chunk::<4>()?;
            let (part, after) =
                after.split_at_checked(usize::try_from(u32::from_be_bytes(*size)).ok()?)?;
            rest = after;
            Some(part)
        };
        if next()? != kind.as_bytes() {
            return None;
        }
        let key = match kind {
            ED25519 => Kind::Ed25519 {
                montgomery: montgomery(next()?)?,
            },
            RSA => {
                let (exponent, modulus) = (number(next()?), number(next()?));
                let modulus =
                    modulus.filter(|modulus| modulus.bit_width_vartime() >= LEAST_RSA_BITS)?;
                Kind::Rsa(PublicKey::new(modulus, exponent?).ok()?)
            }
            _ => return None,
        };
        rest.is_empty().then_some(Self { wire, kind: key })
    }

    pub(super) fn kind(&self) -> &'static str {
        match self.kind {
            Kind::Ed25519 { .. } => ED25519,
            Kind::Rsa(_) => RSA,
        }
    }

    /// By which a private key recognises its stanza.
    pub(super) fn tag(&self) -> String {
        argument(&Sha256::digest(&self.wire)[..4])
    }

    /// The stanza for this key.
    pub(super) fn stanza<R: TryCryptoRng + ?Sized>(
        &self,
        file_key: &FileKey,
        rng: &mut R,
    ) -> Result<Stanza, ExportError> {
        let mut arguments = vec![self.kind().to_owned(), self.tag()];
        let body = match &self.kind {
            Kind::Ed25519 { montgomery } => {
                let ephemeral = Zeroizing::new(random(rng)?);
                let share = public(&ephemeral);
                arguments.push(argument(&share));
                wrap::wrap(file_key, &self.key(&ephemeral, &share, montgomery)?)?
            }
            Kind::Rsa(key) => {
                // The library says no more about its errors. What can fail here is the random generator.
                let padding = Oaep::<Sha256>::new_with_label(RSA_LABEL);
                key.encrypt(rng, padding, file_key)
                    .map_err(|_| ExportError::NoRandomness)?
            }
        };
        Ok(Stanza { arguments, body })
    }

    fn key(
        &self,
        ephemeral: &[u8; 32],
        share: &[u8; 32],
        montgomery: &[u8; 32],
    ) -> Result<wrap::Key, ExportError> {
        let internal = ExportError::Internal { part: Part::X25519 };
        let shared = multiply(ephemeral, *montgomery).ok_or(internal)?;
        // Bound to the very key of SSH, for more than one has the same point.
        let tweak = wrap::hkdf(&[], &self.wire, ED25519_LABEL)?;
        let shared = multiply(&tweak, *shared).ok_or(internal)?;
        let salt = [share, montgomery.as_slice()].concat();
        wrap::hkdf(&shared[..], &salt, ED25519_LABEL)
    }
}

/// The point of an Ed25519 key on the other form of the curve.
fn montgomery(key: &[u8]) -> Option<[u8; 32]> {
    let point = CompressedEdwardsY(key.try_into().ok()?).decompress()?;
    (!point.is_small_order()).then(|| point.to_montgomery().to_bytes())
}

/// A number that is not negative.
fn number(bytes: &[u8]) -> Option<BoxedUint> {
    let negative = bytes.first().is_none_or(|byte| byte & 0x80 != 0);
    (!negative).then(|| BoxedUint::from_be_slice_vartime(bytes))
}
