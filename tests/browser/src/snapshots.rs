//! Snapshots of the skins: what Chromium draws of each, in a form that is read natively, with what is true of it.
//!
//! The first line of a file says what is true; the others are the page, as `snapshot.js` writes it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde_json::json;
use sha2::{Digest, Sha256};
use trivet_console::Skin;

use crate::{
    console::REQUIRED,
    error::{At, Result},
    programs::project,
    session::Session,
};

const SCRIPT: &str = include_str!("snapshot.js");

/// The boxes that the form of some options has besides the three.
const EXTRA: [&str; 4] = [
    "Can read profiles",
    "Can export segments",
    "Can manage catalog",
    "Can delete data",
];

/// In each skin's folder of snapshots: what the skin was when they were taken.
const MADE_OF: &str = "made-of";

/// Where the snapshots are.
#[must_use]
pub fn folder() -> PathBuf {
    project().join("tests/snapshots")
}

/// What is true of a page, by the console's own account.
#[derive(Debug, Clone, Default)]
pub struct Truth {
    form: Option<bool>,
    dataset: Option<&'static str>,
    values: Option<[&'static str; 2]>,
}

impl Truth {
    /// The form of a token that exists, or of a new one, with what is selected in its dataset field.
    #[must_use]
    pub fn form(is_edit: bool, dataset: Option<&'static str>) -> Self {
        Self {
            form: Some(is_edit),
            dataset,
            values: None,
        }
    }

    /// The one-time dialog with these values.
    #[must_use]
    pub fn dialog(values: [&'static str; 2]) -> Self {
        Self {
            values: Some(values),
            ..Self::default()
        }
    }
}

/// The snapshots of one skin while they are taken.
#[derive(Debug)]
pub struct Taken {
    folder: PathBuf,
    count: usize,
}

impl Taken {
    /// Begins with none.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub fn of(skin: Skin) -> Result<Self> {
        let folder = folder().join(skin.name());
        fs::create_dir_all(&folder).at(&folder)?;
        let made_of = folder.join(MADE_OF);
        fs::write(&made_of, hash(skin)?).at(&made_of)?;
        Ok(Self { folder, count: 0 })
    }

    /// Keeps the page at hand, with what is true of it.
    ///
    /// # Errors
    ///
    /// When the page cannot be read, or the file not be written.
    pub async fn keep(&mut self, name: &str, session: &Session, truth: Truth) -> Result<()> {
        let page = session.script(SCRIPT, Vec::new()).await?;
        let mut boxes = BTreeMap::new();
        if truth.form.is_some() {
            for label in REQUIRED.into_iter().chain(EXTRA) {
                if let Some(ticked) = session.page().is_ticked(label).await? {
                    boxes.insert(label, ticked);
                }
            }
        }
        let truth = json!({
            "form": truth.form.map(|is_edit| if is_edit { "edit" } else { "create" }),
            "boxes": boxes,
            "dataset": truth.dataset,
            "values": truth.values,
        });
        let path = self.folder.join(name).with_extension("jsonl");
        let text = format!("{truth}\n{}\n", page.as_str().unwrap_or_default());
        fs::write(&path, text).at(&path)?;
        self.count += 1;
        Ok(())
    }

    /// How many were taken.
    #[must_use]
    pub fn end(self) -> usize {
        self.count
    }
}

/// What a skin is made of: its own files, and those that it shares with others.
fn hash(skin: Skin) -> Result<String> {
    let console = project().join("tests/console");
    let skins = console.join("skins");
    let mut hash = Sha256::new();
    // The closed one is the open one with another switch.
    let folders = [skin.name(), skin.name().trim_end_matches("-closed")];
    for folder in folders.map(|name| skins.join(name)) {
        add(&folder, &mut hash)?;
    }
    add(&console.join("shared"), &mut hash)?;
    let mut start = [0; 8];
    start.copy_from_slice(&hash.finalize()[..8]);
    Ok(format!("{:016x}", u64::from_be_bytes(start)))
}

fn add(folder: &Path, hash: &mut Sha256) -> Result<()> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .at(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| !path.ends_with("node_modules") && !path.ends_with("dist"))
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            add(&path, hash)?;
        } else {
            hash.update(path.file_name().unwrap_or_default().as_encoded_bytes());
            hash.update(fs::read(&path).at(&path)?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_of_the_skins_as_they_are_now() -> Result<()> {
        for skin in Skin::ALL {
            let path = folder().join(skin.name()).join(MADE_OF);
            let made_of = fs::read_to_string(&path).at(&path)?;
            let skin_now = hash(*skin)?;
            assert!(
                made_of == skin_now,
                "{} has changed since its snapshots were taken; run ./build.sh snapshots",
                skin.name()
            );
        }
        Ok(())
    }
}
