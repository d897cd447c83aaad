//! A choice with all that it needs.

use super::{
    About, AgeRecipients, Consent, Encrypted, ExportError, ExportedFile, Format, Password,
    PasswordFormat, Plain, PlainFormat, Sealing, Verified,
};
use rand_core::TryCryptoRng;
use trivet_credential::Item;

/// A format with its key: ready to write a file, and to open that file again.
///
/// Keep it as long as the file is to be opened: for recipients it holds the private key of one use.
pub enum Prepared {
    /// By a password.
    ByPassword(PasswordFormat, Password),
    /// To public keys.
    ToRecipients(AgeRecipients),
    /// Not encrypted, by the admin's word.
    Plain(PlainFormat, Consent),
}

impl Prepared {
    /// What is known of the format; of a format in age, of the one inside.
    #[must_use]
    pub fn about(&self) -> &'static About {
        match self {
            Self::ByPassword(format, _) => format.about(),
            Self::ToRecipients(format) => format.about(),
            Self::Plain(format, _) => format.about(),
        }
    }

    /// How a file will be sealed.
    #[must_use]
    pub fn sealing(&self) -> Sealing {
        match self {
            Self::ByPassword(format, _) => format.sealing(),
            Self::ToRecipients(format) => format.sealing(),
            Self::Plain(format, _) => format.sealing(),
        }
    }

    /// Writes the item, as [`Format::write`] does.
    ///
    /// # Errors
    /// Those of [`Format::write`].
    pub fn write<R: TryCryptoRng + ?Sized>(
        &self,
        item: &Item,
        rng: &mut R,
    ) -> Result<Written, ExportError> {
        Ok(match self {
            Self::ByPassword(format, password) => {
                Written::Encrypted(format.write(item, password, rng)?)
            }
            Self::ToRecipients(format) => Written::Encrypted(format.write(item, &(), rng)?),
            Self::Plain(format, consent) => Written::Plain(format.write(item, consent, rng)?),
        })
    }

    /// Opens the bytes and compares every field, as [`Format::verify`] does.
    ///
    /// # Errors
    /// Those of [`Format::verify`].
    pub fn verify(&self, bytes: &[u8], expected: &Item) -> Result<Verified, ExportError> {
        match self {
            Self::ByPassword(format, password) => format.verify(bytes, password, expected),
            Self::ToRecipients(format) => format.verify(bytes, &(), expected),
            Self::Plain(format, consent) => format.verify(bytes, consent, expected),
        }
    }
}

/// A finished file of either kind.
pub enum Written {
    /// It needs a key to be read.
    Encrypted(ExportedFile<Encrypted>),
    /// Anybody can read it.
    Plain(ExportedFile<Plain>),
}

impl Written {
    /// [`ExportedFile::name`].
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Encrypted(file) => file.name(),
            Self::Plain(file) => file.name(),
        }
    }

    /// [`ExportedFile::media_type`].
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        match self {
            Self::Encrypted(file) => file.media_type(),
            Self::Plain(file) => file.media_type(),
        }
    }

    /// [`ExportedFile::bytes`].
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Encrypted(file) => file.bytes(),
            Self::Plain(file) => file.bytes(),
        }
    }

    /// [`ExportedFile::is_encrypted`].
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        matches!(self, Self::Encrypted(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain_tests::{rng, usual};
    use crate::{Argon2Parameters, Choice, Consent, Recipients, kdbx::Kdbx};

    const KEY: &str = "age1vkkeqxkfy0xll8d2mwadry6hfk0m8txtpjtzsenuzxx0z07yjppqvmkvvd";

    /// Ready, with whatever it needs.
    fn prepared(choice: Choice, seed: u8) -> Prepared {
        match choice {
            Choice::ByPassword(format) => format.with(Password::new("made-up".to_owned()).unwrap()),
            Choice::ToRecipients(format) => {
                let keys = Recipients::parse(KEY).ok().unwrap();
                format.to(keys, &mut rng(seed)).unwrap()
            }
            Choice::Plain(format) => format.with(Consent::given(true, true).unwrap()),
        }
    }

    #[test]
    fn whatever_is_chosen_is_written_and_verified() {
        let item = usual();
        // One key derivation of each kind; the others are tested with their formats.
        let costly = |choice: &Choice| {
            let name = choice.name();
            name.ends_with("+age-passphrase") && !name.starts_with("cxf")
        };
        for choice in Choice::all().filter(|choice| !costly(choice)) {
            let name = choice.name();
            let prepared = prepared(choice, 1);
            let file = prepared.write(&item, &mut rng(2)).unwrap();
            assert_eq!(file.is_encrypted(), choice.is_encrypted(), "{name}");
            let ending = choice.envelope().map_or("", |_| ".age");
            let ending = format!(".{}{ending}", choice.about().extension);
            assert!(file.name().ends_with(&ending), "{name}: {}", file.name());
            let verified = prepared.verify(file.bytes(), &item).unwrap();
            assert_eq!(verified.format, prepared.about().name);
            assert_eq!(verified.sealing, prepared.sealing());
            assert_eq!(
                verified.sealing == Sealing::None,
                !choice.is_encrypted(),
                "{name}"
            );
        }
    }

    #[test]
    fn parameters_of_ones_own_are_kept() {
        let format = PasswordFormat::Kdbx(Kdbx::new(Argon2Parameters::MINIMUM));
        let prepared = format.with(Password::new("made-up".to_owned()).unwrap());
        let argon2id = Argon2Parameters::MINIMUM;
        assert_eq!(prepared.sealing(), Sealing::ChaCha20 { argon2id });
    }
}
