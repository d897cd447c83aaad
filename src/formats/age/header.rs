//! The header: for each way to open the file a stanza that holds the file key, and an authentication code over all.

use super::wrap::hkdf;
use crate::{ExportError, Part};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// What everything else in a file is encrypted under.
pub(super) type FileKey = [u8; 16];

const VERSION: &str = "age-encryption.org/v1";

/// Before each stanza.
const STANZA: &str = "-> ";

/// Before the authentication code.
const END: &str = "---";

/// In a line of a stanza's body.
const COLUMNS: usize = 64;

const DAMAGED: ExportError = ExportError::Damaged { part: Part::Header };

/// One way to open the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stanza {
    /// The type, and what belongs to it.
    pub(super) arguments: Vec<String>,
    /// The wrapped file key.
    pub(super) body: Vec<u8>,
}

/// All ways to open the file.
pub(super) struct Header {
    pub(super) stanzas: Vec<Stanza>,
}

impl Stanza {
    /// The argument in some place; the first is the type.
    pub(super) fn argument(&self, at: usize) -> Option<&str> {
        self.arguments.get(at).map(String::as_str)
    }

    /// The bytes in an argument.
    pub(super) fn bytes<const N: usize>(&self, at: usize) -> Result<[u8; N], ExportError> {
        let argument = self.argument(at).ok_or(DAMAGED)?;
        let bytes = BASE64.decode(argument).map_err(|_| DAMAGED)?;
        bytes.try_into().map_err(|_| DAMAGED)
    }
}

/// Bytes as an argument.
pub(super) fn argument(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

impl Header {
    /// As it stands in the file, with the line break at its end.
    pub(super) fn to_bytes(&self, key: &FileKey) -> Result<Vec<u8>, ExportError> {
        let mut text = format!("{VERSION}\n");
        for stanza in &self.stanzas {
            text.extend([STANZA, &stanza.arguments.join(" "), "\n"]);
            let body = BASE64.encode(&stanza.body);
            // The last line is shorter than the others, even if it has nothing in it then.
            let mut rest = body.as_str();
            while let Some((line, after)) = rest.split_at_checked(COLUMNS) {
                text.extend([line, "\n"]);
                rest = after;
            }
            text.extend([rest, "\n"]);
        }
        text.push_str(END);
        let hmac_key = hkdf(key, &[], b"header")?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&hmac_key[..])
            .map_err(|_| ExportError::Internal { part: Part::Hmac })?;
        mac.update(text.as_bytes());
        let mac = BASE64.encode(mac.finalize().into_bytes());
        text.extend([" ", &mac, "\n"]);
        Ok(text.into_bytes())
    }

    /// The header and its size. Its authentication code is not looked at yet.
    pub(super) fn read(bytes: &[u8]) -> Result<(Self, usize), ExportError> {
        let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let mut size = 0;
        let mut next = || {
            let line = lines.next()?;
            size += line.len();
            std::str::from_utf8(line.strip_suffix(b"\n")?).ok()
        };
        if next() != Some(VERSION) {
            return Err(ExportError::NotThisFormat);
        }
        let mut stanzas = Vec::new();
        loop {
            let line = next().ok_or(DAMAGED)?;
            if let Some(arguments) = line.strip_prefix(STANZA) {
                let mut body = String::new();
                loop {
                    let line = next().ok_or(DAMAGED)?;
                    body.push_str(line);
                    if line.len() < COLUMNS {
                        break;
                    }
                }
                stanzas.push(Stanza {
                    arguments: arguments.split(' ').map(str::to_owned).collect(),
                    body: BASE64.decode(&body).map_err(|_| DAMAGED)?,
                });
            } else if line.starts_with(END) {
                return Ok((Self { stanzas }, size));
            } else {
                return Err(DAMAGED);
            }
        }
    }
}
