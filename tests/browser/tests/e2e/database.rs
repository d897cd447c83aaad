//! Into a database that was there before: made by `KeePassXC`, and read by it afterwards.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use trivet_browser::{Error, Result, Stage, Vault, ensure, in_every_browser, job, keepassxc};
use trivet_console::Token;

use crate::vault::open_vault;

const TEAM: &str = "the team's own password";

/// A database in a folder of its own.
fn team() -> Result<(TempDir, PathBuf)> {
    let folder = tempfile::tempdir().map_err(|error| Error::wrong(error.to_string()))?;
    let file = folder.path().join("team.kdbx");
    keepassxc::make_database(&file, TEAM)?;
    Ok((folder, file))
}

fn bytes(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).map_err(|error| Error::wrong(error.to_string()))
}

/// Opens it in the vault, and chooses its group.
async fn open<'a>(stage: &'a Stage, file: &Path) -> Result<(Token, Vault<'a>)> {
    let (token, vault) = open_vault(stage).await?;
    vault.choose("kdbx-existing").await?;
    vault.pick_file("database", file).await?;
    vault.type_into("input#database-password", TEAM).await?;
    vault.press("encrypt").await?;
    vault.until_says("status", "Choose the group").await?;
    vault.select("group", "Passwords / Team").await?;
    Ok((token, vault))
}

async fn the_entry_is_added_and_the_rest_stays(stage: &Stage) -> Result<()> {
    let (_folder, old) = team()?;
    let (token, vault) = open(stage, &old).await?;
    vault.press("save-copy").await?;
    vault
        .until_says("notice", "team-before-trivet.kdbx")
        .await?;
    let copy = stage.session.downloads().join("team-before-trivet.kdbx");
    ensure!(bytes(&copy)? == bytes(&old)?, "the copy is another file");

    vault.press("encrypt").await?;
    let new = job::prove(stage, &vault).await?;
    let entries = keepassxc::values(&new, TEAM, "Team/Old")?;
    ensure!(entries == "\nold secret\n", "{entries}");
    let paths = keepassxc::paths(&new, TEAM)?;
    let ours = |path: &&String| path.starts_with("Team/Personalization API key ");
    let ours = paths.iter().find(ours);
    let ours = ours.ok_or_else(|| Error::wrong(format!("{paths:?}")))?;
    let values = keepassxc::values(&new, TEAM, ours)?;
    let (id, secret) = (&token.key_id, &token.secret);
    ensure!(values == format!("{id}\n{secret}\n"), "another entry");

    vault.to_front().await?;
    let step = vault.text("next-step").await?;
    ensure!(step.contains("with this file"), "{step}");
    stage.session.to_first_window().await?;
    job::close(stage).await
}

async fn what_does_not_open_is_said(stage: &Stage) -> Result<()> {
    let (folder, file) = team()?;
    let (_, vault) = open_vault(stage).await?;
    vault.choose("kdbx-existing").await?;
    vault.press("encrypt").await?;
    vault.until_error_code("database-missing").await?;
    let other = folder.path().join("other.kdbx");
    fs::write(&other, "no database").map_err(|error| Error::wrong(error.to_string()))?;
    vault.pick_file("database", &other).await?;
    vault.press("encrypt").await?;
    vault.until_error_code("no-key").await?;
    vault.type_into("input#database-password", TEAM).await?;
    vault.press("encrypt").await?;
    vault.until_error_code("not-kdbx").await?;
    vault.pick_file("database", &file).await?;
    vault
        .type_into("input#database-password", "another")
        .await?;
    vault.press("encrypt").await?;
    vault
        .until_says("error", "does not open the database")
        .await?;
    vault.until_error_code("wrong-key").await?;
    vault.type_into("input#database-password", TEAM).await?;
    vault.press("encrypt").await?;
    vault.until_says("status", "Choose the group").await?;
    Ok(())
}

async fn a_database_that_changed_meanwhile_is_refused(stage: &Stage) -> Result<()> {
    let (_folder, file) = team()?;
    let (_, vault) = open(stage, &file).await?;
    keepassxc::add(&file, TEAM, "Team/Later", "later")?;
    vault.press("encrypt").await?;
    vault
        .until_says("error", "Another program changed the database")
        .await?;
    vault.until_error_code("changed-meanwhile").await?;
    ensure!(
        fs::read_dir(stage.session.downloads()).is_ok_and(|folder| folder.count() == 0),
        "a file was saved all the same"
    );
    Ok(())
}

in_every_browser!(
    the_entry_is_added_and_the_rest_stays,
    what_does_not_open_is_said,
    a_database_that_changed_meanwhile_is_refused,
);
