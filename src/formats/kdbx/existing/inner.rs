//! What is inside the encryption: the inner header with the attachments, every field kept, and the XML.

use super::super::cursor::{Cursor, Field, length, only};
use super::super::payload::{CHACHA20, PART, id};
use super::super::stream::InnerStream;
use super::ExistingError;
use crate::buffer::FixedBuffer;
use crate::{Feature, Part};
use rand_core::TryCryptoRng;
use zeroize::Zeroizing;

const SALSA20: [u8; 4] = 2_u32.to_le_bytes();

/// The shortest key of a stream that is written.
const SHORTEST_KEY: usize = 32;

/// The parts of a payload.
pub(super) struct Inner<'a> {
    fields: Vec<Field<'a>>,
    salsa20: bool,
    pub(super) stream_key: &'a [u8],
    /// Everything before the XML.
    pub(super) header: &'a [u8],
    pub(super) xml: &'a str,
}

impl<'a> Inner<'a> {
    pub(super) fn read(payload: &'a [u8]) -> Result<Self, ExistingError> {
        let mut cursor = Cursor::new(payload);
        let fields = cursor.fields(PART)?;
        let salsa20 = match only(&fields, id::STREAM, PART)? {
            stream if stream == CHACHA20 => false,
            stream if stream == SALSA20 => true,
            _ => {
                return Err(ExistingError::Unsupported {
                    feature: Feature::OtherMask,
                });
            }
        };
        Ok(Self {
            salsa20,
            stream_key: only(&fields, id::STREAM_KEY, PART)?,
            fields,
            header: cursor.consumed(),
            xml: std::str::from_utf8(cursor.rest()).map_err(|_| ExistingError::Damaged {
                part: Part::TextEncoding,
            })?,
        })
    }

    /// The mask at its beginning.
    pub(super) fn stream(&self) -> InnerStream {
        self.stream_of(self.stream_key)
    }

    /// The same kind of mask with another key.
    pub(super) fn stream_of(&self, key: &[u8]) -> InnerStream {
        if self.salsa20 {
            InnerStream::salsa20(key)
        } else {
            InnerStream::chacha20(key)
        }
    }

    /// Another key for the mask.
    pub(super) fn new_key<R: TryCryptoRng + ?Sized>(
        &self,
        rng: &mut R,
    ) -> Result<Zeroizing<Vec<u8>>, ExistingError> {
        let mut key = Zeroizing::new(vec![0; self.stream_key.len().max(SHORTEST_KEY)]);
        rng.try_fill_bytes(&mut key)
            .map_err(|_| ExistingError::NoRandomness)?;
        Ok(key)
    }

    /// Appends the header with another key for the mask, and everything else as it is.
    pub(super) fn write_header(
        &self,
        out: &mut FixedBuffer,
        stream_key: &[u8],
    ) -> Result<(), ExistingError> {
        for field in &self.fields {
            let value = match field.id {
                id::STREAM_KEY => stream_key,
                _ => field.value,
            };
            out.push(&[field.id])?;
            out.push(&length(value)?)?;
            out.push(value)?;
        }
        Ok(())
    }

    /// Whether this is the same header but for the key of the mask.
    pub(super) fn renews(&self, before: &Self) -> bool {
        self.fields.len() == before.fields.len()
            && self.fields.iter().zip(&before.fields).all(|(new, old)| {
                new.id == old.id && (new.id == id::STREAM_KEY || new.value == old.value)
            })
    }
}
