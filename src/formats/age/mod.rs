//! age: any plain format inside, opened by a passphrase, or by the private keys of those it was written for.
//!
//! Written after <https://c2sp.org/age>; ciphers, key derivations and curves are libraries. The `age` crate, which this module
//! is tested against, brings its own translations and post-quantum keys: in the vault's module it would weigh 190 KB,
//! gzipped.
//!
//! The reader is for files of this writer only: whatever this writer does not write is an error.

mod header;
mod passphrase;
mod payload;
mod recipient;
mod recipients;
mod ssh;
#[cfg(test)]
mod tests;
mod wrap;
mod x25519;

pub use passphrase::{AgePassphrase, ScryptWorkFactor};
pub use recipients::{AgeRecipients, Recipients};

use super::{About, ExportError, Part, PlainFormat, ReadBack, Sealing, ToKnow};
use header::{FileKey, Header, Stanza};
use rand_core::TryCryptoRng;
use trivet_credential::Item;
use zeroize::Zeroizing;

/// Added to the name of the format inside.
const EXTENSION: &str = "age";

/// What is known of the envelope that a passphrase opens.
pub(crate) static PASSPHRASE: About = about("age-passphrase", &[ToKnow::AgeDecrypt]);

/// What is known of the envelope that private keys open.
pub(crate) static RECIPIENTS: About = about("age-recipients", &[ToKnow::AgeIdentity]);

const fn about(name: &'static str, to_know: &'static [ToKnow]) -> About {
    About {
        name,
        extension: EXTENSION,
        media_type: "application/octet-stream",
        importers: &["age", "rage", "typage"],
        cannot_carry: &[],
        leaves_out: &[],
        autofill_hazard: None,
        to_know,
    }
}

/// Seals an item in a plain format under a random file key.
fn seal<R: TryCryptoRng + ?Sized>(
    content: PlainFormat,
    item: &Item,
    rng: &mut R,
    wrap: impl FnOnce(&FileKey, &mut R) -> Result<Vec<Stanza>, ExportError>,
) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let content = content.bytes(item, rng)?;
    let file_key = Zeroizing::new(random(rng)?);
    let header = Header {
        stanzas: wrap(&file_key, rng)?,
    };
    let mut file = Zeroizing::new(header.to_bytes(&file_key)?);
    file.extend_from_slice(&payload::seal(&content, &file_key, &random(rng)?)?);
    Ok(file)
}

/// Opens what [`seal`] sealed.
fn open(
    content: PlainFormat,
    bytes: &[u8],
    unwrap: impl FnOnce(&[Stanza]) -> Result<(Zeroizing<FileKey>, Sealing), ExportError>,
) -> Result<ReadBack, ExportError> {
    let (header, size) = Header::read(bytes)?;
    let (file_key, sealing) = unwrap(&header.stanzas)?;
    // Drawn again, it must be the same, its authentication included.
    if header.to_bytes(&file_key)? != bytes[..size] {
        return Err(ExportError::Damaged { part: Part::Header });
    }
    Ok(ReadBack {
        item: content.item(&payload::open(&bytes[size..], &file_key)?)?,
        sealing,
    })
}

/// Random bytes.
fn random<const N: usize, R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<[u8; N], ExportError> {
    let mut bytes = [0; N];
    rng.try_fill_bytes(&mut bytes)
        .map_err(|_| ExportError::NoRandomness)?;
    Ok(bytes)
}
