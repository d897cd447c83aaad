//! Opened by a passphrase: scrypt (RFC 7914), and no other way beside it.

use super::header::{FileKey, Stanza, argument};
use super::{EXTENSION, open, random, seal, wrap};
use crate::{
    About, Encrypted, ExportError, ExportedFile, Feature, Format, Part, Password, PlainFormat,
    ReadBack, Sealing,
};
use rand_core::TryCryptoRng;
use trivet_credential::Item;
use zeroize::Zeroizing;

const TYPE: &str = "scrypt";

const LABEL: &[u8] = b"age-encryption.org/v1/scrypt";

/// scrypt's block size, in units of 128 bytes, and its parallelism: fixed by the format.
const BLOCK_SIZE: u32 = 8;
const PARALLELISM: u32 = 1;

const DAMAGED: ExportError = ExportError::Damaged { part: Part::Header };

/// How costly scrypt is made: its N is two to the power of this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct ScryptWorkFactor(u8);

impl ScryptWorkFactor {
    /// 17, which takes 128 MiB: the least that OWASP's Password Storage Cheat Sheet allows.
    pub const MINIMUM: Self = Self(17);

    /// 20, which takes 1 GiB: the most that is ever spent.
    pub const MOST: Self = Self(20);

    /// A factor of one's own.
    ///
    /// # Errors
    /// [`ExportError::KdfTooWeak`] below [`ScryptWorkFactor::MINIMUM`], [`ExportError::KdfTooCostly`] above
    /// [`ScryptWorkFactor::MOST`].
    pub fn new(factor: u8) -> Result<Self, ExportError> {
        if factor < Self::MINIMUM.0 {
            return Err(ExportError::KdfTooWeak);
        }
        Self::bounded(factor)
    }

    /// Found in a file, or a small one for tests.
    pub(crate) fn bounded(factor: u8) -> Result<Self, ExportError> {
        match factor {
            0 => Err(ExportError::KdfTooWeak),
            _ if factor > Self::MOST.0 => Err(ExportError::KdfTooCostly),
            _ => Ok(Self(factor)),
        }
    }

    /// The factor.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }

    /// Slow on purpose.
    fn derive(self, password: &Password, salt: &[u8; 16]) -> Result<wrap::Key, ExportError> {
        let internal = ExportError::Internal { part: Part::Scrypt };
        let parameters = scrypt::Params::new(self.0, BLOCK_SIZE, PARALLELISM);
        let parameters = parameters.map_err(|_| internal)?;
        // The library aborts when it gets no memory, so it is asked for before.
        let memory = 128 * 8 * (1_usize << self.0);
        Vec::<u8>::new()
            .try_reserve_exact(memory)
            .map_err(|_| ExportError::OutOfMemory)?;
        let mut key = Zeroizing::new([0; 32]);
        let salt = [LABEL, salt].concat();
        scrypt::scrypt(
            password.expose().as_bytes(),
            &salt,
            &parameters,
            &mut key[..],
        )
        .map_err(|_| internal)?;
        Ok(key)
    }
}

impl Default for ScryptWorkFactor {
    fn default() -> Self {
        Self::MINIMUM
    }
}

/// A plain format in age, opened by a passphrase.
#[derive(Clone, Copy)]
pub struct AgePassphrase {
    content: PlainFormat,
    work_factor: ScryptWorkFactor,
}

impl AgePassphrase {
    /// With that format inside.
    #[must_use]
    pub fn new(content: PlainFormat, work_factor: ScryptWorkFactor) -> Self {
        Self {
            content,
            work_factor,
        }
    }
}

fn sealing(factor: ScryptWorkFactor) -> Sealing {
    Sealing::AgePassphrase {
        scrypt_work_factor: factor,
    }
}

impl Format for AgePassphrase {
    type Protection = Encrypted;
    type Key = Password;

    fn about(&self) -> &'static About {
        self.content.about()
    }

    fn sealing(&self) -> Sealing {
        sealing(self.work_factor)
    }

    fn check(&self, item: &Item) -> Result<(), ExportError> {
        self.content.check(item)
    }

    fn write<R: TryCryptoRng + ?Sized>(
        &self,
        item: &Item,
        password: &Password,
        rng: &mut R,
    ) -> Result<ExportedFile<Encrypted>, ExportError> {
        let bytes = seal(self.content, item, rng, |file_key, rng| {
            stanza(file_key, self.work_factor, password, &random(rng)?).map(|stanza| vec![stanza])
        })?;
        Ok(ExportedFile::sealed_in(
            EXTENSION,
            &item.details,
            self.about(),
            bytes,
        ))
    }

    fn read_back(&self, bytes: &[u8], password: &Password) -> Result<ReadBack, ExportError> {
        open(self.content, bytes, |stanzas| {
            let [stanza] = stanzas else {
                return Err(ExportError::Unsupported {
                    feature: Feature::SeveralWays,
                });
            };
            if stanza.argument(0) != Some(TYPE) || stanza.arguments.len() != 3 {
                return Err(ExportError::Unsupported {
                    feature: Feature::OtherThanPassphrase,
                });
            }
            let factor = stanza.argument(2).ok_or(DAMAGED)?;
            let factor = ScryptWorkFactor::bounded(factor.parse().map_err(|_| DAMAGED)?)?;
            let key = factor.derive(password, &stanza.bytes(1)?)?;
            let file_key = wrap::unwrap(&stanza.body, &key).ok_or(ExportError::WrongPassword)?;
            Ok((file_key, sealing(factor)))
        })
    }
}

fn stanza(
    file_key: &FileKey,
    factor: ScryptWorkFactor,
    password: &Password,
    salt: &[u8; 16],
) -> Result<Stanza, ExportError> {
    let key = factor.derive(password, salt)?;
    Ok(Stanza {
        arguments: vec![TYPE.to_owned(), argument(salt), factor.0.to_string()],
        body: wrap::wrap(file_key, &key)?,
    })
}
