//! One entry more in a KDBX database that was there before, and everything else in it as it was.
//!
//! A database of KDBX 4.0 or 4.1 is opened ([`Existing::open`]), shows its groups, and gives a new file with the entry in one
//! of them ([`Existing::add`]). Then the new file is opened from its bytes and compared ([`Existing::verify`]): the XML, with
//! every protected value behind its mask, must be the old one byte for byte but for the entry; so must both headers but for what
//! every new file has of its own (seed, salt, initialisation vector, key of the mask). Cipher, compression, key derivation and
//! its cost stay; attachments, histories, icons, deleted objects, custom data and what is not known here are carried, because
//! they are never taken apart.
//!
//! What cannot be carried for certain is refused, and the file left alone. Each of the three steps takes one key derivation.
//!
//! Written after <https://keepass.info/help/kb/kdbx.html>.

mod cipher;
mod document;
mod error;
mod gzip;
mod inner;
mod kdf;
mod key;
mod key_file;
mod masked;
mod outer;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use cipher::Cipher;
pub use error::{ExistingError, KeyFileProblem};
pub use kdf::KeyDerivation;
use key::Composite;
pub use key::Key;

use super::cursor::Cursor;
use super::keys::MasterKeys;
use super::{Days, blocks, entry, expiry, xml_read, xml_write};
use crate::buffer::FixedBuffer;
use crate::{ExportError, Field, Part, compare};
use document::Document;
use inner::Inner;
use masked::Copying;
use outer::{Outer, Raw};
use rand_core::TryCryptoRng;
use sha2::{Digest, Sha256};
use trivet_credential::{Item, Timestamp};
use zeroize::Zeroizing;

/// The most bytes that a database may have.
pub const MOST: usize = gzip::MOST;

/// The name of this destination in settings; never changes.
pub const NAME: &str = "kdbx-existing";

/// A payload, what follows it where it was compressed, and the places in its XML.
type Parts = (Zeroizing<Vec<u8>>, Zeroizing<Vec<u8>>, Document);

/// A group that an entry can be added to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The names from the root group down to this one.
    pub path: Vec<String>,
    /// Whether it is the recycle bin or inside of it.
    pub in_recycle_bin: bool,
}

/// A database, opened. Everything in it is wiped when it is dropped.
pub struct Existing {
    outer: Outer,
    payload: Zeroizing<Vec<u8>>,
    document: Document,
    /// What follows the compressed payload, and the last block. No program reads it; it stays.
    after_payload: Zeroizing<Vec<u8>>,
    after_blocks: Vec<u8>,
    composite: Composite,
    sha256: [u8; 32],
    /// How long an entry that is added lasts.
    lifetime: Option<Days>,
}

/// The new file, still in memory, and what is needed to prove it.
pub struct Added {
    bytes: Vec<u8>,
    uuid: [u8; 16],
    group: usize,
    expires: Option<Timestamp>,
}

impl Added {
    /// What to write to disk.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The proof that a file is the old database with the entry in it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Proof {
    /// How it is encrypted.
    pub cipher: Cipher,
    /// How its key is derived.
    pub key_derivation: KeyDerivation,
    /// Its size in bytes.
    pub size: usize,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

impl Existing {
    /// Opens a database. Takes as long as its key derivation; several times as long where the key may be meant in several
    /// ways.
    ///
    /// # Errors
    /// [`ExistingError::NotKdbx`] or [`ExistingError::OldVersion`] for another file, [`ExistingError::WrongKey`],
    /// [`ExistingError::Unsupported`] for what cannot be carried for certain, [`ExistingError::KdfTooCostly`],
    /// [`ExistingError::TooLarge`] or [`ExistingError::Damaged`]. No input panics.
    pub fn open(bytes: &[u8], key: &Key) -> Result<Self, ExistingError> {
        Self::open_by(bytes, key.composites())
    }

    fn open_by(bytes: &[u8], composites: &[Composite]) -> Result<Self, ExistingError> {
        if bytes.len() > MOST {
            return Err(ExistingError::TooLarge);
        }
        let mut cursor = Cursor::new(bytes);
        let raw = Raw::read(&mut cursor)?;
        let header = cursor.consumed();
        if cursor.array::<32>(Part::HeaderHash)? != Sha256::digest(header)[..] {
            return Err(ExistingError::Damaged {
                part: Part::HeaderHash,
            });
        }
        let outer = Outer::read(&raw).map_err(ExistingError::in_intact_bytes)?;
        let header_hmac = cursor.array::<32>(Part::HeaderAuthentication)?;
        // Everything that does not need the key is looked at before the costly derivation.
        let blocks = blocks::split(&mut cursor)?;
        let (composite, keys) = unlock(&outer, composites, header, &header_hmac)?;
        let payload = blocks::join(&blocks, &keys)?;
        let parts = Self::look_into(&outer, &keys, payload);
        let (payload, after_payload, document) = parts.map_err(ExistingError::in_intact_bytes)?;
        Ok(Self {
            outer,
            payload,
            document,
            after_payload,
            after_blocks: cursor.rest().to_vec(),
            composite,
            sha256: Sha256::digest(bytes).into(),
            lifetime: None,
        })
    }

    /// The payload of authenticated blocks, what follows it where it was compressed, and the places in its XML.
    fn look_into(
        outer: &Outer,
        keys: &MasterKeys,
        mut payload: Zeroizing<Vec<u8>>,
    ) -> Result<Parts, ExistingError> {
        outer
            .cipher
            .decrypt(keys.cipher(), outer.iv(), &mut payload)?;
        let mut after = Zeroizing::new(Vec::new());
        if outer.compressed {
            let (inflated, rest) = gzip::inflate(&payload)?;
            *after = rest.to_vec();
            payload = inflated;
        }
        let inner = Inner::read(&payload)?;
        let document = Document::scan(inner.xml)?;
        // Every protected value can be read, so that it can be written again.
        let copying = Copying {
            xml: inner.xml,
            document: &document,
            from: inner.stream(),
        };
        copying.mask_at(usize::MAX)?;
        Ok((payload, after, document))
    }

    /// The groups in the order of the file; the first is the root. An entry is added by the place in this list.
    #[must_use]
    pub fn groups(&self) -> Vec<Group> {
        let places = &self.document.groups;
        let mut paths: Vec<Vec<String>> = Vec::with_capacity(places.len());
        let mut groups = Vec::with_capacity(places.len());
        for place in places {
            let parent = place.parent.and_then(|parent| paths.get(parent));
            let mut path = parent.cloned().unwrap_or_default();
            path.push(place.name.clone());
            if place.takes_entries() {
                groups.push(Group {
                    path: path.clone(),
                    in_recycle_bin: place.in_recycle_bin,
                });
            }
            paths.push(path);
        }
        groups
    }

    /// Whether these are the bytes that were opened: to be asked of the file on disk just before the new one is written.
    ///
    /// # Errors
    /// [`ExistingError::ChangedMeanwhile`] when they are others.
    pub fn still_there(&self, bytes: &[u8]) -> Result<(), ExistingError> {
        if self.sha256 == Sha256::digest(bytes)[..] {
            Ok(())
        } else {
            Err(ExistingError::ChangedMeanwhile)
        }
    }

    /// Says how long an entry lasts that is added from now on; without it, for ever.
    pub fn set_lifetime(&mut self, lifetime: Option<Days>) {
        self.lifetime = lifetime;
    }

    /// The whole new file, with the entry in the group of that place in [`Existing::groups`]. Takes as long as one key
    /// derivation.
    ///
    /// # Errors
    /// [`ExistingError::CannotExpress`], [`ExistingError::NoRandomness`] or [`ExistingError::OutOfMemory`].
    pub fn add<R: TryCryptoRng + ?Sized>(
        &self,
        item: &Item,
        group: usize,
        rng: &mut R,
    ) -> Result<Added, ExistingError> {
        entry::check(item)?;
        let mut groups = self.document.groups.iter().enumerate();
        let (group, place) = groups
            .by_ref()
            .filter(|(_, place)| place.takes_entries())
            .nth(group)
            .ok_or(ExistingError::Internal { part: Part::Group })?;
        let uuid = super::header::random(rng)?;
        let payload = self.payload_with(item, &uuid, place.place_for_entry(), rng)?;

        let outer = self.outer.renewed(rng)?;
        let keys = MasterKeys::of(&outer.master_seed, &*outer.kdf.derive(&self.composite)?);
        let cipher = outer.cipher;
        let mut payload = if outer.compressed {
            gzip::deflate(&payload, &self.after_payload, cipher.padding(0))?
        } else {
            payload
        };
        cipher.encrypt(keys.cipher(), outer.iv(), &mut payload)?;

        let header = outer.to_bytes()?;
        let mut bytes = Vec::new();
        bytes
            .try_reserve_exact(
                header.len() + 64 + blocks::size(payload.len()) + self.after_blocks.len(),
            )
            .map_err(|_| ExistingError::OutOfMemory)?;
        bytes.extend_from_slice(&header);
        bytes.extend_from_slice(&Sha256::digest(&header));
        bytes.extend_from_slice(&keys.header_hmac(&header)?);
        blocks::write(&mut bytes, &payload, &keys)?;
        bytes.extend_from_slice(&self.after_blocks);
        Ok(Added {
            bytes,
            uuid,
            group,
            expires: expiry(item, self.lifetime),
        })
    }

    /// Opens the new file from the bytes that are given and compares everything. Takes as long as one key derivation.
    ///
    /// # Errors
    /// Those of [`Existing::open`]; [`ExistingError::Altered`] when anything but the entry is different;
    /// [`ExistingError::Differs`] for the first field of the entry that is not the item's.
    pub fn verify(&self, bytes: &[u8], added: &Added, item: &Item) -> Result<Proof, ExistingError> {
        let altered = |part| Err(ExistingError::Altered { part });
        let new = Self::open_by(bytes, std::slice::from_ref(&self.composite))?;
        if !new.outer.renews(&self.outer)? {
            return altered(Part::Header);
        }
        let (now, before) = (new.inner()?, self.inner()?);
        if !now.renews(&before) {
            return altered(Part::InnerHeader);
        }
        if (&new.after_payload, &new.after_blocks) != (&self.after_payload, &self.after_blocks) {
            return altered(Part::AfterEnd);
        }
        let mut ours = new
            .document
            .entries
            .iter()
            .filter(|entry| entry.uuid == Some(added.uuid));
        let (Some(place), None) = (ours.next(), ours.next()) else {
            return altered(Part::NewEntry);
        };
        if place.group != added.group {
            return altered(Part::Group);
        }
        let range = place.range.clone();
        let rest = new.copying(&now).unmasked(range.clone())?;
        if rest != self.copying(&before).unmasked(0..0)? {
            return altered(Part::Xml);
        }
        let text = now.xml.get(range.clone()).unwrap_or_default();
        let mask = new.copying(&now).mask_at(range.start)?;
        let (read, expires) = xml_read::entry(text, mask)?;
        compare::items(item, &read, &[])?;
        if expires != added.expires {
            return Err(ExistingError::Differs {
                field: Field::Expiry,
            });
        }
        Ok(Proof {
            cipher: new.outer.cipher,
            key_derivation: new.outer.kdf.derivation,
            size: bytes.len(),
            sha256: new.sha256,
        })
    }

    /// Inner header and XML with the entry in it, in memory that was never moved and has room for the cipher's padding.
    fn payload_with<R: TryCryptoRng + ?Sized>(
        &self,
        item: &Item,
        uuid: &[u8; 16],
        at: usize,
        rng: &mut R,
    ) -> Result<Zeroizing<Vec<u8>>, ExistingError> {
        let inner = self.inner()?;
        let expires = expiry(item, self.lifetime);
        let stream_key = inner.new_key(rng)?;
        let size = inner.header.len()
            + stream_key.len()
            + inner.xml.len()
            + xml_write::capacity(item)
            + self.outer.cipher.padding(0);
        let mut out = FixedBuffer::with_capacity(size)?;
        inner.write_header(&mut out, &stream_key)?;
        let mut stream = inner.stream_of(&stream_key);
        self.copying(&inner)
            .remasked(&mut out, &mut stream, at, |out, stream| {
                xml_write::entry(out, item, expires, uuid, stream)
            })?;
        Ok(out.into_bytes())
    }

    fn inner(&self) -> Result<Inner<'_>, ExistingError> {
        Inner::read(&self.payload)
    }

    fn copying<'a>(&'a self, inner: &Inner<'a>) -> Copying<'a> {
        Copying {
            xml: inner.xml,
            document: &self.document,
            from: inner.stream(),
        }
    }
}

/// The keys of the database by the first composite key that fits its header, and that one.
fn unlock(
    outer: &Outer,
    composites: &[Composite],
    header: &[u8],
    hmac: &[u8; 32],
) -> Result<(Composite, MasterKeys), ExistingError> {
    for composite in composites {
        let keys = MasterKeys::of(&outer.master_seed, &*outer.kdf.derive(composite)?);
        match keys.verify_header(header, hmac) {
            Ok(()) => return Ok((composite.clone(), keys)),
            Err(ExportError::WrongPassword) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Err(ExistingError::WrongKey)
}
