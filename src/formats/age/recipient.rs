//! One public key that a file is written for.

use super::header::{FileKey, Stanza};
use super::ssh::{self, SshKey};
use super::x25519;
use crate::ExportError;
use bech32::Bech32;
use bech32::primitives::decode::CheckedHrpstring;
use rand_core::TryCryptoRng;

/// What age's own public keys begin with.
const HRP: &str = "age";

/// A public key.
pub(super) enum Recipient {
    X25519([u8; 32]),
    Ssh(Box<SshKey>),
}

impl Recipient {
    /// Reads a line: `age1…`, `ssh-ed25519 …` or `ssh-rsa …`.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let mut fields = line.split_ascii_whitespace();
        match (fields.next()?, fields.next()) {
            (key, None) => x25519(key).map(Self::X25519),
            (kind, Some(field)) => SshKey::parse(kind, field).map(|key| Self::Ssh(Box::new(key))),
        }
    }

    /// The stanza for this key.
    pub(super) fn stanza<R: TryCryptoRng + ?Sized>(
        &self,
        file_key: &FileKey,
        rng: &mut R,
    ) -> Result<Stanza, ExportError> {
        match self {
            Self::X25519(key) => x25519::stanza(file_key, key, rng),
            Self::Ssh(key) => key.stanza(file_key, rng),
        }
    }

    /// Whether a stanza could be for this key, as far as can be told without the private one.
    pub(super) fn fits(&self, stanza: &Stanza) -> bool {
        let (kind, tag, arguments) = match self {
            Self::X25519(_) => (x25519::TYPE, None, 2),
            Self::Ssh(key) => (
                key.kind(),
                Some(key.tag()),
                if key.kind() == ssh::RSA { 2 } else { 3 },
            ),
        };
        stanza.argument(0) == Some(kind)
            && tag.is_none_or(|tag| stanza.argument(1) == Some(&tag))
            && stanza.arguments.len() == arguments
    }
}

fn x25519(key: &str) -> Option<[u8; 32]> {
    let decoded = CheckedHrpstring::new::<Bech32>(key).ok()?;
    if decoded.hrp().as_str() != HRP || key.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let bytes: Vec<u8> = decoded.byte_iter().collect();
    let point = bytes.try_into().ok()?;
    // A point with which everybody shares the same is no key.
    x25519::multiply(&[1; 32], point).map(|_| point)
}
