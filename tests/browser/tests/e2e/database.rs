//! Into a database that was there before: made by `KeePassXC`, and read by it afterwards.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use trivet::credential::{
    ConsoleAccount, Credential, Item, ItemDetails, KeyId, KeySecret, Timestamp,
};
use trivet::export::kdbx::Kdbx;
use trivet::export::{Argon2Parameters, Format as _, Password, SystemRng};
use trivet_browser::{
    Browser, Error, Result, Stage, Vault, ensure, in_every_browser, job, keepassxc,
};
use trivet_console::Token;

use crate::vault::open_vault;

pub(crate) const TEAM: &str = "the team's own password";

/// The outermost group of a [`light_team`].
pub(crate) const LIGHT_ROOT: &str = "Trivet";

#[allow(clippy::needless_pass_by_value)] // as an error is mapped
fn wrong(error: impl ToString) -> Error {
    Error::wrong(error.to_string())
}

/// A folder, and where a database belongs in it.
fn place() -> Result<(TempDir, PathBuf)> {
    let folder = tempfile::tempdir().map_err(wrong)?;
    let file = folder.path().join("team.kdbx");
    Ok((folder, file))
}

/// A database of `KeePassXC`'s own, in a folder of its own. Its AES-KDF takes a browser seconds each time.
fn team() -> Result<(TempDir, PathBuf)> {
    let (folder, file) = place()?;
    keepassxc::make_database(&file, TEAM)?;
    Ok((folder, file))
}

/// The same with the cheapest Argon2id, which `KeePassXC` keeps: for what the derivation has no part in.
pub(crate) fn light_team() -> Result<(TempDir, PathBuf)> {
    let (folder, file) = place()?;
    let account = ConsoleAccount::from_host("other.evergage.com").map_err(wrong)?;
    let item = Item {
        credential: Credential {
            key_id: KeyId::new("another ID".to_owned()).map_err(wrong)?,
            secret: KeySecret::new("another secret".to_owned()).map_err(wrong)?,
        },
        details: ItemDetails {
            account,
            created: Timestamp::from_unix_seconds(0).ok_or_else(|| wrong("no time"))?,
            permissions: Vec::new(),
            notes: String::new(),
        },
    };
    let password = Password::new(TEAM.to_owned()).map_err(wrong)?;
    let kdbx = Kdbx::new(Argon2Parameters::MINIMUM);
    let made = kdbx.write(&item, &password, &mut SystemRng);
    fs::write(&file, made.map_err(wrong)?.bytes()).map_err(wrong)?;
    keepassxc::add_team(&file, TEAM)?;
    Ok((folder, file))
}

pub(crate) fn bytes(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).map_err(wrong)
}

/// Goes to the field for a database that stays as it is, where the browser could change it in place.
async fn to_new_file(vault: &Vault<'_>, stage: &Stage) -> Result<()> {
    vault.choose("kdbx-existing").await?;
    if stage.session.browser() == Browser::Chromium {
        vault.press("turn-place").await?;
    }
    Ok(())
}

/// Opens it in the vault, and chooses its group.
async fn open<'a>(stage: &'a Stage, file: &Path, root: &str) -> Result<(Token, Vault<'a>)> {
    let (token, vault) = open_vault(stage).await?;
    to_new_file(&vault, stage).await?;
    vault.pick_file("database", file).await?;
    to_group(&vault, root).await?;
    Ok((token, vault))
}

/// Opens what was chosen, and chooses the team's group.
pub(crate) async fn to_group(vault: &Vault<'_>, root: &str) -> Result<()> {
    vault.type_into("input#database-password", TEAM).await?;
    vault.save().await?;
    vault.until_says("status", "Choose the group").await?;
    vault.select("group", &format!("{root} / Team")).await
}

/// What `KeePassXC` finds: the old entry as it was, and the new one.
pub(crate) fn holds(file: &Path, token: &Token) -> Result<()> {
    let entries = keepassxc::values(file, TEAM, "Team/Old")?;
    ensure!(entries == "\nold secret\n", "{entries}");
    let paths = keepassxc::paths(file, TEAM)?;
    let ours = |path: &&String| {
        path.starts_with("Team/Personalization API key ") && path.ends_with(&token.key_id[..8])
    };
    let ours = paths.iter().find(ours);
    let ours = ours.ok_or_else(|| Error::wrong(format!("{paths:?}")))?;
    let values = keepassxc::values(file, TEAM, ours)?;
    let (id, secret) = (&token.key_id, &token.secret);
    ensure!(values == format!("{id}\n{secret}\n"), "another entry");
    Ok(())
}

async fn the_entry_is_added_and_the_rest_stays(stage: &Stage) -> Result<()> {
    // The program is the same in both: AES-KDF, too, is played in one.
    let ((_folder, old), root) = match stage.session.browser() {
        Browser::Chromium => (light_team()?, LIGHT_ROOT),
        Browser::Firefox => (team()?, "Passwords"),
    };
    let (token, vault) = open(stage, &old, root).await?;
    vault.press("save-copy").await?;
    vault
        .until_says("notice", "team-before-trivet.kdbx")
        .await?;
    let copy = stage.session.downloads().join("team-before-trivet.kdbx");
    ensure!(bytes(&copy)? == bytes(&old)?, "the copy is another file");

    vault.save().await?;
    let new = job::prove(stage, &vault).await?;
    holds(&new, &token)?;

    vault.to_front().await?;
    let step = vault.text("next-step").await?;
    ensure!(step.contains("with this file"), "{step}");
    stage.session.to_first_window().await?;
    job::close(stage).await
}

async fn what_does_not_open_is_said(stage: &Stage) -> Result<()> {
    let (folder, file) = light_team()?;
    let (_, vault) = open_vault(stage).await?;
    to_new_file(&vault, stage).await?;
    vault.save().await?;
    vault.until_error_code("database-missing").await?;
    let other = folder.path().join("other.kdbx");
    fs::write(&other, "no database").map_err(wrong)?;
    vault.pick_file("database", &other).await?;
    vault.save().await?;
    vault.until_error_code("no-key").await?;
    vault.type_into("input#database-password", TEAM).await?;
    vault.save().await?;
    vault.until_error_code("not-kdbx").await?;
    vault.pick_file("database", &file).await?;
    vault
        .type_into("input#database-password", "another")
        .await?;
    vault.save().await?;
    vault
        .until_says("error", "does not open the database")
        .await?;
    vault.until_error_code("wrong-key").await?;
    vault.type_into("input#database-password", TEAM).await?;
    vault.save().await?;
    vault.until_says("status", "Choose the group").await?;
    Ok(())
}

async fn a_database_that_changed_meanwhile_is_refused(stage: &Stage) -> Result<()> {
    let (_folder, file) = light_team()?;
    let (_, vault) = open(stage, &file, LIGHT_ROOT).await?;
    keepassxc::add(&file, TEAM, "Team/Later", "later")?;
    vault.save().await?;
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
    the_entry_is_added_and_the_rest_stays;
    in_chromium: what_does_not_open_is_said,
    a_database_that_changed_meanwhile_is_refused,
);
