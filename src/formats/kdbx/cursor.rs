//! Reading from bytes that may end at any place.

use crate::{ExportError, Part};

/// A place in some bytes. Whatever would read beyond their end is [`ExportError::Damaged`].
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0 }
    }

    /// Everything before the place.
    pub(super) fn consumed(&self) -> &'a [u8] {
        &self.bytes[..self.position]
    }

    /// Everything after the place.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.bytes[self.position..]
    }

    pub(super) fn take(&mut self, count: usize, part: Part) -> Result<&'a [u8], ExportError> {
        let taken = self
            .rest()
            .get(..count)
            .ok_or(ExportError::Damaged { part })?;
        self.position += count;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self, part: Part) -> Result<[u8; N], ExportError> {
        exactly(self.take(N, part)?, part)
    }

    pub(super) fn byte(&mut self, part: Part) -> Result<u8, ExportError> {
        self.array::<1>(part).map(|[byte]| byte)
    }

    /// A length as a little-endian u32, then that many bytes.
    pub(super) fn sized(&mut self, part: Part) -> Result<&'a [u8], ExportError> {
        let length = u32::from_le_bytes(self.array(part)?);
        let length = usize::try_from(length).map_err(|_| ExportError::Damaged { part })?;
        self.take(length, part)
    }

    /// Fields of a number and a sized value each, up to and with the one that is the end.
    pub(super) fn fields(&mut self, part: Part) -> Result<Vec<Field<'a>>, ExportError> {
        let mut fields = Vec::new();
        loop {
            let id = self.byte(part)?;
            let value = self.sized(part)?;
            fields.push(Field { id, value });
            if id == Field::END {
                return Ok(fields);
            }
        }
    }
}

/// One field of a header.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) id: u8,
    pub(super) value: &'a [u8],
}

impl Field<'_> {
    /// The number of the last field.
    pub(super) const END: u8 = 0;
}

/// The one value of that number.
pub(super) fn only<'a>(fields: &[Field<'a>], id: u8, part: Part) -> Result<&'a [u8], ExportError> {
    let mut values = fields.iter().filter(|field| field.id == id);
    match (values.next(), values.next()) {
        (Some(field), None) => Ok(field.value),
        _ => Err(ExportError::Damaged { part }),
    }
}

/// The bytes as an array, when they are exactly as many.
pub(super) fn exactly<const N: usize>(bytes: &[u8], part: Part) -> Result<[u8; N], ExportError> {
    bytes.try_into().map_err(|_| ExportError::Damaged { part })
}

/// The length as the format's u32.
pub(super) fn length(bytes: &[u8]) -> Result<[u8; 4], ExportError> {
    u32::try_from(bytes.len())
        .map(u32::to_le_bytes)
        .map_err(|_| ExportError::Internal { part: Part::Size })
}
