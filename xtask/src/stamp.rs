//! Knowing that a step has nothing to do: a hash of all that goes into it, kept beside what came out.

use std::{fmt::Write as _, path::Path};

use sha2::{Digest, Sha256};

use crate::{error::Result, files};

/// The hash of a step's inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp(String);

impl Stamp {
    /// Of these inputs, in this order. This tool's own program is always one of them.
    pub(crate) fn of<'a>(inputs: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hash = Sha256::new();
        hash.update(this_program());
        for input in inputs {
            hash.update(input.len().to_le_bytes());
            hash.update(input);
        }
        let mut text = String::new();
        for byte in hash.finalize() {
            // Writing to a string does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    /// Whether the step was done with the same inputs before.
    pub(crate) fn is_at(&self, path: &Path) -> bool {
        files::read_text(path).is_ok_and(|kept| kept == self.0)
    }

    /// Keeps it: the step is done.
    pub(crate) fn put(&self, path: &Path) -> Result<()> {
        files::write(path, &self.0)
    }
}

/// What changes whenever this tool is built anew.
fn this_program() -> Vec<u8> {
    let changed = std::env::current_exe()
        .and_then(std::fs::metadata)
        .and_then(|program| Ok((program.len(), program.modified()?)));
    format!("{changed:?}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_same_inputs_again_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("stamp");
        let stamp = Stamp::of([&b"ab"[..], b"c"]);
        assert!(!stamp.is_at(&place));
        stamp.put(&place).unwrap();
        assert!(Stamp::of([&b"ab"[..], b"c"]).is_at(&place));
        assert!(!Stamp::of([&b"a"[..], b"bc"]).is_at(&place));
    }
}
