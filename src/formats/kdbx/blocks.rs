//! The encrypted payload in authenticated blocks.

use super::cursor::{Cursor, length};
use super::keys::MasterKeys;
use crate::buffer::FixedBuffer;
use crate::{ExportError, Part};
use zeroize::Zeroizing;

const PART: Part = Part::Block;

/// The most bytes in a block, as `KeePass` writes them.
const BLOCK: usize = 1024 * 1024;

/// HMAC and length before each block.
const OVERHEAD: usize = 36;

/// One block as it stands in the file, not yet authenticated.
pub(super) struct Block<'a> {
    hmac: [u8; 32],
    data: &'a [u8],
}

/// How many bytes [`write`] appends for a payload of so many.
pub(super) fn size(payload: usize) -> usize {
    payload + OVERHEAD * (payload.div_ceil(BLOCK) + 1)
}

/// Appends the payload; an empty block is the end.
pub(super) fn write(
    file: &mut Vec<u8>,
    payload: &[u8],
    keys: &MasterKeys,
) -> Result<(), ExportError> {
    for (index, data) in (0..).zip(payload.chunks(BLOCK).chain([&[][..]])) {
        file.extend_from_slice(&keys.block_hmac(index, data)?);
        file.extend_from_slice(&length(data)?);
        file.extend_from_slice(data);
    }
    Ok(())
}

/// Splits the file up to the empty block that is the end; what follows it stays in the cursor. The end is among the blocks.
pub(super) fn split<'a>(cursor: &mut Cursor<'a>) -> Result<Vec<Block<'a>>, ExportError> {
    let mut blocks = Vec::new();
    loop {
        let hmac = cursor.array(PART)?;
        let data = cursor.sized(PART)?;
        blocks.push(Block { hmac, data });
        if data.is_empty() {
            return Ok(blocks);
        }
    }
}

/// Authenticates every block and joins them, still encrypted, in memory that is wiped.
pub(super) fn join(
    blocks: &[Block<'_>],
    keys: &MasterKeys,
) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let mut payload =
        FixedBuffer::with_capacity(blocks.iter().map(|block| block.data.len()).sum())?;
    for (index, block) in (0..).zip(blocks) {
        keys.verify_block(index, block.data, &block.hmac)?;
        payload.push(block.data)?;
    }
    Ok(payload.into_bytes())
}
