//! The compression of the payload.

use super::ExistingError;
use crate::Part;
use crate::buffer::FixedBuffer;
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use std::io::{Read, Write};
use zeroize::Zeroizing;

/// The most bytes that a payload may have, compressed or not.
pub(super) const MOST: usize = 256 * 1024 * 1024;

const DAMAGED: ExistingError = ExistingError::Damaged {
    part: Part::Compression,
};

/// The payload as it was before, and what follows its compressed form.
pub(super) fn inflate(compressed: &[u8]) -> Result<(Zeroizing<Vec<u8>>, &[u8]), ExistingError> {
    // Its size is found first, so that the memory never moves. The size that gzip itself says is that of the last member.
    let (size, rest) = measure(compressed)?;
    let mut payload = FixedBuffer::with_capacity(size)?;
    GzDecoder::new(compressed)
        .read_exact(payload.extend(size)?)
        .map_err(|_| DAMAGED)?;
    Ok((payload.into_bytes(), rest))
}

/// How many bytes the first member becomes, and what follows it.
fn measure(compressed: &[u8]) -> Result<(usize, &[u8]), ExistingError> {
    let mut decoder = GzDecoder::new(compressed);
    let mut scratch = Zeroizing::new([0; 8192]);
    let mut size = 0;
    loop {
        // At the end the decoder compares its check sum.
        match decoder.read(&mut scratch[..]).map_err(|_| DAMAGED)? {
            0 => return Ok((size, decoder.into_inner())),
            more => size += more,
        }
        if size > MOST {
            return Err(ExistingError::TooLarge);
        }
    }
}

/// Compresses, into memory with so many bytes to spare, and something to follow it.
pub(super) fn deflate(
    payload: &[u8],
    after: &[u8],
    spare: usize,
) -> Result<Zeroizing<Vec<u8>>, ExistingError> {
    let internal = |_| ExistingError::Internal {
        part: Part::Compression,
    };
    // What cannot be compressed is stored in blocks with 5 bytes each before; the frame is 18 bytes.
    let most = payload.len() + payload.len() / 1024 + 1024 + after.len() + spare;
    let mut out = Zeroizing::new(Vec::new());
    out.try_reserve_exact(most)
        .map_err(|_| ExistingError::OutOfMemory)?;
    let mut encoder = GzEncoder::new(&mut *out, Compression::default());
    encoder.write_all(payload).map_err(internal)?;
    encoder.finish().map_err(internal)?;
    out.extend_from_slice(after);
    Ok(out)
}
