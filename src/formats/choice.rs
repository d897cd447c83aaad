//! Every way to export under one roof: to be listed, named and chosen from without knowing the formats.
//!
//! What a choice needs is part of its type: only a [`Password`] makes a [`PasswordFormat`] ready, only [`Recipients`] a
//! [`RecipientsFormat`], only the admin's [`Consent`] a [`PlainFormat`].
//!
//! ```
//! use trivet_formats::{Choice, Needs};
//!
//! let names: Vec<_> = Choice::all().map(Choice::name).collect();
//! assert_eq!(names[0], "kdbx");
//! let choice = Choice::by_name("csv-chrome+age-passphrase").ok_or("no such format")?;
//! assert_eq!(choice.needs(), Needs::Password);
//! assert!(choice.is_encrypted());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{
    About, AgeRecipients, Consent, ExportError, Format, Password, PasswordFormat, PlainFormat,
    Prepared, Recipients, age,
};
use rand_core::TryCryptoRng;
use trivet_credential::{Item, ItemDetails};

/// One way to export.
#[derive(Clone, Copy)]
pub enum Choice {
    /// Encrypted; a password opens it.
    ByPassword(PasswordFormat),
    /// Encrypted; the private keys of those it is written for open it.
    ToRecipients(RecipientsFormat),
    /// Not encrypted.
    Plain(PlainFormat),
}

/// What is asked for before a file can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Needs {
    /// A [`Password`].
    Password,
    /// [`Recipients`]: public keys, and no password.
    Recipients,
    /// The admin's [`Consent`] to a file that anybody can read.
    Consent,
}

impl Choice {
    /// The choice of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::all().find(|choice| choice.name() == name)
    }

    /// The name for settings and command lines; never changes. That of the format, and for one in age that of the envelope
    /// after a `+`.
    #[must_use]
    pub fn name(self) -> String {
        let format = self.about().name;
        match self.envelope() {
            Some(envelope) => format!("{format}+{}", envelope.name),
            None => format.to_owned(),
        }
    }

    /// What is known of the format; of a format in age, of the one inside.
    #[must_use]
    pub fn about(self) -> &'static About {
        match self {
            Self::ByPassword(format) => format.about(),
            Self::ToRecipients(format) => format.content.about(),
            Self::Plain(format) => format.about(),
        }
    }

    /// What is known of the envelope, where the format is in one.
    #[must_use]
    pub fn envelope(self) -> Option<&'static About> {
        match self {
            Self::ByPassword(PasswordFormat::Age(_)) => Some(&age::PASSPHRASE),
            Self::ToRecipients(_) => Some(&age::RECIPIENTS),
            Self::ByPassword(_) | Self::Plain(_) => None,
        }
    }

    /// The name that its file gets: see [`About::file_name`].
    #[must_use]
    pub fn file_name(self, details: &ItemDetails) -> String {
        let name = self.about().file_name(details);
        match self.envelope() {
            Some(envelope) => format!("{name}.{}", envelope.extension),
            None => name,
        }
    }

    /// What is asked for before a file can be written.
    #[must_use]
    pub fn needs(self) -> Needs {
        match self {
            Self::ByPassword(_) => Needs::Password,
            Self::ToRecipients(_) => Needs::Recipients,
            Self::Plain(_) => Needs::Consent,
        }
    }

    /// Whether a file needs a key to be read.
    #[must_use]
    pub fn is_encrypted(self) -> bool {
        !matches!(self, Self::Plain(_))
    }

    /// Whether the format can express every field of the item exactly.
    ///
    /// # Errors
    /// [`ExportError::CannotExpress`] for the first field that it cannot.
    pub fn check(self, item: &Item) -> Result<(), ExportError> {
        match self {
            Self::ByPassword(format) => format.check(item),
            Self::ToRecipients(format) => format.content.check(item),
            Self::Plain(format) => format.check(item),
        }
    }
}

/// The default: the first of all.
impl Default for Choice {
    fn default() -> Self {
        Self::ByPassword(PasswordFormat::default())
    }
}

impl PasswordFormat {
    /// Ready to write.
    #[must_use]
    pub fn with(self, password: Password) -> Prepared {
        Prepared::ByPassword(self, password)
    }
}

impl PlainFormat {
    /// Ready to write.
    #[must_use]
    pub fn with(self, consent: Consent) -> Prepared {
        Prepared::Plain(self, consent)
    }
}

/// A plain format in age, to public keys that are not known yet.
#[derive(Clone, Copy)]
pub struct RecipientsFormat {
    content: PlainFormat,
}

impl RecipientsFormat {
    /// With that format inside.
    #[must_use]
    pub fn new(content: PlainFormat) -> Self {
        Self { content }
    }

    /// Ready to write.
    ///
    /// # Errors
    /// [`ExportError::NoRandomness`].
    pub fn to<R: TryCryptoRng + ?Sized>(
        self,
        recipients: Recipients,
        rng: &mut R,
    ) -> Result<Prepared, ExportError> {
        AgeRecipients::new(self.content, recipients, rng).map(Prepared::ToRecipients)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{ENCRYPTED, NAMES};
    use std::collections::HashSet;

    #[test]
    fn every_name_is_one_choice_and_is_safe_anywhere() {
        let names: Vec<_> = Choice::all().map(Choice::name).collect();
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
        for name in &names {
            assert_eq!(Choice::by_name(name).map(Choice::name).as_ref(), Some(name));
            let safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-+".contains(c);
            assert!(name.chars().all(safe), "{name}");
        }
        assert!(Choice::by_name("xls").is_none());
    }

    /// Settings and scripts hold them.
    #[test]
    fn the_names_never_change() {
        let names: Vec<_> = Choice::all().map(Choice::name).collect();
        assert_eq!(names[..NAMES.len()], NAMES);
        let plain = &NAMES[ENCRYPTED..];
        for (at, envelope) in [(22, "age-passphrase"), (41, "age-recipients")] {
            let wrapped = plain.iter().map(|name| format!("{name}+{envelope}"));
            assert_eq!(names[at..at + 19], wrapped.collect::<Vec<_>>());
        }
        assert_eq!(names.len(), 60);
    }

    #[test]
    fn the_default_is_the_first_and_encrypted() {
        let default = Choice::default();
        assert_eq!(Choice::all().next().map(Choice::name), Some(default.name()));
        assert!(default.is_encrypted());
    }

    #[test]
    fn all_that_is_to_be_said_is_there() {
        for choice in Choice::all() {
            let name = choice.name();
            for about in [Some(choice.about()), choice.envelope()]
                .into_iter()
                .flatten()
            {
                assert!(!about.importers.is_empty(), "{name}");
            }
            let source = crate::source(choice.about().name);
            assert!(source.is_some_and(|source| source.starts_with("https://")));
            let plain = choice.needs() == Needs::Consent;
            assert_eq!(plain, !choice.is_encrypted(), "{name}");
        }
    }
}
