//! Files for an organization: each forces the installation in a browser and sets the policy, in the form in which one tool
//! takes it. `docs/deploy.md` says which is for what.

mod profile;
mod registry;
mod schema;
mod template;

pub(crate) use schema::Schema;

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::{
    error::{Error, Result},
    files, identity, project,
};

/// Where Chrome and Edge look for a package of the Chrome Web Store.
const CHROME_STORE: &str = "https://clients2.google.com/service/update2/crx";

/// Who is to be installed from where, and with which policy.
#[derive(Debug)]
pub(crate) struct Fleet {
    /// The ID in Chrome and Edge.
    chromium_id: String,
    /// Where they look for the package and its updates.
    update_url: String,
    /// Where Firefox finds the package.
    xpi_url: String,
    /// The policy.
    policy: Map<String, Value>,
}

impl Fleet {
    /// As the command line says; from the stores and with the sample policy where it says nothing.
    fn parse(schema: &Schema, words: &[String]) -> Result<Self> {
        let root = project::root();
        let mut policy = root.join("xtask/deploy/policy.json");
        let mut fleet = Self {
            chromium_id: identity::CHROMIUM_ID.to_owned(),
            update_url: CHROME_STORE.to_owned(),
            xpi_url: format!(
                "https://addons.mozilla.org/firefox/downloads/latest/{}/latest.xpi",
                identity::GECKO_ID
            ),
            policy: Map::new(),
        };
        for pair in words.chunks(2) {
            match pair {
                [name, value] if name == "--extension-id" => fleet.chromium_id.clone_from(value),
                [name, value] if name == "--update-url" => fleet.update_url.clone_from(value),
                [name, value] if name == "--xpi-url" => fleet.xpi_url.clone_from(value),
                [name, value] if name == "--policy" => policy = value.into(),
                other => return Err(Error::Usage(other.join(" "))),
            }
        }
        fleet.policy = schema.policy(&files::read_text(&policy)?)?;
        Ok(fleet)
    }

    #[cfg(test)]
    fn made_up() -> Self {
        Self {
            chromium_id: "abc".to_owned(),
            update_url: "https://example.com/updates.xml".to_owned(),
            xpi_url: "https://example.com/trivet.xpi".to_owned(),
            policy: json!({
                "holdWhenUnsure": true,
                "minimumPasswordLength": 20,
                "allowedFormats": ["kdbx", "pass+age-recipients"],
                "labels": [{ "term": "ok", "text": "Save it's \"token\"" }],
            })
            .as_object()
            .cloned()
            .unwrap_or_default(),
        }
    }
}

/// Writes all files below a folder; answers with their paths.
pub(crate) fn write(folder: &Path, words: &[String]) -> Result<()> {
    let schema = Schema::parse(&files::read_text(
        &project::root().join("extension/managed-schema.json"),
    )?)?;
    let fleet = Fleet::parse(&schema, words)?;
    files::remove_folder(folder)?;
    for (path, text) in all(&schema, &fleet) {
        let path = folder.join(path);
        files::write(&path, text)?;
        println!("  {}", path.display());
    }
    Ok(())
}

/// Every file by its path.
fn all(schema: &Schema, fleet: &Fleet) -> Vec<(PathBuf, String)> {
    let id = &fleet.chromium_id;
    let linux = json!({
        "ExtensionSettings": chromium_settings(fleet),
        "3rdparty": { "extensions": { id: fleet.policy } },
    });
    let google: Map<String, Value> = fleet
        .policy
        .iter()
        .map(|(name, value)| (name.clone(), json!({ "Value": value })))
        .collect();
    let mut files = vec![
        ("linux/trivet.json".into(), pretty(&linux)),
        (
            "firefox/policies.json".into(),
            pretty(&json!({ "policies": firefox_policies(fleet) })),
        ),
        ("google-admin/policy.json".into(), pretty(&google.into())),
        (
            "macos/trivet.mobileconfig".into(),
            profile::mobileconfig(fleet),
        ),
        ("windows/trivet.admx".into(), template::admx(schema, fleet)),
        ("windows/en-US/trivet.adml".into(), template::adml(schema)),
        ("intune/trivet.ps1".into(), registry::script(fleet)),
    ];
    files.extend(registry::BROWSERS.map(|(browser, root)| {
        (
            format!("windows/{browser}.reg").into(),
            registry::reg(root, fleet),
        )
    }));
    files
}

/// The browser policy that forces the installation in Chrome and Edge.
fn chromium_settings(fleet: &Fleet) -> Value {
    let id = &fleet.chromium_id;
    json!({ id: { "installation_mode": "force_installed", "update_url": fleet.update_url } })
}

/// The same for Firefox, with the extension's policy.
fn firefox_policies(fleet: &Fleet) -> Value {
    let id = identity::GECKO_ID;
    json!({
        "ExtensionSettings": {
            id: { "installation_mode": "force_installed", "install_url": fleet.xpi_url },
        },
        "3rdparty": { "Extensions": { id: fleet.policy } },
    })
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A text inside XML.
fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema() -> Schema {
        Schema::parse(include_str!("../../../extension/managed-schema.json")).unwrap()
    }

    #[test]
    fn the_sample_policy_is_one() {
        let fleet = Fleet::parse(&schema(), &[]).unwrap();
        assert!(!fleet.policy.is_empty());
        assert_eq!(fleet.chromium_id, identity::CHROMIUM_ID);
    }

    #[test]
    fn every_file_forces_the_installation_or_sets_the_policy() {
        let all = all(&schema(), &Fleet::made_up());
        let of = |path: &str| {
            &all.iter()
                .find(|(file, _)| file == Path::new(path))
                .unwrap()
                .1
        };
        let linux: Value = serde_json::from_str(of("linux/trivet.json")).unwrap();
        assert_eq!(
            linux["ExtensionSettings"]["abc"]["installation_mode"],
            "force_installed"
        );
        assert_eq!(
            linux["3rdparty"]["extensions"]["abc"]["holdWhenUnsure"],
            true
        );
        let firefox: Value = serde_json::from_str(of("firefox/policies.json")).unwrap();
        let id = identity::GECKO_ID;
        let policies = &firefox["policies"];
        assert_eq!(
            policies["ExtensionSettings"][id]["install_url"],
            "https://example.com/trivet.xpi"
        );
        assert_eq!(
            policies["3rdparty"]["Extensions"][id]["minimumPasswordLength"],
            20
        );
        let google: Value = serde_json::from_str(of("google-admin/policy.json")).unwrap();
        assert_eq!(google["holdWhenUnsure"]["Value"], true);
    }

    #[test]
    fn a_command_line_that_is_not_understood_is_refused() {
        for words in [&["--policy"][..], &["--else", "a"], &["x"]] {
            let words: Vec<_> = words.iter().map(|&word| word.to_owned()).collect();
            assert!(Fleet::parse(&schema(), &words).is_err());
        }
    }
}
