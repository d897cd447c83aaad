//! The texts of pages, scripts and the manifest: every one that is asked for is in the catalog, and the other way round. Those of
//! the Rust programs are checked where they are compiled.

use std::path::{Path, PathBuf};

use crate::{
    error::{Error, Result},
    project,
};

/// The catalog of the language in which all texts are.
const CATALOG: &str = "_locales/en/messages.json";

/// What the keys of the Rust programs begin with.
const IN_RUST: [&str; 2] = ["panel_", "vault_"];

/// What the key of the one message begins with that says what a version changed; the version follows.
const CHANGES: &str = "changes_";

/// How a page asks for a text: as what is in an element, its name for screen readers, or an example in an empty field.
const ATTRIBUTES: [&str; 3] = [
    "data-message=\"",
    "data-message-label=\"",
    "data-message-placeholder=\"",
];

/// Checks the files of an extension and its manifest.
pub(crate) fn check(manifest: &str, contents: &[(PathBuf, Vec<u8>)]) -> Result<()> {
    let catalog = contents
        .iter()
        .find(|(path, _)| path == Path::new(CATALOG))
        .map(|(_, catalog)| catalog.as_slice())
        .unwrap_or_default();
    let catalog: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(catalog)
        .map_err(|error| Error::Texts(format!("{CATALOG} cannot be read: {error}")))?;
    let is_text = |path: &Path| {
        let kind = path.extension().and_then(|kind| kind.to_str());
        matches!(kind, Some("html" | "js"))
    };
    let files = contents.iter().filter(|(path, _)| is_text(path));
    let texts: Vec<_> = files
        .map(|(path, text)| (path, String::from_utf8_lossy(text)))
        .collect();
    for (path, text) in &texts {
        for asked in asked_for(text) {
            if !catalog.contains_key(asked) {
                return Err(Error::Texts(format!(
                    "{} asks for {asked}, which is not in {CATALOG}",
                    path.display()
                )));
            }
        }
    }
    let is_used = |key: &str| {
        let (quoted, in_manifest) = (format!("\"{key}\""), format!("__MSG_{key}__"));
        manifest.contains(&in_manifest) || texts.iter().any(|(_, text)| text.contains(&quoted))
    };
    // Of another version nothing is said: what it changed is known by now.
    let changes = changes();
    let is_elsewhere =
        |key: &str| key == changes || IN_RUST.iter().any(|prefix| key.starts_with(prefix));
    match catalog
        .keys()
        .find(|key| !is_elsewhere(key) && !is_used(key))
    {
        Some(unused) => Err(Error::Texts(format!(
            "nothing asks for {unused} in {CATALOG}; use it or remove it"
        ))),
        None => Ok(()),
    }
}

/// The key of what this version changed, if that is to be said after an update.
fn changes() -> String {
    [CHANGES, &project::VERSION.replace('.', "_")].concat()
}

/// Adds to each catalog all texts of the panel as one message: the content script asks for it when a page begins, because after an
/// update of the extension it gets no answer any more, and one question costs a page less than hundreds. And what this version
/// changed, if that is to be said, is asked for without the version.
pub(crate) fn finish(contents: &mut [(PathBuf, Vec<u8>)]) -> Result<()> {
    let wrong = |error: &dyn std::fmt::Display| Error::Texts(error.to_string());
    let english = contents
        .iter()
        .find(|(path, _)| path == Path::new(CATALOG))
        .map(|(_, catalog)| String::from_utf8_lossy(catalog).into_owned())
        .unwrap_or_default();
    for (path, content) in contents {
        if path.starts_with("_locales") && path.ends_with("messages.json") {
            let own = String::from_utf8_lossy(content).into_owned();
            let panel = trivet_messages::as_one(&english, &own, IN_RUST[0])
                .map_err(|error| wrong(&error))?;
            let mut catalog: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(&own).map_err(|error| wrong(&error))?;
            catalog.insert("panel".to_owned(), serde_json::json!({ "message": panel }));
            if let Some(changes) = catalog.remove(&changes()) {
                catalog.insert("changes".to_owned(), changes);
            }
            *content = format!("{:#}\n", serde_json::Value::Object(catalog)).into_bytes();
        }
    }
    Ok(())
}

/// The keys that a page asks for.
fn asked_for(page: &str) -> impl Iterator<Item = &str> {
    ATTRIBUTES.into_iter().flat_map(move |attribute| {
        let parts = page.split(attribute).skip(1);
        parts.filter_map(|rest| rest.split('"').next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(catalog: &str, page: &str) -> Result<()> {
        let files = [(CATALOG, catalog), ("a.html", page)];
        let files = files.map(|(path, text)| (path.into(), text.into()));
        check(r#"{"name": "__MSG_name__"}"#, &files)
    }

    #[test]
    fn every_text_is_there_and_used() {
        let catalog = r#"{"name": {}, "page_a": {}, "panel_b": {}}"#;
        let page = r#"<p data-message="page_a"></p>"#;
        assert!(checked(catalog, page).is_ok());
        let unused = checked(catalog, "<p></p>").unwrap_err().to_string();
        assert!(unused.contains("nothing asks for page_a"), "{unused}");
        let label = r#"<p data-message="page_a" data-message-label="page_c"></p>"#;
        let missing = checked(catalog, label).unwrap_err().to_string();
        assert!(missing.contains("a.html asks for page_c"), "{missing}");
        assert!(checked("", page).is_err());
    }

    #[test]
    fn what_a_version_changed_is_said_of_that_version_only() {
        let own = format!(
            r#"{{"name": {{}}, "{}": {{"message": "More."}}}}"#,
            changes()
        );
        assert!(checked(&own, "").is_ok());
        let mut files = [(CATALOG.into(), own.into_bytes())];
        finish(&mut files).unwrap();
        let catalog: serde_json::Value = serde_json::from_slice(&files[0].1).unwrap();
        assert_eq!(catalog["changes"]["message"], "More.");
        assert!(catalog[changes()].is_null());
        let earlier = r#"{"name": {}, "changes_0_0_9": {"message": "Less."}}"#;
        let stale = checked(earlier, "").unwrap_err().to_string();
        assert!(stale.contains("nothing asks for changes_0_0_9"), "{stale}");
    }
}
