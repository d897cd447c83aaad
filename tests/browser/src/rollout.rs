//! An organization rolls Trivet out as `docs/deploy.md` says: the package is signed, its update manifest and the policy
//! files are written by the project's own commands, and a server of packages has them.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;
use tempfile::TempDir;
use trivet_stand_ins::{PACKAGES_HOST, PackageServer};

use crate::{
    error::{At, Error, Result},
    programs,
    session::{Browser, SessionOptions, copy_folder, gecko_id},
};

/// What is ready for a browser that does as its organization says.
#[derive(Debug)]
pub struct Rollout {
    /// The ID by which the browser knows the extension.
    pub id: String,
    /// A browser under the organization's policies, with nothing installed yet.
    pub options: SessionOptions,
    server: Option<PackageServer>,
    _folder: TempDir,
}

impl Rollout {
    /// Makes it ready, with this policy for the extension.
    ///
    /// # Errors
    ///
    /// When a command refuses its work.
    pub async fn of(browser: Browser, policy: &Value) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("trivet-rollout-")
            .tempdir()
            .at(env::temp_dir())?;
        let place = folder.path();
        let file = place.join("policy.json");
        fs::write(&file, policy.to_string()).at(&file)?;
        let (id, server, arguments, policies) = match browser {
            Browser::Chromium => {
                let signed = signed(place)?;
                let base = format!("https://{PACKAGES_HOST}");
                xtask(place, &["updates", "--url", &base, "--crx", text(&signed)?])?;
                let updates = place.join("release/self-hosted/updates.xml");
                let manifest = fs::read_to_string(&updates).at(&updates)?;
                let id = between(&manifest, "appid=\"", "\"")?;
                let updates_url = format!("{base}/updates.xml");
                let wanted = ["--extension-id", &id, "--update-url", &updates_url];
                deploy(place, &file, &wanted)?;
                let files = BTreeMap::from([
                    ("updates.xml".to_owned(), manifest.into_bytes()),
                    ("trivet.crx".to_owned(), fs::read(&signed).at(&signed)?),
                ]);
                let server = PackageServer::start(files)
                    .await
                    .map_err(|error| Error::wrong(error.to_string()))?;
                let port = server.service().port();
                // Other browsers of these tests see the same policy; only this one finds the server.
                let rules = format!("MAP {PACKAGES_HOST}:443 127.0.0.1:{port}, MAP * 127.0.0.1");
                let arguments = vec![
                    format!("--host-resolver-rules={rules}"),
                    "--ignore-certificate-errors".to_owned(),
                ];
                (id, Some(server), arguments, "linux/trivet.json")
            }
            Browser::Firefox => {
                let extension = programs::extension(browser.name())?;
                let package = format!("trivet-{}-firefox.zip", env!("CARGO_PKG_VERSION"));
                let package = extension.with_file_name(package);
                let url = format!("file://{}", package.display());
                deploy(place, &file, &["--xpi-url", &url])?;
                (
                    gecko_id(&extension)?,
                    None,
                    Vec::new(),
                    "firefox/policies.json",
                )
            }
        };
        Ok(Self {
            id,
            options: SessionOptions {
                arguments,
                organization: Some(place.join("deploy").join(policies)),
                ..SessionOptions::bare()
            },
            server,
            _folder: folder,
        })
    }

    /// What the server was asked for that it does not have.
    #[must_use]
    pub fn objections(&self) -> Vec<String> {
        let server = self.server.as_ref();
        server.map_or_else(Vec::new, |server| server.service().objections())
    }
}

/// The package for the organization's own server, signed by Chromium with a key that it makes.
fn signed(folder: &Path) -> Result<PathBuf> {
    let package = folder.join("trivet");
    copy_folder(&programs::extension("chromium")?, &package)?;
    let path = package.join("manifest.json");
    let manifest = fs::read(&path).at(&path)?;
    let mut manifest: Value = serde_json::from_slice(&manifest)
        .map_err(|error| Error::wrong(format!("{}: {error}", path.display())))?;
    if let Some(manifest) = manifest.as_object_mut() {
        manifest.remove("key");
        let updates = format!("https://{PACKAGES_HOST}/updates.xml");
        manifest.insert("update_url".to_owned(), updates.into());
    }
    fs::write(&path, manifest.to_string()).at(&path)?;
    let mut chromium = Command::new(programs::chromium()?);
    chromium
        .arg(format!("--pack-extension={}", package.display()))
        .arg(format!(
            "--user-data-dir={}",
            folder.join("signing").display()
        ))
        .args(["--headless=new", "--no-sandbox"]);
    run(&mut chromium)?;
    Ok(folder.join("trivet.crx"))
}

/// Writes the files for the organization.
fn deploy(folder: &Path, policy: &Path, more: &[&str]) -> Result<()> {
    let wanted = [&["deploy", "--policy", text(policy)?], more].concat();
    xtask(folder, &wanted)
}

/// The project's own command, which leaves what it makes in the folder.
fn xtask(folder: &Path, words: &[&str]) -> Result<()> {
    let tests = env::current_exe().at("this program")?;
    let program = tests.ancestors().nth(2).unwrap_or(&tests).join("xtask");
    run(Command::new(program).args(words).env("TRIVET_DIST", folder))
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output().map_err(|error| Error::Start {
        program: command.get_program().display().to_string(),
        reason: error.to_string(),
    })?;
    if output.status.success() {
        Ok(())
    } else {
        Err(Error::wrong(format!("{command:?}: {output:?}")))
    }
}

fn between(text: &str, before: &str, after: &str) -> Result<String> {
    text.split_once(before)
        .and_then(|(_, rest)| rest.split_once(after))
        .map(|(found, _)| found.to_owned())
        .ok_or_else(|| Error::wrong(format!("no {before} in {text}")))
}

fn text(path: &Path) -> Result<&str> {
    path.to_str()
        .ok_or_else(|| Error::wrong(format!("{} is no text", path.display())))
}
