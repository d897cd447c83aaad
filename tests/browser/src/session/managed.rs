//! What an organisation sets for the extension, where each browser looks for it.
//!
//! Firefox takes it from the home folder of the person, which is a made-up one then. Chromium takes it from one folder of
//! the whole machine: the file there is for an extension of this session alone, and goes with it.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Browser, SessionOptions, toolbar::gecko_id};
use crate::error::{At, Error, Result};

/// Where Chromium looks.
pub(super) const CHROMIUM: &str = "/etc/chromium/policies/managed";

/// Where Firefox looks, below the home folder.
const FIREFOX: &str = ".mozilla/managed-storage";

/// What was set for one session.
#[derive(Debug)]
pub(super) struct Managed {
    extension: Option<PathBuf>,
    home: Option<PathBuf>,
    file: Option<PathBuf>,
}

impl Managed {
    /// Sets what the options say, or nothing.
    pub(super) fn set(browser: Browser, options: &SessionOptions, folder: &Path) -> Result<Self> {
        let (Some(policy), Some(extension)) = (&options.policy, &options.extension) else {
            return Ok(Self {
                extension: options.extension.clone(),
                home: None,
                file: None,
            });
        };
        match browser {
            Browser::Chromium => for_chromium(policy, extension, folder),
            Browser::Firefox => for_firefox(policy, extension, folder),
        }
    }

    /// The folder of the extension that it holds for.
    pub(super) fn extension(&self) -> Option<PathBuf> {
        self.extension.clone()
    }

    /// Sets something else from now on, in Chromium.
    pub(super) fn change(&self, policy: &Value) -> Result<()> {
        let (Some(file), Some(extension)) = (&self.file, &self.extension) else {
            return Err(Error::wrong("no policy of Chromium was set".to_owned()));
        };
        write(file, &id_of(extension), policy).at(file)
    }

    /// What the browser's driver is to be told.
    pub(super) fn environment(&self) -> Option<(&str, &Path)> {
        self.home.as_deref().map(|home| ("HOME", home))
    }
}

impl Drop for Managed {
    fn drop(&mut self) {
        if let Some(file) = &self.file {
            // A file that is left holds for an extension that is no more.
            let _ = std::fs::remove_file(file);
        }
    }
}

/// Without a key an unpacked extension's id follows from its folder, so a copy has an id of its own.
fn for_chromium(policy: &Value, extension: &Path, folder: &Path) -> Result<Managed> {
    let copy = folder.join("extension");
    copy_folder(extension, &copy)?;
    forget_key(&copy)?;
    let copy = copy.canonicalize().at(&copy)?;
    let id = id_of(&copy);
    let file = Path::new(CHROMIUM).join(format!("trivet-test-{id}.json"));
    std::fs::create_dir_all(CHROMIUM)
        .and_then(|()| write(&file, &id, policy))
        .map_err(|error| {
            Error::wrong(format!(
                "{}: {error}. Chromium takes a policy from there only; run the tests as root, or make it yours",
                file.display()
            ))
        })?;
    Ok(Managed {
        extension: Some(copy),
        home: None,
        file: Some(file),
    })
}

fn write(file: &Path, id: &str, policy: &Value) -> std::io::Result<()> {
    let content = json!({ "3rdparty": { "extensions": { id: policy } } });
    std::fs::write(file, content.to_string())
}

fn for_firefox(policy: &Value, extension: &Path, folder: &Path) -> Result<Managed> {
    let id = gecko_id(extension)?;
    let home = folder.join("home");
    let place = home.join(FIREFOX);
    std::fs::create_dir_all(&place).at(&place)?;
    let content =
        json!({ "name": id, "description": "made up", "type": "storage", "data": policy });
    let file = place.join(format!("{id}.json"));
    std::fs::write(&file, content.to_string()).at(&file)?;
    Ok(Managed {
        extension: Some(extension.to_owned()),
        home: Some(home),
        file: None,
    })
}

/// Takes the key, and the id that follows from it, out of a copy's manifest.
fn forget_key(copy: &Path) -> Result<()> {
    let path = copy.join("manifest.json");
    let text = std::fs::read(&path).at(&path)?;
    let mut manifest: Value = serde_json::from_slice(&text)
        .map_err(|error| Error::wrong(format!("{}: {error}", path.display())))?;
    if let Some(manifest) = manifest.as_object_mut() {
        manifest.remove("key");
    }
    std::fs::write(&path, manifest.to_string()).at(&path)
}

/// The first half of the SHA-256 of the folder's path, in the letters a to p.
fn id_of(folder: &Path) -> String {
    let hash = Sha256::digest(folder.as_os_str().as_encoded_bytes());
    hash[..16]
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|nibble| char::from(b'a' + nibble))
        .collect()
}

pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to).at(to)?;
    for entry in std::fs::read_dir(from).at(from)? {
        let entry = entry.at(from)?;
        let (path, copy) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_folder(&path, &copy)?;
        } else {
            std::fs::copy(&path, &copy).map(drop).at(&path)?;
        }
    }
    Ok(())
}
