//! A zip archive around one document, with whatever else its readers look for. Nothing is compressed.

use super::ids::IdKind;
use super::json::{self, JsonLayout};
use super::plain::Layout;
use super::{About, ExportError, Part};
use crc::{CRC_32_ISO_HDLC, Crc, NoTable};
use rawzip::{CompressionMethod, DataDescriptorOutput, Error, ZipArchive, ZipArchiveWriter};
use serde_json::Value;
use std::io::Write as _;
use trivet_credential::Item;
use zeroize::Zeroizing;

/// A layout of one document in an archive.
pub(crate) struct ArchiveLayout {
    /// The document.
    pub(crate) inner: JsonLayout,
    /// Its name in the archive.
    pub(crate) name: &'static str,
    /// Another document, by name, that comes first.
    pub(crate) before: Option<Before>,
    /// An empty folder that comes last.
    pub(crate) folder: Option<&'static str>,
}

/// The name of a document, and how it is made.
type Before = (&'static str, fn(&Item) -> Value);

impl Layout for ArchiveLayout {
    fn about(&self) -> &About {
        &self.inner.about
    }

    fn ids(&self) -> Vec<IdKind> {
        self.inner.ids()
    }

    fn check(&self, item: &Item) -> Result<(), ExportError> {
        self.inner.check(item)
    }

    fn render(&self, item: &Item, ids: &[String]) -> Result<Zeroizing<Vec<u8>>, ExportError> {
        let mut files = Vec::with_capacity(2);
        if let Some((name, document)) = self.before {
            files.push((name, json::to_bytes(&document(item))?));
        }
        files.push((self.name, self.inner.render(item, ids)?));
        write(&files, self.folder).map_err(|_| ExportError::Internal { part: Part::Zip })
    }

    fn extract(&self, bytes: &[u8]) -> Result<(Item, Vec<String>), ExportError> {
        let document = read(bytes, self.name).map_err(|_| ExportError::NotThisFormat)?;
        self.inner
            .extract(document.ok_or(ExportError::NotThisFormat)?)
    }
}

/// Without a table: that of the library for zip makes up a twentieth of the whole module, for two small documents.
const CHECKSUM: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC);

fn write(
    files: &[(&str, Zeroizing<Vec<u8>>)],
    folder: Option<&str>,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut out = Zeroizing::new(Vec::new());
    let mut archive = ZipArchiveWriter::new(&mut *out);
    for (name, content) in files {
        let (mut entry, _) = archive.new_file(*name).start()?;
        entry.write_all(content)?;
        let size = content.len() as u64;
        let descriptor = DataDescriptorOutput::new(CHECKSUM.checksum(content), size);
        entry.finish(descriptor)?;
    }
    if let Some(name) = folder {
        archive.new_dir(name).create()?;
    }
    archive.finish()?;
    Ok(out)
}

/// The content of the file of that name, which is not compressed. Its checksum is compared when the archive is drawn again.
fn read<'a>(bytes: &'a [u8], name: &str) -> Result<Option<&'a [u8]>, Error> {
    let archive = ZipArchive::from_slice(bytes)?;
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry()? {
        let stored = entry.compression_method() == CompressionMethod::STORE;
        if stored && entry.file_path().as_ref() == name.as_bytes() {
            let (from, to) = archive
                .get_entry(entry.wayfinder())?
                .compressed_data_range();
            let range = usize::try_from(from).ok().zip(usize::try_from(to).ok());
            return Ok(range.and_then(|(from, to)| bytes.get(from..to)));
        }
    }
    Ok(None)
}
