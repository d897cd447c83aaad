//! What a release carries, in `dist/release/`: the packages, the files for organizations, what it is made of, what is new,
//! and the sums of all. `build.sh` puts the source archive there before.

use std::{fmt::Write as _, path::Path};

use sha2::{Digest, Sha256};

use crate::{
    archive, deploy, dist,
    error::{Error, Result},
    files,
    manifest::{Addresses, Package},
    project, sbom,
};

/// Puts everything there.
pub(crate) fn finish(addresses: &Addresses) -> Result<()> {
    let (dist, version) = (project::dist(), project::VERSION);
    let folder = dist.join("release");
    for package in Package::made(addresses) {
        let archive = dist::archive_of(&dist, package);
        let name = archive.file_name().unwrap_or_default();
        files::write(&folder.join(name), files::read(&archive)?)?;
    }
    let deploy = dist.join("deploy");
    deploy::write(&deploy, &[])?;
    let deployed = archive::of(&deploy)?;
    files::write(
        &folder.join(format!("trivet-{version}-deploy.zip")),
        deployed,
    )?;
    let document = format!("{:#}\n", sbom::document(&crate::PACKAGES)?);
    files::write(
        &folder.join(format!("trivet-{version}-sbom.cdx.json")),
        document,
    )?;
    let changes = files::read_text(&project::root().join("CHANGELOG.md"))?;
    let changes = part(&changes, version).ok_or_else(|| Error::Changes(version.to_owned()))?;
    files::write(&folder.join("CHANGES.md"), changes)?;
    let sums = sums(&folder)?;
    print!("{sums}");
    files::write(&folder.join(SUMS), sums)
}

const SUMS: &str = "SHA256SUMS";

/// One line for each file, as `sha256sum --check` reads it.
fn sums(folder: &Path) -> Result<String> {
    let mut sums = String::new();
    for path in files::below(folder)? {
        if path == Path::new(SUMS) {
            continue;
        }
        for byte in Sha256::digest(files::read(&folder.join(&path))?) {
            // Writing to a string does not fail.
            let _ = write!(sums, "{byte:02x}");
        }
        let _ = writeln!(sums, "  {}", path.display());
    }
    Ok(sums)
}

/// What the changelog says of one version.
fn part(changes: &str, version: &str) -> Option<String> {
    let heading = format!("## {version}");
    let mut lines = changes.lines().skip_while(|line| {
        let rest = line.strip_prefix(&heading);
        !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    lines.next()?;
    let part: Vec<_> = lines.take_while(|line| !line.starts_with("## ")).collect();
    let part = part.join("\n").trim().to_owned();
    (!part.is_empty()).then(|| part + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_part_of_one_version() {
        let changes = "# Changes\n\n## 0.10.0\n\nten\n\n## 0.1.0 (2026-11-29)\n\n- one\n- two\n\n## 0.0.1\n\nold\n";
        assert_eq!(part(changes, "0.1.0").unwrap(), "- one\n- two\n");
        assert_eq!(part(changes, "0.10.0").unwrap(), "ten\n");
        assert!(part(changes, "0.2.0").is_none());
        assert!(part("## 1.0.0\n## 0.9.0\nx\n", "1.0.0").is_none());
    }

    #[test]
    fn this_version_has_its_part() {
        let changes = files::read_text(&project::root().join("CHANGELOG.md")).unwrap();
        assert!(part(&changes, project::VERSION).is_some());
    }

    #[test]
    fn sums_are_as_sha256sum_reads_them() {
        let folder = tempfile::tempdir().unwrap();
        files::write(&folder.path().join("a"), "abc").unwrap();
        files::write(&folder.path().join(SUMS), "old").unwrap();
        assert_eq!(
            sums(folder.path()).unwrap(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a\n"
        );
    }
}
