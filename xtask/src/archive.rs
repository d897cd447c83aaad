//! One archive of a folder, the same bytes from the same files.

use std::{
    io::{Cursor, Write},
    path::Path,
};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{
    error::{Error, Result},
    files,
};

/// Archives what is in a folder.
pub(crate) fn of(folder: &Path) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for path in files::below(folder)? {
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        archive.start_file(parts.join("/"), options)?;
        let content = files::read(&folder.join(&path))?;
        archive
            .write_all(&content)
            .map_err(|error| Error::Archive(error.into()))?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_the_same_bytes_for_the_same_files() {
        let make = |names: &[&str]| {
            let folder = tempfile::tempdir().unwrap();
            for name in names {
                files::write(&folder.path().join(name), name).unwrap();
            }
            of(folder.path()).unwrap()
        };
        let archive = make(&["b/c.txt", "a.txt"]);
        assert_eq!(archive, make(&["a.txt", "b/c.txt"]));
        assert_ne!(archive, make(&["a.txt"]));
    }
}
