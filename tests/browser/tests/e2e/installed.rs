//! How Chromium knows the extension that was built: by the ID of its key, wherever its folder lies, and without a complaint
//! about its manifest.

use serde_json::Value;
use trivet::identity;
use trivet_browser::{Error, Result, Stage, ensure};

const INSTALLED: &str = "return chrome.developerPrivate.getExtensionsInfo()";

async fn has_the_id_of_its_key_and_no_complaint(stage: &Stage) -> Result<()> {
    stage.session.go("chrome://extensions").await?;
    let installed = stage.session.script(INSTALLED, Vec::new()).await?;
    let trivet = installed
        .as_array()
        .and_then(|all| all.iter().find(|one| one["id"] == identity::CHROMIUM_ID))
        .ok_or_else(|| Error::wrong(format!("not among them: {installed}")))?;
    for complaints in [
        "installWarnings",
        "manifestErrors",
        "runtimeErrors",
        "runtimeWarnings",
    ] {
        let none = [Value::Null, Value::Array(Vec::new())];
        ensure!(none.contains(&trivet[complaints]), "{}", trivet[complaints]);
    }
    Ok(())
}

mod chromium {
    trivet_browser::scenarios!(
        Chromium native Native (trivet_browser::SessionOptions::with_trivet)
        [has_the_id_of_its_key_and_no_complaint]
    );
}
