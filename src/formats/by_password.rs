//! The formats that a password opens, as one.

use super::kdbx::{Days, Kdbx};
use super::{
    About, AgePassphrase, BitwardenProtected, Encrypted, ExportError, ExportedFile, Format,
    Password, PlainFormat, ReadBack, ScryptWorkFactor, Sealing,
};
use rand_core::TryCryptoRng;
use trivet_credential::Item;

/// A format that a password opens.
#[derive(Clone, Copy)]
pub enum PasswordFormat {
    /// `KeePass`.
    Kdbx(Kdbx),
    /// Bitwarden.
    Bitwarden(BitwardenProtected),
    /// A plain format in age.
    Age(AgePassphrase),
}

impl PasswordFormat {
    /// A plain format in age, with the default work factor.
    #[must_use]
    pub fn in_age(content: PlainFormat) -> Self {
        Self::Age(AgePassphrase::new(content, ScryptWorkFactor::default()))
    }

    /// The same for an entry that expires, where the format has that.
    #[must_use]
    pub fn lasting(self, lifetime: Option<Days>) -> Self {
        match self {
            Self::Kdbx(format) => Self::Kdbx(format.lasting(lifetime)),
            other => other,
        }
    }
}

/// `KeePass`, with the default parameters.
impl Default for PasswordFormat {
    fn default() -> Self {
        Self::Kdbx(Kdbx::default())
    }
}

/// Calls a method of the format that it is.
macro_rules! delegate {
    ($self:ident, $format:ident => $call:expr) => {
        match $self {
            Self::Kdbx($format) => $call,
            Self::Bitwarden($format) => $call,
            Self::Age($format) => $call,
        }
    };
}

impl Format for PasswordFormat {
    type Protection = Encrypted;
    type Key = Password;

    fn about(&self) -> &'static About {
        delegate!(self, format => format.about())
    }

    fn sealing(&self) -> Sealing {
        delegate!(self, format => format.sealing())
    }

    fn check(&self, item: &Item) -> Result<(), ExportError> {
        delegate!(self, format => format.check(item))
    }

    fn write<R: TryCryptoRng + ?Sized>(
        &self,
        item: &Item,
        password: &Password,
        rng: &mut R,
    ) -> Result<ExportedFile<Encrypted>, ExportError> {
        delegate!(self, format => format.write(item, password, rng))
    }

    fn read_back(&self, bytes: &[u8], password: &Password) -> Result<ReadBack, ExportError> {
        delegate!(self, format => format.read_back(bytes, password))
    }
}
