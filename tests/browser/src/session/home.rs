//! The home folder of the person, made up, in which the browser looks for programs that an extension may speak with.

use std::path::{Path, PathBuf};

use super::Browser;
use crate::error::{At, Result};

/// Below the home folder, where Chromium keeps its profile and looks for such programs.
const CHROMIUM: &str = ".config/chromium";

/// Makes it. Chromium takes its profile's folder for that, so there it is the same one by another name.
pub(super) fn make(browser: Browser, folder: &Path) -> Result<PathBuf> {
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
