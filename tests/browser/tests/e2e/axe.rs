//! The extension's own pages, looked at by an accessibility engine that we did not write (axe-core), in light and dark.
//!
//! The panel stands in a closed shadow root, where no engine looks; `src/page/tests` and `appearances` hold that.

use std::fs;

use trivet_browser::{
    Browser, Error, Result, SessionOptions, Stage, Vault, ensure, in_every_browser, job,
};

use crate::{PASSWORD, receipts, vault::open_vault};

const ENGINE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../readers/axe/node_modules/axe-core/axe.min.js"
);

/// What it finds: the rule, and the elements.
const RUN: &str = "; return window.axe.run(document, { resultTypes: ['violations'] }).then(({ violations, passes }) =>
    passes.length < 10 ? ['it looked at nothing'] : violations.map(({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes.map(({ html, any }) => html + ' ' + any.map(({ message }) => message)).join(' | ')}`));";

async fn found(stage: &Stage) -> Result<Vec<String>> {
    let engine = fs::read_to_string(ENGINE).map_err(|error| {
        Error::wrong(format!("{ENGINE}, which ./build.sh test brings: {error}"))
    })?;
    let found = stage.session.script(&(engine + RUN), Vec::new()).await?;
    serde_json::from_value(found).map_err(|error| Error::wrong(error.to_string()))
}

async fn nothing_is_found(stage: &Stage, what: &str) -> Result<()> {
    let found = found(stage).await?;
    ensure!(found.is_empty(), "{what}: {}", found.join("\n"));
    Ok(())
}

/// The vault's window, from the handover to the proof, with each kind of destination.
async fn the_window_is_clean(stage: &Stage) -> Result<()> {
    let (_, vault) = open_vault(stage).await?;
    nothing_is_found(stage, "a password").await?;
    vault.press("generate").await?;
    vault.until_text("passphrase").await?;
    nothing_is_found(stage, "a passphrase").await?;
    vault.press("other-format").await?;
    nothing_is_found(stage, "the tiles").await?;
    vault.press("others").await?;
    nothing_is_found(stage, "the list").await?;
    vault.press("back").await?;
    for destination in DESTINATIONS {
        vault.choose(destination).await?;
        nothing_is_found(stage, destination).await?;
    }
    vault.choose("kdbx").await?;
    vault.press("own-password").await?;
    is_refused(&vault).await?;
    nothing_is_found(stage, "an error").await?;
    job::store(stage, &vault, PASSWORD).await?;
    vault.to_front().await?;
    nothing_is_found(stage, "what comes next").await?;
    stage.session.to_first_window().await?;
    job::close(stage).await
}

const DESTINATIONS: [&str; 5] = [
    "csv-chrome",
    "vault-kv-server",
    "1password-connect",
    "kdbx-existing",
    "keepassxc",
];

async fn is_refused(vault: &Vault<'_>) -> Result<()> {
    vault.type_password("short", "short").await?;
    vault.save().await?;
    vault.until_error_code("password-too-short").await.map(drop)
}

async fn the_pages_are_clean(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    for page in ["popup.html", "welcome.html", "options.html"] {
        session.go_to_extension(page).await?;
        nothing_is_found(stage, page).await?;
    }
    receipts::two_of_which_one_was_changed(stage).await?;
    nothing_is_found(stage, "receipts").await?;
    let field = "document.querySelector('main').append(document.createElement('input'))";
    session.script(field, Vec::new()).await?;
    let found = found(stage).await?;
    let is_seen = matches!(&*found, [one] if one.starts_with("label:"));
    ensure!(is_seen, "a field without a label: {found:?}");
    Ok(())
}

fn dark(browser: Browser) -> Result<SessionOptions> {
    Ok(SessionOptions {
        dark: true,
        ..SessionOptions::with_trivet(browser)?
    })
}

in_every_browser!(
    the_window_is_clean;
    in_chromium: the_pages_are_clean,
);

mod in_the_dark {
    trivet_browser::scenarios!(Chromium chromium Native (super::super::dark) [the_window_is_clean the_pages_are_clean]);
}
