//! Where the browsers, their drivers and the readers are.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::error::{Error, Result};

/// The version of geckodriver that is brought by the build where the system has none.
const GECKODRIVER: &str = "geckodriver-0.37.1";

/// One program: the variable that names it, the names it goes by, what to say where it is missing.
struct Program {
    what: &'static str,
    variable: &'static str,
    names: &'static [&'static str],
    hint: &'static str,
}

impl Program {
    fn find(&self, also: Option<PathBuf>) -> Result<PathBuf> {
        if let Some(named) = env::var_os(self.variable).map(PathBuf::from) {
            return if named.is_file() {
                Ok(named)
            } else {
                Err(self.missing(format!("{} (from {})", named.display(), self.variable)))
            };
        }
        let folders = env::var_os("PATH").unwrap_or_default();
        self.names
            .iter()
            .flat_map(|name| {
                let fallback = [Path::new("/usr/bin").join(name)];
                env::split_paths(&folders)
                    .map(move |folder| folder.join(name))
                    .chain(fallback)
            })
            .chain(also)
            .find(|path| path.is_file())
            .ok_or_else(|| {
                self.missing(format!(
                    "{} on PATH, or {}",
                    self.names.join(", "),
                    self.variable
                ))
            })
    }

    fn missing(&self, looked: String) -> Error {
        Error::Missing {
            what: self.what,
            looked,
            hint: self.hint,
        }
    }
}

/// Chromium.
pub(crate) fn chromium() -> Result<PathBuf> {
    Program {
        what: "Chromium",
        variable: "TRIVET_CHROMIUM",
        names: &["chromium", "chromium-browser"],
        hint: "On Debian: apt-get install chromium chromium-driver.",
    }
    .find(None)
}

/// age, which opens what was sealed.
pub(crate) fn age() -> Result<PathBuf> {
    Program {
        what: "age",
        variable: "TRIVET_AGE",
        names: &["age"],
        hint: "On Debian: apt-get install age.",
    }
    .find(None)
}

/// The driver of Chromium.
pub(crate) fn chromedriver() -> Result<PathBuf> {
    Program {
        what: "chromedriver",
        variable: "TRIVET_CHROMEDRIVER",
        names: &["chromedriver"],
        hint: "On Debian: apt-get install chromium-driver.",
    }
    .find(None)
}

/// Firefox.
pub(crate) fn firefox() -> Result<PathBuf> {
    Program {
        what: "Firefox",
        variable: "TRIVET_FIREFOX",
        names: &["firefox-esr", "firefox"],
        hint: "On Debian: apt-get install firefox-esr.",
    }
    .find(None)
}

/// The driver of Firefox.
pub(crate) fn geckodriver() -> Result<PathBuf> {
    let cache = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cache")));
    Program {
        what: "geckodriver",
        variable: "TRIVET_GECKODRIVER",
        names: &["geckodriver"],
        hint: "cargo install geckodriver --version 0.37.1 --locked",
    }
    .find(cache.map(|cache| {
        cache
            .join("trivet")
            .join(GECKODRIVER)
            .join("bin/geckodriver")
    }))
}

/// The reader of KDBX files.
pub(crate) fn keepassxc_cli() -> Result<PathBuf> {
    Program {
        what: "keepassxc-cli",
        variable: "TRIVET_KEEPASSXC_CLI",
        names: &["keepassxc-cli"],
        hint: "On Debian: apt-get install keepassxc-minimal, or keepassxc.",
    }
    .find(None)
}

/// The top folder of the project.
#[must_use]
pub fn project() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// The folder with the built extension for one browser: `dist/`, or where `TRIVET_DIST` says.
///
/// # Errors
///
/// When it has not been built.
pub fn extension(name: &str) -> Result<PathBuf> {
    let dist = env::var_os("TRIVET_DIST").map_or_else(|| project().join("dist"), PathBuf::from);
    let folder = dist.join(name);
    if folder.join("manifest.json").is_file() {
        Ok(folder)
    } else {
        Err(Error::Missing {
            what: "the built extension",
            looked: folder.display().to_string(),
            hint: "Run ./build.sh first.",
        })
    }
}
