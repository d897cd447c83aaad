//! What an organization's administrator puts on a computer: a file of policies, where each browser looks for it.
//!
//! Chromium looks in one folder of the whole machine; the file there goes with the session. Firefox looks beside its program,
//! too: the session runs a copy of that, whose other parts are the machine's own.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::{Browser, Session, managed::CHROMIUM};
use crate::{
    error::{At, Error, Result},
    wait::{LONG, Look, until},
};

/// A file of policies for Chromium, as long as this lives.
#[derive(Debug)]
pub(super) struct Policies(PathBuf);

impl Policies {
    /// Puts the file there, under a name that no other session uses.
    pub(super) fn put(file: &Path, folder: &Path) -> Result<Self> {
        let session = folder.file_name().unwrap_or_default().to_string_lossy();
        let place = Path::new(CHROMIUM).join(format!("{session}.json"));
        fs::create_dir_all(CHROMIUM).at(CHROMIUM)?;
        fs::copy(file, &place).at(&place)?;
        Ok(Self(place))
    }
}

impl Drop for Policies {
    fn drop(&mut self) {
        // A file that is left forces what no server has any more.
        let _ = fs::remove_file(&self.0);
    }
}

/// A Firefox in the folder that goes by the file of policies; answers with its program.
pub(super) fn firefox(program: &Path, file: &Path, folder: &Path) -> Result<PathBuf> {
    let program = program.canonicalize().at(program)?;
    let home = program.parent().unwrap_or(&program);
    let copy = folder.join("firefox");
    let policies = copy.join("distribution");
    fs::create_dir_all(&policies).at(&policies)?;
    fs::copy(file, policies.join("policies.json")).at(file)?;
    for entry in fs::read_dir(home).at(home)? {
        let entry = entry.at(home)?;
        let (path, new) = (entry.path(), copy.join(entry.file_name()));
        if path == program {
            // It looks for everything else beside itself.
            fs::copy(&path, &new).at(&new)?;
        } else if !new.exists() {
            symlink(&path, &new).at(&new)?;
        }
    }
    Ok(copy.join(program.file_name().unwrap_or_default()))
}

impl Session {
    /// Waits until an extension runs that the organization forces and that the person cannot remove.
    ///
    /// # Errors
    ///
    /// When the browser does not install it, or leaves the person the choice.
    pub async fn until_forced(&self, id: &str) -> Result<()> {
        if self.browser() == Browser::Chromium {
            self.go("chrome://extensions").await?;
        }
        let found = until("the forced installation", LONG, async || {
            let found = match self.browser() {
                Browser::Chromium => self.installed_in_chromium(id).await?,
                Browser::Firefox => self.installed_in_firefox(id).await?,
            };
            let runs = (found["runs"] == true).then(|| found.clone());
            Ok(Look::or_not_yet(runs, || found.to_string()))
        })
        .await?;
        if found["stays"] == true {
            self.go("about:blank").await
        } else {
            Err(Error::wrong(format!("it can be removed: {found}")))
        }
    }

    async fn installed_in_chromium(&self, id: &str) -> Result<Value> {
        const INSTALLED: &str = "return chrome.developerPrivate.getExtensionsInfo()
            .then((all) => all.find((one) => one.id === arguments[0]))
            .then((one) => one && { runs: one.state === 'ENABLED', stays: one.mustRemainInstalled })";
        self.script(INSTALLED, vec![json!(id)]).await
    }

    async fn installed_in_firefox(&self, id: &str) -> Result<Value> {
        const INSTALLED: &str = r#"
            const [id] = arguments;
            const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
            return AddonManager.getAddonByID(id).then((addon) => addon && {
                runs: Boolean(WebExtensionPolicy.getByID(id)?.active),
                stays: !(addon.permissions & AddonManager.PERM_CAN_UNINSTALL),
            });
        "#;
        self.chrome_script(INSTALLED, vec![json!(id)]).await
    }
}
