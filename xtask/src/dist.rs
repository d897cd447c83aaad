//! Laying out what the browsers load.

use std::path::{Path, PathBuf};

use crate::{
    archive, assemble,
    error::{Error, Result},
    files,
    manifest::{self, Addresses, Package},
    program::Made,
    project,
    report::{kilobytes, step},
    stamp::Stamp,
    texts,
};

/// A file that goes into part of the guard and not into the extension by itself.
const STUB: &str = "guard-stub.js";

/// The files of an extension by their path in it.
type Contents = Vec<(PathBuf, Vec<u8>)>;

/// A program of the extension's own pages, by the name of its files.
type Module<'a> = (&'static str, &'a Made);

/// Lays out the extensions and their archives.
pub(crate) fn lay(guard: &Made, modules: &[Module], addresses: &Addresses) -> Result<()> {
    let dist = project::dist();
    let mut common = contents(guard, modules)?;
    let manifest = files::read_text(&project::root().join("manifest.json"))?;
    texts::check(&manifest, &common)?;
    texts::finish(&mut common)?;
    let packages = Package::made(addresses)
        .into_iter()
        .map(|package| with_manifest(package, &manifest, addresses, &common))
        .collect::<Result<Vec<_>>>()?;
    let parts = packages.iter().flat_map(|(_, contents)| contents);
    let stamp =
        Stamp::of(parts.flat_map(|(path, content)| [path.as_os_str().as_encoded_bytes(), content]));
    let place = dist.join(".stamp");
    let _lock = files::lock(&dist.join(".lock"))?;
    let is_fresh = stamp.is_at(&place)
        && packages
            .iter()
            .all(|(package, contents)| is_laid(&dist, *package, contents));
    step("lay out the extensions", || {
        if is_fresh {
            return Ok(((), format!("{} (unchanged)", dist.display())));
        }
        let sizes = packages
            .iter()
            .map(|(package, contents)| one(&dist, *package, contents));
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

/// One package's folder, where a browser loads one, and archive; answers with the archive's size. A folder that is in use
/// stays whole until the new one is ready.
fn one(dist: &Path, package: Package, contents: &Contents) -> Result<usize> {
    let name = package.name();
    let (new, folder) = (dist.join(format!(".{name}")), dist.join(name));
    files::remove_folder(&new)?;
    for (path, content) in contents {
        files::write(&new.join(path), content)?;
    }
    let archive = archive::of(&new)?;
    files::write(&archive_of(dist, package), &archive)?;
    files::remove_folder(&folder)?;
    if package.has_folder() {
        files::rename(&new, &folder)?;
    } else {
        files::remove_folder(&new)?;
    }
    Ok(archive.len())
}

pub(crate) fn archive_of(dist: &Path, package: Package) -> PathBuf {
    dist.join(format!(
        "trivet-{}-{}.zip",
        project::VERSION,
        package.name()
    ))
}

fn is_laid(dist: &Path, package: Package, contents: &Contents) -> bool {
    let folder = dist.join(package.name());
    archive_of(dist, package).is_file()
        && (!package.has_folder() || contents.iter().all(|(path, _)| folder.join(path).is_file()))
}

/// The files with the manifest of one package.
fn with_manifest(
    package: Package,
    common: &str,
    addresses: &Addresses,
    contents: &Contents,
) -> Result<(Package, Contents)> {
    let manifest = manifest::of(package, common, addresses)?;
    check(&manifest, contents)?;
    let mut contents = contents.clone();
    let text = format!("{manifest:#}\n");
    contents.push(("manifest.json".into(), text.into()));
    Ok((package, contents))
}

fn contents(guard: &Made, modules: &[Module]) -> Result<Contents> {
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
    for (name, module) in modules {
        contents.push((format!("{name}.js").into(), module.glue.clone().into()));
        contents.push((format!("{name}_bg.wasm").into(), module.wasm.clone()));
    }
    contents.push(("LICENSE".into(), files::read(&root.join("LICENSE"))?));
    Ok(contents)
}

/// Every file that the manifest names is there.
fn check(manifest: &serde_json::Value, contents: &Contents) -> Result<()> {
    match named_files(manifest)
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

    #[test]
    fn two_folders_get_the_same_bytes() {
        let manifest = files::read_text(&project::root().join("manifest.json")).unwrap();
        let made = |paths: [&str; 3]| {
            let dist = tempfile::tempdir().unwrap();
            let package = Package::Firefox;
            let manifest = manifest::of(package, &manifest, &Addresses::default()).unwrap();
            let mut contents: Contents = paths.map(|path| (path.into(), path.into())).into();
            contents.push(("manifest.json".into(), format!("{manifest:#}\n").into()));
            one(dist.path(), package, &contents).unwrap();
            files::read(&archive_of(dist.path(), package)).unwrap()
        };
        assert_eq!(
            made(["b/c.js", "guard.js", "a.wasm"]),
            made(["a.wasm", "b/c.js", "guard.js"])
        );
    }

    fn of(manifest: &str, paths: &[&str]) -> Result<()> {
        let contents = paths.iter().map(|path| (path.into(), Vec::new())).collect();
        check(&serde_json::from_str(manifest).unwrap(), &contents)
    }

    #[test]
    fn every_file_that_the_manifest_names_is_there() {
        let manifest = r#"{"a":[{"js":["a.js"]}],"matches":["https://x.example/*.js"]}"#;
        assert!(of(manifest, &["a.js"]).is_ok());
        assert!(
            of(manifest, &["b.js"])
                .unwrap_err()
                .to_string()
                .contains("a.js")
        );
    }
}
