//! What tells a browser that an organization's server has a newer package. ID, version and hash are read from the signed
//! packages themselves.

use std::{
    fmt::Write as _,
    io::{Cursor, Read},
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    error::{Error, Result},
    files, project,
};

/// The file for Chrome and Edge.
pub(crate) const CHROMIUM: &str = "updates.xml";

/// The file for Firefox.
pub(crate) const FIREFOX: &str = "updates.json";

/// Writes the files for the packages that the command line names.
pub(crate) fn write(words: &[String]) -> Result<()> {
    let (mut url, mut packages) = (None, Vec::new());
    for pair in words.chunks(2) {
        match pair {
            [name, value] if name == "--url" => url = Some(value.trim_end_matches('/')),
            [name, value] if name == "--crx" => {
                packages.push((CHROMIUM, xml as fn(&str, &Package) -> String, value));
            }
            [name, value] if name == "--xpi" => packages.push((FIREFOX, json_text, value)),
            other => return Err(Error::Usage(other.join(" "))),
        }
    }
    let url = url
        .filter(|url| url.starts_with("https://"))
        .ok_or_else(|| Error::Usage("updates without --url https://…".to_owned()))?;
    let folder = project::dist().join("release/self-hosted");
    for (name, text, package) in packages {
        let package = PathBuf::from(package);
        let path = folder.join(name);
        let name = package.file_name().unwrap_or_default().to_string_lossy();
        let package = Package::read(&package)?;
        files::write(&path, text(&format!("{url}/{name}"), &package))?;
        println!("  {}", path.display());
    }
    Ok(())
}

/// A signed package.
struct Package {
    /// Chromium's ID of it; none in an add-on of Firefox.
    id: Option<String>,
    manifest: Value,
    hash: String,
}

impl Package {
    fn read(path: &Path) -> Result<Self> {
        let bytes = files::read(path)?;
        Self::parse(&bytes).ok_or_else(|| Error::Package(path.to_owned()))
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (id, archive) = match bytes.strip_prefix(b"Cr24\x03\0\0\0") {
            Some(rest) => {
                let (length, rest) = rest.split_first_chunk()?;
                let (header, archive) =
                    rest.split_at_checked(u32::from_le_bytes(*length).try_into().ok()?)?;
                (Some(id(header)?), archive)
            }
            None => (None, bytes),
        };
        let mut archive = zip::ZipArchive::new(Cursor::new(archive)).ok()?;
        let mut manifest = String::new();
        archive
            .by_name("manifest.json")
            .ok()?
            .read_to_string(&mut manifest)
            .ok()?;
        let mut hash = String::new();
        for byte in Sha256::digest(bytes) {
            // Writing to a string does not fail.
            let _ = write!(hash, "{byte:02x}");
        }
        Some(Self {
            id,
            manifest: serde_json::from_str(&manifest).ok()?,
            hash,
        })
    }

    fn text(&self, pointer: &str) -> &str {
        let value = self.manifest.pointer(pointer).and_then(Value::as_str);
        value.unwrap_or_default()
    }
}

/// The ID for which a package is signed: the first field of the signed part of its header, in the letters a to p.
fn id(header: &[u8]) -> Option<String> {
    let signed = field(header, 10_000)?;
    let id = field(signed, 1)?;
    let nibbles = id.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    Some(nibbles.map(|nibble| char::from(b'a' + nibble)).collect())
}

/// The bytes of one field of a protobuf message in which every field is bytes.
fn field(mut message: &[u8], wanted: u64) -> Option<&[u8]> {
    loop {
        let tag = varint(&mut message)?;
        let length = varint(&mut message)?.try_into().ok()?;
        let (content, rest) = message.split_at_checked(length)?;
        if tag == wanted << 3 | 2 {
            return Some(content);
        }
        message = rest;
    }
}

fn varint(message: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..63).step_by(7) {
        let (byte, rest) = message.split_first()?;
        *message = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn xml(url: &str, package: &Package) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gupdate xmlns=\"http://www.google.com/update2/response\" protocol=\"2.0\">\n  \
         <app appid=\"{}\">\n    \
         <updatecheck codebase=\"{url}\" version=\"{}\" hash_sha256=\"{}\"/>\n  \
         </app>\n</gupdate>\n",
        package.id.as_deref().unwrap_or_default(),
        package.text("/version"),
        package.hash,
    )
}

fn json_text(url: &str, package: &Package) -> String {
    let gecko = "/browser_specific_settings/gecko";
    let updates = json!({
        "addons": {
            package.text(&format!("{gecko}/id")): {
                "updates": [{
                    "version": package.text("/version"),
                    "update_link": url,
                    "update_hash": format!("sha256:{}", package.hash),
                    "applications": {
                        "gecko": { "strict_min_version": package.text(&format!("{gecko}/strict_min_version")) },
                    },
                }],
            },
        },
    });
    format!("{updates:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::archive;

    fn zipped(manifest: &str) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        files::write(&folder.path().join("manifest.json"), manifest).unwrap();
        archive::of(folder.path()).unwrap()
    }

    #[test]
    fn reads_a_package_signed_for_chromium() {
        let id = [0x67_u8; 16];
        let signed = [&[0x0a, 16][..], &id].concat();
        // Field 2 is a signature, field 10000 what was signed.
        let mut header = vec![0x12, 3, 1, 2, 3];
        header.extend([0x82, 0xf1, 0x04, u8::try_from(signed.len()).unwrap()]);
        header.extend(&signed);
        let mut bytes = b"Cr24\x03\0\0\0".to_vec();
        bytes.extend(u32::try_from(header.len()).unwrap().to_le_bytes());
        bytes.extend(&header);
        bytes.extend(zipped(r#"{"version":"1.2.3"}"#));
        let package = Package::parse(&bytes).unwrap();
        assert_eq!(
            package.id.as_deref(),
            Some("ghghghghghghghghghghghghghghghgh")
        );
        let text = xml("https://example.com/a.crx", &package);
        assert!(text.contains("appid=\"ghgh") && text.contains("version=\"1.2.3\""));
        assert!(text.contains("codebase=\"https://example.com/a.crx\""));
        assert!(Package::parse(&bytes[..40]).is_none());
    }

    #[test]
    fn reads_an_add_on() {
        let manifest = r#"{"version":"1.2.3","browser_specific_settings":{"gecko":{"id":"{a}","strict_min_version":"142.0"}}}"#;
        let package = Package::parse(&zipped(manifest)).unwrap();
        assert!(package.id.is_none());
        let text = json_text("https://example.com/a.xpi", &package);
        let read: Value = serde_json::from_str(&text).unwrap();
        let update = &read["addons"]["{a}"]["updates"][0];
        assert_eq!(update["version"], "1.2.3");
        assert_eq!(update["update_link"], "https://example.com/a.xpi");
        assert!(
            update["update_hash"]
                .as_str()
                .unwrap()
                .starts_with("sha256:")
        );
        assert!(Package::parse(b"not an archive").is_none());
    }
}
