//! Mozilla's own check of the extension, as its store runs it: it may find nothing, not even something to note.

use std::{path::Path, process::Command};

use serde_json::Value;

use crate::{
    error::{Error, Result},
    manifest::Package,
    project,
};

/// The check, as npm's lock file beside it pins it.
const LINTER: &str = "xtask/lint/node_modules/.bin/addons-linter";

/// Checks what was laid out for Firefox.
pub(crate) fn firefox() -> Result<()> {
    let folder = project::dist().join(Package::Firefox.name());
    let found = findings(&ask(&folder)?)?;
    if found.is_empty() {
        println!("addons-linter: 0 errors, 0 warnings, 0 notices");
        Ok(())
    } else {
        Err(Error::Lint(found))
    }
}

fn ask(folder: &Path) -> Result<String> {
    let output = Command::new(project::root().join(LINTER))
        .args(["--output", "json", "--boring"])
        .arg(folder)
        .output()
        .map_err(|source| Error::Start {
            tool: "addons-linter",
            source,
            hint: "run ./build.sh lint",
        })?;
    // It ends with a failure when it found something; what it found is in the answer.
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// One line for everything that it found.
fn findings(answer: &str) -> Result<Vec<String>> {
    let answer: Value = serde_json::from_str(answer)
        .map_err(|error| Error::Lint(vec![format!("no answer: {error}: {answer}")]))?;
    let mut found = Vec::new();
    for kind in ["errors", "warnings", "notices"] {
        let list = answer[kind]
            .as_array()
            .ok_or_else(|| Error::Lint(vec![format!("the answer has no {kind}")]))?;
        found.extend(list.iter().map(|one| {
            let text = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
            format!("{} {}: {}", text("file"), text("code"), text("message"))
        }));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_passed_over() {
        let clean = r#"{"errors":[],"warnings":[],"notices":[]}"#;
        assert!(findings(clean).unwrap().is_empty());
        let noted =
            r#"{"errors":[],"warnings":[],"notices":[{"code":"A","message":"b","file":"c.js"}]}"#;
        assert_eq!(findings(noted).unwrap(), ["c.js A: b"]);
        assert!(findings(r#"{"errors":[]}"#).is_err());
        assert!(findings("").is_err());
    }
}
