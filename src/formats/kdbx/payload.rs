//! What is inside the encryption: the inner header, then the XML.

use super::cursor::{Cursor, Field, length, only};
use super::header::random;
use super::stream::InnerStream;
use super::{xml_read, xml_write};
use crate::buffer::FixedBuffer;
use crate::{ExportError, Feature, Part};
use rand_core::TryCryptoRng;
use trivet_credential::{Item, Timestamp};
use zeroize::Zeroizing;

pub(super) const PART: Part = Part::InnerHeader;

/// The numbers of the fields.
pub(super) mod id {
    pub(in super::super) const STREAM: u8 = 1;
    pub(in super::super) const STREAM_KEY: u8 = 2;
}

/// `ChaCha20` as the stream that masks protected values.
pub(super) const CHACHA20: [u8; 4] = 3_u32.to_le_bytes();

pub(super) const STREAM_KEY_SIZE: usize = 64;

/// Inner header and XML, in memory that is wiped and was never moved.
pub(super) fn write<R: TryCryptoRng + ?Sized>(
    item: &Item,
    expires: Option<Timestamp>,
    rng: &mut R,
) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let stream_key = Zeroizing::new(random::<STREAM_KEY_SIZE, R>(rng)?);
    let mut out = FixedBuffer::with_capacity(128 + xml_write::capacity(item))?;
    for (id, value) in [
        (id::STREAM, &CHACHA20[..]),
        (id::STREAM_KEY, &stream_key[..]),
        (Field::END, &[]),
    ] {
        out.push(&[id])?;
        out.push(&length(value)?)?;
        out.push(value)?;
    }
    let uuids = xml_write::Uuids {
        group: random(rng)?,
        entry: random(rng)?,
    };
    xml_write::document(
        &mut out,
        item,
        expires,
        &uuids,
        &mut InnerStream::chacha20(&stream_key[..]),
    )?;
    Ok(out.into_bytes())
}

/// The item in a decrypted payload, and when its entry expires.
pub(super) fn read(payload: &[u8]) -> Result<(Item, Option<Timestamp>), ExportError> {
    let damaged = ExportError::Damaged { part: PART };
    let mut cursor = Cursor::new(payload);
    let fields = cursor.fields(PART)?;
    let known = [id::STREAM, id::STREAM_KEY, Field::END];
    if fields.iter().any(|field| !known.contains(&field.id)) {
        return Err(ExportError::Unsupported {
            feature: Feature::InnerHeaderField,
        });
    }
    if only(&fields, id::STREAM, PART)? != CHACHA20 {
        return Err(ExportError::Unsupported {
            feature: Feature::MaskOtherThanChaCha20,
        });
    }
    let stream_key = only(&fields, id::STREAM_KEY, PART)?;
    if stream_key.len() != STREAM_KEY_SIZE {
        return Err(damaged);
    }
    let xml = std::str::from_utf8(cursor.rest()).map_err(|_| ExportError::Damaged {
        part: Part::TextEncoding,
    })?;
    xml_read::document(xml, InnerStream::chacha20(stream_key))
}
