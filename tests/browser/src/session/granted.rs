//! Granting the extension its optional permissions.
//!
//! No driver can press the browser's own question whether it may. Firefox is told not to ask. Chromium gets a copy of the
//! extension that has them from the start; its question itself is answered by keys where `KeePassXC` is at hand.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::{Browser, managed::copy_folder};
use crate::error::{At, Error, Result};

/// What is optional in the manifest, and where it stands once it is granted.
const LISTS: [(&str, &str); 2] = [
    ("optional_permissions", "permissions"),
    ("optional_host_permissions", "host_permissions"),
];

/// Below the home folder, where Chromium keeps its profile and looks for such programs.
const CHROMIUM: &str = ".config/chromium";

/// The home folder of the person, made up, in which the browser looks for programs that an extension may speak with. Chromium takes its profile's folder
/// for that, so there it is the same one by another name.
pub(super) fn home(browser: Browser, folder: &Path) -> Result<PathBuf> {
    let home = folder.join("home");
    std::fs::create_dir_all(&home).at(&home)?;
    if browser == Browser::Chromium {
        let (profile, name) = (folder.join("profile"), home.join(CHROMIUM));
        std::fs::create_dir_all(&profile).at(&profile)?;
        let parent = name.parent().unwrap_or(&home);
        std::fs::create_dir_all(parent).at(parent)?;
        std::os::unix::fs::symlink(&profile, &name).at(&name)?;
    }
    Ok(home)
}

/// A copy of the extension that has the permissions from the start.
pub(super) fn extension(extension: &Path, folder: &Path) -> Result<PathBuf> {
    let copy = folder.join("with-permissions");
    copy_folder(extension, &copy)?;
    let path = copy.join("manifest.json");
    let broken = |why: &str| Error::wrong(format!("{}: {why}", path.display()));
    let text = std::fs::read(&path).at(&path)?;
    let mut manifest: Map<String, Value> =
        serde_json::from_slice(&text).map_err(|error| broken(&error.to_string()))?;
    for (optional, granted) in LISTS {
        let (Some(Value::Array(more)), Some(Value::Array(list))) =
            (manifest.remove(optional), manifest.get_mut(granted))
        else {
            return Err(broken("no optional permissions"));
        };
        list.extend(more);
    }
    let text = Value::Object(manifest).to_string();
    std::fs::write(&path, text).at(&path)?;
    Ok(copy)
}
