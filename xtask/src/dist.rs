//! Laying out what the browsers load.

use std::path::{Path, PathBuf};

use crate::{
    archive, assemble,
    error::{Error, Result},
    files,
    program::Made,
    project,
    report::{kilobytes, step},
    stamp::Stamp,
};

/// The browsers; Edge loads what Chromium does.
const BROWSERS: [&str; 2] = ["chromium", "firefox"];

/// A file that goes into part of the guard and not into the extension by itself.
const STUB: &str = "guard-stub.js";

/// The files of an extension by their path in it.
type Contents = Vec<(PathBuf, Vec<u8>)>;

/// Lays out both extensions and their archives.
pub(crate) fn lay(guard: &Made, vault: &Made, direct: &Made) -> Result<()> {
    let dist = project::dist();
    let contents = contents(guard, vault, direct)?;
    let parts = contents.iter();
    let stamp =
        Stamp::of(parts.flat_map(|(path, content)| [path.as_os_str().as_encoded_bytes(), content]));
    let place = dist.join(".stamp");
    let _lock = files::lock(&dist.join(".lock"))?;
    let is_fresh = stamp.is_at(&place)
        && BROWSERS
            .iter()
            .all(|browser| is_laid(&dist, browser, &contents));
    step("lay out the extensions", || {
        if is_fresh {
            return Ok(((), format!("{} (unchanged)", dist.display())));
        }
        let sizes = BROWSERS
            .iter()
            .map(|browser| one(&dist, browser, &contents));
        let sizes = sizes.collect::<Result<Vec<_>>>()?;
        stamp.put(&place)?;
        Ok((
            (),
            format!(
                "{}, {} zipped",
                dist.display(),
                kilobytes(sizes.into_iter().max().unwrap_or(0))
            ),
        ))
    })
}

/// One browser's folder and archive; answers with the archive's size. A folder that is in use stays whole until the new one
/// is ready.
fn one(dist: &Path, browser: &str, contents: &Contents) -> Result<usize> {
    let (new, folder) = (dist.join(format!(".{browser}")), dist.join(browser));
    files::remove_folder(&new)?;
    for (path, content) in contents {
        files::write(&new.join(path), content)?;
    }
    let archive = archive::of(&new)?;
    files::write(&archive_of(dist, browser), &archive)?;
    files::remove_folder(&folder)?;
    files::rename(&new, &folder)?;
    Ok(archive.len())
}

fn archive_of(dist: &Path, browser: &str) -> PathBuf {
    dist.join(format!("trivet-{}-{browser}.zip", project::VERSION))
}

fn is_laid(dist: &Path, browser: &str, contents: &Contents) -> bool {
    archive_of(dist, browser).is_file()
        && contents
            .iter()
            .all(|(path, _)| dist.join(browser).join(path).is_file())
}

fn contents(guard: &Made, vault: &Made, direct: &Made) -> Result<Contents> {
    let root = project::root();
    let extension = root.join("extension");
    let mut contents = Contents::new();
    for path in files::below(&extension)? {
        if path != Path::new(STUB) {
            let content = files::read(&extension.join(&path))?;
            contents.push((path, content));
        }
    }
    let stub = files::read_text(&extension.join(STUB))?;
    contents.push((
        "guard.js".into(),
        assemble::guard(&guard.wasm, &guard.glue, &stub)?.into(),
    ));
    if let Some(factory) = &guard.factory {
        contents.push((
            "guard-scripted.js".into(),
            assemble::scripted(factory, &guard.glue)?.into(),
        ));
    }
    contents.push(("vault_core.js".into(), vault.glue.clone().into()));
    contents.push(("vault_core_bg.wasm".into(), vault.wasm.clone()));
    contents.push(("vault_direct.js".into(), direct.glue.clone().into()));
    contents.push(("vault_direct_bg.wasm".into(), direct.wasm.clone()));
    contents.push(("LICENSE".into(), files::read(&root.join("LICENSE"))?));
    let manifest = files::read(&root.join("manifest.json"))?;
    check(&manifest, &contents)?;
    contents.push(("manifest.json".into(), manifest));
    Ok(contents)
}

/// Every file that the manifest names is there, and its version is the workspace's.
fn check(manifest: &[u8], contents: &Contents) -> Result<()> {
    let manifest: serde_json::Value =
        serde_json::from_slice(manifest).map_err(|error| Error::Manifest(error.to_string()))?;
    if manifest["version"] != project::VERSION {
        return Err(Error::Manifest(format!(
            "version is {}, that of Cargo.toml is {:?}; make them one",
            manifest["version"],
            project::VERSION
        )));
    }
    match named_files(&manifest)
        .find(|file| !contents.iter().any(|(path, _)| path == Path::new(file)))
    {
        Some(missing) => Err(Error::Manifest(format!(
            "names {missing}, which is not in extension/ and not made here"
        ))),
        None => Ok(()),
    }
}

/// Every string in the manifest that is the path of a file.
fn named_files(manifest: &serde_json::Value) -> Box<dyn Iterator<Item = &str> + '_> {
    const KINDS: [&str; 5] = ["css", "html", "js", "json", "png"];
    match manifest {
        serde_json::Value::String(text) => {
            let kind = Path::new(text).extension().and_then(|kind| kind.to_str());
            let is_file = !text.contains("://") && kind.is_some_and(|kind| KINDS.contains(&kind));
            Box::new(is_file.then_some(text.as_str()).into_iter())
        }
        serde_json::Value::Array(list) => Box::new(list.iter().flat_map(named_files)),
        serde_json::Value::Object(map) => Box::new(map.values().flat_map(named_files)),
        _ => Box::new(std::iter::empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(manifest: &str, paths: &[&str]) -> Result<()> {
        let contents = paths.iter().map(|path| (path.into(), Vec::new())).collect();
        check(
            manifest.replace("VERSION", project::VERSION).as_bytes(),
            &contents,
        )
    }

    #[test]
    fn every_file_that_the_manifest_names_is_there() {
        let manifest =
            r#"{"version":"VERSION","a":[{"js":["a.js"]}],"matches":["https://x.example/*.js"]}"#;
        assert!(of(manifest, &["a.js"]).is_ok());
        assert!(
            of(manifest, &["b.js"])
                .unwrap_err()
                .to_string()
                .contains("a.js")
        );
    }

    #[test]
    fn one_version_for_all() {
        assert!(of(r#"{"version":"0.0.0"}"#, &[]).is_err());
        assert!(of("{", &[]).is_err());
    }
}
