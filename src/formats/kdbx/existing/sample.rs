//! Databases made by hand, with whatever a test wants in them.

use super::super::cursor::length;
use super::super::header::{self, NO_COMPRESSION, SIGNATURES};
use super::super::keys::MasterKeys;
use super::super::stream::InnerStream;
use super::super::{blocks, payload};
use super::cipher::Cipher;
use super::gzip;
use super::kdf::Kdf;
use super::key::Key;
use crate::Password;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// A piece of a document.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// As it is.
    Text(String),
    /// What stands behind the mask.
    Protected(Vec<u8>),
}

/// A database with everything that can be chosen about it.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    pub(super) minor: u16,
    pub(super) cipher: Cipher,
    pub(super) gzip: bool,
    pub(super) salsa20: bool,
    /// The header's field.
    pub(super) kdf: Vec<u8>,
    /// More fields of the outer header.
    pub(super) outer: Vec<(u8, Vec<u8>)>,
    /// More fields of the inner header, as attachments.
    pub(super) inner: Vec<(u8, Vec<u8>)>,
    pub(super) xml: Vec<Piece>,
    /// What follows the compressed payload, and the last block.
    pub(super) after: [Vec<u8>; 2],
}

const STREAM_KEY: [u8; 64] = [7; 64];

pub(super) fn key() -> Key {
    let password = Password::new("team".to_owned()).unwrap();
    Key::new(Some(&password), None).unwrap()
}

/// A dictionary of key derivation parameters: type, name, value.
pub(super) fn dictionary(entries: &[(u8, &str, &[u8])]) -> Vec<u8> {
    let mut out = vec![0, 1];
    for (kind, name, value) in entries {
        out.push(*kind);
        out.extend(length(name.as_bytes()).unwrap());
        out.extend(name.as_bytes());
        out.extend(length(value).unwrap());
        out.extend(*value);
    }
    out.push(0);
    out
}

/// Argon2 as cheap as it can be, by the last byte of its UUID: `0xe6` is Argon2id, `0x0c` Argon2d.
pub(super) fn argon2(uuid: [u8; 16], version: u32) -> Vec<u8> {
    dictionary(&[
        (0x42, "$UUID", &uuid),
        (0x04, "V", &version.to_le_bytes()),
        (0x42, "S", &[5; 32]),
        (0x05, "I", &1_u64.to_le_bytes()),
        (0x05, "M", &8192_u64.to_le_bytes()),
        (0x04, "P", &1_u32.to_le_bytes()),
    ])
}

pub(super) fn aes_kdf(uuid: [u8; 16], rounds: u64) -> Vec<u8> {
    dictionary(&[
        (0x42, "$UUID", &uuid),
        (0x05, "R", &rounds.to_le_bytes()),
        (0x42, "S", &[5; 32]),
    ])
}

impl Sample {
    /// A plain one with this XML.
    pub(super) fn of(xml: Vec<Piece>) -> Self {
        Self {
            minor: 1,
            cipher: Cipher::ChaCha20,
            gzip: false,
            salsa20: false,
            kdf: aes_kdf(super::kdf::AES[0], 1),
            outer: Vec::new(),
            inner: Vec::new(),
            xml,
            after: Default::default(),
        }
    }

    /// The XML with its values behind the mask.
    pub(super) fn masked(&self) -> String {
        let mut stream = if self.salsa20 {
            InnerStream::salsa20(&STREAM_KEY)
        } else {
            InnerStream::chacha20(&STREAM_KEY)
        };
        let pieces = self.xml.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Protected(plain) => {
                let mut value = plain.clone();
                stream.apply(&mut value);
                BASE64.encode(value)
            }
        });
        pieces.collect()
    }

    /// The XML with its values before the mask, in base64.
    pub(super) fn unmasked(&self) -> String {
        let pieces = self.xml.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Protected(plain) => BASE64.encode(plain),
        });
        pieces.collect()
    }

    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.sealed(&self.payload())
    }

    /// The file, opened by another key.
    pub(super) fn bytes_by(&self, composite: &[u8; 32]) -> Vec<u8> {
        self.sealed_by(&self.payload(), composite, |_| {})
    }

    /// The file with its outer header changed before it was authenticated.
    pub(super) fn bytes_with(&self, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        self.sealed_by(&self.payload(), &key().composites()[0], change)
    }

    fn payload(&self) -> Vec<u8> {
        let stream = if self.salsa20 { 2_u32 } else { 3 };
        let mut payload = Vec::new();
        field(&mut payload, payload::id::STREAM, &stream.to_le_bytes());
        field(&mut payload, payload::id::STREAM_KEY, &STREAM_KEY);
        for (id, value) in &self.inner {
            field(&mut payload, *id, value);
        }
        field(&mut payload, 0, &[]);
        payload.extend(self.masked().as_bytes());
        payload
    }

    /// The file with any payload.
    pub(super) fn sealed(&self, payload: &[u8]) -> Vec<u8> {
        self.sealed_by(payload, &key().composites()[0], |_| {})
    }

    fn sealed_by(
        &self,
        payload: &[u8],
        composite: &[u8; 32],
        change: impl FnOnce(&mut Vec<u8>),
    ) -> Vec<u8> {
        let seed = [3; 32];
        let iv = vec![9; self.cipher.iv_size()];
        let mut header = SIGNATURES.to_vec();
        header.extend(self.minor.to_le_bytes());
        header.extend(header::MAJOR);
        let cipher = self.cipher.uuid();
        let compression = if self.gzip {
            [1, 0, 0, 0]
        } else {
            NO_COMPRESSION
        };
        field(&mut header, header::id::CIPHER, &cipher);
        field(&mut header, header::id::COMPRESSION, &compression);
        field(&mut header, header::id::MASTER_SEED, &seed);
        for (id, value) in &self.outer {
            field(&mut header, *id, value);
        }
        field(&mut header, header::id::NONCE, &iv);
        field(&mut header, header::id::KDF, &self.kdf);
        field(&mut header, 0, b"\r\n\r\n");
        change(&mut header);

        let transformed = Kdf::read(&self.kdf).unwrap().derive(composite).unwrap();
        let keys = MasterKeys::of(&seed, &transformed);
        let mut data = if self.gzip {
            gzip::deflate(payload, &self.after[0], 16).unwrap()
        } else {
            Zeroizing::new(payload.to_vec())
        };
        self.cipher.encrypt(keys.cipher(), &iv, &mut data).unwrap();
        let mut file = header.clone();
        file.extend(Sha256::digest(&header));
        file.extend(keys.header_hmac(&header).unwrap());
        blocks::write(&mut file, &data, &keys).unwrap();
        file.extend(&self.after[1]);
        file
    }
}

fn field(out: &mut Vec<u8>, id: u8, value: &[u8]) {
    out.push(id);
    out.extend(length(value).unwrap());
    out.extend(value);
}
