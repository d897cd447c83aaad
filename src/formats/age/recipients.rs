//! Opened by the private keys of those it was written for: no password at all.

use super::header::Stanza;
use super::recipient::Recipient;
use super::x25519::Identity;
use super::{EXTENSION, open, seal};
use crate::{
    About, Encrypted, ExportError, ExportedFile, Format, Part, PlainFormat, ReadBack, Sealing,
};
use rand_core::TryCryptoRng;
use trivet_credential::Item;

/// The public keys that a file is written for; at least one.
pub struct Recipients {
    keys: Vec<Recipient>,
    lines: Vec<String>,
}

impl Recipients {
    /// The most keys.
    pub const MOST: usize = 64;

    /// Reads one key a line: age's own (`age1…`), or SSH's (`ssh-ed25519 …`, `ssh-rsa …` of 2048 bits or more). Empty lines
    /// and those that begin with `#` are passed over.
    ///
    /// # Errors
    /// [`ExportError::BadRecipient`] for the first line that is no such key; [`ExportError::NoRecipient`] when there is no key;
    /// [`ExportError::TooManyRecipients`] when there are more than [`Recipients::MOST`].
    pub fn parse(text: &str) -> Result<Self, ExportError> {
        let mut recipients = Self {
            keys: Vec::new(),
            lines: Vec::new(),
        };
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let key = Recipient::parse(line).ok_or(ExportError::BadRecipient { line: number })?;
            recipients.keys.push(key);
            recipients.lines.push(line.to_owned());
        }
        match recipients.keys.len() {
            0 => Err(ExportError::NoRecipient),
            1..=Self::MOST => Ok(recipients),
            _ => Err(ExportError::TooManyRecipients),
        }
    }

    /// The keys as they were given, to be shown before the file is written.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }
}

/// A plain format in age, opened by those it was written for.
///
/// It holds a private key of one use, whose public key is added to the others: by it the file is read back. It goes when
/// this value is dropped.
pub struct AgeRecipients {
    content: PlainFormat,
    recipients: Recipients,
    own: Identity,
}

impl AgeRecipients {
    /// With that format inside.
    ///
    /// # Errors
    /// [`ExportError::NoRandomness`].
    pub fn new<R: TryCryptoRng + ?Sized>(
        content: PlainFormat,
        recipients: Recipients,
        rng: &mut R,
    ) -> Result<Self, ExportError> {
        Ok(Self {
            content,
            recipients,
            own: Identity::random(rng)?,
        })
    }

    /// The keys that it is written for.
    #[must_use]
    pub fn recipients(&self) -> &Recipients {
        &self.recipients
    }

    fn is_for_all(&self, stanzas: &[Stanza]) -> bool {
        let keys = &self.recipients.keys;
        stanzas.len() == keys.len()
            && keys
                .iter()
                .zip(stanzas)
                .all(|(key, stanza)| key.fits(stanza))
    }
}

impl Format for AgeRecipients {
    type Protection = Encrypted;
    type Key = ();

    fn about(&self) -> &'static About {
        self.content.about()
    }

    fn sealing(&self) -> Sealing {
        Sealing::AgeRecipients {
            recipients: self.recipients.keys.len(),
        }
    }

    fn check(&self, item: &Item) -> Result<(), ExportError> {
        self.content.check(item)
    }

    fn write<R: TryCryptoRng + ?Sized>(
        &self,
        item: &Item,
        (): &(),
        rng: &mut R,
    ) -> Result<ExportedFile<Encrypted>, ExportError> {
        let bytes = seal(self.content, item, rng, |file_key, rng| {
            let own = Recipient::X25519(self.own.public());
            let keys = self.recipients.keys.iter().chain([&own]);
            keys.map(|key| key.stanza(file_key, rng)).collect()
        })?;
        Ok(ExportedFile::sealed_in(
            EXTENSION,
            &item.details,
            self.about(),
            bytes,
        ))
    }

    fn read_back(&self, bytes: &[u8], (): &()) -> Result<ReadBack, ExportError> {
        open(self.content, bytes, |stanzas| {
            let damaged = ExportError::Damaged {
                part: Part::Recipients,
            };
            let (own, others) = stanzas.split_last().ok_or(damaged)?;
            let file_key = self.own.open(own).ok_or(ExportError::NotForThisKey)?;
            if !self.is_for_all(others) {
                return Err(damaged);
            }
            Ok((file_key, self.sealing()))
        })
    }
}
