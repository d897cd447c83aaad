//! Where things are.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The top folder of the project.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where the extensions are laid out.
pub(crate) fn dist() -> PathBuf {
    env::var_os("TRIVET_DIST").map_or_else(|| root().join("dist"), PathBuf::from)
}

/// The folder of this tool's npm packages.
pub(crate) fn npm() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("npm")
}

/// The version of everything that is built.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Whether a crate is one of ours.
pub(crate) fn is_own(name: &str) -> bool {
    name == "trivet" || name.starts_with("trivet-")
}
