//! Files that anybody can read, whatever their layout.
//!
//! A layout says how an item is drawn as bytes and how its fields are found in them again. The strict reading is the same
//! for all: the fields are found, the file is drawn once more from them, and every byte must be the same.

use super::ids::{self, IdKind};
use super::{
    About, Consent, ExportError, ExportedFile, Format, Part, Plain, ReadBack, Sealing, check,
};
use rand_core::TryCryptoRng;
use trivet_credential::{
    ConsoleAccount, Credential, Item, ItemDetails, KeyId, KeySecret, Timestamp,
};
use zeroize::Zeroizing;

/// How one kind of file is laid out.
pub(crate) trait Layout: Sync {
    /// What is known of the format.
    fn about(&self) -> &About;

    /// The identifiers that a file needs.
    fn ids(&self) -> Vec<IdKind> {
        Vec::new()
    }

    /// What the layout cannot express, besides permissions that are empty or have a line break.
    fn check(&self, item: &Item) -> Result<(), ExportError>;

    /// The file. The same item and identifiers make the same bytes.
    fn render(&self, item: &Item, ids: &[String]) -> Result<Zeroizing<Vec<u8>>, ExportError>;

    /// The item and the identifiers in a file. Need not be strict: see the module.
    fn extract(&self, bytes: &[u8]) -> Result<(Item, Vec<String>), ExportError>;
}

/// A format that is not encrypted.
#[derive(Clone, Copy)]
pub struct PlainFormat(pub(crate) &'static dyn Layout);

impl Format for PlainFormat {
    type Protection = Plain;
    type Key = Consent;

    fn about(&self) -> &'static About {
        self.0.about()
    }

    fn sealing(&self) -> Sealing {
        Sealing::None
    }

    fn check(&self, item: &Item) -> Result<(), ExportError> {
        check::permissions(item)?;
        self.0.check(item)
    }

    fn write<R: TryCryptoRng + ?Sized>(
        &self,
        item: &Item,
        _: &Consent,
        rng: &mut R,
    ) -> Result<ExportedFile<Plain>, ExportError> {
        let bytes = self.bytes(item, rng)?;
        Ok(ExportedFile::new(&item.details, self.about(), bytes))
    }

    fn read_back(&self, bytes: &[u8], _: &Consent) -> Result<ReadBack, ExportError> {
        Ok(ReadBack {
            item: self.item(bytes)?,
            sealing: Sealing::None,
        })
    }
}

impl PlainFormat {
    /// The bytes of a file, to be encrypted or not.
    pub(crate) fn bytes<R: TryCryptoRng + ?Sized>(
        self,
        item: &Item,
        rng: &mut R,
    ) -> Result<Zeroizing<Vec<u8>>, ExportError> {
        self.check(item)?;
        self.0.render(item, &ids::random(&self.0.ids(), rng)?)
    }

    /// The item in the bytes of a file. Strict.
    pub(crate) fn item(self, bytes: &[u8]) -> Result<Item, ExportError> {
        let (item, ids) = self.0.extract(bytes)?;
        let sound = ids::fit(&self.0.ids(), &ids)
            && self.check(&item).is_ok()
            && **self.0.render(&item, &ids)? == *bytes;
        if sound {
            Ok(item)
        } else {
            Err(ExportError::Damaged { part: Part::Layout })
        }
    }
}

/// The fields of an item as they are found in a file.
pub(crate) struct Found<'a> {
    pub(crate) key_id: &'a str,
    pub(crate) secret: &'a str,
    pub(crate) url: &'a str,
    pub(crate) notes: &'a str,
    pub(crate) created: Timestamp,
    pub(crate) permissions: Vec<String>,
}

impl Found<'_> {
    /// The item. Its title follows from its URL; that the file has the same is seen when it is drawn again.
    pub(crate) fn into_item(self) -> Result<Item, ExportError> {
        let damaged = |part| ExportError::Damaged { part };
        Ok(Item {
            credential: Credential {
                key_id: KeyId::new(self.key_id.to_owned()).map_err(|_| damaged(Part::ApiKeyId))?,
                secret: KeySecret::new(self.secret.to_owned())
                    .map_err(|_| damaged(Part::ApiKeySecret))?,
            },
            details: ItemDetails {
                account: ConsoleAccount::from_base_url(self.url).map_err(|_| damaged(Part::Url))?,
                created: self.created,
                permissions: self.permissions,
                notes: self.notes.to_owned(),
            },
        })
    }
}
