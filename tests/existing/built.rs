//! KDBX 4 files built by hand after <https://keepass.info/help/kb/kdbx.html>, with every part to be chosen. It shares no code
//! with the reader that is tested.

use aes::Aes256;
use aes::cipher::{BlockCipherEncrypt, KeyInit};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};
use chacha20::ChaCha20;
use chacha20::cipher::StreamCipher;
use flate2::Compression;
use flate2::write::GzEncoder;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256, Sha512};
use std::io::Write;

pub const AES_256: [u8; 16] = [
    0x31, 0xc1, 0xf2, 0xe6, 0xbf, 0x71, 0x43, 0x50, 0xbe, 0x58, 0x05, 0x21, 0x6a, 0xfc, 0x5a, 0xff,
];
pub const CHACHA_20: [u8; 16] = [
    0xd6, 0x03, 0x8a, 0x2b, 0x8b, 0x6f, 0x4c, 0xb5, 0xa5, 0x24, 0x33, 0x9a, 0x31, 0xdb, 0xb5, 0x9a,
];
pub const AES_KDF: [u8; 16] = [
    0xc9, 0xd9, 0xf3, 0x9a, 0x62, 0x8a, 0x44, 0x60, 0xbf, 0x74, 0x0d, 0x08, 0xc1, 0x8a, 0x4f, 0xea,
];
pub const ARGON2D: [u8; 16] = [
    0xef, 0x63, 0x6d, 0xdf, 0x8c, 0x29, 0x44, 0x4b, 0x91, 0xf7, 0xa9, 0xa4, 0x03, 0xe3, 0x0a, 0x0c,
];
pub const ARGON2ID: [u8; 16] = [
    0x9e, 0x29, 0x8b, 0x19, 0x56, 0xdb, 0x47, 0x73, 0xb2, 0x3d, 0xfc, 0x3e, 0xc6, 0xf0, 0xa1, 0xe6,
];

/// A value of a variant dictionary: type, name, bytes.
pub type Variant = (u8, &'static str, Vec<u8>);

/// A database. What stands between `{` and `}` in its XML is a protected value.
#[derive(Clone)]
pub struct Built {
    pub version: [u8; 4],
    pub cipher: [u8; 16],
    pub compression: Option<u32>,
    pub stream: u32,
    pub dictionary_version: [u8; 2],
    pub kdf: Vec<Variant>,
    pub after_kdf: Vec<u8>,
    pub outer: Vec<(u8, Vec<u8>)>,
    pub inner: Vec<(u8, Vec<u8>)>,
    pub xml: Vec<u8>,
    pub after_payload: Vec<u8>,
    pub after_blocks: Vec<u8>,
    /// Something to do to the whole file at last.
    pub spoil: fn(&mut Vec<u8>),
    /// What opens it: the digested password, and the key file's key.
    pub parts: Vec<Vec<u8>>,
    /// What is given to open it.
    pub password: Option<&'static str>,
    pub key_file: Option<Vec<u8>>,
}

pub fn aes_kdf() -> Vec<Variant> {
    vec![
        (0x42, "$UUID", AES_KDF.to_vec()),
        (0x05, "R", 10_u64.to_le_bytes().to_vec()),
        (0x42, "S", vec![5; 32]),
    ]
}

pub fn argon2(uuid: [u8; 16]) -> Vec<Variant> {
    vec![
        (0x42, "$UUID", uuid.to_vec()),
        (0x04, "V", 0x13_u32.to_le_bytes().to_vec()),
        (0x42, "S", vec![5; 32]),
        (0x05, "I", 1_u64.to_le_bytes().to_vec()),
        (0x05, "M", 16_384_u64.to_le_bytes().to_vec()),
        (0x04, "P", 1_u32.to_le_bytes().to_vec()),
    ]
}

impl Built {
    pub fn new(xml: &str) -> Self {
        Self {
            version: [1, 0, 4, 0],
            cipher: AES_256,
            compression: Some(1),
            stream: 3,
            dictionary_version: [0, 1],
            kdf: aes_kdf(),
            after_kdf: Vec::new(),
            outer: Vec::new(),
            inner: Vec::new(),
            xml: xml.as_bytes().to_vec(),
            after_payload: Vec::new(),
            after_blocks: Vec::new(),
            spoil: |_| {},
            parts: vec![Sha256::digest("team").to_vec()],
            password: Some("team"),
            key_file: None,
        }
    }

    /// Opened by a key file beside the password, if there is one.
    pub fn keyed(&mut self, password: Option<&'static str>, file: impl Into<Vec<u8>>, key: &[u8]) {
        let digested = password.map(|password| Sha256::digest(password).to_vec());
        self.parts = digested.into_iter().chain([key.to_vec()]).collect();
        self.password = password;
        self.key_file = Some(file.into());
    }

    pub fn bytes(&self) -> Vec<u8> {
        let seed = [3; 32];
        let iv = vec![9; if self.cipher == CHACHA_20 { 12 } else { 16 }];
        let mut header = [
            &[0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5],
            &self.version[..],
        ]
        .concat();
        field(&mut header, 2, &self.cipher);
        if let Some(compression) = self.compression {
            field(&mut header, 3, &compression.to_le_bytes());
        }
        field(&mut header, 4, &seed);
        field(&mut header, 7, &iv);
        field(&mut header, 11, &self.dictionary());
        for (id, value) in &self.outer {
            field(&mut header, *id, value);
        }
        field(&mut header, 0, b"\r\n\r\n");

        let mut payload = Vec::new();
        field(&mut payload, 1, &self.stream.to_le_bytes());
        field(&mut payload, 2, &[7; 64]);
        for (id, value) in &self.inner {
            field(&mut payload, *id, value);
        }
        field(&mut payload, 0, &[]);
        payload.extend(self.masked());
        if self.compression.is_none_or(|flags| flags & 1 == 1) {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(&payload).unwrap();
            payload = encoder.finish().unwrap();
            payload.extend(&self.after_payload);
        }

        let transformed = self.transformed();
        let key = Sha256::digest([&seed[..], &transformed].concat());
        let data = if self.cipher == CHACHA_20 {
            ChaCha20::new_from_slices(&key, &iv)
                .unwrap()
                .apply_keystream(&mut payload);
            payload
        } else {
            cbc::Encryptor::<Aes256>::new_from_slices(&key, &iv)
                .unwrap()
                .encrypt_padded_vec::<Pkcs7>(&payload)
        };
        let base = Sha512::digest([&seed[..], &transformed, &[1]].concat());
        let mac = |index: u64, parts: &[&[u8]]| {
            let key = Sha512::digest([&index.to_le_bytes()[..], &base].concat());
            let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
            for part in parts {
                mac.update(part);
            }
            mac.finalize().into_bytes()
        };
        let mut file = header.clone();
        file.extend(Sha256::digest(&header));
        file.extend(mac(u64::MAX, &[&header]));
        for (index, data) in [(0_u64, &data[..]), (1, &[])] {
            let size = u32::try_from(data.len()).unwrap().to_le_bytes();
            file.extend(mac(index, &[&index.to_le_bytes(), &size, data]));
            file.extend(size);
            file.extend(data);
        }
        file.extend(&self.after_blocks);
        (self.spoil)(&mut file);
        file
    }

    fn dictionary(&self) -> Vec<u8> {
        let mut out = self.dictionary_version.to_vec();
        for (kind, name, value) in &self.kdf {
            out.push(*kind);
            sized(&mut out, name.as_bytes());
            sized(&mut out, value);
        }
        out.push(0);
        out.extend(&self.after_kdf);
        out
    }

    /// The last value of that name.
    fn kdf_value(&self, name: &str) -> &[u8] {
        let mut values = self.kdf.iter().rev();
        values
            .find(|value| value.1 == name)
            .map_or(&[], |value| &value.2)
    }

    fn kdf_number(&self, name: &str) -> u32 {
        let value = self.kdf_value(name);
        match std::str::from_utf8(value)
            .ok()
            .and_then(|text| text.parse().ok())
        {
            Some(number) if value.len() == 2 => number,
            _ => value
                .iter()
                .rev()
                .fold(0, |number, byte| number << 8 | u32::from(*byte)),
        }
    }

    fn transformed(&self) -> Vec<u8> {
        let composite = Sha256::digest(self.parts.concat());
        let salt = self.kdf_value("S");
        if self.kdf_value("R").is_empty() {
            let is_id = self.kdf_value("$UUID") == ARGON2ID;
            let algorithm = if is_id {
                Algorithm::Argon2id
            } else {
                Algorithm::Argon2d
            };
            let number = |name| self.kdf_number(name);
            let version = Version::try_from(number("V")).unwrap_or_default();
            let parameters = Params::new(number("M") / 1024, number("I"), number("P"), Some(32));
            let (mut key, parameters) = (vec![0; 32], parameters.unwrap());
            let mut memory = vec![Block::new(); parameters.block_count()];
            Argon2::new(algorithm, version, parameters)
                .hash_password_into_with_memory(&composite, salt, &mut key, &mut memory)
                .unwrap();
            return key;
        }
        let cipher = Aes256::new_from_slice(salt).unwrap();
        let mut blocks = [aes::Block::default(); 2];
        for (block, half) in blocks.iter_mut().zip(composite.chunks(16)) {
            block.copy_from_slice(half);
        }
        for _ in 0..self.kdf_number("R") {
            cipher.encrypt_blocks(&mut blocks);
        }
        Sha256::digest([&blocks[0][..], &blocks[1]].concat()).to_vec()
    }

    fn masked(&self) -> Vec<u8> {
        let hash = Sha512::digest([7; 64]);
        let mut chacha = ChaCha20::new_from_slices(&hash[..32], &hash[32..44]).unwrap();
        let nonce = [0xe8, 0x30, 0x09, 0x4b, 0x97, 0x20, 0x5d, 0x2a];
        let mut salsa =
            salsa20::Salsa20::new_from_slices(&Sha256::digest([7; 64]), &nonce).unwrap();
        let mut out = Vec::new();
        for (at, part) in self
            .xml
            .split(|byte| matches!(byte, b'{' | b'}'))
            .enumerate()
        {
            let mut part = part.to_vec();
            if at % 2 == 1 {
                match self.stream {
                    2 => salsa.apply_keystream(&mut part),
                    _ => chacha.apply_keystream(&mut part),
                }
                part = BASE64.encode(part).into_bytes();
            }
            out.extend(part);
        }
        out
    }
}

fn field(out: &mut Vec<u8>, id: u8, value: &[u8]) {
    out.push(id);
    sized(out, value);
}

fn sized(out: &mut Vec<u8>, value: &[u8]) {
    out.extend(u32::try_from(value.len()).unwrap().to_le_bytes());
    out.extend(value);
}
