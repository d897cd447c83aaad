//! age's own keys: X25519 (RFC 7748).

use super::header::{FileKey, Stanza, argument};
use super::{random, wrap};
use crate::{ExportError, Part};
use curve25519_dalek::MontgomeryPoint;
use curve25519_dalek::constants::X25519_BASEPOINT;
use rand_core::TryCryptoRng;
use zeroize::Zeroizing;

pub(super) const TYPE: &str = "X25519";

const LABEL: &[u8] = b"age-encryption.org/v1/X25519";

/// What two points share.
pub(super) type Shared = Zeroizing<[u8; 32]>;

/// A point times a secret; nothing where the result is zero, whatever the secret.
pub(super) fn multiply(secret: &[u8; 32], point: [u8; 32]) -> Option<Shared> {
    let shared = Zeroizing::new(MontgomeryPoint(point).mul_clamped(*secret).to_bytes());
    (*shared != [0; 32]).then_some(shared)
}

/// The public point of a secret.
pub(super) fn public(secret: &[u8; 32]) -> [u8; 32] {
    X25519_BASEPOINT.mul_clamped(*secret).to_bytes()
}

/// A private key of one use; wiped when dropped.
pub(super) struct Identity {
    secret: Zeroizing<[u8; 32]>,
    public: [u8; 32],
}

impl Identity {
    pub(super) fn random<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, ExportError> {
        let secret = Zeroizing::new(random(rng)?);
        Ok(Self {
            public: public(&secret),
            secret,
        })
    }

    pub(super) fn public(&self) -> [u8; 32] {
        self.public
    }

    /// The file key in a stanza for this key.
    pub(super) fn open(&self, stanza: &Stanza) -> Option<Zeroizing<FileKey>> {
        if stanza.argument(0) != Some(TYPE) || stanza.arguments.len() != 2 {
            return None;
        }
        let share = stanza.bytes(1).ok()?;
        let shared = multiply(&self.secret, share)?;
        wrap::unwrap(&stanza.body, &key(&shared, &share, &self.public).ok()?)
    }
}

fn key(shared: &Shared, share: &[u8; 32], public: &[u8; 32]) -> Result<wrap::Key, ExportError> {
    wrap::hkdf(&shared[..], &[share, public.as_slice()].concat(), LABEL)
}

/// The stanza for a public key.
pub(super) fn stanza<R: TryCryptoRng + ?Sized>(
    file_key: &FileKey,
    recipient: &[u8; 32],
    rng: &mut R,
) -> Result<Stanza, ExportError> {
    let ephemeral = Zeroizing::new(random(rng)?);
    let share = public(&ephemeral);
    let shared =
        multiply(&ephemeral, *recipient).ok_or(ExportError::Internal { part: Part::X25519 })?;
    let key = key(&shared, &share, recipient)?;
    Ok(Stanza {
        arguments: vec![TYPE.to_owned(), argument(&share)],
        body: wrap::wrap(file_key, &key)?,
    })
}
