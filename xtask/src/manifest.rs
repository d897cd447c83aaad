//! One manifest for each kind of package, from the one in the top folder: what a browser does not know is left out, and the
//! names that browsers know Trivet by are put in.

use serde_json::{Map, Value};

use crate::{
    error::{Error, Result},
    identity, project, updates,
};

/// What a package is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Package {
    /// A folder that Chromium, Chrome or Edge loads.
    Chromium,
    /// What a store of Chrome or Edge takes: it gives the key itself, and refuses another.
    ChromiumStore,
    /// What an organization signs for Chrome and Edge by its own key and has updated from its own server.
    ChromiumSelfHosted,
    /// Firefox, and its store.
    Firefox,
    /// What Mozilla signs for an organization without listing it.
    FirefoxSelfHosted,
}

/// What a release adds to the manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Addresses {
    /// Where people find the project.
    pub(crate) homepage: Option<String>,
    /// The folder on an organization's server that has its packages.
    pub(crate) self_hosted: Option<String>,
}

impl Package {
    /// Those that are made.
    pub(crate) fn made(addresses: &Addresses) -> Vec<Self> {
        let mut made = vec![Self::Chromium, Self::ChromiumStore, Self::Firefox];
        if addresses.self_hosted.is_some() {
            made.extend([Self::ChromiumSelfHosted, Self::FirefoxSelfHosted]);
        }
        made
    }

    /// Its name in `dist/`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::ChromiumStore => "chromium-store",
            Self::ChromiumSelfHosted => "chromium-self-hosted",
            Self::Firefox => "firefox",
            Self::FirefoxSelfHosted => "firefox-self-hosted",
        }
    }

    /// Whether somebody loads or signs its folder, so that it stays beside the archive.
    pub(crate) const fn has_folder(self) -> bool {
        !matches!(self, Self::ChromiumStore)
    }

    /// What of the common manifest its browser does not know, as paths of keys.
    const fn unknown(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Chromium | Self::ChromiumStore | Self::ChromiumSelfHosted => &[
                &["author"],
                &["background", "scripts"],
                &["browser_specific_settings"],
            ],
            Self::Firefox | Self::FirefoxSelfHosted => &[
                &["background", "service_worker"],
                &["minimum_chrome_version"],
                &["storage"],
            ],
        }
    }
}

/// The manifest of one package.
pub(crate) fn of(package: Package, common: &str, addresses: &Addresses) -> Result<Value> {
    let mut manifest: Map<String, Value> =
        serde_json::from_str(common).map_err(|error| Error::Manifest(error.to_string()))?;
    if manifest["version"] != project::VERSION {
        return Err(Error::Manifest(format!(
            "version is {}, that of Cargo.toml is {:?}; make them one",
            manifest["version"],
            project::VERSION
        )));
    }
    for path in package.unknown() {
        remove(&mut manifest, path).ok_or_else(|| {
            let path = path.join(".");
            Error::Manifest(format!("has no {path}; look at xtask/src/manifest.rs"))
        })?;
    }
    if let Some(homepage) = &addresses.homepage {
        manifest.insert("homepage_url".to_owned(), homepage.as_str().into());
    }
    let updates = addresses.self_hosted.as_deref().unwrap_or_default();
    match package {
        Package::Chromium => {
            manifest.insert("key".to_owned(), identity::CHROMIUM_KEY.into());
        }
        Package::ChromiumStore => {}
        Package::ChromiumSelfHosted => {
            let updates = format!("{updates}/{}", updates::CHROMIUM);
            manifest.insert("update_url".to_owned(), updates.into());
        }
        Package::Firefox | Package::FirefoxSelfHosted => {
            let gecko = &mut manifest["browser_specific_settings"]["gecko"];
            gecko["id"] = identity::GECKO_ID.into();
            if package == Package::FirefoxSelfHosted {
                gecko["update_url"] = format!("{updates}/{}", updates::FIREFOX).into();
            }
        }
    }
    Ok(manifest.into())
}

/// Takes what is at the path.
fn remove(map: &mut Map<String, Value>, path: &[&str]) -> Option<Value> {
    let (key, rest) = path.split_first()?;
    if rest.is_empty() {
        return map.remove(*key);
    }
    remove(map.get_mut(*key)?.as_object_mut()?, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use serde_json::json;
    use sha2::{Digest, Sha256};

    const COMMON: &str = include_str!("../../manifest.json");

    fn made(package: Package) -> Value {
        let addresses = Addresses {
            homepage: Some("https://example.com/trivet".to_owned()),
            self_hosted: Some("https://example.com/packages".to_owned()),
        };
        of(package, COMMON, &addresses).unwrap()
    }

    #[test]
    fn each_browser_gets_what_it_knows() {
        let [chromium, store, firefox] =
            [Package::Chromium, Package::ChromiumStore, Package::Firefox].map(made);
        assert_eq!(chromium["key"], identity::CHROMIUM_KEY);
        assert_eq!(
            chromium["background"],
            json!({ "service_worker": "background.js" })
        );
        assert!(store["key"].is_null(), "a store refuses a key");
        assert_eq!(
            firefox["background"],
            json!({ "scripts": ["background.js"] })
        );
        let gecko = &firefox["browser_specific_settings"]["gecko"];
        assert_eq!(gecko["id"], identity::GECKO_ID);
        assert!(chromium["browser_specific_settings"].is_null());
        for same in [
            "content_scripts",
            "permissions",
            "content_security_policy",
            "incognito",
        ] {
            assert_eq!(chromium[same], firefox[same]);
            assert_eq!(chromium[same], store[same]);
        }
    }

    #[test]
    fn a_package_names_an_address_where_there_is_one() {
        assert_eq!(
            made(Package::Firefox)["homepage_url"],
            "https://example.com/trivet"
        );
        let manifest = of(Package::Firefox, COMMON, &Addresses::default()).unwrap();
        assert!(manifest["homepage_url"].is_null());
        let chromium = made(Package::ChromiumSelfHosted);
        assert_eq!(
            chromium["update_url"],
            "https://example.com/packages/updates.xml"
        );
        assert!(
            chromium["key"].is_null(),
            "the organization signs it by its own"
        );
        let gecko = &made(Package::FirefoxSelfHosted)["browser_specific_settings"]["gecko"];
        assert_eq!(
            gecko["update_url"],
            "https://example.com/packages/updates.json"
        );
        for package in [Package::Chromium, Package::ChromiumStore, Package::Firefox] {
            assert!(!made(package).to_string().contains("update_url"));
        }
    }

    #[test]
    fn one_version_for_all() {
        let other = COMMON.replace(project::VERSION, "9.9.9");
        let addresses = Addresses::default();
        assert!(of(Package::Firefox, &other, &addresses).is_err());
        assert!(of(Package::Firefox, "{", &addresses).is_err());
    }

    /// As Chromium makes an ID of a key: half of its SHA-256, in the letters a to p.
    #[test]
    fn the_id_follows_from_the_key() {
        let key = STANDARD.decode(identity::CHROMIUM_KEY).unwrap();
        let id: String = Sha256::digest(key)[..16]
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .map(|nibble| char::from(b'a' + nibble))
            .collect();
        assert_eq!(id, identity::CHROMIUM_ID);
    }

    /// Stores cut or refuse what is longer.
    #[test]
    fn its_texts_are_as_short_as_stores_want_them() {
        let texts: Value =
            serde_json::from_str(include_str!("../../extension/_locales/en/messages.json"))
                .unwrap();
        let length = |message: &str| texts[message]["message"].as_str().unwrap().chars().count();
        assert!(length("extensionName") <= 45);
        assert!(length("extensionDescription") <= 132);
        let manifest = made(Package::Chromium);
        assert!(manifest["short_name"].as_str().unwrap().chars().count() <= 12);
    }
}
