//! Memory for what must not be left behind.

use super::{ExportError, Part};
use zeroize::Zeroizing;

/// A buffer that never grows beyond its first allocation, so that no copy stays behind in memory that was given back; wiped
/// when dropped.
pub(crate) struct FixedBuffer(Zeroizing<Vec<u8>>);

impl FixedBuffer {
    /// Room for `capacity` bytes.
    pub(crate) fn with_capacity(capacity: usize) -> Result<Self, ExportError> {
        let mut bytes = Zeroizing::new(Vec::new());
        bytes
            .try_reserve_exact(capacity)
            .map_err(|_| ExportError::OutOfMemory)?;
        Ok(Self(bytes))
    }

    /// Appends bytes; an error, and nothing appended, when there is no room.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        self.room_for(bytes.len())?;
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    /// Appends zeros and gives them to be written over.
    pub(crate) fn extend(&mut self, count: usize) -> Result<&mut [u8], ExportError> {
        self.room_for(count)?;
        let start = self.0.len();
        self.0.resize(start + count, 0);
        Ok(&mut self.0[start..])
    }

    /// The bytes; they still wipe themselves.
    pub(crate) fn into_bytes(self) -> Zeroizing<Vec<u8>> {
        self.0
    }

    fn room_for(&self, count: usize) -> Result<(), ExportError> {
        if self.0.capacity() - self.0.len() < count {
            return Err(ExportError::Internal { part: Part::Buffer });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_moves() {
        let mut buffer = FixedBuffer::with_capacity(8).unwrap();
        let address = buffer.0.as_ptr();
        buffer.push(b"12345").unwrap();
        buffer.extend(3).unwrap().copy_from_slice(b"678");
        assert_eq!(buffer.push(b"9").unwrap_err().code(), "internal");
        assert_eq!(buffer.extend(1).unwrap_err().code(), "internal");
        assert_eq!(buffer.0.as_ptr(), address);
        assert_eq!(*buffer.into_bytes(), b"12345678");
    }

    #[test]
    fn an_impossible_size_is_an_error() {
        assert_eq!(
            FixedBuffer::with_capacity(usize::MAX).err(),
            Some(ExportError::OutOfMemory)
        );
    }
}
