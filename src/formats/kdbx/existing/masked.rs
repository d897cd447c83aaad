//! Protected values under another mask, and without one.

use super::super::stream::InnerStream;
use super::ExistingError;
use super::document::{DAMAGED, Document};
use crate::buffer::FixedBuffer;
use crate::{ExportError, Part};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::ops::Range;
use zeroize::Zeroizing;

/// What happens to the values of a document while it is copied.
pub(super) struct Copying<'a> {
    pub(super) xml: &'a str,
    pub(super) document: &'a Document,
    /// The mask that the values have, at its beginning.
    pub(super) from: InnerStream,
}

impl Copying<'_> {
    /// Copies the document with its values under another mask, and something more at one place.
    pub(super) fn remasked(
        mut self,
        out: &mut FixedBuffer,
        to: &mut InnerStream,
        at: usize,
        more: impl FnOnce(&mut FixedBuffer, &mut InnerStream) -> Result<(), ExportError>,
    ) -> Result<(), ExistingError> {
        let before = self
            .document
            .protected
            .partition_point(|value| value.end <= at);
        let (before, after) = self.document.protected.split_at(before);
        self.copy(out, 0..at, before, Some(&mut *to))?;
        more(out, to)?;
        self.copy(out, at..self.xml.len(), after, Some(to))
    }

    /// Copies the document with its values as they are behind the mask, in base64, and leaves one part out.
    pub(super) fn unmasked(
        mut self,
        without: Range<usize>,
    ) -> Result<Zeroizing<Vec<u8>>, ExistingError> {
        let mut out = FixedBuffer::with_capacity(self.xml.len())?;
        let values = &self.document.protected;
        let before = values.partition_point(|value| value.end <= without.start);
        let after = values.partition_point(|value| value.end <= without.end);
        self.copy(&mut out, 0..without.start, &values[..before], None)?;
        for value in &values[before..after] {
            self.unmask(value)?;
        }
        let rest = without.end..self.xml.len();
        self.copy(&mut out, rest, &values[after..], None)?;
        Ok(out.into_bytes())
    }

    /// Passes by the values that stand before a place, and gives the mask.
    pub(super) fn mask_at(mut self, at: usize) -> Result<InnerStream, ExistingError> {
        for value in &self.document.protected {
            if value.end <= at {
                self.unmask(value)?;
            }
        }
        Ok(self.from)
    }

    fn copy(
        &mut self,
        out: &mut FixedBuffer,
        part: Range<usize>,
        values: &[Range<usize>],
        mut to: Option<&mut InnerStream>,
    ) -> Result<(), ExistingError> {
        let mut copied = part.start;
        for value in values {
            out.push(self.slice(copied..value.start)?.as_bytes())?;
            let mut plain = self.unmask(value)?;
            if let Some(to) = &mut to {
                to.apply(&mut plain);
            }
            let size = base64::encoded_len(plain.len(), true).ok_or(DAMAGED)?;
            BASE64
                .encode_slice(&*plain, out.extend(size)?)
                .map_err(|_| DAMAGED)?;
            copied = value.end;
        }
        out.push(self.slice(copied..part.end)?.as_bytes())?;
        Ok(())
    }

    /// What the next value holds.
    fn unmask(&mut self, value: &Range<usize>) -> Result<Zeroizing<Vec<u8>>, ExistingError> {
        let text = self.slice(value.clone())?.bytes();
        let text: Zeroizing<Vec<u8>> =
            Zeroizing::new(text.filter(|byte| !byte.is_ascii_whitespace()).collect());
        let mut plain = Zeroizing::new(vec![0; base64::decoded_len_estimate(text.len())]);
        let size = BASE64
            .decode_slice(&*text, &mut plain)
            .map_err(|_| ExistingError::Damaged {
                part: Part::ProtectedValue,
            })?;
        plain.truncate(size);
        self.from.apply(&mut plain);
        Ok(plain)
    }

    fn slice(&self, range: Range<usize>) -> Result<&str, ExistingError> {
        self.xml.get(range).ok_or(DAMAGED)
    }
}
