//! A browser whose JIT is switched off, and WebAssembly with it, as policies and enhanced security leave it: the scripted core
//! guards the console all the same.

use trivet_browser::{
    Browser, DIALOG, Error, Result, SessionOptions, Skin, Stage, ensure, job, play_with, trial,
};
use trivet_console::Screen;

async fn the_console_is_guarded(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    let none = stage
        .session
        .script("return typeof WebAssembly", Vec::new())
        .await?;
    ensure!(none == "undefined", "there is WebAssembly: {none}");
    job::permissions_are_right(stage).await?;
    let (page, panel) = (stage.session.page(), stage.session.panel());
    page.click_box("Can send events").await?;
    panel.until_step(4, "wrong").await?;
    page.press("OK").await?;
    let truth = stage.settled_truth().await?;
    ensure!(truth.created().count() == 0, "a wrong token was made");
    page.click_box("Can send events").await?;
    panel.until_step(4, "done").await?;
    job::create(stage).await?;
    page.press("Close").await?;
    ensure!(page.shows(DIALOG).await?, "the dialog was closed");
    Ok(())
}

trial!(in_chromium, {
    let options = SessionOptions {
        arguments: vec!["--js-flags=--jitless".to_owned()],
        ..SessionOptions::with_trivet(Browser::Chromium)?
    };
    let name = "no_webassembly::in_chromium";
    play_with(
        name,
        Browser::Chromium,
        Skin::Native,
        &options,
        the_console_is_guarded,
    )
    .await
});

/// As an organization switches it off, for the console alone.
const JIT_OFF: &str = r#"{ "policies": { "SitePolicies": [
    { "Match": ["*.evergage.com"], "Policies": { "DisableJit": true } }
] } }"#;

trial!(in_firefox, {
    let wrong = |error: std::io::Error| Error::wrong(error.to_string());
    let folder = tempfile::tempdir().map_err(wrong)?;
    let policies = folder.path().join("policies.json");
    std::fs::write(&policies, JIT_OFF).map_err(wrong)?;
    let options = SessionOptions {
        organization: Some(policies),
        ..SessionOptions::with_trivet(Browser::Firefox)?
    };
    let name = "no_webassembly::in_firefox";
    play_with(
        name,
        Browser::Firefox,
        Skin::Native,
        &options,
        the_console_is_guarded,
    )
    .await
});
