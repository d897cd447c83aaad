//! The bytes that go to disk, and the proof that they hold what they should.

use std::marker::PhantomData;
use trivet_credential::ItemDetails;
use zeroize::Zeroizing;

mod sealed {
    pub trait Sealed {}
}

/// Whether a file needs a key to be read. Only [`Encrypted`] and [`Plain`] implement it.
pub trait Protection: sealed::Sealed {
    /// Whether it does.
    const ENCRYPTED: bool;
}

/// Needs a key.
pub enum Encrypted {}

/// Can be read by whoever finds it. Say so before it is written.
pub enum Plain {}

impl sealed::Sealed for Encrypted {}
impl sealed::Sealed for Plain {}

impl Protection for Encrypted {
    const ENCRYPTED: bool = true;
}

impl Protection for Plain {
    const ENCRYPTED: bool = false;
}

/// A finished file, still in memory. Its bytes are wiped when it is dropped.
pub struct ExportedFile<P: Protection> {
    name: String,
    media_type: &'static str,
    bytes: Zeroizing<Vec<u8>>,
    protection: PhantomData<P>,
}

impl<P: Protection> ExportedFile<P> {
    /// Names the file after the item's account and date.
    pub(crate) fn new(
        details: &ItemDetails,
        about: &'static super::About,
        bytes: Zeroizing<Vec<u8>>,
    ) -> Self {
        Self {
            name: about.file_name(details),
            media_type: about.media_type,
            bytes,
            protection: PhantomData,
        }
    }

    /// As [`ExportedFile::new`], for the file of a format in an envelope with an ending of its own.
    pub(crate) fn sealed_in(
        envelope: &'static str,
        details: &ItemDetails,
        about: &'static super::About,
        bytes: Zeroizing<Vec<u8>>,
    ) -> Self {
        Self {
            name: format!("{}.{envelope}", about.file_name(details)),
            media_type: "application/octet-stream",
            bytes,
            protection: PhantomData,
        }
    }

    /// The name to save it under: ASCII letters, digits, `-`, `_` and dots. Holds no secret.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The media type for the download.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// What to write to disk.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether the file needs a key to be read.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        P::ENCRYPTED
    }
}

/// How a file is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "cipher", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Sealing {
    /// Not at all.
    None,
    /// `ChaCha20` with HMAC-SHA-256, the key by Argon2id: KDBX 4.
    #[serde(rename = "chacha20-hmac-sha256")]
    ChaCha20 {
        /// The parameters of Argon2id.
        argon2id: super::Argon2Parameters,
    },
    /// AES-256-CBC with HMAC-SHA-256, the key by Argon2id: Bitwarden.
    #[serde(rename = "aes-256-cbc-hmac-sha256")]
    Aes256Argon2id {
        /// The parameters of Argon2id.
        argon2id: super::Argon2Parameters,
    },
    /// AES-256-CBC with HMAC-SHA-256, the key by PBKDF2: Bitwarden for old versions.
    #[serde(rename = "aes-256-cbc-hmac-sha256")]
    Aes256Pbkdf2 {
        /// The iterations of PBKDF2 with HMAC-SHA-256.
        #[serde(rename = "pbkdf2Sha256Iterations")]
        pbkdf2_sha256: super::Pbkdf2Iterations,
    },
    /// `ChaCha20`-Poly1305, the key by scrypt: age with a passphrase.
    #[serde(rename = "age-chacha20-poly1305", rename_all = "camelCase")]
    AgePassphrase {
        /// Two to the power of this is scrypt's N.
        scrypt_work_factor: super::ScryptWorkFactor,
    },
    /// `ChaCha20`-Poly1305, the key for public keys: age with recipients.
    #[serde(rename = "age-chacha20-poly1305", rename_all = "camelCase")]
    AgeRecipients {
        /// How many keys open it, without the one of one use by which it was read back.
        recipients: usize,
    },
}

/// The proof that a file holds the item: it was opened with the key, and every field compared.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// The format's name, [`About::name`](super::About::name).
    pub format: &'static str,
    /// How the file is sealed, as the file itself says.
    pub sealing: Sealing,
    /// The file's size in bytes.
    pub size: usize,
    /// SHA-256 of the file's bytes.
    pub sha256: [u8; 32],
}

impl Verified {
    /// SHA-256 of the file's bytes in lower-case hexadecimal, as `sha256sum` prints it.
    #[must_use]
    pub fn sha256_hex(&self) -> String {
        hex(&self.sha256)
    }
}

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|nibble| char::from(DIGITS[usize::from(nibble)]))
        .collect()
}
