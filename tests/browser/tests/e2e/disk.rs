//! Where the browser has a dialog of its own for saving, Trivet writes to the place that the admin chose there, and reads it
//! back by itself: nobody picks the file again. The dialog is a real one, answered by keys.

use std::path::Path;

use trivet_browser::{Browser, Error, Result, Skin, Stage, Vault, ensure, job, keepassxc, trial};

use crate::PASSWORD;
use crate::asked::{self, Person, WINDOW};
use crate::vault::open_vault;

/// The title of the browser's dialog, in which it warns of what a page may do that gets a file.
const DIALOG: &str = "this site can see edits you make";

/// Presses the button, and waits for the browser's dialog.
async fn ask(vault: &Vault<'_>, person: &Person<'_>) -> Result<()> {
    person.turns_to(WINDOW);
    vault.press("encrypt").await?;
    person.turns_to(DIALOG);
    Ok(())
}

async fn saved_and_verified_by_one_press(stage: &Stage, person: &Person<'_>) -> Result<()> {
    let (token, vault) = open_vault(stage).await?;
    vault.type_password(PASSWORD, PASSWORD).await?;

    // A dialog that is dismissed changes nothing: the password is still there.
    ask(&vault, person).await?;
    person.presses("Escape");
    vault.until_error_code("download-cancelled").await?;
    vault.until_state("ready").await?;

    ask(&vault, person).await?;
    let file = stage.session.folder().join("chosen.kdbx");
    person.saves_as(DIALOG, &file);
    vault.until_state("verified").await?;
    let place = vault.text("verified-place").await?;
    ensure!(place == "in the folder that you chose", "{place}");
    let name = vault.text("verified-file").await?;
    ensure!(name == "chosen.kdbx", "{name}");
    let entry = keepassxc::only_entry(&file, PASSWORD)?;
    ensure!(entry.password == token.secret, "another secret");
    ensure!(entry.user_name == token.key_id, "another ID");
    let downloads = std::fs::read_dir(stage.session.downloads());
    ensure!(
        downloads.is_ok_and(|all| all.count() == 0),
        "a download too"
    );

    stage.session.to_first_window().await?;
    stage.session.panel().until_step(7, "done").await?;
    job::close(stage).await
}

async fn what_cannot_be_written_is_said(stage: &Stage, person: &Person<'_>) -> Result<()> {
    let (_, vault) = open_vault(stage).await?;
    vault.type_password(PASSWORD, PASSWORD).await?;
    ask(&vault, person).await?;
    // The folder goes while the key is derived.
    let folder = stage.session.folder().join("goes");
    make(&folder)?;
    person.saves_as(DIALOG, &folder.join("chosen.kdbx"));
    std::fs::remove_dir_all(&folder).map_err(|error| Error::wrong(error.to_string()))?;
    vault.until_error_code("download-failed").await?;
    vault.until_state("ready").await?;
    let file = {
        vault.type_password(PASSWORD, PASSWORD).await?;
        vault.save().await?;
        job::prove(stage, &vault).await?
    };
    ensure!(keepassxc::only_entry(&file, PASSWORD).is_ok(), "no file");
    job::close(stage).await
}

fn make(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|error| Error::wrong(error.to_string()))
}

async fn played(
    name: &str,
    scenario: impl AsyncFnOnce(&Stage, &Person<'_>) -> Result<()>,
) -> Result<()> {
    let name = format!("e2e::disk::chromium::{name}");
    asked::play(
        &name,
        Browser::Chromium,
        Skin::Native,
        |same| same,
        scenario,
    )
    .await
}

mod chromium {
    use super::*;

    trial!(saved_and_verified_by_one_press, {
        super::played(
            "saved_and_verified_by_one_press",
            super::saved_and_verified_by_one_press,
        )
        .await
    });
    trial!(what_cannot_be_written_is_said, {
        super::played(
            "what_cannot_be_written_is_said",
            super::what_cannot_be_written_is_said,
        )
        .await
    });
}
