//! The compression of the payload.

use super::ExistingError;
use crate::export::buffer::FixedBuffer;
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use std::io::{Read, Write};
use zeroize::Zeroizing;

/// The most bytes that a payload may have, compressed or not.
pub(super) const MOST: usize = 256 * 1024 * 1024;

/// The most that one compressed byte can become.
const MOST_RATIO: usize = 1032;

const DAMAGED: ExistingError = ExistingError::Damaged {
    part: "compression",
};

/// The payload as it was before. One member, and nothing after it.
pub(super) fn inflate(compressed: &[u8]) -> Result<Zeroizing<Vec<u8>>, ExistingError> {
    // Its last four bytes are the size, so that the memory never moves.
    let size = compressed.last_chunk().ok_or(DAMAGED)?;
    let size = usize::try_from(u32::from_le_bytes(*size)).map_err(|_| ExistingError::TooLarge)?;
    if size > MOST {
        return Err(ExistingError::TooLarge);
    }
    if size > compressed.len().saturating_mul(MOST_RATIO) {
        return Err(DAMAGED);
    }
    let mut payload = FixedBuffer::with_capacity(size)?;
    let mut decoder = GzDecoder::new(compressed);
    decoder
        .read_exact(payload.extend(size)?)
        .map_err(|_| DAMAGED)?;
    // At the end the decoder compares its check sum.
    let more = decoder.read(&mut [0]).map_err(|_| DAMAGED)?;
    if more != 0 || !decoder.into_inner().is_empty() {
        return Err(DAMAGED);
    }
    Ok(payload.into_bytes())
}

/// Compresses, into memory with so many bytes to spare.
pub(super) fn deflate(payload: &[u8], spare: usize) -> Result<Zeroizing<Vec<u8>>, ExistingError> {
    let internal = |_| ExistingError::Internal {
        part: "compression",
    };
    // What cannot be compressed is stored in blocks with 5 bytes each before; the frame is 18 bytes.
    let most = payload.len() + payload.len() / 1024 + 1024 + spare;
    let mut out = Zeroizing::new(Vec::new());
    out.try_reserve_exact(most)
        .map_err(|_| ExistingError::OutOfMemory)?;
    let mut encoder = GzEncoder::new(&mut *out, Compression::default());
    encoder.write_all(payload).map_err(internal)?;
    encoder.finish().map_err(internal)?;
    Ok(out)
}
