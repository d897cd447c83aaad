//! The same document, protected by a password.
//!
//! Laid out as Bitwarden's own clients read it: <https://github.com/bitwarden/clients>, `libs/importer`.

use super::cipher::{Closed, Keys};
use super::item::JSON;
use crate::ids::{self, IdKind};
use crate::{
    About, Argon2Parameters, Encrypted, ExportError, ExportedFile, Feature, Format, Part, Password,
    Pbkdf2Iterations, PlainFormat, ReadBack, Sealing, ToKnow, json,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use rand_core::TryCryptoRng;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use trivet_credential::Item;
use zeroize::Zeroizing;

/// Bitwarden's password-protected JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BitwardenProtected(Derivation);

/// How the password becomes a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Derivation {
    Pbkdf2(Pbkdf2Iterations),
    Argon2id(Argon2Parameters),
}

const fn about(name: &'static str, to_know: &'static [ToKnow]) -> About {
    About {
        name,
        extension: "json",
        media_type: "application/json",
        importers: &["Bitwarden"],
        cannot_carry: &[],
        leaves_out: &[],
        autofill_hazard: None,
        to_know,
    }
}

static ARGON2ID: About = about("bitwarden-encrypted", &[ToKnow::BitwardenCreated]);

static PBKDF2: About = about("bitwarden-encrypted-pbkdf2", &[ToKnow::Pbkdf2IsWeaker]);

/// Names in the document.
mod name {
    pub(super) const SALT: &str = "salt";
    pub(super) const KDF: &str = "kdfType";
    pub(super) const ITERATIONS: &str = "kdfIterations";
    pub(super) const MEMORY: &str = "kdfMemory";
    pub(super) const PARALLELISM: &str = "kdfParallelism";
    pub(super) const VALIDATION: &str = "encKeyValidation_DO_NOT_EDIT";
    pub(super) const DATA: &str = "data";
}

/// Memory is given in MiB.
const KIB: u32 = 1024;

/// What Bitwarden opens: 16 MiB to 1 GiB, 2 to 10 passes, 1 to 16 lanes.
const MEMORY_KIB: std::ops::RangeInclusive<u32> = 16 * KIB..=1024 * KIB;
const PASSES: std::ops::RangeInclusive<u32> = 2..=10;
const LANES: std::ops::RangeInclusive<u32> = 1..=16;

const DAMAGED: ExportError = ExportError::Damaged { part: Part::Json };

impl BitwardenProtected {
    /// With Argon2id and [`Argon2Parameters::DEFAULT`].
    pub const DEFAULT: Self = Self(Derivation::Argon2id(Argon2Parameters::DEFAULT));

    /// With Argon2id.
    ///
    /// # Errors
    /// [`ExportError::KdfTooCostly`] for parameters with which Bitwarden would not open the file: more than 10 passes or 16
    /// lanes, or memory that is not in whole MiB.
    pub fn argon2id(parameters: Argon2Parameters) -> Result<Self, ExportError> {
        let opens = MEMORY_KIB.contains(&parameters.memory_kib())
            && parameters.memory_kib().is_multiple_of(KIB)
            && PASSES.contains(&parameters.passes())
            && LANES.contains(&parameters.lanes());
        if opens {
            Ok(Self(Derivation::Argon2id(parameters)))
        } else {
            Err(ExportError::KdfTooCostly)
        }
    }

    /// With PBKDF2, for versions of Bitwarden that know no Argon2id.
    #[must_use]
    pub const fn pbkdf2(iterations: Pbkdf2Iterations) -> Self {
        Self(Derivation::Pbkdf2(iterations))
    }

    fn content() -> PlainFormat {
        PlainFormat(&JSON)
    }
}

impl Default for BitwardenProtected {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Format for BitwardenProtected {
    type Protection = Encrypted;
    type Key = Password;

    fn about(&self) -> &'static About {
        match self.0 {
            Derivation::Argon2id(_) => &ARGON2ID,
            Derivation::Pbkdf2(_) => &PBKDF2,
        }
    }

    fn sealing(&self) -> Sealing {
        self.0.sealing()
    }

    fn check(&self, item: &Item) -> Result<(), ExportError> {
        Self::content().check(item)
    }

    fn write<R: TryCryptoRng + ?Sized>(
        &self,
        item: &Item,
        password: &Password,
        rng: &mut R,
    ) -> Result<ExportedFile<Encrypted>, ExportError> {
        let content = Self::content().bytes(item, rng)?;
        let mut salt = [0; 16];
        rng.try_fill_bytes(&mut salt)
            .map_err(|_| ExportError::NoRandomness)?;
        let salt = BASE64.encode(salt);
        let keys = self.0.keys(password, &salt)?;
        let validation = ids::random(&[IdKind::Uuid], rng)?.concat();
        let validation = keys.close(validation.as_bytes(), rng)?;
        let data = keys.close(&content, rng)?;
        let document = document(self.0, &salt, &validation, &data);
        let bytes = json::to_bytes(&document)?;
        Ok(ExportedFile::new(&item.details, self.about(), bytes))
    }

    fn read_back(&self, bytes: &[u8], password: &Password) -> Result<ReadBack, ExportError> {
        let read = json::parse(bytes)?;
        let text = |name: &str| read.get(name).and_then(Value::as_str).ok_or(DAMAGED);
        let derivation = Derivation::found(&read)?;
        let (salt, validation) = (text(name::SALT)?, text(name::VALIDATION)?);
        let data = text(name::DATA)?;
        // Everything that does not need the key is looked at before the costly derivation.
        if **json::to_bytes(&document(derivation, salt, validation, data))? != *bytes {
            return Err(DAMAGED);
        }
        let keys = derivation.keys(password, salt)?;
        keys.open(validation).map_err(|closed| match closed {
            Closed::NotAuthentic => ExportError::WrongPassword,
            Closed::Malformed => DAMAGED,
        })?;
        let content = keys.open(data).map_err(|_| ExportError::Damaged {
            part: Part::Authentication,
        })?;
        Ok(ReadBack {
            item: Self::content().item(&content)?,
            sealing: derivation.sealing(),
        })
    }
}

fn document(derivation: Derivation, salt: &str, validation: &str, data: &str) -> Value {
    let mut members = Map::new();
    let mut put = |name: &str, value: Value| drop(members.insert(name.to_owned(), value));
    put("encrypted", true.into());
    put("passwordProtected", true.into());
    put(name::SALT, salt.into());
    match derivation {
        Derivation::Pbkdf2(iterations) => {
            put(name::KDF, 0.into());
            put(name::ITERATIONS, iterations.count().into());
        }
        Derivation::Argon2id(parameters) => {
            put(name::KDF, 1.into());
            put(name::ITERATIONS, parameters.passes().into());
            put(name::MEMORY, (parameters.memory_kib() / KIB).into());
            put(name::PARALLELISM, parameters.lanes().into());
        }
    }
    put(name::VALIDATION, validation.into());
    put(name::DATA, data.into());
    Value::Object(members)
}

impl Derivation {
    /// As the document says. Bounded: see [`Argon2Parameters`].
    fn found(document: &Value) -> Result<Self, ExportError> {
        let number = |name: &str| {
            let number = document.get(name).and_then(Value::as_u64).ok_or(DAMAGED)?;
            u32::try_from(number).map_err(|_| ExportError::KdfTooCostly)
        };
        match number(name::KDF)? {
            0 => Pbkdf2Iterations::bounded(number(name::ITERATIONS)?).map(Self::Pbkdf2),
            1 => {
                let memory = number(name::MEMORY)?.checked_mul(KIB);
                Argon2Parameters::bounded(
                    memory.ok_or(ExportError::KdfTooCostly)?,
                    number(name::ITERATIONS)?,
                    number(name::PARALLELISM)?,
                )
                .map(Self::Argon2id)
            }
            _ => Err(ExportError::Unsupported {
                feature: Feature::OtherThanArgon2idOrPbkdf2,
            }),
        }
    }

    fn sealing(self) -> Sealing {
        match self {
            Self::Pbkdf2(pbkdf2_sha256) => Sealing::Aes256Pbkdf2 { pbkdf2_sha256 },
            Self::Argon2id(argon2id) => Sealing::Aes256Argon2id { argon2id },
        }
    }

    /// Slow on purpose. The salt is the text, not what it stands for in base64; Argon2id gets its SHA-256.
    fn keys(self, password: &Password, salt: &str) -> Result<Keys, ExportError> {
        let password = password.expose().as_bytes();
        let derived: Zeroizing<[u8; 32]> = match self {
            Self::Pbkdf2(iterations) => iterations.derive(password, salt.as_bytes()),
            Self::Argon2id(parameters) => parameters.derive(password, &Sha256::digest(salt))?,
        };
        Keys::stretch(&derived)
    }
}

#[cfg(test)]
#[path = "protected_tests.rs"]
mod tests;
