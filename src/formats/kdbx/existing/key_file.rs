//! The key in a key file.
//!
//! The kinds and the order in which they are tried are described at <https://keepass.info/help/base/keys.html#keyfiles>: XML of
//! version 1 or 2, 32 bytes, 64 hexadecimal digits, and otherwise any file at all, by its SHA-256.

use super::super::keys::sha256;
use super::{ExistingError, KeyFileProblem};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zeroize::Zeroizing;

type FileKey = Zeroizing<Vec<u8>>;

/// How many bytes every key has but some in XML.
const SIZE: usize = 32;

/// A key file's key; several, where programs read it in different ways: of an XML key that is not 32 bytes, `KeePassXC` takes
/// the first 32 and fills up with zeros, and `KeePass` takes it as it is.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<FileKey>, ExistingError> {
    if bytes.is_empty() {
        return problem(KeyFileProblem::Empty);
    }
    if let Some(found) = std::str::from_utf8(bytes).ok().and_then(xml) {
        let whole = found.key()?;
        let mut first = whole.clone();
        first.resize(SIZE, 0);
        return Ok(if first == whole {
            vec![whole]
        } else {
            vec![first, whole]
        });
    }
    let key = match bytes.len() {
        SIZE => Some(Zeroizing::new(bytes.to_vec())),
        64 => hexadecimal(bytes.iter().copied()),
        _ => None,
    };
    Ok(vec![key.unwrap_or_else(|| {
        Zeroizing::new(sha256(&[bytes]).to_vec())
    })])
}

/// What an XML key file says.
#[derive(Default)]
struct Found {
    version: String,
    data: Zeroizing<String>,
    hash: Option<String>,
}

impl Found {
    fn key(&self) -> Result<FileKey, ExistingError> {
        let digits = || self.data.bytes().filter(|byte| !byte.is_ascii_whitespace());
        let damaged = || problem(KeyFileProblem::KeyUnreadable);
        match self.version.trim().split('.').next() {
            Some("1") => {
                let text: Zeroizing<Vec<u8>> = Zeroizing::new(digits().collect());
                let decoded = BASE64.decode(&*text).map(Zeroizing::new);
                decoded.or_else(|_| damaged())
            }
            Some("2") => {
                let Some(key) = hexadecimal(digits()) else {
                    return damaged();
                };
                let hash = self.hash.as_deref().map(str::trim);
                let expected = hash.and_then(|hash| u32::from_str_radix(hash, 16).ok());
                let digest = sha256(&[&key[..]]);
                let [a, b, c, d, ..] = *digest;
                if expected == Some(u32::from_be_bytes([a, b, c, d])) {
                    Ok(key)
                } else {
                    problem(KeyFileProblem::ChecksumDiffers)
                }
            }
            _ => problem(KeyFileProblem::OtherVersion),
        }
    }
}

/// Reads an XML key file; none when it is no such file at all.
fn xml(text: &str) -> Option<Found> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut path: Vec<String> = Vec::new();
    let mut found = Found::default();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                path.push(start.name().as_ref().to_owned());
                if path == ["KeyFile", "Key", "Data"] {
                    found.hash = hash(&start);
                }
            }
            Event::End(_) => drop(path.pop()),
            Event::Text(text) => match path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["KeyFile", "Meta", "Version"] => found.version.push_str(&text),
                ["KeyFile", "Key", "Data"] => found.data.push_str(&text),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
        if path.first().is_some_and(|root| root != "KeyFile") {
            return None;
        }
    }
    let whole = path.is_empty() && !found.data.is_empty();
    whole.then_some(found)
}

fn hash(data: &BytesStart<'_>) -> Option<String> {
    let attribute = data.try_get_attribute("Hash").ok()??;
    Some(attribute.value.as_ref().to_owned())
}

/// Hexadecimal digits, of either case, two a byte.
fn hexadecimal(digits: impl Iterator<Item = u8>) -> Option<FileKey> {
    let digits: Zeroizing<Vec<u8>> = Zeroizing::new(digits.collect());
    let mut key = Zeroizing::new(vec![0; digits.len() / 2]);
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    for (byte, pair) in key.iter_mut().zip(digits.chunks(2)) {
        for digit in pair {
            let value = char::from(*digit).to_digit(16)?;
            *byte = *byte << 4 | u8::try_from(value).ok()?;
        }
    }
    Some(key)
}

fn problem<T>(problem: KeyFileProblem) -> Result<T, ExistingError> {
    Err(ExistingError::KeyFile { problem })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    fn v1(version: &str, data: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<KeyFile>\n<Meta><Version>{version}</Version></Meta>\n<Key><Data>{data}</Data></Key></KeyFile>\n"
        )
    }

    fn keys(file: &[u8]) -> Vec<Vec<u8>> {
        let keys = read(file).unwrap();
        keys.iter().map(|key| key.to_vec()).collect()
    }

    #[test]
    fn every_kind_gives_its_key() {
        let key = [0x5a; 32];
        let digits = "5a".repeat(32);
        let base64 = BASE64.encode(key);
        let [a, b, c, d, ..] = *sha256(&[&key]);
        let hash = format!("{a:02X}{b:02X}{c:02X}{d:02X}");
        let two = v1(
            "2.0",
            &format!("\n\t5A5A5A5A 5A5A5A5A\n{}\n", &digits[16..]),
        )
        .replace("<Data>", &format!("<Data Hash=\"{hash}\">"));
        for file in [
            v1("1.00", &base64).into_bytes(),
            v1("1.0", &format!(" {base64}\n")).into_bytes(),
            format!("\u{feff}{two}").into_bytes(),
            two.into_bytes(),
            key.to_vec(),
            digits.clone().into_bytes(),
            digits.to_uppercase().into_bytes(),
        ] {
            assert_eq!(keys(&file), [key], "{}", String::from_utf8_lossy(&file));
        }
    }

    #[test]
    fn a_key_of_another_size_is_read_as_keepassxc_and_as_keepass_do() {
        let key: Vec<u8> = (1..=128).collect();
        for size in [1, 16, 31, 33, 64, 128] {
            let (key, mut first) = (&key[..size], key[..size].to_vec());
            first.resize(32, 0);
            let mut digits = String::new();
            for byte in key {
                // Writing to a string does not fail.
                let _ = write!(digits, "{byte:02x}");
            }
            let [a, b, c, d, ..] = *sha256(&[key]);
            let hash = format!("<Data Hash=\"{a:02X}{b:02X}{c:02X}{d:02X}\">");
            for file in [
                v1("1.00", &BASE64.encode(key)),
                v1("2.0", &digits).replace("<Data>", &hash),
            ] {
                assert_eq!(keys(file.as_bytes()), [&first, key], "{file}");
            }
        }
    }

    #[test]
    fn any_other_file_counts_by_its_hash() {
        for file in [
            &b"x"[..],
            &[0; 31],
            &[0xff; 64],
            b"<html></html>",
            b"<KeyFile>",
            b"<KeyFile></KeyFile>",
        ] {
            assert_eq!(keys(file), [*sha256(&[file])]);
        }
    }

    #[test]
    fn a_key_file_that_is_spoiled_is_refused() {
        let digits = "5a".repeat(32);
        for file in [
            String::new(),
            v1("3.0", &digits),
            v1("1.0", "?"),
            v1("2.0", &digits[2..]),
            v1("2.0", &digits),
            v1("2.0", &digits).replace("<Data>", "<Data Hash=\"00000000\">"),
            v1("2.0", &digits).replace("<Data>", "<Data Hash=\"x\">"),
        ] {
            let code = read(file.as_bytes()).err().map(ExistingError::code);
            assert_eq!(code, Some("key-file"), "{file}");
        }
    }
}
