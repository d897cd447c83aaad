//! The payload: the content in authenticated chunks, the last of which is marked.

use super::header::FileKey;
use super::wrap::hkdf;
use crate::buffer::FixedBuffer;
use crate::{ExportError, Part};
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use zeroize::Zeroizing;

/// The most content in a chunk.
const CHUNK: usize = 64 * 1024;

const TAG: usize = 16;

const NONCE: usize = 16;

const DAMAGED: ExportError = ExportError::Damaged {
    part: Part::Payload,
};

fn cipher(file_key: &FileKey, nonce: &[u8]) -> Result<ChaCha20Poly1305, ExportError> {
    let key = hkdf(file_key, nonce, b"payload")?;
    Ok(ChaCha20Poly1305::new((&*key).into()))
}

/// The number of the chunk in 11 bytes, then whether it is the last.
fn chunk_nonce(number: usize, last: bool) -> Nonce {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&u64::try_from(number).unwrap_or(u64::MAX).to_be_bytes());
    nonce[11] = u8::from(last);
    nonce.into()
}

/// Nonce and chunks.
pub(super) fn seal(
    content: &[u8],
    file_key: &FileKey,
    nonce: &[u8; NONCE],
) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let internal = ExportError::Internal {
        part: Part::Payload,
    };
    let cipher = cipher(file_key, nonce)?;
    let chunks = content.len().div_ceil(CHUNK).max(1);
    let mut out = FixedBuffer::with_capacity(NONCE + content.len() + chunks * TAG)?;
    out.push(nonce)?;
    for number in 0..chunks {
        let from = number * CHUNK;
        let chunk = &content[from..content.len().min(from + CHUNK)];
        let room = out.extend(chunk.len())?;
        room.copy_from_slice(chunk);
        let nonce = chunk_nonce(number, number + 1 == chunks);
        let tag = cipher
            .encrypt_inout_detached(&nonce, &[], room.into())
            .map_err(|_| internal)?;
        out.push(&tag)?;
    }
    Ok(out.into_bytes())
}

/// The content. A chunk that was left out or moved is as wrong as one that was changed.
pub(super) fn open(bytes: &[u8], file_key: &FileKey) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let (nonce, sealed) = bytes.split_at_checked(NONCE).ok_or(DAMAGED)?;
    let cipher = cipher(file_key, nonce)?;
    let mut out = FixedBuffer::with_capacity(sealed.len())?;
    let chunks = sealed.len().div_ceil(CHUNK + TAG);
    for (number, chunk) in sealed.chunks(CHUNK + TAG).enumerate() {
        let size = chunk.len().checked_sub(TAG).ok_or(DAMAGED)?;
        let (body, tag) = chunk.split_at(size);
        let room = out.extend(size)?;
        room.copy_from_slice(body);
        let nonce = chunk_nonce(number, number + 1 == chunks);
        let tag = tag.try_into().map_err(|_| DAMAGED)?;
        cipher
            .decrypt_inout_detached(&nonce, &[], room.into(), tag)
            .map_err(|_| DAMAGED)?;
    }
    if chunks == 0 {
        return Err(DAMAGED);
    }
    Ok(out.into_bytes())
}
